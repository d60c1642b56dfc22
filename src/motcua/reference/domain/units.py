"""Units: quantities turned from one unit into another of the same kind, exactly until one rounding.

Mass, volume and count convert, and so do area, length, energy and power. A set, a pair, a roll or a
bag has no fixed number of pieces: it converts only into itself (and dozens of pairs into pairs).
"""

from functools import cache

import msgspec

from motcua.kernel.money import half_up
from motcua.reference.domain.codes import code_list
from motcua.reference.domain.errors import NoConversion


class Unit(msgspec.Struct, frozen=True):
    """A unit: its kind, and its size as a fraction of the kind's base unit (KGM, LTR, PCE, …)."""

    code: str
    kind: str
    numerator: int
    denominator: int


@cache
def all_units() -> dict[str, Unit]:
    """Every unit that was ever in the list, by code."""
    return {
        entry.code: Unit(
            entry.code, entry.extra["kind"], int(entry.extra["numerator"]), int(entry.extra["denominator"])
        )
        for entry in code_list("unit").entries
    }


def convertible(source: str, target: str) -> bool:
    """Whether quantities in `source` can be told in `target`."""
    units = all_units()
    return source in units and target in units and units[source].kind == units[target].kind


def convert_e4(quantity_e4: int, source: str, target: str) -> int:
    """A quantity in 1/10,000 of `source` as 1/10,000 of `target`, rounded half up once.

    NoConversion if a unit is unknown or the two measure different things.
    """
    if not convertible(source, target):
        raise NoConversion(source=source, target=target)
    if source == target:
        return quantity_e4
    size, unit = all_units()[source], all_units()[target]
    return half_up(quantity_e4 * size.numerator * unit.denominator, size.denominator * unit.numerator)
