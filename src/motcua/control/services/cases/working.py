"""Working on a case: the plain steps of its life, by whoever each needs; given to somebody, classed, restricted."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from motcua.control.domain.cases import standing, tables, texts
from motcua.control.domain.cases.errors import ComplaintOpen, ExhibitsHeld, NeedsWords, NotListed, NotPaid
from motcua.control.domain.cases.life import Place
from motcua.control.domain.cases.standing import Act
from motcua.control.models import Case, Exhibit
from motcua.control.queries import cases as queries
from motcua.control.services.cases import rights, telling
from motcua.control.services.cases.opening import let_in, staff, stored
from motcua.control.services.cases.writing import Sheet, Work
from motcua.ground.services import numbering
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.worktime import Calendar
from motcua.reference import queries as reference

Need = Callable[[Case, Actor, datetime], None]
HANDLERS = ("control", "officer", "head")
"""Roles that a case may be given to."""


class Rule(NamedTuple):
    """Who takes a step, whether words and the number of a paper are needed, and which papers get numbers here."""

    need: Need
    note: bool = False
    paper: bool = False
    numbers: str = ""


_WORKER, _HEAD = rights.need_worker, rights.need_head
STEPS: Mapping[str, Rule] = {
    "dismiss": Rule(rights.need_sorter, note=True),
    "record": Rule(_WORKER, note=True, numbers="BV"),
    "hold": Rule(_WORKER, note=True, numbers="TV"),
    "extend": Rule(_HEAD, note=True, numbers="TV"),
    "verify": Rule(_WORKER, note=True),
    "ask_explain": Rule(_WORKER),
    "explain": Rule(_WORKER, note=True),
    "waive": Rule(_WORKER),
    "no_offence": Rule(_HEAD, note=True),
    "returned": Rule(_WORKER, note=True, paper=True),
    "no_owner": Rule(_WORKER, note=True),
    "notice": Rule(_WORKER, paper=True),
    "owner": Rule(_WORKER, note=True),
    "execute": Rule(_WORKER, note=True),
    "dispose": Rule(_WORKER),
    "close": Rule(_HEAD),
    "note": Rule(_WORKER, note=True),
    "complain": Rule(_WORKER, note=True),
    "settle": Rule(_HEAD, note=True),
}
"""Steps that change nothing but where the case stands."""
PRINTED = {"BV": "BB-VPHC", "TV": "QĐ-TG", "XV": "QĐ-XP"}
"""Series of numbers, and how each is printed."""


def numbered(series: str) -> str:
    """The next number of a paper: `000012/BB-VPHC`."""
    return f"{numbering.take(series):06d}/{PRINTED[series]}"


@transaction.atomic
def step(  # noqa: PLR0913 - an act on a page
    number: str, verb: str, *, note: str = "", paper: str = "", seen: int = 0, by: Actor, at: datetime
) -> Case:
    """Take a plain step of `STEPS`.

    NotFound, NotAllowed, Changed, Impossible, NeedsWords, TooLong, ComplaintStands, NotExtended; NotPaid before an
    execution, ExhibitsHeld before exhibits are dealt with and before closing, ComplaintOpen. NotListed for no step.
    """
    if verb not in STEPS:
        raise NotListed(told=verb)
    rule = STEPS[verb]
    found = rights.held(number, by, at, seen)
    rule.need(found, by, at)
    calendar = reference.calendar()
    work = Work.of(found, Sheet(), calendar)
    _need_done(found, verb)
    if verb == "waive" and not note.strip() and _may_still_ask(found, law_day(at), calendar):
        raise NeedsWords
    began = queries.step_of(found, "hold") if verb == "extend" else None
    take(work, verb, note=note, paper=paper, since=law_day(began.at) if began else None, by=by, at=at)
    return stored(work)


def _may_still_ask(found: Case, day: date, calendar: Calendar) -> bool:
    """Whether the violator asked to explain, or may still ask: that nothing is explained then has its reason."""
    asking = found.recorded_on and standing.ends("explain_written", found.recorded_on, calendar)
    return found.explain == "asked" or (asking is not None and day <= asking)


def take(  # noqa: PLR0913 - an act has so many parts
    work: Work, verb: str, *, note: str = "", paper: str = "", since: date | None = None, by: Actor, at: datetime
) -> None:
    """A plain step on a sheet, without asking who may. Refusals of the words and of the life."""
    rule = STEPS[verb]
    said = texts.need_note(note) if rule.note else texts.note(note)
    named = texts.need_line(paper, texts.PAPER) if rule.paper else texts.line(paper, texts.PAPER)
    if rule.numbers:
        named = numbered(rule.numbers)
    work.do(Act(verb, account=by.account, since=since), by=by, at=at, note=said, paper=named)


def _need_done(found: Case, verb: str) -> None:
    """What has to be done before a step of the end."""
    if verb == "close" and found.complaint == "open":
        raise ComplaintOpen
    if verb == "execute" and found.paid < found.fine:
        raise NotPaid(left=found.fine - found.paid)
    if verb in ("dispose", "close"):
        kept = Exhibit.objects.filter(case_id=found.pk).exclude(state=str(Place.ENDED)).count()
        if kept:
            raise ExhibitsHeld(count=kept)


@transaction.atomic
def accept(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Case:
    """Accept a proposal and handle it. NotFound, NotAllowed, Changed, Impossible."""
    found = rights.held(number, by, at, seen)
    rights.need_sorter(found, by, at)
    work = Work.of(found, Sheet(), reference.calendar())
    work.do(Act("accept", handler=by.account), by=by, at=at, note=texts.note(note))
    let_in(work, by.account, queries.HANDLER, by=by, at=at)
    return stored(work)


@transaction.atomic
def assign(number: str, *, handler: int, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Case:
    """Give it to an account, which is in charge from now on; who handled it before still may, until kept out.

    NotFound, NotAllowed, Changed, Impossible; NotListed for an account that handles no cases.
    """
    found = rights.held(number, by, at, seen)
    rights.need_head(found, by, at)
    staff(handler, at, HANDLERS)
    work = Work.of(found, Sheet(), reference.calendar())
    work.do(Act("assign", handler=handler), by=by, at=at, note=texts.note(note))
    let_in(work, handler, queries.HANDLER, by=by, at=at)
    telling.assigned(found.number, handler, work.sheet, at)
    return stored(work)


@transaction.atomic
def classify(number: str, *, kind: str, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Case:
    """Class the violation anew. NotListed; refusals as `step`."""
    if kind not in tables.KINDS:
        raise NotListed(told=kind[:30])
    found = rights.held(number, by, at, seen)
    rights.need_worker(found, by, at)
    work = Work.of(found, Sheet(), reference.calendar())
    work.do(Act("classify", kind=kind), by=by, at=at, note=texts.note(note))
    return stored(work)


@transaction.atomic
def restrict(number: str, *, sensitive: bool, note: str, seen: int = 0, by: Actor, at: datetime) -> Case:
    """Restrict a case to its handlers, its readers and leaders, or open it to the head again. As `step`."""
    found = rights.held(number, by, at, seen)
    rights.need_leader(found, by, at)
    work = Work.of(found, Sheet(), reference.calendar())
    work.do(Act("restrict", sensitive=int(sensitive)), by=by, at=at, note=texts.need_note(note))
    return stored(work)


@transaction.atomic
def send_on(  # noqa: PLR0913 - an act on a page
    number: str, *, prosecution: str, note: str, paper: str, seen: int = 0, by: Actor, at: datetime
) -> Case:
    """Institute a prosecution (`own`), or recommend one and transfer the file. NotListed, NeedsWords; as `step`.

    Decided by the head of the office or a leader who is not at work on the case: SamePerson.
    """
    found = rights.held(number, by, at, seen)
    rights.need_second(found, by, at)
    work = Work.of(found, Sheet(), reference.calendar())
    sent_on(work, prosecution, note=note, paper=paper, by=by, at=at)
    telling.confirmed(work, at)
    return stored(work)


def sent_on(work: Work, prosecution: str, *, note: str, paper: str, by: Actor, at: datetime) -> None:
    """The same on a sheet, without asking who may."""
    if prosecution not in tables.PROSECUTIONS:
        raise NotListed(told=prosecution[:30])
    verb = "prosecute" if prosecution == "own" else "transfer"
    act = Act(verb, prosecution=prosecution)
    work.do(act, by=by, at=at, note=texts.need_note(note), paper=texts.need_line(paper, texts.PAPER))
