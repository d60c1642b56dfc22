"""Matching: what was announced in bills, what declarations take of it, and what is left.

A bill stands while its version is that of its document, and neither document nor call is cancelled. What matches is
worked out from both sides as they are, so that it does not matter which came first.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from django.db.models import Exists, OuterRef, QuerySet

from motcua.manifests.domain.life import STANDING, State
from motcua.manifests.domain.matching import Goods, Named, Taken, fold, share
from motcua.manifests.domain.staying import Take, Where, where
from motcua.manifests.models import Bill, Call, Document
from motcua.manifests.models import Named as NamedRow

TOGETHER = 5_000
AROUND = 20
"""So often the declarations of bills and the bills of declarations are followed: far more than any trade has."""


class Announced(msgspec.Struct, frozen=True):
    """A bill as it stands; `of` is the master bill of a house bill."""

    number: str
    folded: str
    of: str
    house: bool
    call_id: int
    leaf: int
    no: int
    description: str
    consignee: str
    consignee_name: str
    packages: int
    package_unit: str
    gross_e4: int
    transit: str

    @property
    def goods(self) -> Goods:
        """What was announced."""
        return Goods(self.packages, self.gross_e4)


class Declared(msgspec.Struct, frozen=True):
    """What a declaration takes of a bill, and how far its goods are."""

    declaration_id: int
    number: str
    direction: str
    office: str
    party: str
    registered_at: datetime
    package_unit: str
    free_at: datetime | None
    left_at: datetime | None
    goods: Goods


class Balance(msgspec.Struct, frozen=True):
    """A bill with its declarations. `announced` is None where no manifest names it; `houses` take of a master bill."""

    bill: str
    announced: Announced | None
    declared: tuple[Declared, ...] = ()
    houses: tuple["Balance", ...] = ()

    @property
    def taken(self) -> Goods:
        """What declarations take of it, by itself and through its house bills."""
        found = Goods()
        for each in (*(row.goods for row in self.declared), *(house.taken for house in self.houses)):
            found = found.more(each)
        return found

    @property
    def left(self) -> Goods:
        """What no declaration takes; below zero where more was declared than announced."""
        return (self.announced.goods if self.announced else Goods()).less(self.taken)

    @property
    def exceeded(self) -> bool:
        """Whether more was declared than announced."""
        return self.announced is not None and (self.left.packages < 0 or self.left.gross_e4 < 0)

    def where(self, apart: int = 0) -> Where:
        """How far its goods are. `apart`: so many per mille of its weight may be missing."""
        goods = self.announced.goods if self.announced else Goods()
        return where(goods, map(take, self.everything), apart)

    @property
    def everything(self) -> tuple[Declared, ...]:
        """Its own declarations and those of its house bills."""
        return (*self.declared, *(each for house in self.houses for each in house.everything))


def take(each: Declared) -> Take:
    """What a declaration takes, and how far that is."""
    return Take(each.goods, each.free_at is not None, each.left_at is not None)


def standing() -> QuerySet[Bill]:
    """The bills that stand."""
    return stands(Bill.objects.all())


class _Row(NamedTuple):
    """What a declaration says of a bill."""

    bill: str
    declaration_id: int
    no: int
    number: str
    direction: str
    office: str
    party: str
    registered_at: datetime
    packages: int
    package_unit: str
    gross_e4: int
    free_at: datetime | None
    left_at: datetime | None


def stands(bills: QuerySet[Bill]) -> QuerySet[Bill]:
    """Those of the bills that stand. What few of them fit is asked first: so the others cost nothing more."""
    calls = Call.objects.filter(pk=OuterRef("call_id")).exclude(state=str(State.CANCELLED))
    documents = Document.objects.filter(
        pk=OuterRef("document_id"), version=OuterRef("version"), state__in=[str(each) for each in STANDING]
    )
    return bills.filter(Exists(documents), Exists(calls))


def balances(numbers: Iterable[str]) -> Mapping[str, Balance]:
    """The balance of each bill of these numbers, by its folded number; a master's with its house bills."""
    wanted = {fold(each) for each in numbers}
    announced = _announced(wanted)
    houses = _houses({each.number for each in announced.values() if not each.house})
    rows, bills = _around(wanted | set(houses))
    known = announced | houses | _announced(bills - wanted - set(houses))
    taken = _taken(known, rows)
    made = {folded: Balance(folded, known.get(folded), tuple(taken.get(folded, ()))) for folded in wanted | set(houses)}
    under: dict[str, list[Balance]] = defaultdict(list)
    for folded, each in houses.items():
        under[fold(each.of)].append(made[folded])
    return {
        folded: msgspec.structs.replace(made[folded], houses=tuple(sorted(under[folded], key=lambda b: b.bill)))
        for folded in wanted
    }  # fmt: skip


def _around(bills: set[str]) -> tuple[list[_Row], set[str]]:
    """All that declarations say of these bills, and of the other bills that the same declarations name."""
    rows: dict[tuple[str, int], _Row] = {}
    seen: set[str] = set()
    wanted = set(bills)
    for _ in range(AROUND):
        if not wanted:
            break
        found = _named("bill", wanted)
        seen |= wanted
        several = NamedRow.objects.filter(no=2).values_list("declaration_id", flat=True)
        found += _named("declaration_id", set(parts(several, "declaration_id", {row.declaration_id for row in found})))
        rows |= {(row.bill, row.declaration_id): row for row in found}
        wanted = {row.bill for row in found} - seen
    return list(rows.values()), {bill for bill, _ in rows} | bills


def _named(column: str, values: Collection[Any]) -> list[_Row]:
    return [_Row(*row) for row in parts(NamedRow.objects.values_list(*_Row._fields), column, values)]


def _taken(known: Mapping[str, Announced], rows: Collection[_Row]) -> dict[str, list[Declared]]:
    """What each declaration takes of each bill."""
    by: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        by[row.declaration_id].append(row)
    named = []
    for declaration, held in by.items():
        held.sort(key=lambda row: row.no)
        goods = Goods(held[0].packages, held[0].gross_e4)
        named.append(Named(declaration, tuple(row.bill for row in held), goods))
    first = {declaration: held[0] for declaration, held in by.items()}
    found: dict[str, list[Declared]] = defaultdict(list)
    for each in share({folded: bill.goods for folded, bill in known.items()}, named):
        found[each.bill].append(_declared(first[each.declaration_id], each))
    return found


def _declared(row: _Row, taken: Taken) -> Declared:
    return Declared(
        row.declaration_id, row.number, row.direction, row.office, row.party, row.registered_at, row.package_unit,
        row.free_at, row.left_at, taken.goods,
    )  # fmt: skip


_COLUMNS = (
    "number", "folded", "master", "house", "call_id", "leaf", "no", "description", "consignee", "consignee_name",
    "packages", "package_unit", "gross_e4", "transit",
)  # fmt: skip


def _announced(folded: Collection[str]) -> dict[str, Announced]:
    """The bills of these numbers that stand; of one announced twice the first."""
    rows = parts(standing().order_by("-leaf", "-no").values_list(*_COLUMNS), "folded", folded)
    return {row[1]: _bill(row) for row in rows}


def _houses(masters: Collection[str]) -> dict[str, Announced]:
    rows = parts(standing().filter(house=1).order_by("-leaf", "-no").values_list(*_COLUMNS), "master", masters)
    return {row[1]: _bill(row) for row in rows}


def _bill(row: tuple[object, ...]) -> Announced:
    number, folded, master, house, *rest = row
    return Announced(number, folded, master, bool(house), *rest)  # type: ignore[arg-type]


def undeclared(since: datetime, until: datetime) -> QuerySet[Bill]:
    """Bills of inbound calls that arrived in a period and that no declaration names, neither them nor a house bill."""
    here = Call.objects.filter(direction="I", arrived_at__gte=since, arrived_at__lt=until)
    named = NamedRow.objects.filter(bill=OuterRef("folded"))
    through = standing().filter(house=1, master=OuterRef("number")).filter(Exists(named))
    bills = Bill.objects.filter(~Exists(named), call_id__in=here.values("pk"), transit="")
    return stands(bills).filter(~Exists(through))


def unannounced(since: datetime, until: datetime) -> QuerySet[NamedRow]:
    """What declarations of a period name and no manifest announces."""
    rows = NamedRow.objects.filter(registered_at__gte=since, registered_at__lt=until)
    return rows.filter(~Exists(standing().filter(folded=OuterRef("bill"))))


def parts(rows: Any, column: str, values: Collection[Any]) -> list[Any]:
    """The rows whose column has one of these values, asked for part by part: a statement holds only so many."""
    listed = list(values)
    return [
        row
        for start in range(0, len(listed), TOGETHER)
        for row in rows.filter(**{f"{column}__in": listed[start : start + TOGETHER]})
    ]


def bills_named(declarations: Collection[int]) -> set[str]:
    """The bills that these declarations name, folded."""
    return set(NamedRow.objects.filter(declaration_id__in=list(declarations)).values_list("bill", flat=True))
