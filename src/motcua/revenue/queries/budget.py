"""What was collected for the budget, by sub-item, office and month, from the money at the treasury."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from django.db import connection

from motcua.ground.domain.moments import day_of
from motcua.revenue.domain.accounts import taxes
from motcua.revenue.models import ClosedDay
from motcua.revenue.queries import COLLECTED

_BY_TAX = COLLECTED.format(group="day, office, tax")
_ORDER = {tax: order for order, tax in enumerate([*taxes(), ""])}


class Cell(msgspec.Struct, frozen=True):
    """Dong collected of a tax at an office on a day, less what was given back. An empty tax: held for taxpayers."""

    day: date
    office: str
    tax: str
    amount: int


class Line(msgspec.Struct, frozen=True):
    """A tax with its sub-item over a period, beside the same period of the year before."""

    tax: str
    item: str
    amount: int
    before: int = 0


def cells(since: date, until: date, office: str = "") -> list[Cell]:
    """Every cell of a period."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_TAX, [since.isoformat(), until.isoformat()])
        rows = cursor.fetchall()
    found = (Cell(day_of(day), where, tax, int(amount)) for day, where, tax, amount in rows if office in ("", where))
    return sorted(found, key=lambda each: (each.day, each.office, _ORDER.get(each.tax, 99)))


def by_item(found: Iterable[Cell], before: Iterable[Cell] = ()) -> list[Line]:
    """Lines in the legal order of taxes."""
    now, then = _by_tax(found), _by_tax(before)
    keys = sorted({*now, *then}, key=lambda tax: _ORDER.get(tax, 99))
    return [Line(tax, taxes()[tax].item if tax else "", now.get(tax, 0), then.get(tax, 0)) for tax in keys]


def _by_tax(found: Iterable[Cell]) -> Mapping[str, int]:
    sums: dict[str, int] = {}
    for each in found:
        sums[each.tax] = sums.get(each.tax, 0) + each.amount
    return sums


def table(found: Iterable[Cell], by: str) -> tuple[list[str], dict[str, dict[str, int]]]:
    """Taxes as columns in the legal order, and dong by `day`, `month` or `office` and tax."""
    rows: dict[str, dict[str, int]] = {}
    for each in found:
        key = each.office if by == "office" else each.day.isoformat()[: 7 if by == "month" else 10]
        row = rows.setdefault(key, {})
        row[each.tax] = row.get(each.tax, 0) + each.amount
    columns = sorted({tax for row in rows.values() for tax in row}, key=lambda tax: _ORDER.get(tax, 99))
    return columns, dict(sorted(rows.items()))


def closed_of(since: date, until: date) -> Mapping[date, ClosedDay]:
    """The closed days of a period."""
    return {each.day: each for each in ClosedDay.objects.filter(day__range=(since, until))}
