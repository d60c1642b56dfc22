"""Interest: what is owed for paying late, by the rates of the days that it was late."""

from datetime import date, timedelta
from functools import cache

from motcua.kernel.dated import Dated
from motcua.kernel.money import PPM, half_up
from motcua.revenue.domain.accounts import table


@cache
def late_rate() -> Dated[int]:
    """Parts per million a day of the amount paid late."""
    days = {date.fromisoformat(row["since"]): int(row["ppm_per_day"]) for row in table("late_interest")}
    return Dated("tiền chậm nộp / late interest", days)


def late_interest(principal: int, due_on: date, paid_on: date, rate: Dated[int] | None = None) -> int:
    """Dong owed on `principal` paid on `paid_on`: every day after `due_on` counts, the day of payment too.

    Nothing when paid on the due day or before. NotInForce for late days before the first rate.
    """
    if paid_on <= due_on:
        return 0
    known = rate or late_rate()
    first = due_on + timedelta(days=1)
    current = known.on(first)
    parts, begun = 0, first
    for since, value in known.items():
        if first < since <= paid_on:
            parts += current * (since - begun).days
            current, begun = value, since
    parts += current * ((paid_on - begun).days + 1)
    return half_up(principal * parts, PPM)
