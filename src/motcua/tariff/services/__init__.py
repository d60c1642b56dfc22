"""Every write of the tariff: preview a table, load it, take a load back."""

from motcua.tariff.services.loading import Loaded, Preview, load, preview, withdraw

__all__ = ["Loaded", "Preview", "load", "preview", "withdraw"]
