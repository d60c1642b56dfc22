from django.apps import AppConfig


class ControlConfig(AppConfig):
    name = "motcua.control"
    label = "control"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.control import covering, jobs, watch_covering  # noqa: F401 - jobs names what is done by itself

        covering.cover()
        watch_covering.cover()
