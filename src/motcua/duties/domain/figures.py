"""Figures: what an assessment says, and the one rounding of the room.

Money is whole dong, foreign amounts and quantities 1/10,000 of their unit (`_e4`), rates parts per
million (`ppm`).
"""

import msgspec

from motcua.kernel.money import half_up
from motcua.kernel.words import Words

E8 = 100_000_000
"""An amount in 1/10,000 times an exchange rate in 1/10,000: divide by this for dong."""

UNTAXED = "untaxed"
"""The relief of a procedure that is not taxed at registration."""


to_dong = half_up
"""The one rounding: half up to 1 dong, once for each line and tax and for each part of a value."""


class Tax(msgspec.Struct, frozen=True, gc=False):
    """One tax on one line.

    `entry` is the tariff entry; `ppm` the rate on `base`; `per_unit` and `quantity_e4` in the entry's own
    unit. `amount` is payable; `full` is what it was before relief, `relief` the exemption or reduction
    code, or `untaxed`.
    """

    kind: str
    base: int
    entry: int
    ppm: int
    per_unit: int
    quantity_e4: int
    amount: int
    full: int = 0
    relief: str = ""


class LineSum(msgspec.Struct, frozen=True, gc=False):
    """One line: customs value with its parts, and the taxes in their legal order. All in dong.

    A typed customs value has no parts: `typed` is true and they are zero. On export `invoice_dong` is the
    line's part of the value at the exit gate.
    """

    no: int
    customs_value: int
    invoice_dong: int
    freight: int
    insurance: int
    adjustments: int
    taxes: tuple[Tax, ...]
    total: int
    typed: bool = False


class Problem(msgspec.Struct, frozen=True):
    """What stands in the way of an assessment: code, path of the field, value met, words, what to do."""

    code: str
    path: str
    value: str | None
    words: Words
    remedy: Words


class Assessment(msgspec.Struct, frozen=True, gc=False):
    """A shipment assessed. With problems the amounts are what could be reckoned; nothing may be owed yet."""

    lines: tuple[LineSum, ...]
    customs_value: int
    value_usd_e4: int
    by_kind: dict[str, int]
    total: int
    problems: tuple[Problem, ...]
