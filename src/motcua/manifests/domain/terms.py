"""Terms of bills: after how many days goods stay long, and what else the lists of bills are judged by; dated data."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from motcua.kernel.dated import Dated

_FILE = Path(__file__).parent.parent / "data" / "bills.csv"
_STAYS = ("stays first", "stays second", "stays third")


def _terms() -> Mapping[str, Dated[int]]:
    held: dict[str, dict[date, int]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            held.setdefault(row["name"], {})[date.fromisoformat(row["since"])] = int(row["value"])
    return MappingProxyType({name: Dated(f"terms of bills: {name}", values) for name, values in held.items()})


TERMS: Mapping[str, Dated[int]] = _terms()
"""Terms by name; the unit stands in the table."""


def term(name: str, day: date) -> int:
    """A term in force on a day. NotInForce before the first."""
    return TERMS[name].on(day)


def thresholds(day: date) -> tuple[int, ...]:
    """After how many days it is told that goods stay, the first first."""
    return tuple(term(each, day) for each in _STAYS)
