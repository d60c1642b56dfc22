from django.apps import AppConfig


class RevenueConfig(AppConfig):
    name = "motcua.revenue"
    label = "revenue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.revenue import covering, covering_book, jobs  # noqa: F401 - jobs names what is done by itself

        covering.cover()
        covering_book.cover()
