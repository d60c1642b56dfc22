"""Money: whole dong, exact foreign amounts and the one rounding of the house.

Foreign amounts are `Decimal` with their currency beside them. Inside a sum they are integers of
1/10,000 unit (`e4`): the trade declares at most four decimals.
"""

from decimal import Decimal

E4 = 10_000
PPM = 1_000_000


_LARGEST = 10**14


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


def e4_of(amount: Decimal) -> int | None:
    """The same of what nobody has looked at; None for no number, for more than four decimals and beyond 64 bits."""
    if not amount.is_finite() or abs(amount) >= _LARGEST:
        return None
    scaled = amount * E4
    return int(scaled) if scaled == int(scaled) else None


def written(scaled: int) -> str:
    """Ten-thousandths as a plain decimal without idle zeros: 125,000 is `12.5`."""
    return f"{from_e4(scaled).normalize():f}"
