"""What the indicators count, from rows: own sources here, cases by `queries.counting`; with the rows themselves.

A note counts on the day it was acted upon or dismissed; what stands in a register on the day it was opened.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Value

from motcua.control.domain.watching.indicators import Indicator, Progress, indicators, year_before
from motcua.control.domain.watching.life import Register
from motcua.control.queries import counting
from motcua.control.watch_models import HeldInRegister, IntelligenceNote, Target
from motcua.kernel.words import Words

_REGISTERS = {
    "bases": Register.BASE, "profiles": Register.PROFILE, "suspects": Register.SUSPECT, "projects": Register.PROJECT,
}  # fmt: skip
_KEPT = ("bases", "projects")
BESIDE = {"goods_value": "budget_collected"}
"""What is shown beside an indicator and counts for no target."""


def done(source: str, since: date, until: date, office: str = "") -> int:
    """What was done in a period, both days included, at an office or everywhere. KeyError for an unknown source."""
    rows = _own(source, since, until, office)
    return counting.done(source, since, until, office) if rows is None else rows.count()


def rows(source: str, since: date, until: date, office: str = "") -> Iterator[dict[str, Any]]:
    """The rows behind `done`: number, office, on, amount. What is restricted is counted and its number not told."""
    found = _own(source, since, until, office)
    if found is None:
        yield from counting.rows(source, since, until, office)
        return
    for each in found.order_by("on", "pk").values("number", "office", "on", "hidden"):
        number = counting.HIDDEN if each["hidden"] else each["number"]
        yield {"number": number, "office": each["office"], "on": each["on"], "amount": 1}


def _own(source: str, since: date, until: date, office: str) -> QuerySet[Any] | None:
    if source == "notes":
        notes = IntelligenceNote.objects.filter(processed_on__gte=since, processed_on__lte=until)
        found: QuerySet[Any] = notes.annotate(on=F("processed_on"), hidden=F("restricted"))
    elif source in _REGISTERS:
        held = HeldInRegister.objects.filter(kind=_REGISTERS[source], opened_on__gte=since, opened_on__lte=until)
        found = held.annotate(on=F("opened_on"), hidden=Value(int(source in _KEPT)))
    else:
        return None
    return found.filter(office=office) if office else found


class Standing(Progress, frozen=True):
    """An indicator with how far it has come."""

    indicator: Indicator
    words: Words
    setter: str


def targets(year: int) -> dict[str, Target]:
    """The targets of a year, by code."""
    return {each.code: each for each in Target.objects.filter(year=year)}


def standing(day: date, office: str = "") -> list[Standing]:
    """All indicators from the first of the year to a day; at an office without target, as targets are the whole's."""
    held: Mapping[str, Target] = targets(day.year)
    return [_one(each, held.get(each.code), day, office) for each in indicators()]


def one(found: Indicator, day: date) -> Standing:
    """One of them."""
    return _one(found, targets(day.year).get(found.code), day, "")


def _one(found: Indicator, target: Target | None, day: date, office: str) -> Standing:
    before = year_before(day)
    return Standing(
        target=target.target if target and not office else 0,
        done=done(found.source, date(day.year, 1, 1), day, office),
        before=done(found.source, date(before.year, 1, 1), before, office), day=day, indicator=found,
        words=Words(target.vi, target.en) if target else found.words, setter=target.setter if target else "",
    )  # fmt: skip


def ahead(day: date) -> int:
    """How many indicators are ahead on a day."""
    return sum(each.ahead for each in standing(day))


def by_month(found: Indicator, day: date) -> list[tuple[int, int, int]]:
    """Month, done in it, done in the same month of the year before, up to a day."""
    spans = [(month, *_month(day.year, month)) for month in range(1, day.month + 1)]
    return [
        (month, done(found.source, first, min(last, day)), done(found.source, *_month(day.year - 1, month)))
        for month, first, last in spans
    ]


def by_office(found: Indicator, day: date, offices: list[str]) -> list[tuple[str, int]]:
    """Office and what it did in the year up to a day; the last, with no office, is what no branch did."""
    since = date(day.year, 1, 1)
    told = [(code, done(found.source, since, day, code)) for code in offices]
    return [*told, ("", done(found.source, since, day) - sum(count for _, count in told))]


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return first, date.fromordinal(following.toordinal() - 1)


def month_days(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return _month(year, month)
