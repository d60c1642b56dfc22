"""Cells that may not be published, and those kept back so that a total does not give the first away."""

from collections.abc import Mapping


def hidden(cells: Mapping[str, int], minimum: int) -> frozenset[str]:
    """Codes of counts to keep back where the total is told.

    First every count from 1 to under `minimum`. If these are one, or together under `minimum`, the total less the
    published ones would tell: then the smallest of the others go too, until at least two are kept back and together
    reach `minimum`. A count of zero tells of nobody, and hides nobody: it goes last.
    """
    kept = {code for code, count in cells.items() if 0 < count < minimum}
    if not kept:
        return frozenset()
    others = sorted((code for code in cells if code not in kept), key=lambda code: (not cells[code], cells[code], code))
    for code in others:
        if len(kept) > 1 and sum(cells[one] for one in kept) >= minimum:
            break
        kept.add(code)
    return frozenset(kept)
