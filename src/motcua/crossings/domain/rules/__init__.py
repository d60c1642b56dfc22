"""The rules of vehicles at the gates, a module for each group. `BOOK` holds them all."""

from motcua.crossings.domain.rules import acts, load, stay, vehicle
from motcua.crossings.domain.rules.book import BOOK

__all__ = ["BOOK", "acts", "load", "stay", "vehicle"]
