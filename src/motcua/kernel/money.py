"""Money: whole dong, exact foreign amounts and the one rounding of the house.

Foreign amounts are `Decimal` with their currency beside them. Inside a sum they are integers of
1/10,000 unit (`e4`): the trade declares at most four decimals.
"""

from decimal import Decimal

E4 = 10_000
PPM = 1_000_000


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
    """An exact amount in 1/10,000 of its unit. ValueError if it has more than four decimals."""
    scaled = amount * E4
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"{amount} has more than four decimals")
    return whole


def from_e4(scaled: int) -> Decimal:
    """The inverse of `e4`, without trailing zeros beyond the unit."""
    return Decimal(scaled) / E4
