"""Deadlines of the law, as dated data: hours for a check. Days to pay are of `duties.domain.paying`."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from motcua.kernel.dated import Dated

_FILE = Path(__file__).resolve().parent.parent / "data" / "deadlines.csv"


@cache
def _terms() -> dict[tuple[str, str], Dated[int]]:
    found: dict[tuple[str, str], dict[date, int]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault((row["kind"], row["code"]), {})[date.fromisoformat(row["since"])] = int(row["value"])
    return {key: Dated(" ".join(key), values) for key, values in found.items()}


def working_hours(state: str, day: date) -> int | None:
    """Working hours for the check that begins in this state on `day`; None where nobody checks."""
    term = _terms().get(("check", state))
    return None if term is None else term.on(day)


def checked_states() -> frozenset[str]:
    """States in which an officer's clock runs."""
    return frozenset(code for kind, code in _terms() if kind == "check")
