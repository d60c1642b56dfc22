"""What the log answers for in closed days, the treasury's files and instalments, and what is checked beside it."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection

from motcua.ground.services import log
from motcua.kernel.words import Words
from motcua.revenue import events
from motcua.revenue.domain.closing import account_sums, balances
from motcua.revenue.models import ClosedDay
from motcua.revenue.queries import closed
from motcua.revenue.services import book_rows as rows

_TOTALS = Words("Số cộng của ngày đã khóa không bằng các bút toán.", "The closed day's totals are not its transfers.")
_GAP = Words("Ngày trước đó chưa khóa sổ.", "The day before it is not closed.")
_FILE = Words("Số cộng của tệp kho bạc không bằng các dòng.", "The file's total is not that of its lines.")
_PLAN = Words("Kế hoạch nộp dần không khớp các kỳ và các bước.", "The plan does not fit its parts and steps.")
_FILES = f"""
SELECT f.leaf FROM {rows.T_FILE} f LEFT JOIN {rows.T_LINE} l ON l.leaf = f.leaf
GROUP BY f.leaf, f.lines, f.total HAVING f.lines <> COUNT(l.no) OR f.total <> COALESCE(SUM(l.amount), 0)
"""  # noqa: S608 - names of our own tables
_PLANS = f"""
SELECT p.leaf FROM {rows.T_PLAN} p
WHERE p.amount <> COALESCE((SELECT SUM(a.amount) FROM {rows.T_PART} a WHERE a.leaf = p.leaf), 0)
   OR EXISTS (SELECT 1 FROM {rows.T_PLAN_STEP} s WHERE s.plan_id = p.leaf AND s.verb IN ('grant', 'deny')
              AND s.actor = p.actor AND s.actor <> 'system')
   OR EXISTS (SELECT 1 FROM {rows.T_PLAN_STEP} s WHERE s.plan_id = p.leaf AND s.verb IN ('keep', 'fail')
              AND NOT EXISTS (SELECT 1 FROM {rows.T_PLAN_STEP} g
                              WHERE g.plan_id = p.leaf AND g.verb = 'grant' AND g.leaf < s.leaf))
"""  # noqa: S608 - names of our own tables


def check_closed_days() -> Iterator[log.Fault]:
    """Every closed day has the totals of its transfers, and no day between two closed ones is open."""
    days = list(ClosedDay.objects.order_by("day"))
    if not days:
        return
    before = closed.balances_before(days[0].day)
    moved = closed.flows(days[0].day, days[-1].day)
    kept = closed.all_sums()
    for place, each in enumerate(days):
        flows = moved.get(each.day, [])
        expected = account_sums(flows, before)
        before = balances(flows, before)
        if kept.get(each.leaf, []) != expected or each.transfers != sum(flow.transfers for flow in flows):
            yield log.Fault(f"{rows.T_CLOSED} {each.day}", _TOTALS)
        if place and each.day - days[place - 1].day != timedelta(days=1):
            yield log.Fault(f"{rows.T_CLOSED} {each.day}", _GAP)


def check_files() -> Iterator[log.Fault]:
    """Every file's total is that of its lines."""
    yield from _faults(_FILES, rows.T_FILE, _FILE)


def check_plans() -> Iterator[log.Fault]:
    """Every plan is the sum of its parts, was decided by another than asked, and ended after it was granted."""
    yield from _faults(_PLANS, rows.T_PLAN, _PLAN)


def _faults(statement: str, table: str, words: Words) -> Iterator[log.Fault]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for (leaf,) in cursor.fetchall():
            yield log.Fault(f"{table} {leaf}", words)


def cover() -> None:
    """Tell the log; called once when the program starts."""
    log.cover(log.Covered("revenue: closed days", (events.DAY_CLOSED,), (rows.COVERED_CLOSED, rows.COVERED_CLOSED_SUM)))
    log.cover(log.Covered("treasury: files", (events.FILE_TAKEN,), (rows.COVERED_FILE, rows.COVERED_LINE)))
    log.cover(log.Covered("treasury: differences", (events.EXPLAINED,), (rows.COVERED_EXPLANATION,)))
    log.cover(log.Covered("instalments", (events.PLAN_ASKED,), (rows.COVERED_PLAN, rows.COVERED_PART)))
    log.cover(log.Covered("instalments: steps", (events.PLAN_STEP,), (rows.COVERED_PLAN_STEP,)))
    log.check("revenue: closed days", (rows.T_CLOSED,), check_closed_days)
    log.check("treasury: files", (rows.T_FILE,), check_files)
    log.check("instalments", (rows.T_PLAN,), check_plans)
