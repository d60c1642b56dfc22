from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "motcua.procedures"
    label = "procedures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.procedures import audit_jobs, covering, covering_audit  # noqa: F401 - jobs names a duty of the day

        covering.cover()
        covering_audit.cover()
