"""The rules of transports, a module for each group. `BOOK` holds them all."""

from motcua.transport.domain.rules import acts, cargo, head, places, security
from motcua.transport.domain.rules.book import BOOK

__all__ = ["BOOK", "acts", "cargo", "head", "places", "security"]
