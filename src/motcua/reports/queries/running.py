"""Figures of how the systems ran: confirmed outages, the time they took, messages of programs.

An outage counts once it is confirmed; its time is cut to the period, and overlapping outages are counted once.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from motcua.ground.domain import outages as domain
from motcua.ground.queries import outages, post
from motcua.kernel.days import law_day, law_moment
from motcua.kernel.words import Words
from motcua.reports.queries.border import Counted


def _span(since: date, until: date) -> tuple[datetime, datetime]:
    return law_moment(since), law_moment(until + timedelta(days=1))


def _within(since: date, until: date) -> list[Any]:
    first, end = _span(since, until)
    return [each for each in outages.decided(end) if each.began_at < end and each.ended_at > first]


def lost(since: date, until: date) -> timedelta:
    """The time in which any service stood still."""
    first, end = _span(since, until)
    return domain.lost([(each.began_at, each.ended_at) for each in _within(since, until)], first, end)


def available(since: date, until: date) -> tuple[int, int]:
    """Seconds in which all services were there, and all seconds of the period."""
    first, end = _span(since, until)
    whole = int((end - first).total_seconds())
    return whole - int(lost(since, until).total_seconds()), whole


def _outages(since: date, until: date) -> int:
    return len(_within(since, until))


def _minutes(since: date, until: date) -> int:
    return int(lost(since, until).total_seconds()) // 60


def _messages(since: date, until: date) -> int:
    return post.taken(*_span(since, until)).count()


def _outage_rows(since: date, until: date) -> Iterator[dict[str, object]]:
    for each in _within(since, until):
        service = domain.SERVICES[each.service].words
        yield {"outage": each.leaf, "title": service.vi, "began": each.began_at, "ended": each.ended_at,
               "text": each.ruling.reason}  # fmt: skip


def _message_rows(since: date, until: date) -> Iterator[dict[str, object]]:
    for each in post.taken(*_span(since, until)).order_by("id").iterator():
        yield {"day": law_day(each.at), "message": each.id, "party": each.party, "purpose": each.kind,
               "code": each.status}  # fmt: skip


COUNTED = (
    Counted("S5.outages", "outages", Words("Sự cố làm dừng hệ thống đã xác nhận", "Confirmed outages that stop work"),
            _outages, _outage_rows, grows=False),
    Counted("S5.outage_minutes", "minutes", Words("Phút dừng hệ thống", "Minutes lost to outages"),
            _minutes, _outage_rows, grows=False),
    Counted("S5.messages", "messages", Words("Thông điệp của các chương trình kết nối", "Messages of programs"),
            _messages, _message_rows, grows=False),
)  # fmt: skip
AVAILABILITY = "S5.availability"
AVAILABLE = Words("Thời gian hệ thống sẵn sàng", "Time in which the systems were there")


def rows(figure: str, since: date, until: date) -> Iterator[dict[str, object]] | None:
    """The rows behind a figure of this part; None for others."""
    if figure == AVAILABILITY:
        return _outage_rows(since, until)
    found = {each.id: each for each in COUNTED}.get(figure)
    return None if found is None else found.rows(since, until)
