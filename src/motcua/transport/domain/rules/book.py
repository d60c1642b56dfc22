"""The book into which every group of rules is written, and what the groups share with those of declarations."""

from motcua.declarations.domain.rules.book import DICTIONARY, DICTIONARY_AND_GUIDE, FIRST, OURS, vnaccs
from motcua.kernel.rules import RuleBook

__all__ = ["BOOK", "DICTIONARY", "DICTIONARY_AND_GUIDE", "FIRST", "MESSAGE", "OURS", "vnaccs"]

BOOK = RuleBook("transport")
"""Scopes: `transport` judges (t, x); `end` (e, t, x); `cargo` (c, t, x); `act` an act (a)."""
MESSAGE = "VNACCS message OLA"
