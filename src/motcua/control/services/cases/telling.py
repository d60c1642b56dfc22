"""What handlers, heads, receivers and risk officers are told of cases; reminders before a last day, and after it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from motcua.control.domain.cases import tables
from motcua.control.domain.cases.life import OPEN
from motcua.control.domain.cases.standing import custody
from motcua.control.models import Case, CaseSubject
from motcua.control.queries import cases as queries
from motcua.control.services.cases.writing import Sheet, Work, standing_of
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
_CONFIRMED = Words(
    "Doanh nghiệp %s bị xử lý vi phạm: %s. Xem lại hồ sơ rủi ro và danh sách theo dõi.",
    "Enterprise %s was dealt with for a violation: %s. See whether profiles or the watch list have to know.",
)
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


def confirmed(work: Work, at: datetime) -> None:
    """Tell risk officers of each registered enterprise that is sanctioned or whose file was sent on.

    They judge whether a profile or the watch list has to know. The case is not named; of a restricted one nothing is
    told.
    """
    if work.stands.sensitive:
        return
    kind = tables.KINDS[work.stands.kind]
    named = CaseSubject.objects.filter(case_id=work.pk).exclude(party="").values_list("party", flat=True)
    for party in sorted(set(named)):
        words = Words(_CONFIRMED.vi % (party, kind.vi), _CONFIRMED.en % (party, kind.en))
        for account in people.holders("risk", law_day(at)):
            link = f"/risk/enterprises/?q={party}"
            work.sheet.tell(notices.Told(notices.account(account), words, link, "desk", party), at)


def _tell(words: Words, number: str, account: int, sheet: Sheet, at: datetime) -> None:
    told = Words(*(each % number for each in words))
    sheet.tell(notices.Told(notices.account(account), told, f"/control/cases/{number}/", "desk", number), at)


def remind(at: datetime) -> int:
    """Tell handlers of last days that come or have passed, and heads and leaders of those that have; each day once.

    How many were told. Restricted cases are told to leaders in the head's place.
    """
    due = _due(law_day(at))
    return sum(_remind(due[start : start + TOGETHER], at) for start in range(0, len(due), TOGETHER))


@transaction.atomic
def _remind(due: Sequence[Case], at: datetime) -> int:
    told = [each for found in due for each in _notices(found, law_day(at))]
    before = notices.given(told)
    new = [each for each in told if (each.recipient, each.link) not in before]
    notices.tell_many(new, at=at)
    return len(new)


def _due(day: date) -> list[Case]:
    soon = day + SOON
    due = Q(due_on__lte=soon) | Q(complaint_due__lte=soon) | queries.in_custody(held_until__lte=soon)
    return list(Case.objects.filter(due, state__in=[str(each) for each in OPEN]).order_by("pk"))


def _notices(found: Case, day: date) -> Iterator[notices.Told]:
    stands = standing_of(found)
    ends = ((found.due_for, found.due_on), ("complaint", found.complaint_due), ("custody", custody(stands)))
    for name, on in ends:
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
