from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "motcua.risk"
    label = "risk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.risk import covering, jobs  # noqa: F401 - jobs names its daily duties

        covering.cover()
