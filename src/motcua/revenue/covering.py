"""Covering: what the log answers for in the ledger, and the check of what it does not cover."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db import connection

from motcua.ground.services import log
from motcua.kernel.words import Words
from motcua.revenue import events
from motcua.revenue.domain import Entry, reopened
from motcua.revenue.services.rows import COVERED, COVERED_PAYMENT, T_OBLIGATION, T_PAYMENT

_SUMS = """
SELECT declaration_id,
  SUM(CASE WHEN debit = '131' AND credit = '711' THEN amount
           WHEN debit = '711' AND credit = '131' THEN -amount ELSE 0 END) AS charged,
  SUM(CASE WHEN credit = '131' AND debit <> '711' THEN amount
           WHEN debit = '131' AND credit <> '711' THEN -amount ELSE 0 END) AS settled,
  SUM(CASE WHEN debit = '133' AND credit = '713' THEN amount
           WHEN debit = '713' AND credit = '133' THEN -amount ELSE 0 END) AS penalty,
  SUM(CASE WHEN credit = '133' AND debit <> '713' THEN amount
           WHEN debit = '133' AND credit <> '713' THEN -amount ELSE 0 END) AS penalty_settled,
  SUM(CASE WHEN credit = '338' THEN amount WHEN debit = '338' THEN -amount ELSE 0 END) AS held,
  MAX(leaf) AS leaf, MIN(office) AS office, MIN(party) AS party,
  CASE WHEN MIN(office) = MAX(office) AND MIN(party) = MAX(party) THEN 1 ELSE 0 END AS same
FROM revenue_transfer GROUP BY declaration_id
"""
_WRONG = f"""
SELECT s.declaration_id FROM ({_SUMS}) s LEFT JOIN revenue_obligation o ON o.declaration_id = s.declaration_id
WHERE o.declaration_id IS NULL OR s.same = 0
   OR o.charged <> s.charged OR o.settled <> s.settled OR o.penalty <> s.penalty
   OR o.penalty_settled <> s.penalty_settled OR o.held <> s.held OR o.leaf <> s.leaf
   OR o.office <> s.office OR o.party <> s.party
"""  # noqa: S608
_INVENTED = """
SELECT declaration_id FROM revenue_obligation o
WHERE NOT EXISTS (SELECT 1 FROM revenue_transfer t WHERE t.declaration_id = o.declaration_id)
"""
_REOPENING = """
SELECT o.declaration_id, o.due_on, o.late_from, t.leaf, t.kind, t.debit, t.credit, t.tax, t.amount
FROM revenue_obligation o JOIN revenue_transfer t ON t.declaration_id = o.declaration_id
WHERE o.late_from IS NOT NULL
   OR o.declaration_id IN (SELECT a.declaration_id FROM revenue_transfer a WHERE a.kind = 'adjust')
ORDER BY o.declaration_id, t.leaf, t.no
"""
_UNPAID = """
SELECT p.bank, p.reference FROM revenue_payment p
LEFT JOIN revenue_transfer t ON t.leaf = p.leaf AND t.kind = 'pay'
GROUP BY p.bank, p.reference, p.amount HAVING p.amount <> COALESCE(SUM(t.amount), 0)
"""

_NOT_THE_SUM = Words("Nghĩa vụ thuế không bằng tổng các bút toán.", "The obligation is not the sum of its transfers.")
_LATE_FROM = Words("Ngày bắt đầu tính chậm nộp sai.", "The day from which the debt is late is wrong.")
_NOT_BOOKED = Words("Khoản nộp không bằng tổng các bút toán.", "The payment is not the sum of its transfers.")


def check_obligations() -> Iterator[log.Fault]:
    """Every obligation is the sum of its transfers, and none is missing or invented."""
    for (declaration,) in [*_found(_WRONG), *_found(_INVENTED)]:
        yield log.Fault(f"{T_OBLIGATION} {declaration}", _NOT_THE_SUM)
    for (declaration, due_on, late_from), found in groupby(_found(_REOPENING), key=lambda row: row[:3]):
        leaves = groupby(found, key=lambda row: row[3])
        late = reopened([Entry(*row[4:]) for row in rows] for _, rows in leaves)
        if late_from != (due_on if late else None):
            yield log.Fault(f"{T_OBLIGATION} {declaration}", _LATE_FROM)


def check_payments() -> Iterator[log.Fault]:
    """Every payment has been booked to the dong."""
    for bank, reference in _found(_UNPAID):
        yield log.Fault(f"{T_PAYMENT} {bank} {reference}", _NOT_BOOKED)


def _found(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def cover() -> None:
    """Tell the log; called once when the program starts."""
    log.cover(log.Covered("revenue", events.VERBS, (COVERED_PAYMENT, COVERED)))
    log.check("revenue: obligations", (T_OBLIGATION,), check_obligations)
    log.check("revenue: payments", (T_PAYMENT,), check_payments)
