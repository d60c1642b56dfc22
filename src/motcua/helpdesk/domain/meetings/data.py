"""Limits of conferences as dated data, each with its source and whether anybody has seen the text."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec

from motcua.kernel.dated import NotInForce

_FILE = Path(__file__).resolve().parents[2] / "data" / "meeting_limits.csv"


class Limit(msgspec.Struct, frozen=True):
    """A number in force from a day until a day, both included."""

    value: int
    unit: str
    since: date
    until: date | None
    source: str
    verified: bool


def _read() -> Mapping[str, list[Limit]]:
    found: dict[str, list[Limit]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            until = date.fromisoformat(row["until"]) if row["until"] else None
            since = date.fromisoformat(row["since"])
            made = Limit(int(row["value"]), row["unit"], since, until, row["source"], row["verified"] == "1")
            found.setdefault(row["name"], []).append(made)
    return found


LIMITS = _read()


def limit(name: str, day: date) -> Limit:
    """The limit of that name in force on a day. NotInForce before the first."""
    for each in LIMITS[name]:
        if each.since <= day and (each.until is None or day <= each.until):
            return each
    raise NotInForce(what=name, day=day.isoformat())
