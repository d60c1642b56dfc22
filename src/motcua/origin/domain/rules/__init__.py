"""The rules of form D, a module for each group. `BOOK` holds them all."""

from motcua.origin.domain.rules import claims, goods, paper
from motcua.origin.domain.rules.book import BOOK

__all__ = ["BOOK", "claims", "goods", "paper"]
