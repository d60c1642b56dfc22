"""The country in which this installation stands."""

from django.conf import settings


def home() -> str:
    """Its code; `MOTCUA_COUNTRY` sets it, where two installations exchange certificates."""
    return str(getattr(settings, "COUNTRY", "VN"))
