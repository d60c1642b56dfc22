"""Days: storage is UTC, the law's days are those of Asia/Ho_Chi_Minh."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone

LAW_ZONE = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Viet Nam keeps UTC+7 all year since 1975; a fixed offset is exact and needs no zone files."""


def law_day(at: datetime) -> date:
    """The day in Viet Nam at this moment."""
    return at.astimezone(LAW_ZONE).date()


def law_moment(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """That hour of that day in Viet Nam, as UTC."""
    return datetime.combine(day, time(hour, minute), LAW_ZONE).astimezone(UTC)


def in_words(at: date) -> str:
    """`14:07 22/12/2023` for a moment, as it is in Viet Nam, `22/12/2023` for a day: the same in both languages."""
    return f"{at.astimezone(LAW_ZONE):%H:%M %d/%m/%Y}" if isinstance(at, datetime) else f"{at:%d/%m/%Y}"


def months_after(day: date, months: int) -> date:
    """The same day so many months later (earlier below 0), or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


FIRST, LAST = date(2000, 1, 1), date(2999, 12, 31)
"""Days that may be told from outside: so far from the ends of the calendar that no zone and no deadline leaves it."""


def told_moment(at: datetime) -> datetime:
    """A moment that somebody outside told, as UTC. ValueError where it lies on no day of FIRST to LAST."""
    if not FIRST <= at.date() <= LAST:
        raise ValueError(f"a year from {FIRST.year} to {LAST.year}")
    return at.astimezone(UTC)


def whole_hour(at: datetime) -> datetime:
    """The full hour that this moment is, or else the next one."""
    begun = at.replace(minute=0, second=0, microsecond=0)
    return begun if begun == at else begun + timedelta(hours=1)
