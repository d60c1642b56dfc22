"""Plans of patrols and checks: made for a month or a quarter, changed, reported on, cancelled."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from motcua.control import watch_events as events
from motcua.control.domain.watching.errors import NotACount, WrongDays
from motcua.control.domain.watching.life import PLAN_MOVES, Plan
from motcua.control.domain.watching.told import LINE, Planned, Results, need_short, need_words
from motcua.control.queries.watching.rights import need_worker, plans_for
from motcua.control.services.watching.rights import held, need_past, need_text
from motcua.control.services.watching.rows import PLANS
from motcua.control.services.watching.writing import Sheet
from motcua.control.watch_models import PatrolPlan
from motcua.ground.services import ids, numbering
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.reference import domain as reference

LONGEST, MOST = 92, 1_000_000


def plan(asked: Planned, *, by: Actor, at: datetime) -> PatrolPlan:
    """Plan patrols from a day to another, a quarter at most.

    NotAllowed, NeedsWords, WrongDays, NotACount, UnknownOffice.
    """
    return plan_many([asked], by=by, at=at)[0]


@transaction.atomic
def plan_many(many: Sequence[Planned], *, by: Actor, at: datetime) -> list[PatrolPlan]:
    """Plan several under one leaf."""
    need_worker(by, "control/plan")
    sheet, made = Sheet(by, at), []
    for asked, identifier in zip(many, ids.take(at, len(many)), strict=True):
        _need(asked)
        number = f"KH-{asked.first_on.year}-{numbering.take('KP', 1):04d}"
        row = PatrolPlan(
            id=identifier, number=number, state=str(Plan.PLANNED), results="", hours_done=0, checked=0, found=0
        )  # fmt: skip
        _fill(row, asked)
        sheet.put(PLANS, row, "plan", new=True)
        made.append(row)
    if made:
        sheet.write(events.PLAN, f"control/{made[0].number}", {"verb": "plan", "count": len(made)})
    return made


@transaction.atomic
def change(number: str, asked: Planned, *, seen: int = 0, by: Actor, at: datetime) -> PatrolPlan:
    """Change what is planned. As `plan`; Impossible once it was reported on."""
    found = _held(number, by, seen)
    _need(asked)
    _fill(found, asked)
    return _step(found, "change", "", by=by, at=at)


@transaction.atomic
def report(number: str, told: Results, *, seen: int = 0, by: Actor, at: datetime) -> PatrolPlan:
    """Say what came of it, once it has begun; or say it anew. NotToCome, NeedsWords, NotACount, Impossible."""
    found = _held(number, by, seen)
    need_past(found.first_on, law_day(at))
    found.results = need_text("kết quả / results", told.results)
    for count in (told.hours, told.checked, told.found):
        _need_count(count)
    found.hours_done, found.checked, found.found = told.hours, told.checked, told.found
    return _step(found, "report", "", by=by, at=at)


@transaction.atomic
def cancel(number: str, reason: str, *, seen: int = 0, by: Actor, at: datetime) -> PatrolPlan:
    """Cancel it with a reason. NeedsWords, Impossible."""
    found = _held(number, by, seen)
    return _step(found, "cancel", need_text("lý do / reason", reason), by=by, at=at)


def _held(number: str, by: Actor, seen: int) -> PatrolPlan:
    need_worker(by, "control/plan")
    found: PatrolPlan = held(plans_for(by), number, seen)
    return found


def _step(found: PatrolPlan, verb: str, note: str, *, by: Actor, at: datetime) -> PatrolPlan:
    found.state = str(move(PLAN_MOVES, Plan(found.state), verb))
    sheet = Sheet(by, at)
    sheet.put(PLANS, found, verb, note)
    sheet.write(events.PLAN, f"control/{found.number}", {"verb": verb})
    return found


def _need(asked: Planned) -> None:
    need_words(asked)
    need_short("title", asked.title, LINE)
    first: date = asked.first_on
    if not 0 <= (asked.last_on - first).days < LONGEST:
        raise WrongDays(most=LONGEST - 1)
    _need_count(asked.hours)
    reference.office(asked.office, first)


def _need_count(count: int) -> None:
    if not 0 <= count <= MOST:
        raise NotACount(count=str(count)[:20], most=MOST)


def _fill(row: PatrolPlan, asked: Planned) -> None:
    row.office, row.title, row.first_on, row.last_on = asked.office, asked.title.strip(), asked.first_on, asked.last_on
    row.places, row.who, row.hours = asked.places.strip(), asked.who.strip(), asked.hours
