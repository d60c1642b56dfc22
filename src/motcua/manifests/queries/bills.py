"""Bills that do not match: announced and never declared, declared and never announced, declared more than announced,
and containers that two ships have at once.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum

from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day, law_moment
from motcua.manifests.domain.asking import BillFilters, StayFilters
from motcua.manifests.domain.life import STANDING, State
from motcua.manifests.domain.matching import fold
from motcua.manifests.domain.staying import Where, at_once
from motcua.manifests.domain.terms import term
from motcua.manifests.models import Bill, Box, Call, Document, Named
from motcua.manifests.queries import matching, staying

REACH = 20_000
RECENT = timedelta(days=30)
"""So far back the lists go where no day is asked for."""


class Exceeded(msgspec.Struct, frozen=True):
    """A bill of which more was declared than announced."""

    bill: Bill
    call: Call
    balance: matching.Balance


class Twice(msgspec.Struct, frozen=True):
    """A container that another ship has at about the same time."""

    box: Box
    call: Call
    other: Call


def undeclared(filters: BillFilters, *, now: datetime) -> list[staying.Stay]:
    """What was announced, arrived long ago, and is named by no declaration."""
    wanted = StayFilters(filters.text, filters.office, filters.port, where=str(Where.UNDECLARED), sort=filters.sort)
    least = term("undeclared", law_day(now))
    return [
        each for each in staying.staying(wanted, SYSTEM, now=now)
        if each.days >= least and _within(each.call.arrived_at, filters)
    ]  # fmt: skip


def unannounced(filters: BillFilters, *, now: datetime) -> QuerySet[Named]:
    """What declarations name and no manifest announces."""
    rows = matching.unannounced(*period(filters, now))
    if filters.office:
        rows = rows.filter(office=filters.office)
    if filters.port:
        rows = rows.filter(place__startswith=filters.port)
    if text := filters.text.strip():
        rows = rows.filter(Q(bill__startswith=fold(text)) | Q(number=text) | Q(party=text))
    columns = {"arrived": "registered_at", "bill": "bill", "packages": "packages", "gross": "gross_e4"}
    column = columns.get(filters.sort.lstrip("-"), "registered_at")
    sign = "-" if filters.sort.startswith("-") else ""
    return rows.order_by(f"{sign}{column}", f"{sign}declaration_id", "no")


def exceeded(filters: BillFilters, *, now: datetime) -> list[Exceeded]:
    """Bills of which more was declared than announced, whatever the declarations' other bills could not take."""
    rows = list(_over(_calls(filters, now))[:REACH])
    calls = Call.objects.in_bulk({row.call_id for row in rows})
    balances = matching.balances(row.number for row in rows)
    found = [
        Exceeded(row, calls[row.call_id], balances[row.folded]) for row in rows
        if balances[row.folded].exceeded and _fits(row, calls[row.call_id], balances[row.folded], filters.text)
    ]  # fmt: skip
    keys = {
        "arrived": lambda each: each.call.arrived_at or each.call.expected_at, "bill": lambda each: each.bill.number,
        "packages": lambda each: -each.balance.left.packages, "gross": lambda each: -each.balance.left.gross_e4,
    }  # fmt: skip
    key = keys.get(filters.sort.lstrip("-"), keys["arrived"])
    return sorted(sorted(found, key=lambda e: e.bill.number), key=key, reverse=filters.sort.startswith("-"))


def _over(calls: QuerySet[Call]) -> QuerySet[Bill]:
    """Bills that may be exceeded: what all their declarations declare in all is more than announced, or they have house
    bills that are declared.
    """
    here = Bill.objects.filter(call_id__in=calls.values("pk"))
    named = Named.objects.filter(bill=OuterRef("folded"))
    sums = named.values("bill").annotate(took=Sum("packages"), weighed=Sum("gross_e4"))
    took, weighed = Subquery(sums.values("took")), Subquery(sums.values("weighed"))
    houses = here.filter(Exists(named), house=1).values_list("master", flat=True)
    over = here.filter(Q(packages__lt=took) | Q(gross_e4__lt=weighed) | Q(number__in=set(houses)))
    return matching.stands(over)


def twice(filters: BillFilters, *, now: datetime) -> list[Twice]:
    """Containers that manifests of two ships in the same direction name within a few days of one another."""
    days = timedelta(days=term("elsewhere", law_day(now)))
    since, until = period(filters, now)
    around = Call.objects.filter(expected_on__gte=law_day(since - days), expected_at__lt=until + days).values("pk")
    boxes = _standing_boxes(Box.objects.filter(call_id__in=_calls(filters, now).values("pk")).exclude(number=""))
    if text := filters.text.strip():
        boxes = boxes.filter(number__startswith=fold(text))
    elsewhere = Box.objects.filter(number=OuterRef("number"), call_id__in=around).exclude(call_id=OuterRef("call_id"))
    rows = list(boxes.filter(Exists(elsewhere))[:REACH])
    others = _standing_boxes(Box.objects.filter(call_id__in=around)).values_list("number", "call_id")
    all_ = matching.parts(others, "number", {row.number for row in rows})
    calls = {call.pk: call for call in matching.parts(Call.objects, "pk", {pk for _, pk in all_})}
    named: dict[str, list[tuple[int, str, datetime]]] = {}
    for number, pk in all_:
        named.setdefault(number, []).append((pk, calls[pk].direction, calls[pk].arrived_at or calls[pk].expected_at))
    found: dict[tuple[str, int, int], Twice] = {}
    for row in rows:
        for other in at_once(named[row.number], row.call_id, days):
            found.setdefault((row.number, row.call_id, other), Twice(row, calls[row.call_id], calls[other]))
    return sorted(found.values(), key=_by(filters.sort), reverse=filters.sort.startswith("-"))


def period(filters: BillFilters, now: datetime) -> tuple[datetime, datetime]:
    """The days that a list covers: those asked for, else the last RECENT."""
    until = law_moment(filters.until + timedelta(days=1)) if filters.until else now + RECENT
    since = law_moment(filters.since) if filters.since else min(until, now) - RECENT
    return since, until


def _by(sort: str) -> Any:
    if sort.lstrip("-") == "bill":
        return lambda each: (each.box.number, each.call.pk)
    return lambda each: (each.call.arrived_at or each.call.expected_at, each.box.number)


def _standing_boxes(boxes: QuerySet[Box]) -> QuerySet[Box]:
    documents = Document.objects.filter(
        pk=OuterRef("document_id"), version=OuterRef("version"), state__in=[str(each) for each in STANDING]
    )
    calls = Call.objects.filter(pk=OuterRef("call_id")).exclude(state=str(State.CANCELLED))
    return boxes.filter(Exists(documents), Exists(calls))


def _calls(filters: BillFilters, now: datetime) -> QuerySet[Call]:
    """Calls of the period: by their arrival, or where the ship has not come (or leaves) by when it is expected."""
    since, until = period(filters, now)
    wanted = {name: value for name, value in (("office", filters.office), ("port", filters.port)) if value}
    expected = Q(expected_on__gte=law_day(since), expected_at__lt=until)
    return Call.objects.filter(expected, **wanted)


def _within(moment: datetime | None, filters: BillFilters) -> bool:
    if moment is None:
        return False
    day = law_day(moment)
    return (filters.since is None or day >= filters.since) and (filters.until is None or day <= filters.until)


def _fits(bill: Bill, call: Call, balance: matching.Balance, text: str) -> bool:
    plain = text.strip()
    if not plain:
        return True
    numbers: Iterable[str] = (each.number for each in balance.everything)
    return fold(plain) in bill.folded or plain in (call.number, *numbers) or plain.upper() in call.vessel_name
