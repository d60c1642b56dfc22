from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "motcua.parties"
    label = "parties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.parties import covering

        covering.cover()
