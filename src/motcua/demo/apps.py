from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "motcua.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.demo import events
        from motcua.demo.services import arrivals, simulations  # noqa: F401 - name the jobs' handlers

        events.excuse()
