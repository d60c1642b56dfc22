"""The tables of this room's `data`: limits with their days and source, reasons, other names of units."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from motcua.kernel.dated import NotInForce
from motcua.kernel.words import Words
from motcua.reference import domain as reference

_DATA = Path(__file__).parent.parent / "data"


class Limit(NamedTuple):
    """A number of the law, from a day until a day, both included."""

    value: int
    since: date
    until: date | None
    source: str


class Reason(NamedTuple):
    """Why something was refused, asked or only noted; `kind` says of what."""

    code: str
    kind: str
    words: Words


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _limits() -> Mapping[str, list[Limit]]:
    found: dict[str, list[Limit]] = {}
    for row in _rows("limits.csv"):
        until = date.fromisoformat(row["until"]) if row["until"] else None
        made = Limit(int(row["value"]), date.fromisoformat(row["since"]), until, row["source"])
        found.setdefault(row["name"], []).append(made)
    return found


LIMITS = _limits()
REASONS: Mapping[str, Reason] = {
    row["code"]: Reason(row["code"], row["kind"], Words(row["vi"], row["en"])) for row in _rows("reasons.csv")
}
_UNITS: Mapping[str, str] = {row["alias"]: row["unit"] for row in _rows("units.csv")}
ATIGA = "B04"
"""The tariff table of which form D is the proof."""


def limit(name: str, day: date) -> int:
    """The limit of that name in force on a day. NotInForce before the first."""
    for each in LIMITS[name]:
        if each.since <= day and (each.until is None or day <= each.until):
            return each.value
    raise NotInForce(what=name, day=day.isoformat())


def unit_of(written: str) -> str:
    """The unit of our list that a certificate means."""
    folded = written.strip().upper()
    return folded if folded in reference.all_units() else _UNITS.get(folded, folded)


def members(day: date) -> frozenset[str]:
    """The members of ASEAN."""
    return frozenset(code for code, entry in reference.code_list("country").on(day).items() if entry.says("asean"))


def reasons(kind: str) -> list[Reason]:
    """The reasons of a kind, in the order of the table."""
    return [each for each in REASONS.values() if each.kind == kind]
