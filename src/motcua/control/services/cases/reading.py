"""Reading: every reading of a case is a leaf with its reason; readers are let in until a day, and kept out again."""

from datetime import date, datetime

from django.db import transaction

from motcua.control import events
from motcua.control.domain.cases import texts
from motcua.control.domain.cases.errors import NeedsWords, TooEarly
from motcua.control.models import Case
from motcua.control.queries import cases as queries
from motcua.control.services.cases import rights, rows, telling
from motcua.control.services.cases.opening import let_in, staff, stored
from motcua.control.services.cases.writing import Sheet, Work
from motcua.design.domain.access import STAFF
from motcua.ground.services import ids
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.reference import queries as reference


@transaction.atomic
def read(number: str, *, what: str = "file", reason: str = "", by: Actor, at: datetime) -> Case:
    """A case, given to a reader and written down: who, when, why. The system's own looks are none.

    Why is by what right it is seen, and what the reader says. NotFound; NeedsWords where a restricted case is opened
    by somebody who does not handle it and gives no reason.
    """
    found = queries.find(number, by, law_day(at))
    if by.kind == "system":
        return found
    role = queries.role_of(found, by, law_day(at))
    if needs_reason(found, role) and what == "file" and not reason.strip():
        raise NeedsWords
    leaf = ids.one(at)
    why = ": ".join(each for each in (role, texts.line(reason, 160)) if each)
    row = (leaf, found.pk, at, by.reference, by.account, what, why)
    sheet = Sheet()
    sheet.leaf(events.READ, f"case/{found.number}", {rows.T_READING: [row]}, leaf=leaf, by=by, at=at)
    sheet.write()
    return found


def needs_reason(found: Case, role: str) -> bool:
    """Whether a reader of that right has to say why."""
    return bool(found.sensitive) and role != queries.HANDLER


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
