"""Validity: months from the day of issue, counted to the same day of the month."""

from datetime import date

from motcua.kernel.days import months_after
from motcua.origin.domain.data import limit


def valid_until(issued_on: date) -> date:
    """The last day on which a certificate issued on that day may be presented."""
    return months_after(issued_on, limit("validity", issued_on))
