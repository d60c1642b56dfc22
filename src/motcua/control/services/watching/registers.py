"""Registers: profiles checked, suspects, special projects, sources and bases; opened, added to, closed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from motcua.control import watch_events as events
from motcua.control.domain.watching.errors import TooLongAgo
from motcua.control.domain.watching.life import HELD_MOVES, NUMBERS, PREFIXES, Held, Register
from motcua.control.domain.watching.lists import folded
from motcua.control.domain.watching.told import LINE, Opened, need_short, need_words
from motcua.control.queries.watching.rights import need_worker, registers_for
from motcua.control.services.watching.rights import held, need_past, need_text
from motcua.control.services.watching.rows import REGISTER
from motcua.control.services.watching.writing import Sheet
from motcua.control.watch_models import HeldInRegister
from motcua.ground.services import ids, numbering
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotFound
from motcua.reference import domain as reference

LONGEST = 3_650


def enter(told: Opened, *, by: Actor, at: datetime) -> HeldInRegister:
    """Put something into a register. NotAllowed, NeedsWords, NotToCome, TooLongAgo; NotFound for no register."""
    return enter_many([told], by=by, at=at)[0]


@transaction.atomic
def enter_many(many: Sequence[Opened], *, by: Actor, at: datetime) -> list[HeldInRegister]:
    """Put several things in under one leaf."""
    need_worker(by, "control/register")
    for told in many:
        _need(told, law_day(at))
    sheet, made = Sheet(by, at), []
    for told, identifier in zip(many, ids.take(at, len(many)), strict=True):
        row = _made(told, by)
        row.id = identifier
        sheet.put(REGISTER, row, "open", new=True)
        made.append(row)
    if made:
        sheet.write(events.HELD, f"control/{made[0].number}", {"verb": "open", "count": len(made)})
    return made


@transaction.atomic
def add_to(number: str, words: str, *, seen: int = 0, by: Actor, at: datetime) -> HeldInRegister:
    """Add what became known; what was written stays. NeedsWords, TooLong, Impossible."""
    found = _held(number, by, seen)
    told = need_text("nội dung / words", words)
    found.words = f"{found.words}\n{law_day(at):%d/%m/%Y}: {told}"
    need_short("words", found.words)
    return _step(found, "update", by=by, at=at)


@transaction.atomic
def close(number: str, outcome: str, *, seen: int = 0, by: Actor, at: datetime) -> HeldInRegister:
    """Close it with what came of it. NeedsWords, Impossible."""
    found = _held(number, by, seen)
    found.outcome, found.closed_on = need_text("kết quả / outcome", outcome), law_day(at)
    return _step(found, "close", by=by, at=at)


def _held(number: str, by: Actor, seen: int) -> HeldInRegister:
    need_worker(by, "control/register")
    found: HeldInRegister = held(registers_for(by), number, seen)
    return found


def _step(found: HeldInRegister, verb: str, *, by: Actor, at: datetime) -> HeldInRegister:
    found.state = str(move(HELD_MOVES, Held(found.state), verb))
    sheet = Sheet(by, at)
    sheet.put(REGISTER, found, verb)
    sheet.write(events.HELD, f"control/{found.number}", {"verb": verb})
    return found


def _need(told: Opened, today: date) -> None:
    if told.kind not in list(map(str, Register)):
        raise NotFound(what=told.kind[:30])
    need_words(told, optional=("party", "note"))
    need_short("title", told.title, LINE)
    need_past(told.opened_on, today)
    if (today - told.opened_on).days > LONGEST:
        raise TooLongAgo(day=f"{told.opened_on:%d/%m/%Y}", most=LONGEST)
    reference.office(told.office, told.opened_on)


def _made(told: Opened, by: Actor) -> HeldInRegister:
    prefix = PREFIXES[Register(told.kind)]
    return HeldInRegister(
        number=f"{prefix}-{told.opened_on.year}-{numbering.take(NUMBERS[Register(told.kind)], 1):04d}", kind=told.kind,
        office=told.office, title=told.title.strip(), words=told.words.strip(), party=folded(told.party)[:14],
        from_note=told.note.strip()[:20], handler=by.account, opened_on=told.opened_on, state=str(Held.OPEN),
        closed_on=None, outcome="",
    )  # fmt: skip
