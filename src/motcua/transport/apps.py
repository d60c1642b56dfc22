from django.apps import AppConfig


class TransportConfig(AppConfig):
    name = "motcua.transport"
    label = "transport"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.transport import covering, jobs  # noqa: F401 - jobs names the duty of the day

        covering.cover()
