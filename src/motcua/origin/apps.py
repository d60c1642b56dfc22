from django.apps import AppConfig


class OriginConfig(AppConfig):
    name = "motcua.origin"
    label = "origin"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.origin import covering, jobs  # noqa: F401 - jobs names the duties of the day

        covering.cover()
