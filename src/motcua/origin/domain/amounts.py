"""Amounts of certificates and of lines that name them."""

from decimal import Decimal

from motcua.kernel.money import e4


def in_e4(quantity: Decimal | None) -> int | None:
    """A quantity in 1/10,000 of its unit; None for none, and for one that cannot be kept exactly."""
    try:
        return None if quantity is None else e4(quantity)
    except ValueError:
        return None
