"""Deadlines of the law, as dated data: hours for a check, days for an answer.

Days to pay are of `duties.domain.paying`, but for a priority enterprise, which no declarant's term tells.
"""

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from motcua.duties.domain import paying
from motcua.kernel.dated import Dated

_FILE = Path(__file__).resolve().parent.parent / "data" / "deadlines.csv"


class Term(NamedTuple):
    """How long something may take: so many `working hours`, `working days` or `days`."""

    value: int
    unit: str


@cache
def _terms() -> dict[tuple[str, str], Dated[Term]]:
    found: dict[tuple[str, str], dict[date, Term]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            told = Term(int(row["value"]), row["unit"])
            found.setdefault((row["kind"], row["code"]), {})[date.fromisoformat(row["since"])] = told
    return {key: Dated(" ".join(key), values) for key, values in found.items()}


def term(kind: str, code: str, day: date) -> Term | None:
    """The term of this kind and code on `day`; None where the law sets none."""
    known = _terms().get((kind, code))
    return None if known is None else known.on(day)


def check_term(state: str, verb: str, day: date) -> Term | None:
    """How long the state that `verb` opened may last; a verb may have a term of its own."""
    return term("check", verb, day) or term("check", state, day)


PRIORITY = "AEO"
"""Term of a priority enterprise, which pays on a day of the next month; no declarant types it."""
GUARANTEED = ("A", "B")
DEFERRED = ("C", PRIORITY)
"""Terms under which goods leave before the tax is paid, without a guarantee."""


def payment_term(declared: str, *, priority: bool) -> str:
    """The term that counts: a priority enterprise pays later unless it names a guarantee or a deferral."""
    return PRIORITY if priority and declared in ("", "D") else declared


def due_on(day: date, payment_term: str) -> date:
    """The last day to pay what is charged on `day`, under the term that counts."""
    found = term("payment", payment_term, day)
    if found is None:
        return paying.due_on(day, payment_term)
    return (day.replace(day=1) + timedelta(days=32)).replace(day=found.value)


def lapses_on(registered: date) -> date:
    """The last day on which a declaration registered on that day is good for procedures that have not ended."""
    found = term("lapse", "registered", registered)
    return registered + timedelta(days=found.value if found else 0)


def clocked() -> frozenset[str]:
    """States, and verbs with a term of their own, in which a clock runs."""
    return frozenset(code for kind, code in _terms() if kind == "check")
