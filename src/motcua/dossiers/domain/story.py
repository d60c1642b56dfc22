"""What an act makes of a dossier: one function for the desk, the API, the demonstration and the check of the log.

`Standing` is how a dossier stands; `decide` makes an `Act` of what is asked; `after` makes the next standing of an
act as it was recorded, without clock or calendar, so that a standing can be recomputed from the acts alone.
Working time is in microseconds.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

import msgspec

from motcua.dossiers.domain import clock as clocks
from motcua.dossiers.domain.clock import Clock, Limit
from motcua.dossiers.domain.errors import (
    ApologisedBefore,
    AskedBefore,
    BadFee,
    BadRating,
    BringOriginals,
    NeedsWords,
    NotInTheFuture,
    TooManyLetters,
)
from motcua.dossiers.domain.life import MOVES, RATINGS, State
from motcua.dossiers.domain.steps import following, step
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.words import Words
from motcua.procedures.domain.content import Step

MOST_FEE = 10**11
LONGEST = 2_000
"""Letters of a note."""
LONGEST_REFERENCE = 80
"""Letters of the number of a document or a receipt."""


class Standing(msgspec.Struct, frozen=True):
    """How a dossier stands. `running_since` is None while its clock stands still; `left_us` is what was left then."""

    state: State
    step: int = 0
    holder: int = 0
    received_at: datetime | None = None
    promised_at: datetime | None = None
    due_at: datetime | None = None
    running_since: datetime | None = None
    left_us: int = 0
    spent_us: int = 0
    asked: int = 0
    apology_at: datetime | None = None
    fee_dong: int = 0
    done_at: datetime | None = None
    returned_at: datetime | None = None
    lateness: str = ""
    rating: int = 0


class Course(NamedTuple):
    """What does not change in a dossier's life: its steps, its limit; `originals` have to be seen."""

    number: str
    steps: tuple[Step, ...]
    limit: Limit
    originals: bool = False


class Asked(msgspec.Struct, frozen=True):
    """An act that is asked for. `points` of a supplement; `to` and `holder` of a hand-over; `until` of an apology."""

    verb: str
    at: datetime
    note: str = ""
    to: int = 0
    holder: int = 0
    points: tuple[str, ...] = ()
    fee: int = 0
    until: datetime | None = None
    rating: int = 0
    reference: str = ""
    seen: bool = False


class Act(msgspec.Struct, frozen=True):
    """An act as it is recorded. `left_step` and `spent_us`: the step that ended with it and what it took."""

    verb: str
    at: datetime
    state: State
    step: int
    holder: int
    due_at: datetime | None
    running_since: datetime | None
    left_us: int
    spent_us: int
    left_step: int = 0
    took_us: int = 0
    until: datetime | None = None
    value: int = 0
    lateness: str = ""
    note: str = ""


def after(held: Standing, act: Act) -> Standing:
    """The standing that a recorded act leaves."""
    replace = msgspec.structs.replace
    found = replace(
        held, state=act.state, step=act.step, holder=act.holder, due_at=act.due_at, running_since=act.running_since,
        left_us=act.left_us, spent_us=act.spent_us,
    )  # fmt: skip
    if act.verb == "receive":
        return replace(found, received_at=act.at, promised_at=act.due_at)
    if act.verb == "ask supplement":
        return replace(found, asked=held.asked + 1)
    return replace(found, **_MARKS[act.verb](act)) if act.verb in _MARKS else found


_MARKS: Mapping[str, Callable[[Act], dict[str, object]]] = {
    "ask payment": lambda act: {"fee_dong": act.value},
    "apologise": lambda act: {"apology_at": act.until},
    "finish": lambda act: {"done_at": act.at, "lateness": act.lateness},
    "give result": lambda act: {"returned_at": act.at},
    "rate": lambda act: {"rating": act.value},
}


def decide(held: Standing, asked: Asked, course: Course, clock: Clock, *, by: int = 0) -> Act:
    """The act, or a refusal: Impossible by the table of moves, or what the act itself needs."""
    verb = _verb(held, asked)
    state = move(MOVES, held.state, verb)
    short(asked.reference, LONGEST_REFERENCE)
    needed = _NEEDS.get(verb)
    if needed:
        needed(held, asked, course, clock)
    base = Act(
        verb, asked.at, state, held.step, held.holder, held.due_at, held.running_since, held.left_us, held.spent_us,
        note=_note(asked),
    )  # fmt: skip
    change = _CHANGES.get(verb)
    return change(held, base, asked, course, clock, by) if change else base


def _verb(held: Standing, asked: Asked) -> str:
    early = asked.verb == "supplement" and held.received_at is None
    return "supplement before receipt" if early else asked.verb


def _note(asked: Asked) -> str:
    points = "\n".join(" ".join(point.split()) for point in asked.points)
    return short(points or asked.note.strip(), LONGEST)


def short(text: str, most: int) -> str:
    """The text. TooManyLetters."""
    if len(text) > most:
        raise TooManyLetters(most=most)
    return text


def _words(what: Words) -> Callable[[Standing, Asked, Course, Clock], None]:
    def need(held: Standing, asked: Asked, course: Course, clock: Clock) -> None:
        if not _note(asked):
            raise NeedsWords(what=what)

    return need


def _asks_once(held: Standing, asked: Asked, course: Course, clock: Clock) -> None:
    if held.asked:
        raise AskedBefore(number=course.number)
    if not _note(asked):
        raise NeedsWords(what=Words("những nội dung cần bổ sung", "what has to be supplemented"))


def _asks_a_fee(held: Standing, asked: Asked, course: Course, clock: Clock) -> None:
    if not 0 < asked.fee <= MOST_FEE:
        raise BadFee(most=MOST_FEE)


def _apologises_once(held: Standing, asked: Asked, course: Course, clock: Clock) -> None:
    if held.apology_at is not None:
        raise ApologisedBefore(number=course.number)
    if not _note(asked):
        raise NeedsWords(what=Words("lý do chậm", "why it is late"))
    day = law_day(asked.until) if asked.until else law_day(asked.at)
    if day <= law_day(asked.at) or law_day(clock.plain.closing_from(day)) != day:
        raise NotInTheFuture(day=f"{day:%d/%m/%Y}")


def _saw_originals(held: Standing, asked: Asked, course: Course, clock: Clock) -> None:
    if course.originals and not asked.seen:
        raise BringOriginals(number=course.number)


def _rates(held: Standing, asked: Asked, course: Course, clock: Clock) -> None:
    if held.rating or asked.rating not in RATINGS:
        raise BadRating


_NEEDS: Mapping[str, Callable[[Standing, Asked, Course, Clock], None]] = {
    "refuse": _words(Words("lý do không tiếp nhận", "why it is not received")),
    "stop": _words(Words("lý do dừng xử lý", "why it is stopped")),
    "ask supplement": _asks_once,
    "ask payment": _asks_a_fee,
    "apologise": _apologises_once,
    "give result": _saw_originals,
    "rate": _rates,
}
Change = Callable[[Standing, Act, Asked, Course, Clock, int], Act]


def _based(held: Standing, act: Act, clock: Clock, *, run: bool) -> Act:
    """Book the working time since the clock last ran; go on or stand still."""
    worked = 0 if held.running_since is None else clock.open.between(held.running_since, act.at)
    left, spent = held.left_us - worked, held.spent_us + worked
    due = held.due_at
    if run and held.received_at is not None and held.running_since is None and left > 0:
        due = clock.open.after(act.at, left)
    since = act.at if run and held.received_at is not None else None
    return msgspec.structs.replace(act, due_at=due, running_since=since, left_us=left, spent_us=spent)


def _receive(held: Standing, act: Act, asked: Asked, course: Course, clock: Clock, by: int) -> Act:
    left = clocks.budget(course.limit, act.at, clock.plain)
    first = course.steps[0]
    return msgspec.structs.replace(
        act, step=first.no, holder=by, due_at=clock.open.after(act.at, left), running_since=act.at, left_us=left,
        spent_us=0,
    )  # fmt: skip


def _hand_over(held: Standing, act: Act, asked: Asked, course: Course, clock: Clock, by: int) -> Act:
    onward = following(course.steps, held.step)
    to = step(course.steps, asked.to or (onward.no if onward else 0))
    booked = _based(held, act, clock, run=not to.pauses)
    return msgspec.structs.replace(
        booked, step=to.no, holder=asked.holder, left_step=held.step, took_us=booked.spent_us, spent_us=0
    )  # fmt: skip


def _take(held: Standing, act: Act, asked: Asked, course: Course, clock: Clock, by: int) -> Act:
    return msgspec.structs.replace(act, holder=by)


def _pause(held: Standing, act: Act, asked: Asked, course: Course, clock: Clock, by: int) -> Act:
    return msgspec.structs.replace(_based(held, act, clock, run=False), value=asked.fee)


def _go_on(held: Standing, act: Act, asked: Asked, course: Course, clock: Clock, by: int) -> Act:
    stands = held.step and step(course.steps, held.step).pauses
    return _based(held, act, clock, run=not stands)


def _apologise(held: Standing, act: Act, asked: Asked, course: Course, clock: Clock, by: int) -> Act:
    return msgspec.structs.replace(act, until=asked.until)


def _move_clock(held: Standing, act: Act, asked: Asked, course: Course, clock: Clock, by: int) -> Act:
    return msgspec.structs.replace(act, due_at=due_now(held, clock))


def due_now(held: Standing, clock: Clock) -> datetime | None:
    """The promised moment with the outages known now; as it stands while the clock does, or once it has passed."""
    if held.running_since is None or held.left_us <= 0:
        return held.due_at
    return clock.open.after(held.running_since, held.left_us)


def _finish(held: Standing, act: Act, asked: Asked, course: Course, clock: Clock, by: int) -> Act:
    booked = _based(held, act, clock, run=held.running_since is None)
    due = (booked.due_at if held.running_since is None else due_now(held, clock)) or act.at
    return msgspec.structs.replace(
        booked, due_at=due, running_since=None, left_step=held.step, took_us=booked.spent_us, spent_us=0,
        lateness=str(clocks.lateness(act.at, due, course.limit.unit, clock.open)),
    )  # fmt: skip


def _end(held: Standing, act: Act, asked: Asked, course: Course, clock: Clock, by: int) -> Act:
    return _based(held, act, clock, run=False)


def _rate(held: Standing, act: Act, asked: Asked, course: Course, clock: Clock, by: int) -> Act:
    return msgspec.structs.replace(act, value=asked.rating)


_CHANGES: Mapping[str, Change] = {
    "receive": _receive,
    "hand over": _hand_over,
    "take step": _take,
    "ask supplement": _pause,
    "ask payment": _pause,
    "supplement": _go_on,
    "paid": _go_on,
    "apologise": _apologise,
    "move clock": _move_clock,
    "finish": _finish,
    "withdraw": _end,
    "stop": _end,
    "rate": _rate,
}


def due_of_step(held: Standing, course: Course, clock: Clock) -> datetime | None:
    """When the present step is to be done, by its own share; None where it has none, or the clock stands still."""
    if held.running_since is None or not held.step:
        return None
    now = step(course.steps, held.step)
    share = clocks.share(now.amount, now.unit)
    if not share:
        return None
    left = share - held.spent_us
    return clock.open.after(held.running_since, left) if left > 0 else held.running_since
