"""Paying: when each tax of an assessment is due, what a guarantee covers and until when, what comes before release.

The terms are dated data (`data/payment_terms.csv`). The last day of a guarantee is as it falls, for the law gives so
many days at the most; the last day of a deferral that is no working day is the next one. Where the calendar of a year
is not known yet, it stays as it falls: never later than the law allows.
"""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple, Protocol

import msgspec

from motcua.kernel.dated import Dated
from motcua.kernel.words import Words
from motcua.reference.domain.working import calendar

IMMEDIATE = "D"
INDIVIDUAL = "A"
"""Payment at once, and under a guarantee of this shipment alone (list payment_term)."""
KINDS = ("import", "remedy", "excise", "environment", "vat", "export")
"""Kinds of tax in the order in which they are told."""


class Owed(Protocol):
    """What was assessed, in dong by kind of tax."""

    @property
    def by_kind(self) -> Mapping[str, int]: ...


class Payable(msgspec.Struct, frozen=True):
    """One tax: its amount in dong and last day; whether it comes before release, or is guaranteed and until when."""

    tax: str
    amount: int
    due_on: date
    before_release: bool
    guaranteed_until: date | None
    words: Words
    law: str
    verified: bool


class Term(NamedTuple):
    """A payment term: days after registration, whether guaranteed, whether its last day moves to a working day."""

    days: int
    guaranteed: bool
    moves: bool
    law: str
    verified: bool


@cache
def _terms() -> dict[str, Dated[Term]]:
    text = files("motcua.duties").joinpath("data/payment_terms.csv").read_text(encoding="utf-8")
    found: dict[str, dict[date, Term]] = {}
    for row in csv.DictReader(text.splitlines()):
        term = Term(
            int(row["days"]), row["guaranteed"] == "1", row["last_day"] == "next working day", row["source"],
            row["verified"] == "1",
        )  # fmt: skip
        found.setdefault(row["term"], {})[date.fromisoformat(row["since"])] = term
    return {code: Dated(f"payment {code}", values) for code, values in found.items()}


def _term(code: str, day: date) -> Term:
    """The term on a day; one that is not listed is payment at once."""
    return _terms().get(code, _terms()[IMMEDIATE]).on(day)


@lru_cache(maxsize=4096)
def due_on(day: date, payment_term: str) -> date:
    """The last day to pay what is charged on `day`: at once for any term but A, B and C, whatever the day."""
    if payment_term == IMMEDIATE or payment_term not in _terms():
        return day
    term = _term(payment_term, day)
    last = day + timedelta(days=term.days)
    return _working(last) if term.moves else last


def _working(day: date) -> date:
    """The day itself or the next working day; the day itself where the calendar of its year is not known."""
    found = day
    try:
        while not calendar().open_on(found):
            found += timedelta(days=1)
    except ValueError:
        return day
    return found


def payables(assessment: Owed, day: date, payment_term: str, *, guaranteed: bool = False) -> tuple[Payable, ...]:
    """Every tax that is owed, for a declaration registered on `day`.

    `guaranteed`: a guarantee is named although the term is payment at once, as for release before clearance.
    """
    term = _term(payment_term, day)
    secured = term if term.guaranteed else _term(INDIVIDUAL, day) if guaranteed else None
    until = day + timedelta(days=secured.days) if secured else None
    last = due_on(day, payment_term)
    at_once = not term.days and secured is None
    words = _AT_ONCE if at_once else _GUARANTEED if until else _DEFERRED
    return tuple(
        Payable(kind, amount, last, at_once, until, words, term.law, term.verified)
        for kind in KINDS
        if (amount := assessment.by_kind.get(kind, 0))
    )


_AT_ONCE = Words("Nộp trước khi thông quan hoặc giải phóng hàng", "Paid before clearance or release")
_GUARANTEED = Words("Được bảo lãnh: thông quan trước, nộp sau", "Guaranteed: cleared first, paid later")
_DEFERRED = Words("Được ân hạn, không cần bảo lãnh", "Deferred without a guarantee")
