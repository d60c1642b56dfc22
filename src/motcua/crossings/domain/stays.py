"""Stays: a foreign vehicle in the country for a time, or one of ours abroad, and what time makes of them."""

from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec

from motcua.crossings.domain.gates import HOME, hours, limit
from motcua.kernel.days import law_day, law_moment
from motcua.kernel.words import Words

DAY = timedelta(days=1)


class State(StrEnum):
    """What a stay is at a moment."""

    IN_COUNTRY = "in_country"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    EXTENDED = "extended"
    EXITED = "exited"
    EXITED_OTHER_GATE = "exited_other_gate"
    TEMP_EXPORTED = "temp_exported"
    RETURNED = "returned"
    ABANDONED = "abandoned"


STATE_WORDS = {
    State.IN_COUNTRY: Words("Đang ở Việt Nam", "In the country"),
    State.DUE_SOON: Words("Sắp hết hạn", "Due soon"),
    State.OVERDUE: Words("Quá hạn", "Overdue"),
    State.EXTENDED: Words("Đã gia hạn", "Extended"),
    State.EXITED: Words("Đã tái xuất", "Left again"),
    State.EXITED_OTHER_GATE: Words("Đã tái xuất qua cửa khẩu khác", "Left by another gate"),
    State.TEMP_EXPORTED: Words("Đang tạm xuất", "Abroad for a time"),
    State.RETURNED: Words("Đã tái nhập", "Returned"),
    State.ABANDONED: Words("Không tái xuất, tái nhập", "Given up"),
}
ENDED = (State.EXITED, State.EXITED_OTHER_GATE, State.RETURNED, State.ABANDONED)
ENDS = frozenset(map(str, ENDED))


class Stay(msgspec.Struct, frozen=True):
    """What decides on the state of a stay. `way`: by which direction it began; `ended_as` empty while it is open."""

    kind: str
    way: str
    since: datetime
    due_at: datetime
    extended: int = 0
    ended_as: str = ""


def opens(country: str, direction: str) -> bool:
    """Whether crossing so begins a stay: foreigners come, our own leave."""
    return direction == ("out" if country == HOME else "in")


def due(at: datetime, days: int, permitted_until: date | None = None) -> datetime:
    """When a stay ends: so many days after it began, or with the last day of its permission if that is earlier."""
    found = at + days * DAY
    if permitted_until is None:
        return found
    return min(found, law_moment(permitted_until + DAY))


def allowed_days(kind: str, day: date, *, permission: bool = False) -> int:
    """The most days that may be allowed on entry."""
    return limit("stay under permission" if permission else "stay", day, kind)


def ended_as(way: str, planned: str, gate: str) -> State:
    """How a stay ends by a crossing at a gate."""
    if way == "out":
        return State.RETURNED
    return State.EXITED if gate == planned else State.EXITED_OTHER_GATE


def is_overdue(due_at: datetime, now: datetime) -> bool:
    """Whether time has run out. At the very moment it has not."""
    return now > due_at


def state_of(stay: Stay, now: datetime) -> State:
    """What a stay is at this moment."""
    if stay.ended_as:
        return State(stay.ended_as)
    if is_overdue(stay.due_at, now):
        return State.OVERDUE
    if now >= stay.due_at - hours("due soon", law_day(now), stay.kind):
        return State.DUE_SOON
    if stay.extended:
        return State.EXTENDED
    return State.TEMP_EXPORTED if stay.way == "out" else State.IN_COUNTRY
