from django.apps import AppConfig


class SurveyConfig(AppConfig):
    name = "motcua.survey"
    label = "survey"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.survey import covering, jobs  # noqa: F401 - jobs names what is done by itself

        covering.cover()
