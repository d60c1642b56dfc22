"""Days: storage is UTC, the law's days are those of Asia/Ho_Chi_Minh."""

from datetime import UTC, date, datetime, time, timedelta, timezone

LAW_ZONE = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Viet Nam keeps UTC+7 all year since 1975; a fixed offset is exact and needs no zone files."""


def law_day(at: datetime) -> date:
    """The day in Viet Nam at this moment."""
    return at.astimezone(LAW_ZONE).date()


def law_moment(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """That hour of that day in Viet Nam, as UTC."""
    return datetime.combine(day, time(hour, minute), LAW_ZONE).astimezone(UTC)
