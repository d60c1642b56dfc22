"""Every read of the ledger: what was collected, what is outstanding, and the rows behind a figure.

Revenue is money at the treasury on the law's day of its arrival, less what was given back that day.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

import msgspec
from django.db import connection
from django.db.models import F, Q, QuerySet, Sum

from motcua.revenue.domain.accounts import HELD
from motcua.revenue.domain.classes import COERCED_AFTER
from motcua.revenue.models import InstalmentPlan, Obligation, Payment, Suspense, Transfer
from motcua.revenue.queries.guarantees import guarantee_faults
from motcua.revenue.queries.instalments import protected

__all__ = [
    "COLLECTED", "By", "Outstanding", "Place", "balances", "collected", "debts", "guarantee_faults", "held", "held_of",
    "not_held_back", "obligation", "obliged", "outstanding", "overdue_parties", "owing", "page", "received", "rows",
    "settled", "suspended_as",
]  # fmt: skip

By = Literal["office", "month", "day", "tax"]

CASH = ("pay", "refund")
_CHUNK = 500
_SHOWN = ("day", "leaf", "no", "at", "kind", "tax", "office", "party", "declaration_id", "amount")

# The kinds are written out so that the planner sees the partial index on them, and the groups are those of
# the index, so that it is read once in its own order.
COLLECTED = """
SELECT {group}, SUM(CASE WHEN kind = 'pay' THEN amount ELSE -amount END)
FROM revenue_transfer WHERE kind IN ('pay', 'refund') AND day BETWEEN %s AND %s GROUP BY {group}
"""
_GROUPS = {"day": "day", "month": "day", "office": "day, office", "tax": "day, office, tax"}


def collected(since: date, until: date, by: By = "office") -> dict[str, int]:
    """Dong collected from `since` to `until`, both included, by office, tax, day or month (`2023-05`).

    By tax, money held for taxpayers stands under an empty key.
    """
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(COLLECTED.format(group=_GROUPS[by]), [since.isoformat(), until.isoformat()])
        for *keys, amount in cursor.fetchall():
            name = str(keys[-1])[:7] if by == "month" else str(keys[-1])
            found[name] = found.get(name, 0) + int(amount)
    return dict(sorted(found.items()))


def rows(since: date, until: date, *, office: str = "", tax: str | None = None) -> Iterator[dict[str, Any]]:
    """The transfers behind `collected`, in order, of one `office` or `tax` if given.

    A refund's amount is below zero, so that the rows add up to the figure.
    """
    after: Place | None = None
    while found := page(since, until, office=office, tax=tax, after=after):
        yield from found
        last = found[-1]
        after = Place(last["day"], last["leaf"], last["no"])


class Place(msgspec.Struct, frozen=True):
    """A place in the order of cash transfers: where a page ended."""

    day: date
    leaf: int
    no: int


def page(
    since: date, until: date, *, office: str = "", tax: str | None = None, after: Place | None = None,
    limit: int = 1000,
) -> list[dict[str, Any]]:  # fmt: skip
    """One page of `rows`: at most `limit` transfers behind `after`."""
    cash = Transfer.objects.extra(where=["kind IN ('pay', 'refund')"])  # noqa: S610 - as above: the planner
    found = cash.filter(day__range=(after.day if after else since, until)).order_by("day", "leaf", "no")
    if office:
        found = found.filter(office=office)
    if tax is not None:
        found = found.filter(tax=tax)
    if after is not None:
        same = Q(day=after.day) & (Q(leaf__gt=after.leaf) | Q(leaf=after.leaf, no__gt=after.no))
        found = found.filter(Q(day__gt=after.day) | same)
    shown = list(found.values(*_SHOWN)[:limit])
    for row in shown:
        if row["kind"] == "refund":
            row["amount"] = -row["amount"]
    return shown


def settled(declarations: Iterable[int]) -> set[int]:
    """Which of these declarations hold no goods back: their taxes are paid, guaranteed, deferred, or none."""
    return not_held_back(declarations)[0]


def not_held_back(declarations: Iterable[int]) -> tuple[set[int], set[int]]:
    """As `settled`, and which of them owe taxes that a guarantee stands for."""
    wanted = list(declarations)
    open_: set[int] = set()
    secured: set[int] = set()
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            marks = ", ".join(["%s"] * len(part))
            cursor.execute(
                "SELECT declaration_id, secured, charged > settled + secured AND NOT deferred"  # noqa: S608
                f" FROM revenue_obligation WHERE charged > settled AND declaration_id IN ({marks})",
                part,
            )
            for subject, amount, holds in cursor.fetchall():
                (open_ if holds else secured if amount else set()).add(subject)
    return set(wanted) - open_, secured


def obliged(declarations: Iterable[int]) -> set[int]:
    """Which of these declarations were ever charged anything."""
    wanted = list(declarations)
    found: set[int] = set()
    for start in range(0, len(wanted), _CHUNK):
        held_ = Obligation.objects.filter(declaration_id__in=wanted[start : start + _CHUNK])
        found.update(held_.values_list("declaration_id", flat=True))
    return found


def received(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Payments booked before, by bank and reference: (declaration, dong)."""
    by_bank: dict[str, list[str]] = {}
    for bank, reference in keys:
        by_bank.setdefault(bank, []).append(reference)
    known: dict[tuple[str, str], tuple[int, int]] = {}
    for bank, references in by_bank.items():
        for start in range(0, len(references), _CHUNK):
            found = Payment.objects.filter(bank=bank, reference__in=references[start : start + _CHUNK])
            for reference, declaration, amount in found.values_list("reference", "declaration_id", "amount"):
                known[bank, reference] = declaration, amount
    return known


def held_of(bank: str, reference: str) -> int:
    """How much of a payment was kept for the party, because nothing was owed that it could cover."""
    leaf = Payment.objects.filter(bank=bank, reference=reference).values_list("leaf", flat=True).first()
    found = Transfer.objects.filter(leaf=leaf, kind="pay", credit=HELD).aggregate(kept=Sum("amount"))
    return int(found["kept"] or 0)


def suspended_as(bank: str, reference: str) -> Suspense | None:
    """The money in suspense, or once in suspense, under that reference of a bank."""
    return Suspense.objects.filter(bank=bank, reference=reference).first()


class Outstanding(msgspec.Struct, frozen=True):
    """Taxes not yet paid, in dong and declarations, by how old the debt is."""

    age: Literal["in_term", "to_90", "over_90"]
    declarations: int
    amount: int


def outstanding(on: date, office: str = "") -> list[Outstanding]:
    """What is owed now, by its age on that day: in term, up to 90 days overdue, more than 90."""
    return [
        Outstanding(age, count, amount or 0) for age, found in _by_age(on, office) for count, amount in [_sums(found)]
    ]


def _by_age(on: date, office: str) -> Iterator[tuple[Any, QuerySet[Obligation]]]:
    open_ = Obligation.objects.filter(charged__gt=F("settled"))
    if office:
        open_ = open_.filter(office=office)
    yield "in_term", open_.filter(due_on__gte=on)
    yield "to_90", open_.filter(due_on__lt=on, due_on__gte=on - COERCED_AFTER)
    yield "over_90", open_.filter(due_on__lt=on - COERCED_AFTER)


def _sums(found: QuerySet[Obligation]) -> tuple[int, int | None]:
    sums = found.aggregate(amount=Sum(F("charged") - F("settled")))
    return found.count(), sums["amount"]


def debts(on: date, age: str, *, after: int = 0, limit: int = 1000, office: str = "") -> list[dict[str, Any]]:
    """The obligations behind one line of `outstanding`, a page of them behind declaration `after`."""
    found = dict(_by_age(on, office))[age].filter(declaration_id__gt=after).order_by("declaration_id")
    return list(found.values("declaration_id", "party", "office", "charged", "settled", "due_on")[:limit])


def overdue_parties(on: date) -> dict[str, int]:
    """Dong more than 90 days overdue, by party: what blocks registration. Plans of instalments that are kept do not."""
    late = dict(_by_age(on, ""))["over_90"]
    kept = protected(late.values_list("declaration_id", flat=True), on) if InstalmentPlan.objects.exists() else ()
    found = late.exclude(declaration_id__in=kept).values("party").annotate(owed=Sum(F("charged") - F("settled")))
    return dict(found.order_by("party").values_list("party", "owed"))


def obligation(declaration_id: int) -> Obligation | None:
    """What a declaration owes; None where nothing was ever charged."""
    return Obligation.objects.filter(declaration_id=declaration_id).first()


def owing(declarations: Iterable[int]) -> dict[int, tuple[int, date]]:
    """What each of these declarations still owes, in dong, and by when; those that owe nothing are left out."""
    found = Obligation.objects.filter(declaration_id__in=list(declarations), charged__gt=F("settled"))
    return {each.declaration_id: (each.charged - each.settled, each.due_on) for each in found}


def held(party: str) -> list[tuple[int, int]]:
    """Overpayments kept for a party: (declaration, dong)."""
    found = Obligation.objects.filter(party=party, held__gt=0).order_by("declaration_id")
    return list(found.values_list("declaration_id", "held"))


def balances() -> dict[str, int]:
    """The balance of every account, debits less credits; together they are always zero."""
    found: dict[str, int] = {}
    pairs = Transfer.objects.values_list("debit", "credit").annotate(Sum("amount")).order_by()
    for debit, credit, amount in pairs:
        found[debit] = found.get(debit, 0) + int(amount)
        found[credit] = found.get(credit, 0) - int(amount)
    return dict(sorted(found.items()))
