from django.apps import AppConfig


class CrossingsConfig(AppConfig):
    name = "motcua.crossings"
    label = "crossings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.crossings import (
            covering,
            covering_offline,
            covering_people,
            covering_watched,
            jobs,  # noqa: F401 - names the duties of the day
            people_jobs,  # noqa: F401
        )

        covering.cover()
        covering_people.cover()
        covering_offline.cover()
        covering_watched.cover()
