"""What lists of questions and published answers are narrowed to."""

from datetime import date

import msgspec

SORTS = ("due", "asked", "number")


class Filters(msgspec.Struct, frozen=True):
    """Of questions. `state` is one of the life's, or a group: open, late, mine, unassigned, done."""

    text: str = ""
    state: str = ""
    domain: str = ""
    channel: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "due"
