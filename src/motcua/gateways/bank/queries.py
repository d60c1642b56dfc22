"""Every read of the gateway: keys, notices, and a statement beside what was taken here."""

from collections.abc import Mapping
from datetime import date

import msgspec
from django.db.models import Q, QuerySet

from motcua.design.domain.paging import Page, page
from motcua.gateways.bank.domain.reconciling import Compared, Entry, compare
from motcua.gateways.bank.models import Key, Line, Notice
from motcua.revenue.queries import paying

COUNTED = 1_000
SORTS = {"at": "leaf", "amount": "amount", "bank": "bank", "day": "day"}


class Asked(msgspec.Struct, frozen=True):
    """What the list of notices is narrowed to. Empty values narrow nothing."""

    text: str = ""
    bank: str = ""
    kind: str = ""
    outcome: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-at"


def registered(bank: str = "") -> list[Key]:
    """Registered keys, by bank and then the latest first."""
    rows = Key.objects.select_related("ended").order_by("bank", "-leaf")
    return list(rows.filter(bank=bank) if bank else rows)


def banks() -> dict[str, str]:
    """Names of banks that have or had a key, by code."""
    return {each.bank: each.name for each in Key.objects.order_by("leaf")}


def valid(key: Key, day: date) -> bool:
    """Whether a key is in force on a day."""
    return key.since <= day <= key.until and not hasattr(key, "ended")


def doors(day: date) -> list[paying.Door]:
    """The banks at which a declaration can be paid from its page."""
    held = {key.bank: key for key in registered() if key.page and valid(key, day)}
    return [paying.Door(key.bank, key.name, key.page, bool(key.simulated)) for key in held.values()]


def matching(asked: Asked) -> QuerySet[Notice]:
    """Notices that fit, sorted."""
    rows = Notice.objects.all()
    equal = {"bank": asked.bank, "kind": asked.kind, "outcome": asked.outcome}
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    if asked.since:
        rows = rows.filter(day__gte=asked.since)
    if asked.until:
        rows = rows.filter(day__lte=asked.until)
    text = asked.text.strip()
    if text:
        rows = rows.filter(
            Q(notice__icontains=text) | Q(reference__icontains=text) | Q(number=text) | Q(payer=text)
        )  # fmt: skip
    name = SORTS.get(asked.sort.lstrip("-"), "leaf")
    return rows.order_by(f"-{name}" if asked.sort.startswith("-") else name, "-leaf")


def listing(asked: Asked, number: int = 1, size: int = 50) -> tuple[list[Notice], Page]:
    """A page of notices."""
    rows = list(matching(asked)[: COUNTED + 1])
    place = page(number, size, min(len(rows), COUNTED), more=len(rows) > COUNTED)
    return rows[:COUNTED][place.start : place.start + size], place


class Reconciled(msgspec.Struct, frozen=True):
    """A bank's day: the statement if it has come, and payment by payment what both sides have."""

    bank: str
    day: date
    statement: Notice | None
    rows: list[Compared]

    @property
    def clean(self) -> bool:
        """Whether the statement has come and both sides agree."""
        return self.statement is not None and all(each.state == "agrees" for each in self.rows)

    def sums(self) -> tuple[int, int]:
        """Dong by the statement, and by us."""
        return sum(each.theirs or 0 for each in self.rows), sum(each.ours or 0 for each in self.rows)


def reconcile(bank: str, day: date) -> Reconciled:
    """The last statement of a bank's day against the notices and the ledger of that day."""
    told = Notice.objects.filter(bank=bank, kind="statement", day=day).order_by("-leaf").first()
    theirs = {
        line.notice: Entry(line.notice, line.reference, line.amount)
        for line in (Line.objects.filter(leaf=told.leaf).order_by("no") if told else ())
    }
    rows = list(Notice.objects.filter(bank=bank, kind="payment", day=day))
    elsewhere = Notice.objects.filter(
        bank=bank, kind="payment", notice__in=sorted({*theirs} - {n.notice for n in rows})
    )
    ours = {n.notice: Entry(n.notice, n.reference, n.amount, n.number) for n in (*rows, *elsewhere)}
    return Reconciled(bank, day, told, compare(theirs, ours, _unnoticed(bank, day)))


def _unnoticed(bank: str, day: date) -> Mapping[str, Entry]:
    """Bookings of a bank's day whose reference no notice told of."""
    booked = {each.reference: each for each in paying.booked_on(bank, day)}
    told = Notice.objects.filter(bank=bank, reference__in=sorted(booked)).values_list("reference", flat=True)
    known = set(told)
    return {ref: Entry("", ref, each.amount) for ref, each in booked.items() if ref not in known}
