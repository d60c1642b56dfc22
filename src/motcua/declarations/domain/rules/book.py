"""The book into which every group of rules is written, and what the groups share."""

from decimal import Decimal

from motcua.declarations.domain.sets import LIMITS, SETS
from motcua.kernel.rules import RuleBook

__all__ = [
    "BOOK", "CENT", "DICTIONARY", "DICTIONARY_AND_GUIDE", "FINEST", "FIRST", "GRAM", "GUIDE", "LARGEST",
    "LAW_ON_CUSTOMS", "LIMITS", "NIL", "OURS", "SETS", "WHOLE", "vnaccs",
]  # fmt: skip

BOOK = RuleBook("declaration")
"""Scopes: `declaration` judges (d, x); `item` (i, d, x); `other_tax` (t, i, d, x); `text` (text, length);
the others an element of a list of the declaration (element, d, x)."""

FIRST = "2014-04-01"
"""The day on which VNACCS came into use: no rule is known to be older."""

DICTIONARY = "VNACCS error dictionary"
GUIDE = "VNACCS fill-in guide"
DICTIONARY_AND_GUIDE = "VNACCS error dictionary and fill-in guide"
LAW_ON_CUSTOMS = "Law on Customs 54/2014/QH13"
OURS = "motcua"

NIL = Decimal(0)
LARGEST = Decimal(10) ** 14
"""Amounts and quantities stay below it, so that their ten-thousandths fit 64 bits."""

WHOLE = Decimal(1)
CENT = Decimal("0.01")
GRAM = Decimal("0.001")
FINEST = Decimal("0.0001")
"""The finest step of an amount in a foreign currency; an amount in VND is whole."""


def vnaccs(codes: str) -> tuple[str, ...]:
    """Published codes: `IDA S0001 S0002; EDA S0001` is three of them, each with its job."""
    return tuple(f"{job} {code}" for part in codes.split(";") for job, *rest in [part.split()] for code in rest)
