"""Money: whole dong, exact foreign amounts and the one rounding of the house.

Foreign amounts are `Decimal` with their currency beside them. Inside a sum they are integers of
1/10,000 unit (`e4`): the trade declares at most four decimals.
"""

import re
from decimal import Context, Decimal, DecimalException, Inexact, InvalidOperation

E4 = 10_000
PPM = 1_000_000
_PLAIN = re.compile("([0-9]{1,14})(?:[.,]([0-9]{1,4}))?")
_STEP = Decimal("0.0001")
_EXACT = Context(prec=18, traps=[Inexact, InvalidOperation])
"""Fourteen digits before the point and four behind it, and nothing is rounded."""


def half_up(numerator: int, denominator: int) -> int:
    """Round a fraction to the nearest whole, halves away from zero. `denominator` is above zero."""
    if numerator >= 0:
        return (2 * numerator + denominator) // (2 * denominator)
    return -((-2 * numerator + denominator) // (2 * denominator))


def dong(amount: Decimal) -> int:
    """Whole dong, halves away from zero."""
    numerator, denominator = amount.as_integer_ratio()
    return half_up(numerator, denominator)


def e4(amount: Decimal) -> int:
    """An exact amount in 1/10,000 of its unit.

    ValueError for no number, for more than four decimals, and from 10^14 on, which 64 bits do not hold.
    """
    try:
        return int(_EXACT.quantize(amount, _STEP).scaleb(4))
    except (DecimalException, ValueError):
        raise ValueError(f"{amount} is no number, has more than four decimals, or is too large") from None


def read_e4(text: str) -> int:
    """A plain number with a point or a comma in 1/10,000: `7.5` is 75,000. Of per cent these are parts per million.

    ValueError for a sign, for more than four decimals, and for what is no such number.
    """
    found = _PLAIN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text} is no plain number with at most four decimals")
    return int(found[1]) * E4 + int((found[2] or "").ljust(4, "0"))


def from_e4(scaled: int) -> Decimal:
    """The inverse of `e4`, without trailing zeros beyond the unit."""
    return Decimal(scaled) / E4


def written(scaled: int) -> str:
    """Ten-thousandths as a plain decimal without idle zeros: 125,000 is `12.5`."""
    return f"{from_e4(scaled).normalize():f}"
