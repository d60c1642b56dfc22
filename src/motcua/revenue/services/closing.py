"""Closing: days of the ledger are shut in order, each with a leaf that holds the totals of every account.

Whoever writes transfers and whoever closes never pass each other. On PostgreSQL closing waits for writers under way,
and who comes meanwhile waits before it asks for the first open day (a lock on the table, `queries.closed.open_from`);
the table itself refuses what did not ask. On SQLite one transaction writes at a time.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection, transaction

from motcua.ground.services import ids
from motcua.ground.services.sheets import Sheet
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.revenue import events
from motcua.revenue.domain.accounts import TREASURY
from motcua.revenue.domain.closing import Flow, account_sums, balances, days_to_close, standing_of
from motcua.revenue.domain.closing_errors import ReasonNeeded
from motcua.revenue.queries import closed, treasury
from motcua.revenue.services.book_rows import CLOSING, T_CLOSED, T_CLOSED_SUM
from motcua.revenue.services.rights import need_revenue


class _Day(NamedTuple):
    """What is known of a day before it is closed."""

    day: date
    flows: Sequence[Flow]
    standing: str
    unexplained: int


@transaction.atomic
def close_days(
    until: date, *, note: str = "", by: Actor, at: datetime, moments: Callable[[date], datetime] | None = None
) -> list[date]:
    """Close every open day up to `until` and return them; nothing where they are closed already.

    `moments` tells when each day was closed where that is written down later.

    DayNotOver for today and later; ReasonNeeded where a day does not agree with the treasury and `note` is empty.
    Revenue officers of the department.
    """
    need_revenue(by)
    hold()
    through = closed.closed_through()
    first = until if through else closed.first_day() or until
    days = days_to_close(through, first, until, law_day(at))
    if not days:
        return []
    told = _judged(days)
    waiting = next((each for each in told if each.standing == "signed"), None)
    if waiting is not None and not note.strip():
        raise ReasonNeeded(day=f"{waiting.day:%d/%m/%Y}", count=waiting.unexplained)
    when = moments or (lambda _: at)
    _write(told, closed.balances_before(days[0]), note.strip()[:2000], by, [when(day) for day in days])
    return days


def hold() -> None:
    """Wait for transfers under way and let no other begin until the transaction ends; the first lock that is taken."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE revenue_transfer IN SHARE ROW EXCLUSIVE MODE")


def _judged(days: Sequence[date]) -> list[_Day]:
    moved, filed = closed.flows(days[0], days[-1]), treasury.last_files(days[0], days[-1])
    return [_judge(day, moved.get(day, []), file=day in filed) for day in days]


def _judge(day: date, flows: Sequence[Flow], *, file: bool) -> _Day:
    money = any(TREASURY in (flow.debit, flow.credit) for flow in flows)
    found = treasury.reconciled(day) if file else None
    differences, unexplained = (found.differences, found.unexplained) if found else (0, 0)
    standing = standing_of(money=money, file=file, differences=differences, unexplained=unexplained)
    return _Day(day, flows, standing, unexplained)


def _write(told: Sequence[_Day], before: Mapping[str, int], note: str, by: Actor, moments: Sequence[datetime]) -> None:
    sheet = Sheet(CLOSING)
    for each, leaf, at in zip(told, ids.take(moments[-1], len(told)), moments, strict=True):
        sums = account_sums(each.flows, before)
        before = balances(each.flows, before)
        transfers = sum(flow.transfers for flow in each.flows)
        said = note if each.standing == "signed" else ""
        day = each.day.isoformat()
        row = (day, leaf, at, by.reference, each.standing, each.unexplained, transfers, said)
        rows = {T_CLOSED: [row], T_CLOSED_SUM: [(leaf, *sum_) for sum_ in sums]}
        facts = {"transfers": transfers, "accounts": [f"{one.account}:{one.debit}:{one.credit}" for one in sums]}
        sheet.leaf(events.DAY_CLOSED, f"ledger/{day}", rows, leaf=leaf, by=by, at=at, facts=facts)
    sheet.write()
