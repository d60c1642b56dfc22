"""The tables of this room's `data`: fields, codes, limits and deadlines, with their source."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from motcua.kernel.dated import NotInForce
from motcua.kernel.words import Words

_DATA = Path(__file__).parent.parent / "data"


class Field(msgspec.Struct, frozen=True):
    """A field of a document: `kind` how it is written, `length` 0 where none is set."""

    name: str
    vnaccs: str
    kind: str
    length: int
    list: str
    words: Words


class Code(msgspec.Struct, frozen=True):
    """One meaning of a code from a day on."""

    code: str
    words: Words
    since: date


class Deadline(msgspec.Struct, frozen=True):
    """How many hours before arrival or departure a document is due, more after a long voyage.

    `always` needed, or only where there is something to tell.
    """

    kind: str
    direction: str
    always: bool
    hours: int
    long_hours: int
    long_days: int
    since: date
    source: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _codes() -> Mapping[str, Mapping[str, Code]]:
    found: dict[str, dict[str, Code]] = {}
    for row in _rows("codes.csv"):
        code = Code(row["code"], Words(row["vi"], row["en"]), date.fromisoformat(row["since"]))
        found.setdefault(row["list"], {})[code.code] = code
    return found


def _deadline(row: dict[str, str]) -> Deadline:
    return Deadline(
        row["kind"], row["direction"], row["needed"] == "always", int(row["hours"]),
        int(row["long_hours"] or row["hours"]), int(row["long_days"] or 0), date.fromisoformat(row["since"]),
        row["source"],
    )  # fmt: skip


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        row["name"]: Field(
            row["name"], row["vnaccs"], row["kind"], int(row["length"] or 0), row["list"], Words(row["vi"], row["en"])
        )
        for row in _rows("fields.csv")
    }
)
"""Fields by name, such as `bill.number`."""
CODES: Mapping[str, Mapping[str, Code]] = MappingProxyType(_codes())
"""Code lists of this room by name."""
LIMITS: Mapping[str, int] = MappingProxyType({row["name"]: int(row["value"]) for row in _rows("limits.csv")})
"""Limits by name; the unit stands in the table."""
DEADLINES: tuple[Deadline, ...] = tuple(map(_deadline, _rows("deadlines.csv")))


@lru_cache(maxsize=4096)
def deadlines(direction: str, day: date) -> Mapping[str, Deadline]:
    """The deadlines in force on a day by kind of document. NotInForce before the first."""
    held = sorted((d for d in DEADLINES if d.direction == direction and d.since <= day), key=lambda d: d.since)
    if not held:
        raise NotInForce(what="deadlines of a vessel's dossier", day=day.isoformat())
    return MappingProxyType({each.kind: each for each in held})


def listed(name: str, code: str, day: date) -> bool:
    """Whether the list has the code on that day; an empty code is asked about elsewhere."""
    found = CODES[name].get(code)
    return not code or (found is not None and found.since <= day)
