"""How a case stands, and how each act changes that. Pure: days and the calendar are given."""

from datetime import date, timedelta

import msgspec

from motcua.control.domain.cases import tables
from motcua.control.domain.cases.errors import ComplaintStands, NotExtended
from motcua.control.domain.cases.life import IN_CUSTODY, MOVES, State
from motcua.kernel.days import months_after
from motcua.kernel.moves import move
from motcua.kernel.worktime import Calendar, NoCalendar


class Standing(msgspec.Struct, frozen=True):
    """How a case stands after an act. Sums in dong, days are the law's days.

    `explain` is empty, `asked`, `given` or `waived`; `complaint` empty, `open` or `settled`; `prosecution` empty or a
    code of `tables.PROSECUTIONS`. `recorder` is the account that made the record. `due_on` ends `due_for`.
    """

    state: State
    office: str
    handler: int
    kind: str
    sensitive: int
    value: int = 0
    fine: int = 0
    paid: int = 0
    recorder: int = 0
    recorded_on: date | None = None
    held_until: date | None = None
    explain: str = ""
    noticed_on: date | None = None
    decided_on: date | None = None
    prosecution: str = ""
    prosecuted_on: date | None = None
    closed_on: date | None = None
    complaint: str = ""
    complaint_due: date | None = None
    due_on: date | None = None
    due_for: str = ""


class Act(msgspec.Struct, frozen=True):
    """What is done. Only what is named changes; `paid` is added to what was paid before.

    `since` is the day on which the custody began that is extended.
    """

    verb: str
    office: str | None = None
    handler: int | None = None
    kind: str | None = None
    sensitive: int | None = None
    value: int | None = None
    fine: int | None = None
    paid: int = 0
    account: int = 0
    prosecution: str = ""
    since: date | None = None


_CHANGES = ("office", "handler", "kind", "sensitive", "value", "fine")
_KEEPS = frozenset(
    {"assign", "classify", "restrict", "subject", "erase", "goods", "seize", "note", "let_in", "keep_out", "pay",
     "complain", "settle"}
)  # fmt: skip
"""Acts that leave the clock as it is."""


def begin(state: State, told: Act, day: date, calendar: Calendar) -> Standing:
    """A new case: proposed or detected on that day."""
    stands = Standing(state, told.office or "", told.handler or 0, told.kind or "", told.sensitive or 0)
    return _clocked(stands, day, calendar)


def after(stands: Standing, act: Act, day: date, calendar: Calendar) -> Standing:
    """How the case stands after an act of that day. Impossible, ComplaintStands, NotExtended."""
    changed = {name: getattr(act, name) for name in _CHANGES if getattr(act, name) is not None}
    changed |= _marked(stands, act, day, calendar)
    new = msgspec.structs.replace(stands, state=_state(stands, act.verb), paid=stands.paid + act.paid, **changed)
    return new if act.verb in _KEEPS else _clocked(new, day, calendar)


def _state(stands: Standing, verb: str) -> State:
    """The state after a verb. A file that comes back without a record begins anew: nothing is decided without one."""
    state = move(MOVES, stands.state, verb)
    return State.DETECTED if verb == "returned" and stands.recorded_on is None else state


def _marked(stands: Standing, act: Act, day: date, calendar: Calendar) -> dict[str, object]:
    """What an act of that day stamps."""
    if act.verb in ("complain", "settle"):
        return _complaint(stands, act.verb, day)
    if act.verb == "record":
        return {"recorded_on": day, "recorder": act.account}
    if act.verb == "hold":
        return {"held_until": ends("custody", day, calendar)}
    if act.verb == "extend":
        return {"held_until": _extended(stands, act.since or day, day, calendar)}
    if act.verb in ("transfer", "prosecute"):
        return {"prosecuted_on": day, "prosecution": act.prosecution, "held_until": None}
    stamps: dict[str, dict[str, object]] = {
        "ask_explain": {"explain": "asked"}, "explain": {"explain": "given"}, "waive": {"explain": "waived"},
        "notice": {"noticed_on": day}, "decide": {"decided_on": day}, "confiscate": {"decided_on": day},
        "close": {"closed_on": day}, "dismiss": {"closed_on": day},
    }  # fmt: skip
    return stamps.get(act.verb, {})


def _extended(stands: Standing, since: date, day: date, calendar: Calendar) -> date:
    """The longest custody, counted from the day on which it began. NotExtended."""
    last = ends("custody_extended", since, calendar)
    if stands.held_until is None or not day <= stands.held_until < last:
        raise NotExtended
    return last


def _complaint(stands: Standing, verb: str, day: date) -> dict[str, object]:
    if (stands.complaint == "open") is (verb == "complain"):
        raise ComplaintStands
    if verb == "settle":
        return {"complaint": "settled", "complaint_due": None}
    return {"complaint": "open", "complaint_due": day + timedelta(days=tables.limit("complaint", day).amount)}


def ends(name: str, day: date, calendar: Calendar) -> date:
    """The last day of a limit that began on a day; the day itself does not count."""
    limit = tables.limit(name, day)
    if limit.unit == "wd":
        return calendar.add_days(day, limit.amount)
    return day + timedelta(days=limit.amount) if limit.unit == "d" else months_after(day, 12 * limit.amount)


def confiscated_from(noticed_twice: date) -> date:
    """The first day on which goods without an owner may be confiscated: a year after the second notice is over."""
    years = tables.limit("notice_year", noticed_twice).amount
    return months_after(noticed_twice, 12 * years) + timedelta(days=1)


_SIMPLE = {
    State.PROPOSED: "proposal", State.DETECTED: "record", State.UNOWNED: "notice_first",
    State.NOTICED: "notice_second", State.DECIDED: "execute", State.EXECUTED: "dispose", State.DISPOSED: "close",
    State.NO_OFFENCE: "close", State.TRANSFERRED: "transferred",
}  # fmt: skip
"""States whose clock begins with the state itself."""


def _clocked(stands: Standing, day: date, calendar: Calendar) -> Standing:
    on, name = _clock(stands, day, calendar)
    return msgspec.structs.replace(stands, due_on=on, due_for=name)


def _clock(stands: Standing, day: date, calendar: Calendar) -> tuple[date | None, str]:
    """The last day of what has to be done next, and the name of its limit."""
    if name := _SIMPLE.get(stands.state):
        return ends(name, day, calendar), name
    if stands.state is State.NOTICED_TWICE and stands.noticed_on:
        return _confiscated_until(stands.noticed_on, calendar), "confiscate"
    if stands.state in (State.VERIFIED, State.EXPLAINED) and stands.due_for in ("transferred", "returned"):
        back = stands.due_for == "returned"
        return stands.due_on if back else ends("returned", day, calendar), "returned"
    if stands.recorded_on and stands.state in (State.RECORDED, State.HELD, State.VERIFIED, State.EXPLAINED):
        name = "decide_explained" if stands.explain in ("asked", "given") else "decide_plain"
        return ends(name, stands.recorded_on, calendar), name
    return None, ""


def _confiscated_until(noticed_twice: date, calendar: Calendar) -> date:
    """The last day to confiscate; the first one while the holidays of that year are not known yet."""
    first = confiscated_from(noticed_twice)
    try:
        return ends("confiscate", first - timedelta(days=1), calendar)
    except NoCalendar:
        return first


def custody(stands: Standing) -> date | None:
    """The last day of custody, while it lasts."""
    return stands.held_until if stands.state in IN_CUSTODY else None


def late(stands: Standing, day: date) -> bool:
    """Whether a last day has passed: of the next step, of custody, or of a complaint."""
    return any(each is not None and each < day for each in (stands.due_on, custody(stands), stands.complaint_due))
