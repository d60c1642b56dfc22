"""Figures that cases give to control's indicators and to the monthly return: whole numbers, and the rows behind them.

A case counts on the day it was detected, by what it has become; a proposal, and what proved to be no offence, does not
count. Prosecutions count on the day they were instituted or recommended, money on the day it was paid.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Subquery, Sum
from django.db.models import OuterRef as Outer

from motcua.control.domain.cases.life import COUNTED
from motcua.control.models import Case, CasePayment

HIDDEN = "–"
"""What stands for the number of a restricted case: it is counted, and not shown."""
Rows = QuerySet[Any]


def _found(since: date, until: date) -> Rows:
    rows = Case.objects.filter(state__in=[str(each) for each in COUNTED])
    return rows.filter(detected_on__gte=since, detected_on__lte=until).annotate(on=F("detected_on"), amount=F("value"))


def _prosecuted(since: date, until: date) -> Rows:
    rows = Case.objects.filter(prosecuted_on__gte=since, prosecuted_on__lte=until)
    return rows.annotate(on=F("prosecuted_on"), amount=F("value"))


def _collected(since: date, until: date) -> Rows:
    case = Case.objects.filter(pk=Outer("case_id"))
    named = {name: Subquery(case.values(name)[:1]) for name in ("number", "office", "sensitive")}
    return CasePayment.objects.filter(on__gte=since, on__lte=until).annotate(**named)


_SOURCES: Mapping[str, Callable[[date, date], Rows]] = {
    "cases_led": lambda since, until: _found(since, until).filter(lead="led"),
    "cases_joint": lambda since, until: _found(since, until).filter(lead="joint"),
    "cases_drugs": lambda since, until: _found(since, until).filter(kind="drugs"),
    "prosecutions": _prosecuted,
    "goods_value": _found,
    "budget_collected": _collected,
}
SOURCES = tuple(_SOURCES)
_SUMMED = frozenset({"goods_value", "budget_collected"})
"""Sources that are sums in dong; the others count cases."""


def done(source: str, since: date, until: date, office: str = "") -> int:
    """What was done in a period, both days included, at an office or everywhere. KeyError for an unknown source."""
    rows = _of(source, since, until, office)
    if source in _SUMMED:
        return int(rows.aggregate(total=Sum("amount"))["total"] or 0)
    return rows.count()


def rows(source: str, since: date, until: date, office: str = "") -> Iterator[dict[str, Any]]:
    """The rows behind `done`: number, office, on, amount in dong. The number of a restricted case is not told."""
    found = (
        _of(source, since, until, office).order_by("on", "pk").values("number", "office", "sensitive", "on", "amount")
    )
    for each in found.iterator():
        hidden = each.pop("sensitive")
        yield {**each, "number": HIDDEN} if hidden else each


def _of(source: str, since: date, until: date, office: str) -> Rows:
    found = _SOURCES[source](since, until)
    return found.filter(office=office) if office else found
