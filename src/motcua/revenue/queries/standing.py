"""Debts: obligations opened by tax, to be looked at, or locked and changed by services."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

import msgspec
from django.db import connection

from motcua.ground.domain.moments import aware, day_of
from motcua.ground.services import bulk
from motcua.kernel.days import law_day
from motcua.revenue.domain import Entry, Place, Standing, rows
from motcua.revenue.domain.accounts import INCOME, RECEIVABLE
from motcua.revenue.domain.booking import Row
from motcua.revenue.queries.closed import open_from

T_OBLIGATION = "revenue_obligation"
OBLIGATION = (
    "declaration_id", "party", "office", "charged", "settled", "penalty", "penalty_settled", "held", "due_on",
    "late_from", "leaf", "secured", "secured_on", "deferred",
)  # fmt: skip
CHUNK = 500
"""So many declarations are read with one statement."""


class Debt(msgspec.Struct, gc=False):
    """One declaration's debt while it is changed. `charged` and `open_` are dong by tax."""

    declaration_id: int
    party: str
    office: str
    due_on: date
    late_from: date | None
    sums: Standing
    charged_on: date
    charged: dict[str, int]
    open_: dict[str, int]
    leaf: int
    new: bool = False
    secured: int = 0
    secured_on: date | None = None
    deferred: bool = False
    open_from: date = date.min
    """The first day on which something may be booked: those before it are closed."""

    def late_since(self) -> date | None:
        """The day after which payment is late. None while taxes due at once hold the goods back.

        Goods that left under a guarantee owe interest from the very day on which they left.
        """
        if self.late_from is not None:
            return self.late_from
        if self.secured_on is not None:
            return self.secured_on - timedelta(days=1)
        return self.due_on if self.due_on > self.charged_on else None

    def book(self, entries: Sequence[Entry], *, leaf: int, at: datetime) -> list[Row]:
        """Book transfers on this debt and return them as rows. Its leaf is the largest of its transfers'.

        Another process may have booked with a larger one meanwhile: each counts its own.
        """
        self.sums.add(entries)
        for _, debit, credit, tax, amount in entries:
            if debit in RECEIVABLE:
                self._change(tax, amount, credit in INCOME)
            elif credit in RECEIVABLE:
                self._change(tax, -amount, debit in INCOME)
        self.leaf = max(leaf, self.leaf) if entries else self.leaf
        day = max(law_day(at), self.open_from).isoformat()
        return rows(Place(leaf, at, day, self.office, self.party, self.declaration_id), entries)

    def free(self) -> int:
        """Lower what is secured to what is still open; how much guarantees are freed of."""
        freed = max(0, self.secured - max(0, self.sums.charged - self.sums.settled))
        self.secured -= freed
        return freed

    def _change(self, tax: str, amount: int, assessed: bool) -> None:
        self.open_[tax] = self.open_.get(tax, 0) + amount
        if assessed:
            self.charged[tax] = self.charged.get(tax, 0) + amount

    def row(self) -> tuple[object, ...]:
        """The obligation as a row."""
        sums = self.sums
        return (
            self.declaration_id, self.party, self.office, sums.charged, sums.settled, sums.penalty,
            sums.penalty_settled, sums.held, self.due_on, self.late_from, self.leaf,
            self.secured, self.secured_on, self.deferred,
        )  # fmt: skip


def opened(declarations: Iterable[int], *, hold: bool = False) -> dict[int, Debt]:
    """The debts of these declarations by tax; only to be looked at, unless they are held."""
    wanted = sorted(set(declarations))
    found: dict[int, Debt] = {}
    first_open = open_from() if hold else date.min
    for subject, party, office, *sums, due_on, late_from, leaf, secured, secured_on, deferred in bulk.held(
        T_OBLIGATION, OBLIGATION, "declaration_id", wanted, lock=hold
    ):
        due, late = day_of(due_on), day_of(late_from) if late_from else None
        left = day_of(secured_on) if secured_on else None
        found[subject] = Debt(
            subject,
            party,
            office,
            due,
            late,
            Standing(*sums),
            due,
            {},
            {},
            leaf,
            False,
            secured,
            left,
            bool(deferred),
            first_open,
        )
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        for subject, tax, charged, open_, first in _balances(part):
            debt = found[subject]
            debt.charged[tax], debt.open_[tax] = charged, open_
            debt.charged_on = min(debt.charged_on, first)
    return found


_BALANCES = """
SELECT declaration_id, tax,
       SUM(CASE WHEN debit IN ('131', '133') AND credit IN ('711', '713') THEN amount
                WHEN debit IN ('711', '713') THEN -amount ELSE 0 END),
       SUM(CASE WHEN debit IN ('131', '133') THEN amount WHEN credit IN ('131', '133') THEN -amount ELSE 0 END),
       MIN(at)
FROM revenue_transfer WHERE declaration_id IN (%s) AND tax <> '' GROUP BY declaration_id, tax
"""


def _balances(declarations: Sequence[int]) -> Iterator[tuple[int, str, int, int, date]]:
    """What is charged and what is open of each tax of each declaration, and the day of its first moment.

    That is not the day on which it was booked: one that was closed by then lends its charges to a later day, and
    they are late no later for that.
    """
    marks = ", ".join(["%s"] * len(declarations))
    with connection.cursor() as cursor:
        cursor.execute(_BALANCES % marks, declarations)
        for subject, tax, charged, open_, first in cursor.fetchall():
            yield subject, tax, int(charged), int(open_), law_day(aware(first))
