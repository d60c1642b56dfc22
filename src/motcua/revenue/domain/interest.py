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
    """Dong owed on `principal` paid on `paid_on`: the days after `due_on`, to the day before the payment.

    So says the law (38/2019/QH14, 59.2.b). NotInForce for late days before the first rate.
    """
    first = due_on + timedelta(days=1)
    if paid_on <= first:
        return 0
    known = rate or late_rate()
    current = known.on(first)
    parts, begun = 0, first
    for since, value in known.items():
        if first < since < paid_on:
            parts += current * (since - begun).days
            current, begun = value, since
    parts += current * (paid_on - begun).days
    return half_up(principal * parts, PPM)
