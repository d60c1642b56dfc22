"""motcua: an open single window and operations platform for a customs department."""

__version__ = "0.1.0"
