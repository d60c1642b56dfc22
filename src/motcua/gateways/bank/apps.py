from django.apps import AppConfig


class BankConfig(AppConfig):
    name = "motcua.gateways.bank"
    label = "bank"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.gateways.bank import covering, doors

        covering.cover()
        doors.open_doors()
