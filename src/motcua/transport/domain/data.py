"""The tables of this room's `data`: fields of the message, and limits with their source."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from motcua.kernel.words import Words

_DATA = Path(__file__).parent.parent / "data"


class Field(msgspec.Struct, frozen=True):
    """A field of the message: `name` is its path, `kind` how it is written, `length` 0 where none is set."""

    name: str
    vnaccs: str
    kind: str
    length: int
    list: str
    words: Words


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


LIMITS: Mapping[str, int] = {row["name"]: int(row["value"]) for row in _rows("limits.csv")}
"""Limits by name; the unit stands in the table."""
FIELDS: Mapping[str, Field] = {
    row["name"]: Field(
        row["name"], row["vnaccs"], row["kind"], int(row["length"] or 0), row["list"], Words(row["vi"], row["en"])
    )
    for row in _rows("fields.csv")
}
"""Fields by name, in the order of the message; those of a cargo begin with `cargo.`."""
