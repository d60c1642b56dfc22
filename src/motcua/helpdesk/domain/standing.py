"""How a question stands, and how each act changes that. Pure: the moment and the calendar are given."""

from datetime import datetime

import msgspec

from motcua.helpdesk.domain import clock, tables
from motcua.helpdesk.domain.errors import NotHigher, WrongClass
from motcua.helpdesk.domain.life import MOVES, OPEN, RUNNING, State
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.worktime import Calendar


class Standing(msgspec.Struct, frozen=True):
    """How a question stands after an act. Times in seconds of working time, moments in UTC.

    `budget_s` may be used, `used_s` was used until `since`, from which the clock runs on (None: it stands).
    """

    state: State
    office: str
    assignee: int
    domain: str
    nature: str
    level: int
    priority: str
    budget_s: int
    used_s: int
    since: datetime | None
    due_at: datetime | None
    again: int = 0
    stars: int = 0
    answered_at: datetime | None = None


class Act(msgspec.Struct, frozen=True):
    """What is done. Only what is named changes; `assignee` 0 means nobody."""

    verb: str
    office: str | None = None
    assignee: int | None = None
    domain: str | None = None
    nature: str | None = None
    level: int | None = None
    priority: str | None = None
    stars: int | None = None


_CHANGES = ("office", "assignee", "domain", "nature", "level", "priority", "stars")


class Class(msgspec.Struct, frozen=True):
    """How a question is classed. `office` is the one that is to answer."""

    domain: str
    nature: str = tables.RULES
    level: int = 1
    priority: str = tables.ORDINARY
    office: str = ""


def begin(told: Class, at: datetime, calendar: Calendar) -> Standing:
    """A new question. WrongClass."""
    _check(told.domain, told.nature, told.level, told.priority)
    budget = _budget(told.nature, told.priority, told.level, at, calendar)
    return Standing(
        State.NEW, told.office, 0, told.domain, told.nature, told.level, told.priority, budget, 0, at,
        clock.due(at, budget, calendar),
    )  # fmt: skip


def after(stands: Standing, act: Act, at: datetime, asked_at: datetime, calendar: Calendar) -> Standing:
    """How it stands after the act. Impossible, NotHigher, WrongClass."""
    state = move(MOVES, stands.state, act.verb)
    named = {name: getattr(act, name) for name in _CHANGES if getattr(act, name) is not None}
    changed = msgspec.structs.replace(stands, state=state, **named)
    _check(changed.domain, changed.nature, changed.level, changed.priority)
    if act.verb == "pass_up" and changed.level <= stands.level:
        raise NotHigher(level=stands.level)
    if act.verb == "ask_again":
        return _asked_again(changed, at, calendar)
    return _clocked(stands, changed, act, at, asked_at, calendar)


def _asked_again(changed: Standing, at: datetime, calendar: Calendar) -> Standing:
    """The clock begins anew: what was answered is not held against the new answer."""
    budget = _budget(changed.nature, changed.priority, changed.level, at, calendar)
    state = State.ASSIGNED if changed.assignee else State.NEW
    return msgspec.structs.replace(
        changed, state=state, budget_s=budget, used_s=0, since=at, due_at=clock.due(at, budget, calendar),
        again=changed.again + 1,
    )  # fmt: skip


def _clocked(  # noqa: PLR0913 - before, after, act, moments, calendar
    before: Standing, changed: Standing, act: Act, at: datetime, asked_at: datetime, calendar: Calendar
) -> Standing:
    used = before.used_s + clock.worked(before.since, at, calendar)
    since = at if changed.state in RUNNING else None
    budget = changed.budget_s
    if _class_of(changed) != _class_of(before):
        budget = _budget(changed.nature, changed.priority, changed.level, asked_at, calendar)
    first = act.verb == "answer" and before.state in OPEN
    return msgspec.structs.replace(
        changed, budget_s=budget, used_s=used, since=since, due_at=clock.due(since, budget - used, calendar),
        answered_at=at if first else changed.answered_at,
    )  # fmt: skip


def _class_of(stands: Standing) -> tuple[str, str, int]:
    return stands.nature, stands.priority, stands.level


def _budget(nature: str, priority: str, level: int, start: datetime, calendar: Calendar) -> int:
    return clock.seconds_of(tables.limit_of(nature, priority, level, law_day(start)), start, calendar)


def _check(domain: str, nature: str, level: int, priority: str) -> None:
    known = (
        domain in tables.DOMAINS, nature in tables.NATURES, level in tables.LEVELS, priority in tables.PRIORITIES,
    )  # fmt: skip
    if not all(known):
        raise WrongClass(told=f"{domain} {nature} {level} {priority}")
