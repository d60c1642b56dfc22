"""Covering: what the log answers for in the ledger, and the check of what it does not cover."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db import connection

from motcua.ground.services import log
from motcua.kernel.words import Words
from motcua.revenue import events
from motcua.revenue.domain import Entry, reopened
from motcua.revenue.queries.standing import T_OBLIGATION
from motcua.revenue.services.rows import (
    COVERED,
    COVERED_CHANGE,
    COVERED_CLASS,
    COVERED_GUARANTEE,
    COVERED_PAYMENT,
    COVERED_REFUND,
    COVERED_REFUND_STEP,
    COVERED_SUSPENSE,
    COVERED_SUSPENSE_END,
    COVERED_USE,
    T_BALANCE,
    T_PAYMENT,
    T_REFUND,
    T_SUSPENSE,
)

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
FROM revenue_transfer WHERE declaration_id <> 0 GROUP BY declaration_id
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


_BALANCES = """
SELECT COALESCE(b.guarantee_id, g.leaf) FROM revenue_guarantee g
FULL JOIN revenue_guarantee_balance b ON b.guarantee_id = g.leaf
LEFT JOIN (SELECT guarantee_id, SUM(amount) AS used FROM revenue_guarantee_use GROUP BY guarantee_id) u
    ON u.guarantee_id = g.leaf
LEFT JOIN (SELECT guarantee_id, MAX(leaf) AS leaf, MAX(CASE WHEN verb = 'end' THEN 1 ELSE 0 END) AS ended
           FROM revenue_guarantee_change GROUP BY guarantee_id) l ON l.guarantee_id = g.leaf
LEFT JOIN revenue_guarantee_change c ON c.leaf = l.leaf
WHERE g.leaf IS NULL OR b.guarantee_id IS NULL OR b.used <> COALESCE(u.used, 0)
   OR b.amount <> COALESCE(c.amount, g.amount) OR b.until <> COALESCE(c.until, g.until)
   OR (CASE WHEN b.ended THEN 1 ELSE 0 END) <> COALESCE(l.ended, 0)
"""
_SECURED = """
SELECT o.declaration_id FROM revenue_obligation o
JOIN (SELECT declaration_id, SUM(amount) AS secured FROM revenue_guarantee_use GROUP BY declaration_id) u
    ON u.declaration_id = o.declaration_id
WHERE o.secured <> u.secured
UNION SELECT o.declaration_id FROM revenue_obligation o WHERE o.secured > 0
    AND NOT EXISTS (SELECT 1 FROM revenue_guarantee_use u WHERE u.declaration_id = o.declaration_id)
"""
_SUSPENSE = """
SELECT s.leaf FROM revenue_suspense s LEFT JOIN revenue_suspense_end e ON e.suspense_id = s.leaf
LEFT JOIN revenue_payment p ON p.bank = s.bank AND p.reference = s.reference
WHERE COALESCE((SELECT SUM(t.amount) FROM revenue_transfer t WHERE t.leaf = s.leaf AND t.credit = '339'), 0) <> s.amount
   OR (e.verb = 'match' AND (p.amount IS NULL OR p.amount <> s.amount OR p.declaration_id <> e.declaration_id))
   OR (e.verb = 'return' AND COALESCE((SELECT SUM(t.amount) FROM revenue_transfer t
                                       WHERE t.leaf = e.leaf AND t.debit = '339'), 0) <> s.amount)
   OR (p.amount IS NOT NULL AND (e.verb IS NULL OR e.verb <> 'match'))
"""
_REFUNDED = """
SELECT r.leaf FROM revenue_refund r JOIN revenue_refund_step s ON s.refund_id = r.leaf AND s.verb IN ('grant', 'deny')
WHERE s.actor = r.actor OR EXISTS (SELECT 1 FROM revenue_refund_step p
                                   WHERE p.refund_id = r.leaf AND p.verb = 'propose' AND p.actor = s.actor)
"""

_BALANCE = Words("Số dư bảo lãnh không khớp đăng ký và lần dùng.", "The balance is not what its uses and changes say.")
_NOT_SECURED = Words("Số được bảo lãnh không khớp các lần dùng.", "What is secured is not the sum of its uses.")
_NOT_MATCHED = Words("Tiền chờ đối chiếu không khớp bút toán.", "Money in suspense does not fit its transfers.")
_ONE_OFFICER = Words("Cùng một người đề xuất và quyết định.", "One and the same person proposed and decided.")


def check_guarantees() -> Iterator[log.Fault]:
    """Balances are what registrations, changes and uses say; so is what each obligation has secured."""
    for (guarantee,) in _found(_BALANCES):
        yield log.Fault(f"{T_BALANCE} {guarantee}", _BALANCE)
    for (declaration,) in _found(_SECURED):
        yield log.Fault(f"{T_OBLIGATION} {declaration}", _NOT_SECURED)


def check_suspense() -> Iterator[log.Fault]:
    """Money in suspense is booked to the dong, and ended as it says; refunds were decided by two."""
    for (leaf,) in _found(_SUSPENSE):
        yield log.Fault(f"{T_SUSPENSE} {leaf}", _NOT_MATCHED)
    for (leaf,) in _found(_REFUNDED):
        yield log.Fault(f"{T_REFUND} {leaf}", _ONE_OFFICER)


def _found(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def cover() -> None:
    """Tell the log; called once when the program starts."""
    log.cover(log.Covered("revenue", events.VERBS, (COVERED_PAYMENT, COVERED, COVERED_USE)))
    suspense = (events.SUSPENDED, events.RETURNED, events.MATCHED)
    log.cover(log.Covered("revenue: suspense", suspense, (COVERED_SUSPENSE, COVERED_SUSPENSE_END, COVERED)))
    refunds = (events.REFUND_ASKED, events.REFUND_STEP)
    log.cover(log.Covered("revenue: refunds", refunds, (COVERED_REFUND, COVERED_REFUND_STEP)))
    guarantees = (events.GUARANTEED, events.GUARANTEE_CHANGED)
    log.cover(log.Covered("revenue: guarantees", guarantees, (COVERED_GUARANTEE, COVERED_CHANGE)))
    log.cover(log.Covered("revenue: classes of debt", (events.CLASSED,), (COVERED_CLASS,)))
    log.check("revenue: guarantees", (T_BALANCE,), check_guarantees)
    log.check("revenue: suspense and refunds", (T_SUSPENSE, T_REFUND), check_suspense)
    log.check("revenue: obligations", (T_OBLIGATION,), check_obligations)
    log.check("revenue: payments", (T_PAYMENT,), check_payments)
