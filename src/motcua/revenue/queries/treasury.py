"""The treasury's files beside the ledger: a day compared reference by reference, with what was said of differences."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from django.db import connection
from django.db.models import Max

from motcua.ground.domain.moments import day_of
from motcua.kernel.refusals import NotFound
from motcua.revenue.domain.accounts import TREASURY
from motcua.revenue.domain.treasury import item_of
from motcua.revenue.domain.treasury_file import Compared, Line, Side, compare
from motcua.revenue.models import Explanation, Suspense, TreasuryFile, TreasuryLine

# The kinds are written out so that the planner sees the partial index on them. Money in suspense and its return are
# found by the small tables that tell of them, which SQLite takes first only where a join is crossed: a day may differ
# from the day of arrival only where that was closed.
_CASH = """
SELECT t.day, t.leaf, t.tax, t.office, t.debit, t.amount, p.reference
FROM revenue_transfer t LEFT JOIN revenue_payment p ON p.declaration_id = t.declaration_id AND p.leaf = t.leaf
WHERE t.kind IN ('pay', 'refund') AND t.day BETWEEN %s AND %s AND (t.debit = '112' OR t.credit = '112')
"""
_UNMATCHED = """
SELECT t.day, t.leaf, t.tax, t.office, t.debit, t.amount, s.reference
FROM revenue_suspense s CROSS JOIN revenue_transfer t WHERE t.leaf = s.leaf AND t.day BETWEEN %s AND %s
UNION ALL SELECT t.day, t.leaf, t.tax, t.office, t.debit, t.amount, ''
FROM revenue_suspense_end e CROSS JOIN revenue_transfer t
WHERE t.leaf = e.leaf AND e.verb = 'return' AND t.day BETWEEN %s AND %s
"""
GIVEN_BACK = "HT"
"""With what the reference of a refund or return begins; its leaf follows."""


def booked(since: date, until: date) -> dict[date, list[Side]]:
    """Money that came to the treasury and left it by the ledger, by day and reference.

    Money taken in to correct an earlier day is left out: it was told in that day's file.
    """
    days = [since.isoformat(), until.isoformat()]
    gathered: dict[tuple[date, str, int, str], dict[str, int]] = {}
    for day, leaf, tax, office, debit, amount, reference in _cash(days):
        items = gathered.setdefault((day, reference or f"{GIVEN_BACK}{leaf}", leaf, office), {})
        item = item_of(tax) if tax else ""
        items[item] = items.get(item, 0) + (int(amount) if debit == TREASURY else -int(amount))
    corrections = set(Explanation.objects.filter(entry__gt=0).values_list("entry", flat=True))
    found: dict[date, list[Side]] = {}
    for (day, reference, leaf, office), items in gathered.items():
        if leaf not in corrections:
            found.setdefault(day, []).append(Side(reference, items, leaf, office))
    return found


def _cash(days: list[str]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        for statement, values in ((_CASH, days), (_UNMATCHED, [*days, *days])):
            cursor.execute(statement, values)
            for day, *rest in cursor.fetchall():
                yield (day_of(day), *rest)


class Row(msgspec.Struct, frozen=True):
    """A reference of a day with what was last said of its difference, as long as that still is the difference."""

    compared: Compared
    said: Explanation | None = None

    @property
    def open_(self) -> bool:
        """Whether it is a difference that nobody has explained."""
        return self.compared.state != "agrees" and self.said is None


class Reconciled(msgspec.Struct, frozen=True):
    """A day on both sides; `file` is None where none has come."""

    day: date
    file: TreasuryFile | None
    rows: tuple[Row, ...]

    @property
    def differences(self) -> int:
        """How many references do not agree."""
        return sum(row.compared.state != "agrees" for row in self.rows)

    @property
    def unexplained(self) -> int:
        """How many of them nobody has explained."""
        return sum(row.open_ for row in self.rows)

    @property
    def sums(self) -> tuple[int, int]:
        """Dong by the treasury, and by the ledger."""
        pairs = [row.compared.sums for row in self.rows]
        return sum(theirs for theirs, _ in pairs), sum(ours for _, ours in pairs)


def reconciled(day: date) -> Reconciled:
    """One day; without a file every reference is only ours."""
    file = last_files(day, day).get(day)
    found = compare(_lines(file.leaf) if file else [], booked(day, day).get(day, []))
    said = {each.reference: each for each in Explanation.objects.filter(day=day).order_by("leaf")}
    return Reconciled(day, file, tuple(Row(each, _holds(said.get(each.reference), each)) for each in found))


def _holds(said: Explanation | None, each: Compared) -> Explanation | None:
    """An explanation is good for the amounts that it was given for."""
    if said is None or each.state == "agrees" or (said.theirs, said.ours) != each.sums:
        return None
    return said


def last_files(since: date, until: date) -> dict[date, TreasuryFile]:
    """The file that counts for each day that has one."""
    last = TreasuryFile.objects.filter(day__range=(since, until)).values("day").annotate(last=Max("leaf"))
    found = TreasuryFile.objects.filter(leaf__in=[each["last"] for each in last])
    return {each.day: each for each in found}


def files_of(day: date) -> list[TreasuryFile]:
    """All files of a day, the last first."""
    return list(TreasuryFile.objects.filter(day=day).order_by("-leaf"))


def file_of(leaf: int) -> TreasuryFile:
    """One file. NotFound where there is none."""
    found = TreasuryFile.objects.filter(pk=leaf).first()
    if found is None:
        raise NotFound(what=f"treasury/{leaf}")
    return found


def _lines(leaf: int) -> list[Line]:
    rows = TreasuryLine.objects.filter(leaf=leaf).order_by("no")
    return [Line(each.reference, each.item, each.amount, each.account, each.declaration, each.payer) for each in rows]


def taken_in(day: date, reference: str) -> list[int]:
    """Dong of the new entries that corrected a difference so far."""
    entries = Explanation.objects.filter(day=day, reference=reference, entry__gt=0).values("entry")
    return list(Suspense.objects.filter(leaf__in=entries).values_list("amount", flat=True))


def history(day: date, reference: str) -> list[Explanation]:
    """All that was ever said of a difference."""
    return list(Explanation.objects.filter(day=day, reference=reference).order_by("leaf"))
