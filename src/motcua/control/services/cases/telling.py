"""What handlers, heads and receivers are told of cases; reminders before a last day, word to the head after it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from motcua.control.domain.cases import tables
from motcua.control.domain.cases.life import WORKED, State
from motcua.control.models import Case
from motcua.control.queries import cases as queries
from motcua.control.services.cases.writing import Sheet
from motcua.ground.services import notices
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.people import queries as people

SOON = timedelta(days=2)
"""Handlers are reminded so long before a last day."""
TOGETHER = 500
_ASSIGNED = Words("Anh/chị được giao thụ lý vụ việc %s.", "Case %s was given to you.")
_LET_IN = Words("Anh/chị được phép đọc hồ sơ vụ việc %s.", "You may read the file of case %s.")
_OFFERED = Words("Tang vật của vụ việc %s chờ anh/chị ký nhận.", "An exhibit of case %s waits for your receipt.")
_SOON = Words("Vụ việc %s: hạn “%s” đến ngày %s.", "Case %s: “%s” ends on %s.")
_LATE = Words("Vụ việc %s: quá hạn “%s” từ ngày %s.", "Case %s: “%s” was due on %s and is late.")


def assigned(number: str, account: int, sheet: Sheet, at: datetime) -> None:
    """Tell whom a case was given to."""
    _tell(_ASSIGNED, number, account, sheet, at)


def readable(number: str, account: int, sheet: Sheet, at: datetime) -> None:
    """Tell who may read a case."""
    _tell(_LET_IN, number, account, sheet, at)


def offered(number: str, account: int, sheet: Sheet, at: datetime) -> None:
    """Tell to whom an exhibit is handed."""
    words = Words(*(each % number for each in _OFFERED))
    sheet.tell(notices.Told(notices.account(account), words, "/control/store/?state=mine", "desk", number), at)


def _tell(words: Words, number: str, account: int, sheet: Sheet, at: datetime) -> None:
    told = Words(*(each % number for each in words))
    sheet.tell(notices.Told(notices.account(account), told, f"/control/cases/{number}/", "desk", number), at)


def remind(at: datetime) -> int:
    """Tell handlers of last days that come or have passed, and heads and leaders of those that have; each day once.

    How many were told. Restricted cases are told to leaders in the head's place.
    """
    told = [each for found in _due(at) for each in _notices(found, law_day(at))]
    before = notices.given(told)
    new = [each for each in told if (each.recipient, each.link) not in before]
    notices.tell_many(new, at=at)
    return len(new)


def _due(at: datetime) -> list[Case]:
    states = [str(each) for each in (*WORKED, State.PROPOSED)]
    soon = law_day(at) + SOON
    rows = Case.objects.filter(state__in=states)
    return list((rows.filter(due_on__lte=soon) | rows.filter(complaint_due__lte=soon)).order_by("pk")[:TOGETHER])


def _notices(found: Case, day: date) -> Iterator[notices.Told]:
    for name, on in ((found.due_for, found.due_on), ("complaint", found.complaint_due)):
        if on is None or on > day + SOON:
            continue
        late = on < day
        words = _worded(found.number, name, on, late=late)
        link = f"/control/cases/{found.number}/?{'late' if late else 'due'}={on.isoformat()}"
        for account in _who(found, day, late=late):
            yield notices.Told(notices.account(account), words, link, "desk", found.number)


def _who(found: Case, day: date, *, late: bool) -> list[int]:
    handlers = queries.handlers(found, day)
    heads = [] if found.sensitive else people.holders("head", day, found.office)
    above = heads or people.holders("leader", day)
    return list(dict.fromkeys([*handlers, *(above if late or not handlers else [])]))


def _worded(number: str, name: str, on: date, *, late: bool) -> Words:
    what = tables.limit(name, on).words
    shown = f"{on:%d/%m/%Y}"
    vi, en = _LATE if late else _SOON
    return Words(vi % (number, what.vi, shown), en % (number, what.en, shown))
