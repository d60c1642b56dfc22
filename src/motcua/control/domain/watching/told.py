"""What is told with each act, and what of it has to be there."""

from datetime import date

import msgspec

from motcua.control.domain.watching.errors import NeedsWords, TooLong

LONG, LINE = 8_000, 300


class NoteTold(msgspec.Struct, frozen=True, kw_only=True):
    """A note as it came. `handler` is the account that is to work on it, 0 for who writes it down."""

    office: str
    source_class: str
    reliability: str
    credibility: int
    title: str
    content: str
    received_on: date
    handler: int = 0
    restricted: bool = False
    party: str = ""
    vehicle: str = ""
    case: str = ""


class Processed(msgspec.Struct, frozen=True):
    """What became of a note: its grades, the assessment, the outcome, and whether something was done upon it."""

    number: str
    reliability: str
    credibility: int
    assessment: str
    outcome: str
    acted: bool = True


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """What goes into a register."""

    kind: str
    office: str
    title: str
    words: str
    opened_on: date
    party: str = ""
    note: str = ""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be watched, why, until which day. `origin` narrows goods."""

    what: str
    value: str
    reason: str
    until: date
    since: date | None = None
    origin: str = ""
    note: str = ""


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A plan of patrols and checks. `hours` is what it will take, all people together."""

    office: str
    title: str
    first_on: date
    last_on: date
    places: str
    who: str
    hours: int


class Results(msgspec.Struct, frozen=True):
    """What came of a plan."""

    results: str
    hours: int
    checked: int
    found: int


def need_words(told: msgspec.Struct, *, optional: tuple[str, ...] = ()) -> None:
    """NeedsWords for the first text that is empty and may not be; TooLong for one over its length."""
    for name in told.__struct_fields__:
        text = getattr(told, name)
        if isinstance(text, str):
            if name not in optional and not text.strip():
                raise NeedsWords(what=name)
            need_short(name, text)


def need_short(name: str, text: str, most: int = LONG) -> None:
    """TooLong for a text over its length."""
    if len(text) > most:
        raise TooLong(what=name, most=most)
