from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "motcua.ground"
    label = "ground"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.ground import covering
        from motcua.ground.services import sending  # noqa: F401 - names the jobs that leave the house

        covering.register()
