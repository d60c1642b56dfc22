"""Closed days: up to where the ledger is shut, what a day moved, and where accounts stood."""

from collections.abc import Mapping
from datetime import date

import msgspec
from django.db import connection
from django.db.models import Max, Min

from motcua.ground.domain.moments import day_of
from motcua.revenue.domain.closing import AccountSum, Flow, balances, booking_day
from motcua.revenue.models import ClosedDay, ClosedSum, Transfer

# The days are literal text: SQLite keeps days so, and PostgreSQL reads them.
_FLOWS = """
SELECT day, debit, credit, SUM(amount), COUNT(*) FROM revenue_transfer
WHERE day BETWEEN %s AND %s GROUP BY day, debit, credit ORDER BY day, debit, credit
"""
_BETWEEN = """
SELECT debit, credit, SUM(amount), COUNT(*) FROM revenue_transfer WHERE day > %s AND day < %s GROUP BY debit, credit
"""


def closed_through() -> date | None:
    """The last closed day; None where none is."""
    found: date | None = ClosedDay.objects.aggregate(last=Max("day"))["last"]
    return found


def open_from(day: date = date.min) -> date:
    """The day on which something of `day` is booked: the day itself, or the first open one where it is closed.

    Asked by who books, in the transaction that books: until that ends, no day is closed. (PostgreSQL: the lock that
    writing takes anyway, taken before looking. SQLite writes one transaction at a time.)
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE revenue_transfer IN ROW EXCLUSIVE MODE")
    return booking_day(day, closed_through())


def first_day() -> date | None:
    """The first day of the ledger."""
    found: date | None = Transfer.objects.aggregate(first=Min("day"))["first"]
    return found


def flows(since: date, until: date) -> dict[date, list[Flow]]:
    """What moved on each day that had anything."""
    found: dict[date, list[Flow]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_FLOWS, [since.isoformat(), until.isoformat()])
        for day, debit, credit, amount, count in cursor.fetchall():
            found.setdefault(day_of(day), []).append(Flow(debit, credit, int(amount), int(count)))
    return found


def balances_before(day: date) -> Mapping[str, int]:
    """Where accounts stood before a day: where the last closed day left them, and what has moved since."""
    last = ClosedDay.objects.filter(day__lt=day).order_by("-day").first()
    stood = dict(ClosedSum.objects.filter(leaf=last.leaf).values_list("account", "balance")) if last else {}
    after = last.day if last else date.min
    if (day - after).days == 1:
        return stood
    with connection.cursor() as cursor:
        cursor.execute(_BETWEEN, [after.isoformat(), day.isoformat()])
        return balances((Flow(row[0], row[1], int(row[2]), int(row[3])) for row in cursor.fetchall()), stood)


class Shut(msgspec.Struct, frozen=True):
    """A closed day with its accounts."""

    found: ClosedDay
    sums: tuple[AccountSum, ...]


def closed(day: date) -> Shut | None:
    """A closed day; None where it is open."""
    found = ClosedDay.objects.filter(day=day).first()
    if found is None:
        return None
    sums = ClosedSum.objects.filter(leaf=found.leaf).order_by("account")
    return Shut(found, tuple(AccountSum(each.account, each.debit, each.credit, each.balance) for each in sums))


def all_sums() -> dict[int, list[AccountSum]]:
    """The totals of every closed day, by its leaf."""
    found: dict[int, list[AccountSum]] = {}
    rows = ClosedSum.objects.order_by("leaf", "account").values_list("leaf", "account", "debit", "credit", "balance")
    for leaf, *sums in rows:
        found.setdefault(leaf, []).append(AccountSum(*sums))
    return found
