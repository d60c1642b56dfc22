"""How days, moments and lengths of time are written. Moments are shown at Vietnamese time."""

from datetime import date, datetime, timedelta

from motcua.design.domain.numbers import NBSP, is_vietnamese
from motcua.kernel.days import LAW_ZONE

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def day(value: date, language: str) -> str:
    """`22/12/2023`, `22 December 2023`."""
    if is_vietnamese(language):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]}{NBSP}{value.year}"


def short_day(value: date, language: str) -> str:
    """A day of a year that the page names: `22/12`, `22 Dec`."""
    if is_vietnamese(language):
        return f"{value.day:02d}/{value.month:02d}"
    return f"{value.day}{NBSP}{MONTHS[value.month - 1][:3]}"


def hour(at: datetime) -> str:
    """`14:07` in Viet Nam."""
    return at.astimezone(LAW_ZONE).strftime("%H:%M")


def moment(at: datetime, language: str) -> str:
    """`14:07 ngày 22/12/2023`, `14:07 on 22 December 2023`."""
    word = "ngày" if is_vietnamese(language) else "on"
    return f"{hour(at)} {word}{NBSP}{day(at.astimezone(LAW_ZONE).date(), language)}"


def short_moment(at: datetime, language: str) -> str:
    """For tables: `22/12/2023 14:07`, `22 Dec 2023 14:07`."""
    local = at.astimezone(LAW_ZONE)
    written = day(local, language) if is_vietnamese(language) else f"{short_day(local, language)}{NBSP}{local.year}"
    return f"{written} {hour(at)}"


def until(at: datetime, language: str) -> str:
    """A deadline: a moment, and midnight as `hết ngày 22/12/2023`, `the end of 22 December 2023`."""
    last = _last_day(at)
    if last is None:
        return moment(at, language)
    return f"hết ngày{NBSP}{day(last, language)}" if is_vietnamese(language) else f"the end of {day(last, language)}"


def short_until(at: datetime, language: str) -> str:
    """For tables: `22/12/2023 14:07`, and midnight as the day that it ends: `hết 22/12/2023`, `end of 22 Dec 2023`."""
    last = _last_day(at)
    if last is None:
        return short_moment(at, language)
    if is_vietnamese(language):
        return f"hết {day(last, language)}"
    return f"end of {short_day(last, language)}{NBSP}{last.year}"


def _last_day(at: datetime) -> date | None:
    """The day that a deadline at midnight ends."""
    local = at.astimezone(LAW_ZONE)
    return local.date() - timedelta(days=1) if (local.hour, local.minute) == (0, 0) else None


def span(length: timedelta, language: str) -> str:
    """`25 phút`, `1 giờ 20`, `3 ngày`; `25 minutes`, `1 h 20 min`, `3 days`. The sign is the caller's."""
    minutes = int(abs(length).total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    if hours >= 24:
        return _counted(hours // 24, "ngày", "day", language)
    if not hours:
        return _counted(rest, "phút", "minute", language)
    if is_vietnamese(language):
        return f"{hours}{NBSP}giờ{NBSP}{rest:02d}" if rest else f"{hours}{NBSP}giờ"
    return f"{hours}{NBSP}h{NBSP}{rest:02d}{NBSP}min" if rest else f"{hours}{NBSP}h"


def left(until: datetime, now: datetime, language: str) -> str:
    """`còn 25 phút` or `quá 35 phút`; `25 minutes left`, `35 minutes late`."""
    length = span(until - now, language)
    if is_vietnamese(language):
        return f"{'còn' if until >= now else 'quá'} {length}"
    return f"{length} {'left' if until >= now else 'late'}"


def _counted(count: int, vi: str, en: str, language: str) -> str:
    if is_vietnamese(language):
        return f"{count}{NBSP}{vi}"
    return f"{count}{NBSP}{en}{'' if count == 1 else 's'}"


def read_day(text: str) -> date | None:
    """A day as people type it: `22/12/2023`, `22.12.2023`, `2023-12-22`; None where it is none."""
    plain = text.strip().replace(".", "/")
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
