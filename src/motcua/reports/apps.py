from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "motcua.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.reports import covering, issue_covering, jobs, whatif_covering  # noqa: F401 - jobs names what is done

        covering.cover()
        issue_covering.cover()
        whatif_covering.cover()
