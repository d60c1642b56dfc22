"""What the register of dossiers is asked for."""

from datetime import date

import msgspec

SORTS = ("lodged", "due", "number", "party")
LATENESS = ("open_late", "soon", "early", "on_time", "late")
"""Open ones whose time is up, or is within a day; finished ones as they were."""


class Filters(msgspec.Struct, frozen=True):
    """What the register is narrowed to. Empty values narrow nothing; `holder` is an account's id as text."""

    text: str = ""
    state: str = ""
    office: str = ""
    holder: str = ""
    code: str = ""
    lateness: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-lodged"
