"""Every write of the tariff: keep and preview a table, load it, take a load back."""

from motcua.tariff.services.loading import (
    Loaded,
    Preview,
    Sent,
    arrive,
    load,
    load_arrived,
    may_load,
    preview,
    preview_arrived,
    withdraw,
)
from motcua.tariff.services.reading import LARGEST

__all__ = [
    "LARGEST", "Loaded", "Preview", "Sent", "arrive", "load", "load_arrived", "may_load", "preview", "preview_arrived",
    "withdraw",
]  # fmt: skip
