"""The book into which every group of rules is written, and what the groups share."""

from motcua.kernel.rules import RuleBook

BOOK = RuleBook("vehicles")
"""Scopes: `vehicle` judges (v, x); `driver` (r, v, x); `box` (c, v, x); `extension` (e, x); `correction` (a)."""
FIRST = "2014-04-01"
"""The dictionaries are of 2013-14; the day is that of VNACCS itself."""
DICTIONARY = "VNACCS error dictionary of TIR and TOR (2013-14)"
DICTIONARY_AND_GUIDE = "VNACCS error dictionary and fill-in guide of TIR and TOR (2013-14)"
LAW = "Law on Customs, articles on means of transport, as remembered; the text has not been read"
OURS = "A rule of this platform"


def vnaccs(codes: str) -> tuple[str, ...]:
    """Published codes: `TIR S0001 S0002; TOR E0001` is three of them, each with its job."""
    return tuple(f"{job} {code}" for part in codes.split(";") for job, *rest in [part.split()] for code in rest)
