"""What is due: the rates of next week from Thursday evening on, and tables whose last day is near."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import msgspec

from motcua.kernel.days import LAW_ZONE, in_words, law_day
from motcua.kernel.words import Words
from motcua.tariff.domain.book import Book
from motcua.tariff.domain.weekly import quoting_day
from motcua.tariff.queries import books
from motcua.tariff.queries.books import Version

EVENING = time(17)
"""From this hour of a Thursday the rate of next week is asked for: the bank has closed."""
NEAR = timedelta(days=45)
"""So long before its last day a table is asked for."""
_WEEK = timedelta(days=7)


class Due(msgspec.Struct, frozen=True):
    """Something an administrator should load: how grave, and what to do."""

    key: str
    tone: str
    title: Words
    more: Words


def due(at: datetime) -> list[Due]:
    """What is due at a moment, the gravest first."""
    now, today = books.recent_version(), law_day(at)
    exchange = _exchange(now, at, today)
    return [*exchange, *_ending(now, today)]


def _exchange(now: Version, at: datetime, today: date) -> list[Due]:
    known = _days(now)
    thursday = today + timedelta(days=3 - today.weekday())
    closed = (today, at.astimezone(LAW_ZONE).time()) >= (thursday, EVENING)
    found = []
    if missing := _missing(known, thursday - _WEEK):
        found.append(_asked("bad", missing, _THIS, _NOW))
    if closed and (missing := _missing(known, thursday)):
        found.append(_asked("warn", missing, _NEXT, _BEFORE))
    return found


_THIS = Words("Chưa có tỷ giá tính thuế của tuần này", "No exchange rate is known for this week")
_NEXT = Words("Chưa có tỷ giá tính thuế cho tuần tới", "No exchange rate is known for next week")
_NOW = Words(
    "Cần tỷ giá ngày {day}. Tờ khai đang dùng tỷ giá cũ hoặc bị từ chối; hãy nạp ngay.",
    "The rate of {day} is needed. Declarations use an older one or are refused; load it now.",
)
_BEFORE = Words("Hãy nạp tỷ giá ngày {day} trước thứ Hai.", "Load the rate of {day} before Monday.")


def _asked(tone: str, day: date, title: Words, more: Words) -> Due:
    told = in_words(day)
    return Due("exchange", tone, title, Words(more.vi.format(day=told), more.en.format(day=told)))


def _missing(known: frozenset[date], thursday: date) -> date | None:
    """The day that should have been quoted for this Thursday and was not, nor a later one."""
    expected = quoting_day(thursday)
    quoted = any(expected <= day <= thursday for day in known)
    return None if quoted else expected


@lru_cache(maxsize=2)
def _days(now: Version) -> frozenset[date]:
    return frozenset(books.quotations(now))


@lru_cache(maxsize=4)
def _ending(now: Version, today: date) -> list[Due]:
    """Schedules of which less than half the lines have a rate when `NEAR` has passed."""
    book = books.book()
    later = today + NEAR
    if later < book.opens or today < book.opens:
        return []
    found = []
    for key in book.schedules:
        here, there = (len(book.on(day).table(key)) for day in (today, later))
        if here >= 10 and there * 2 < here:
            last = _last(book, key, today, later, here)
            title = Words(f"Biểu {key} hết hiệu lực ngày {in_words(last)}", f"Schedule {key} ends on {in_words(last)}")
            more = Words(
                f"Hôm nay {here} dòng có thuế suất, sau đó còn {there}. Hãy nạp biểu tiếp theo.",
                f"{here} lines have a rate today, {there} after that day. Load the table that follows.",
            )
            found.append(Due(key, "warn", title, more))
    return found


def _last(book: Book, key: str, today: date, later: date, here: int) -> date:
    """The last day on which the schedule still has its lines."""
    for day in book.changes_in(key):
        if today < day <= later and len(book.on(day).table(key)) * 2 < here:
            return day - timedelta(days=1)
    return later
