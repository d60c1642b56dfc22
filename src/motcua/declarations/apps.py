from django.apps import AppConfig


class DeclarationsConfig(AppConfig):
    name = "motcua.declarations"
    label = "declarations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        try:
            from motcua.declarations import covering
        except ImportError:  # rooms below are still being built
            return
        covering.cover()
