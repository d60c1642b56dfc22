"""The book into which every group of rules is written, and what the groups share."""

from motcua.kernel.rules import RuleBook

BOOK = RuleBook("transport")
"""Scopes: `transport` judges (t, x); `end` (e, t, x); `cargo` (c, t, x); `act` an act (a)."""

FIRST = "2014-04-01"
"""The day on which VNACCS came into use: no rule is known to be older."""
DICTIONARY = "VNACCS error dictionary"
DICTIONARY_AND_GUIDE = "VNACCS error dictionary and fill-in guide"
MESSAGE = "VNACCS message OLA"
OURS = "motcua"


def vnaccs(codes: str) -> tuple[str, ...]:
    """Published codes: `OLA S0001 S0002; OLC E0004` is three of them, each with its job."""
    return tuple(f"{job} {code}" for part in codes.split(";") for job, *rest in [part.split()] for code in rest)
