from django.apps import AppConfig
from django.conf import settings


class DesignConfig(AppConfig):
    name = "motcua.design"
    label = "design"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Compile the catalogues; what Django has read before they were there is read again."""
        from motcua.design import catalogues

        if settings.LOCALE_PATHS and catalogues.compile_changed(settings.CATALOGUES, settings.LOCALE_PATHS[0]):
            catalogues.forget()
