from django.apps import AppConfig


class AswConfig(AppConfig):
    name = "motcua.gateways.asw"
    label = "asw"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.gateways.asw import covering, jobs  # noqa: F401 - jobs names what the worker does

        covering.cover()
