from importlib import import_module

from django.apps import AppConfig


class TariffConfig(AppConfig):
    name = "motcua.tariff"
    label = "tariff"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the room's audit verbs and coverings."""
        import_module("motcua.tariff.events")
