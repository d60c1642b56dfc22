"""What is due: the rates of next week from Thursday evening on, and tables whose last day is near."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import msgspec

from motcua.kernel.days import LAW_ZONE, law_day
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
    this = quoting_day(today - timedelta(days=today.weekday() + 4))
    thursday = today + timedelta(days=3 - today.weekday())
    found = []
    if this not in known and not _later(known, this, today - timedelta(days=today.weekday() + 4)):
        found.append(Due("exchange", "bad", Words(
            "Chưa có tỷ giá tính thuế của tuần này", "No exchange rate is known for this week"
        ), Words(f"Cần tỷ giá ngày {this:%d/%m/%Y}. Tờ khai đang dùng tỷ giá cũ hoặc bị từ chối; hãy nạp ngay.",
                 f"The rate of {this:%d/%m/%Y} is needed. Declarations use an older one or are refused; load it now.")))  # fmt: skip
    local = at.astimezone(LAW_ZONE)
    closed = today > thursday or today == thursday and local.time() >= EVENING
    coming = quoting_day(thursday)
    if closed and coming not in known and not _later(known, coming, thursday):
        monday = thursday + timedelta(days=4)
        found.append(Due("exchange", "warn", Words(
            "Chưa có tỷ giá tính thuế cho tuần tới", "No exchange rate is known for next week"
        ), Words(f"Hãy nạp tỷ giá ngày {coming:%d/%m/%Y} trước thứ Hai {monday:%d/%m/%Y}.",
                 f"Load the rate of {coming:%d/%m/%Y} before Monday {monday:%d/%m/%Y}.")))  # fmt: skip
    return found


def _later(known: frozenset[date], first: date, last: date) -> bool:
    """Whether a day after the one expected was quoted: the bank worked when the calendar says it did not."""
    return any(first < day <= last for day in known)


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
            title = Words(f"Biểu {key} hết hiệu lực ngày {last:%d/%m/%Y}", f"Schedule {key} ends on {last:%d/%m/%Y}")
            more = Words(f"Hôm nay {here} dòng có thuế suất, sau đó còn {there}. Hãy nạp biểu tiếp theo.",
                         f"{here} lines have a rate today, {there} after that day. Load the table that follows.")  # fmt: skip
            found.append(Due(key, "warn", title, more))
    return found


def _last(book: Book, key: str, today: date, later: date, here: int) -> date:
    """The last day on which the schedule still has its lines."""
    for day in book.changes_in(key):
        if today < day <= later and len(book.on(day).table(key)) * 2 < here:
            return day - timedelta(days=1)
    return later
