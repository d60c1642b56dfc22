"""Deadlines of the law, as dated data: hours for a check, days to pay."""

import csv
from datetime import date, timedelta
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


def due_on(day: date, payment_term: str) -> date:
    """The last day to pay what is charged on `day`; a term that is not listed is due at once."""
    term = _terms().get(("payment", payment_term))
    return day if term is None else day + timedelta(days=term.on(day))


def checked_states() -> frozenset[str]:
    """States in which an officer's clock runs."""
    return frozenset(code for kind, code in _terms() if kind == "check")
