"""What the lists of conferences, guests, visits and things to be done are asked for."""

from datetime import date

import msgspec

SORTS = ("begins", "number", "office")
VISIT_SORTS = ("planned", "number", "party")


class Filters(msgspec.Struct, frozen=True):
    """What conferences are narrowed to. Empty values narrow nothing."""

    text: str = ""
    state: str = ""
    level: str = ""
    office: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-begins"


class VisitFilters(msgspec.Struct, frozen=True):
    """What visits are narrowed to."""

    text: str = ""
    state: str = ""
    office: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-planned"


class Choice(msgspec.Struct, frozen=True):
    """Whom to invite: those who declared at an office since a day, at least so often, this way; and those listed.

    `most` keeps the busiest. Listed tax codes are invited whatever else is asked.
    """

    office: str = ""
    direction: str = ""
    since: date | None = None
    least: int = 1
    most: int = 0
    listed: tuple[str, ...] = ()
    active: bool = True
    """Whether enterprises are taken by what they declared at all, or only those that are listed."""
