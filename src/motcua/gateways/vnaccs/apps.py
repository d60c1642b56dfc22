from django.apps import AppConfig


class VnaccsConfig(AppConfig):
    name = "motcua.gateways.vnaccs"
    label = "vnaccs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.gateways.vnaccs import covering

        covering.cover()
