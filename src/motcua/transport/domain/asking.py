"""What a list of transports is asked for."""

from datetime import date, datetime

import msgspec

from motcua.transport.domain.life import CLOCKED, EXTENDABLE, OPEN, WAITING, State

SORTS = ("registered", "due", "number", "party")
GROUPS: dict[str, tuple[State, ...]] = {
    "open": OPEN, "waiting": WAITING, "late": CLOCKED, "overdue": (State.UNDER_WAY,),
    "asked": EXTENDABLE,
}  # fmt: skip
"""Names for several states; `late` and `overdue` only where the clock has run out, `asked` only where
a declarant waits for more time."""


class Filters(msgspec.Struct, frozen=True):
    """What the list is narrowed to. Empty values narrow nothing."""

    text: str = ""
    state: str = ""
    office: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-registered"


def is_late(state: str, due_at: datetime | None, now: datetime) -> bool:
    """Whether the clock of a transport has run out."""
    return due_at is not None and due_at < now and state in GROUPS["late"]
