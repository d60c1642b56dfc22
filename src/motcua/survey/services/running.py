"""Running a round: planned, changed, drawn, signed by another, cancelled."""

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.ground.services import ids
from motcua.kernel.actor import Actor
from motcua.kernel.days import months_after
from motcua.kernel.moves import move
from motcua.survey import events
from motcua.survey.domain import frames
from motcua.survey.domain.errors import EmptyFrame, NoReason, OtherFrame, SignedByDrawer, YearTaken
from motcua.survey.domain.life import MOVES, State
from motcua.survey.domain.plans import Plan, need_sound
from motcua.survey.models import Round
from motcua.survey.queries import framing
from motcua.survey.services import rows
from motcua.survey.services.rights import held, need_leader, need_runner
from motcua.survey.services.writing import step


@transaction.atomic
def plan(asked: Plan, *, by: Actor, at: datetime) -> Round:
    """Plan the round of a year. NotAllowed, YearTaken, WrongDays, WrongSample, WrongRule, UnknownQuestionnaire."""
    need_runner(by)
    need_sound(asked)
    before = Round.objects.select_for_update().filter(year=asked.year)
    if before.exclude(state=State.CANCELLED).exists():
        raise YearTaken(year=asked.year)
    again = f"-{count + 1}" if (count := before.count()) else ""
    made = Round(id=ids.one(at), number=f"CDCI-{asked.year}{again}", state=str(State.DRAFT), **_UNDRAWN)
    made.opened_on = made.published_on = None
    made.answers, made.internal = 0, "{}"
    _take(made, asked)
    step(made, "plan", by=by, at=at)
    return made


_UNDRAWN = {
    "frame": 0, "draw_key": "", "fingerprint": "", "enterprises": 0, "drawn_by": 0, "signed_by": 0,
}  # fmt: skip


def _take(found: Round, asked: Plan) -> None:
    found.year, found.questionnaire = asked.year, asked.questionnaire
    found.opens_on, found.closes_on = asked.opens_on, asked.closes_on
    found.inside, found.outside, found.rule = asked.inside, asked.outside, asked.rule.written()


@transaction.atomic
def change(number: str, asked: Plan, *, seen: int = 0, by: Actor, at: datetime) -> Round:
    """Change what is planned before it is signed; a sample that was drawn is drawn again. The year stays.

    As `plan`; NotFound, ChangedSince, Impossible.
    """
    need_runner(by)
    found = held(number, seen)
    need_sound(asked)
    found.state = str(move(MOVES, State(found.state), "change"))
    year = found.year
    _take(found, asked)
    found.year = year
    for name, value in _UNDRAWN.items():
        setattr(found, name, value)
    step(found, "change", by=by, at=at)
    return found


@transaction.atomic
def draw(number: str, *, key: str = "", seen: int = 0, by: Actor, at: datetime) -> Round:
    """Freeze the frame of the twelve months before the opening and draw from it; every draw stays in the log.

    `key` makes the draw; left out, it is made up. NotAllowed, EmptyFrame, WrongSample, Impossible.
    """
    need_runner(by)
    found = held(number, seen)
    found.state = str(move(MOVES, State(found.state), "draw"))
    found.draw_key = key or secrets.token_hex(16)
    frame = frames.framed(framing.used(*twelve_months(found.opens_on)))
    if not frame:
        raise EmptyFrame(day=f"{found.opens_on:%d/%m/%Y}")
    frame = frames.drawn(frame, found.inside, found.outside, found.draw_key)
    found.fingerprint, found.drawn_by = frames.fingerprint(frame), by.account
    found.enterprises = sum(row.place == 1 for row in frame)
    leaf = ids.one(at)
    found.frame = leaf
    put = [
        (leaf, no, found.pk, *row[:4], int(row.inside), row.stratum, int(row.chosen))
        for no, row in enumerate(frame, 1)
    ]  # fmt: skip
    step(found, "draw", by=by, at=at, event=events.DRAWN, beside={rows.T_FRAME: put}, leaf=leaf)
    return found


def twelve_months(opens_on: date) -> tuple[date, date]:
    """The twelve months before the day on which a round opens."""
    return months_after(opens_on, -12), opens_on - timedelta(days=1)


@transaction.atomic
def sign(number: str, fingerprint: str, *, by: Actor, at: datetime) -> Round:
    """Sign the frame that was read, by a leader who did not draw it. OtherFrame, SignedByDrawer, Impossible."""
    need_leader(by)
    found = held(number)
    state = move(MOVES, State(found.state), "sign")
    if by.account and by.account == found.drawn_by:
        raise SignedByDrawer
    if not fingerprint == found.fingerprint == frames.fingerprint(framing.rows(found.frame)):
        raise OtherFrame
    found.state, found.signed_by = str(state), by.account
    step(found, "sign", by=by, at=at, note=found.fingerprint)
    return found


@transaction.atomic
def cancel(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Round:
    """Cancel a round that is not open yet. NoReason, Impossible."""
    need_runner(by)
    found = held(number, seen)
    if not note.strip():
        raise NoReason
    found.state = str(move(MOVES, State(found.state), "cancel"))
    step(found, "cancel", by=by, at=at, note=note.strip()[:1000])
    return found
