"""Reference values: what a unit of some goods is usually worth, to notice a low one."""

from functools import cache

import msgspec

from motcua.kernel.money import PPM
from motcua.kernel.reading import yaml_reader
from motcua.risk.domain.facts import Facts
from motcua.risk.domain.law import DATA


class ReferenceValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whole dong of customs value per unit for codes that begin with `heading`."""

    heading: str
    unit: str
    dong: int
    source: str
    verified: bool = False


_rows = yaml_reader(list[ReferenceValue])


@cache
def _values() -> dict[tuple[str, str], int]:
    found = _rows((DATA / "reference_values.yaml").read_bytes())
    return {(value.heading, value.unit): value.dong for value in found}


@cache
def reference_value(code: str, unit: str) -> int:
    """The reference of the longest heading that fits, in dong per unit; 0 where there is none."""
    values = _values()
    fitting = (values.get((code[:length], unit), 0) for length in (8, 6, 4))
    return next((dong for dong in fitting if dong), 0)


def falls_below(facts: Facts, share_ppm: int) -> bool:
    """Whether a line's unit value is less than this share of its reference. Unknown values never are."""
    for code, unit, value in zip(facts.codes, facts.units, facts.unit_values, strict=False):
        if value and value * PPM < reference_value(code, unit) * share_ppm:
            return True
    return False
