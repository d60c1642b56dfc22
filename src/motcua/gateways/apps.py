from django.apps import AppConfig


class GatewaysConfig(AppConfig):
    name = "motcua.gateways"
    label = "gateways"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.gateways.asycuda import services as asycuda
        from motcua.gateways.edifact import services as edifact
        from motcua.gateways.neutral import services as neutral
        from motcua.gateways.wco import services as wco

        neutral.open_gateway()
        wco.open_gateway()
        edifact.open_gateway()
        asycuda.open_gateway()
