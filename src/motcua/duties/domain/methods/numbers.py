"""Numbers of the methods: windows in days and bases of the fall-back, as dated data (`data/valuation.csv`)."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from motcua.kernel.dated import Dated
from motcua.kernel.words import Words


class Window(NamedTuple):
    """A number of days, the act that sets it, and whether a person has seen its text."""

    days: int
    law: str
    verified: bool


class Ground(NamedTuple):
    """What a value of the fall-back may or must not rest on."""

    code: str
    lawful: bool
    words: Words


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("motcua.duties").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines()))


@cache
def _windows() -> dict[str, Dated[Window]]:
    found: dict[str, dict[date, Window]] = {}
    for row in _rows("valuation.csv"):
        window = Window(int(row["value"]), row["source"], row["verified"] == "1")
        found.setdefault(row["key"], {})[date.fromisoformat(row["since"])] = window
    return {key: Dated(key, days) for key, days in found.items()}


def window(key: str, day: date) -> Window:
    """A window in days on a day. NotInForce before the first act."""
    return _windows()[key].on(day)


@cache
def grounds() -> dict[str, Ground]:
    """Bases of the fall-back by code, lawful and unlawful."""
    return {
        row["code"]: Ground(row["code"], row["lawful"] == "1", Words(row["vi"], row["en"]))
        for row in _rows("fallback_bases.csv")
    }
