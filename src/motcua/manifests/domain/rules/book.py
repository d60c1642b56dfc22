"""The book into which every group of rules is written, and what the groups share."""

from motcua.kernel.rules import RuleBook

BOOK = RuleBook("manifests")
"""Scopes: `document` judges every document (d, x); the name of a kind those of that kind; `head` a pair (name, value)
of the head; `bill` (b, d, x), `house bill` likewise; `party` (t, role, b, d, x); `goods` a pair of a goods row;
`container` (c, b, d, x); `person`, `passenger`, `member`, `effects row`, `store`, `hazard`, `unloaded` a row (r, d, x);
`correction` a pair of the head beside the version before; `text`, `code`, `country`, `amount` a value and its field."""

FIRST = "2014-04-01"
"""The day on which VNACCS came into use: no rule is known to be older."""
DICTIONARY = "VNACCS error dictionary"
DICTIONARY_AND_GUIDE = "VNACCS error dictionary and fill-in guide"
GUIDE = "VNACCS fill-in guide"
DEADLINE = "NĐ 08/2015/NĐ-CP as amended by NĐ 59/2018/NĐ-CP, vessel dossier"
OURS = "motcua"


def vnaccs(codes: str) -> tuple[str, ...]:
    """Published codes: `MFR S0004 S0006; DMF S0007` is three of them, each with its job."""
    return tuple(f"{job} {code}" for part in codes.split(";") for job, *rest in [part.split()] for code in rest)
