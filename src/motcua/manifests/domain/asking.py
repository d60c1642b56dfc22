"""What a list of calls is asked for, and how the board puts them in order."""

from datetime import date, datetime

import msgspec

from motcua.kernel.words import Words
from motcua.manifests.domain.life import OPEN, WAITING, State

SORTS = ("expected", "number", "vessel", "opened")
GROUPS: dict[str, tuple[State, ...]] = {"open": OPEN, "waiting": WAITING, "late": OPEN, "in_port": (State.CLEARED_IN,)}
"""Names for several states; `late` only where a document that is awaited is overdue."""
PLACES = {
    "expected": Words("Sắp đến", "Expected"),
    "arrived": Words("Đã đến, chờ thông quan", "Arrived, to be cleared in"),
    "in port": Words("Đang ở cảng", "In port"),
    "leaving": Words("Sắp rời", "Leaving"),
}
"""The columns of the board of calls."""


class Filters(msgspec.Struct, frozen=True):
    """What the list is narrowed to. Empty values narrow nothing."""

    text: str = ""
    state: str = ""
    direction: str = ""
    office: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-expected"


BILL_LISTS = ("undeclared", "unannounced", "exceeded", "boxes")
"""Lists of bills that do not match, and of containers that are in two places at once."""
BILL_SORTS = ("arrived", "bill", "packages", "gross")
STAY_SORTS = ("days", "bill", "packages", "gross")


class BillFilters(msgspec.Struct, frozen=True):
    """What a list of bills is narrowed to. Days are those of the ship's arrival, or of registration."""

    text: str = ""
    office: str = ""
    port: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-arrived"


class StayFilters(msgspec.Struct, frozen=True):
    """What the list of goods that stay is narrowed to. `age` is the class by thresholds, `where` how far they are."""

    text: str = ""
    office: str = ""
    port: str = ""
    age: int | None = None
    where: str = ""
    sort: str = "-days"


def place_of(direction: str, state: str, arrived_at: datetime | None, *, exit_open: bool) -> str:
    """Where a call stands on the board; empty where it is over."""
    if direction == "E":
        return "leaving" if State(state) in OPEN else ""
    if State(state) in OPEN:
        return "arrived" if arrived_at else "expected"
    return "in port" if state == State.CLEARED_IN and not exit_open else ""


class Span(msgspec.Struct, frozen=True):
    """How a stay at a berth is drawn on a day: hundredths of an hour from midnight, and the row among others."""

    start: int
    length: int
    lane: int


HOUR = 100
DAY = 24 * HOUR


def spans(day: tuple[datetime, datetime], stays: list[tuple[datetime, datetime]]) -> list[Span]:
    """Stays as they are drawn on a day, each in the first lane that is free: two ships never lie over one another."""
    free: list[int] = []
    found = []
    for began, ended in stays:
        start, end = (_place(day, each) for each in (began, ended))
        lane = next((at for at, until in enumerate(free) if until <= start), len(free))
        if lane == len(free):
            free.append(0)
        free[lane] = max(end, start + 1)
        found.append(Span(start, max(end - start, 1), lane))
    return found


def _place(day: tuple[datetime, datetime], at: datetime) -> int:
    held = min(max(at, day[0]), day[1]) - day[0]
    return int(held.total_seconds()) * HOUR // 3600
