"""Law: which acts an amount stands on, by day. The table is data (`data/law.csv`)."""

import csv
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from motcua.kernel.dated import Dated


class Act(NamedTuple):
    """Acts by number, and whether a person has seen their text for this use."""

    law: str
    verified: bool


@cache
def _acts() -> dict[str, Dated[Act]]:
    text = files("motcua.duties").joinpath("data/law.csv").read_text(encoding="utf-8")
    found: dict[str, dict[date, Act]] = {}
    for row in csv.DictReader(text.splitlines()):
        days = found.setdefault(row["key"], {})
        days[date.fromisoformat(row["since"])] = Act(row["law"], row["verified"] == "1")
    return {key: Dated(key, days) for key, days in found.items()}


def act(key: str, day: date) -> Act:
    """What `key` stood on that day. NotInForce before the first act; KeyError for an unknown key."""
    return _acts()[key].on(day)
