"""What the lists of notes, registers, the watch list and plans are asked for."""

from datetime import date

import msgspec

SORTS = ("on", "number", "office")


class Filters(msgspec.Struct, frozen=True):
    """What a list is narrowed to. Empty values narrow nothing. `kind` is a register, or what is watched."""

    text: str = ""
    state: str = ""
    kind: str = ""
    office: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-on"
