"""Reading: every reading of a case is a leaf with its reason; readers are let in until a day, and kept out again."""

from datetime import date, datetime

from django.db import transaction

from motcua.control import events
from motcua.control.domain.cases import texts
from motcua.control.domain.cases.errors import NeedsWords, TooEarly
from motcua.control.models import Case, CaseReading, Exhibit
from motcua.control.queries import cases as queries
from motcua.control.services.cases import rights, rows, telling
from motcua.control.services.cases.opening import let_in, staff, stored
from motcua.control.services.cases.writing import Sheet, Work
from motcua.design.domain.access import STAFF
from motcua.ground.services import ids
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day, law_moment
from motcua.reference import queries as reference

KEEPER = "keeper"
"""By what right an exhibit is read by who holds it or is to receive it."""


@transaction.atomic
def read(number: str, *, what: str = "file", reason: str = "", by: Actor, at: datetime) -> Case:
    """A case, given to a reader and written down: who, when, why. The system's own looks are none.

    Why is by what right it is seen, and what the reader says. NotFound; NeedsWords where somebody who does not handle
    a restricted case opens its file without a reason, or prints or acts without having opened it that day.
    """
    found = queries.find(number, by, law_day(at))
    _keep(found, what, queries.role_of(found, by, law_day(at)), reason, by, at)
    return found


@transaction.atomic
def read_exhibit(exhibit: Exhibit, *, by: Actor, at: datetime) -> Case:
    """The case of an exhibit that this actor sees; that the exhibit was read stands among the readings of the case.

    Who holds the exhibit or is to receive it may read that alone, as its keeper. NeedsWords as `read`.
    """
    found = Case.objects.get(pk=exhibit.case_id)
    seen = queries.visible_to(by, law_day(at)).filter(pk=found.pk).exists()
    keeps = by.account in (exhibit.holder, exhibit.to)
    role = queries.role_of(found, by, law_day(at)) if seen and not keeps else KEEPER
    _keep(found, "exhibit", role, "", by, at)
    return found


def _keep(found: Case, what: str, role: str, reason: str, by: Actor, at: datetime) -> None:  # noqa: PLR0913
    """Write a reading down. NeedsWords."""
    if by.kind == "system":
        return
    if needs_reason(found, role) and not reason.strip() and (what == "file" or not _said_why(found, by, at)):
        raise NeedsWords
    leaf = ids.one(at)
    why = ": ".join(each for each in (role, texts.line(reason, 160)) if each)
    row = (leaf, found.pk, at, by.reference, by.account, what, why)
    sheet = Sheet()
    sheet.leaf(events.READ, f"case/{found.number}", {rows.T_READING: [row]}, leaf=leaf, by=by, at=at)
    sheet.write()


def _said_why(found: Case, by: Actor, at: datetime) -> bool:
    """Whether this person opened the file today and said why."""
    today = CaseReading.objects.filter(case_id=found.pk, account=by.account, what="file", reason__contains=": ")
    return today.filter(at__gte=law_moment(law_day(at))).exists()


def needs_reason(found: Case, role: str) -> bool:
    """Whether a reader of that right has to say why."""
    return bool(found.sensitive) and role not in (queries.HANDLER, KEEPER)


@transaction.atomic
def grant(  # noqa: PLR0913 - an act on a page
    number: str, *, account: int, until: date, reason: str, seen: int = 0, by: Actor, at: datetime
) -> Case:
    """Let somebody of the staff read a case until a day, with the reason.

    NeedsWords, TooEarly (a day that is over), NotListed; NotFound, NotAllowed to all but the head and leaders.
    """
    found = rights.held(number, by, at, seen)
    rights.need_head(found, by, at)
    if until < law_day(at):
        raise TooEarly(day=f"{law_day(at):%d/%m/%Y}")
    said = texts.need_note(reason)
    staff(account, at, sorted(STAFF))
    work = Work.of(found, Sheet(), reference.calendar())
    let_in(work, account, queries.READER, by=by, at=at, until=until, note=said)
    telling.readable(found.number, account, work.sheet, at)
    return stored(work)


@transaction.atomic
def end_grant(number: str, *, account: int, reason: str, seen: int = 0, by: Actor, at: datetime) -> Case:
    """Keep somebody out from now on, handler or reader. As `grant`."""
    found = rights.held(number, by, at, seen)
    rights.need_head(found, by, at)
    work = Work.of(found, Sheet(), reference.calendar())
    let_in(work, account, queries.NONE, by=by, at=at, note=texts.need_note(reason))
    return stored(work)
