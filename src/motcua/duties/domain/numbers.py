"""Numbers: exact decimals as whole numbers of 1/10,000, and the lengths of VNACCS fields."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from motcua.duties.domain.figures import Problem
from motcua.duties.domain.problems import NO_EXCHANGE, NOT_A_NUMBER, problem

_E4 = Decimal(10_000)
_ZERO = Decimal(0)
_ABOVE = Decimal(10**14)

MOST_OTHERS = 5
"""Taxes beside the import duty that a line of the message has places for (TX_)."""
LINE_DIGITS = 17
"""Digits of a line's customs value (VAD1AC, B36)."""
TAX_DIGITS = 16
"""Digits of one tax on a line (VAD1AC, B47)."""
VALUE_DIGITS = 18
"""Digits of the total customs value; VNACCS has 19 (A86), a 64-bit column holds 18."""
TOTAL_DIGITS = 11
"""Digits of the total of one tax and of all taxes (VAD1AC, KG and B02)."""


def as_e4(amount: Decimal) -> int:
    """An amount in 1/10,000 of its unit, or -1 where it cannot be reckoned with.

    That is: below zero, no number, too large, or with more than four decimals.
    """
    try:
        if _ZERO <= amount < _ABOVE:
            scaled = amount * _E4
            whole = int(scaled)
            if whole == scaled:
                return whole
    except InvalidOperation:
        pass
    return -1


def exact_e4(amount: Decimal | None, path: str, problems: list[Problem]) -> int:
    """An amount in 1/10,000 of its unit, 0 for None or where it cannot be reckoned with (a problem)."""
    if amount is None:
        return 0
    whole = as_e4(amount)
    if whole < 0:
        problems.append(problem(NOT_A_NUMBER, path, amount))
        return 0
    return whole


def exchange_e4(exchange: Mapping[str, int], currency: str, path: str, problems: list[Problem]) -> int:
    """Dong per 10,000 units of a currency, 0 where no rate is in force (a problem)."""
    rate = exchange.get(currency, 0)
    if rate <= 0:
        problems.append(problem(NO_EXCHANGE, path, currency))
        return 0
    return rate
