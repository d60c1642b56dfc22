from django.apps import AppConfig


class ManifestsConfig(AppConfig):
    name = "motcua.manifests"
    label = "manifests"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.manifests import covering, jobs  # noqa: F401 - jobs names the duty of the day

        covering.cover()
