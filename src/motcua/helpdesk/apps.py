from django.apps import AppConfig


class HelpdeskConfig(AppConfig):
    name = "motcua.helpdesk"
    label = "helpdesk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.helpdesk import covering, covering_meetings, jobs  # noqa: F401 - jobs names what is done by itself

        covering.cover()
        covering_meetings.cover()
