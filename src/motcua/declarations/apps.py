from django.apps import AppConfig


class DeclarationsConfig(AppConfig):
    name = "motcua.declarations"
    label = "declarations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.declarations import covering, jobs  # noqa: F401 - jobs names what follows an event

        covering.cover()
