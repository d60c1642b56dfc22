"""Factories: shipments and small books of rates, for tests that need no tariff."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.tariff.domain import Entry

DAY = date(2023, 5, 2)
COAL = "27011900"


class Claim(msgspec.Struct, frozen=True):
    """A claim on another tax."""

    code: str = ""
    exemption: str = ""
    reduction: Decimal | None = None


class Adjustment(msgspec.Struct, frozen=True):
    """An addition or deduction."""

    name: str = ""
    kind: str = ""
    currency: str = ""
    amount: Decimal | None = None
    base: Decimal | None = None


class Goods(msgspec.Struct, frozen=True):
    """A goods line."""

    hs_code: str = COAL
    description: str = ""
    origin: str = "ID"
    quantity: Decimal | None = None
    unit: str = ""
    quantity2: Decimal | None = None
    unit2: str = ""
    invoice_value: Decimal | None = None
    tariff_table: str = "B01"
    absolute_code: str = ""
    management_code: str = ""
    value_currency: str = ""
    customs_value: Decimal | None = None
    adjustments: tuple[int, ...] = ()
    exemption: str = ""
    reduction: Decimal | None = None
    other_taxes: tuple[Claim, ...] = ()


class Shipment(msgspec.Struct, frozen=True):
    """A shipment; without words it is a CIF import in dong."""

    direction: str = "import"
    incoterm: str = "CIF"
    currency: str = "VND"
    valuation_code: str = "6"
    freight_class: str = ""
    freight_currency: str = ""
    freight: Decimal | None = None
    insurance_class: str = ""
    insurance_currency: str = ""
    insurance: Decimal | None = None
    adjustments: tuple[Adjustment, ...] = ()
    allocation_total: Decimal | None = None
    export_value: Decimal | None = None
    export_value_currency: str = ""
    destination_place: str = ""
    items: tuple[Goods, ...] = ()


class NoRate(Refusal):
    """The small book has no such rate."""

    code = "FAKE-1"
    words = Words("Không có thuế suất %(what)s.", "There is no rate of %(what)s.")


class SmallBook:
    """A day's rates: what a test says, for every code alike. VAT is 10 % unless said otherwise."""

    def __init__(self, *, day: date = DAY, exchange: dict[str, int] | None = None, **rates: Entry) -> None:
        self.day = day
        self.exchange = {"VND": 10_000, "USD": 234_500_000, **(exchange or {})}
        self.rates: dict[str, Entry] = {"vat": percent("VAT", 100_000), **rates}
        self._by_id = {entry.id: entry for entry in self.rates.values()}

    choosing = ("B15", "B16", "B02", "B17")

    def remedy(self, schedule: str, code: str, origin: str, claims: Collection[str] = ()) -> Entry | None:
        """A trade remedy, if the test named one: of a producer claimed, or of all others."""
        producers = (self.rates.get(f"{schedule.lower()} {claim}") for claim in claims)
        return next((rate for rate in producers if rate), self.rates.get(schedule.lower()))

    def import_rate(self, code: str, origin: str, table_code: str, claim: str = "") -> Entry:
        """The import duty, of a claim if the test named one; or a refusal."""
        if claim and f"duty {claim}" in self.rates:
            return self.rates[f"duty {claim}"]
        if "duty" not in self.rates:
            raise NoRate(what=f"{code} {origin} {table_code}")
        return self.rates["duty"]

    def excise(self, code: str) -> Entry | None:
        """Excise, if the test named one."""
        return self.rates.get("excise")

    def environment(self, code: str) -> Entry | None:
        """Environment tax, if the test named one."""
        return self.rates.get("environment")

    def vat(self, code: str, claimed_code: str = "") -> Entry:
        """The VAT, or another one that the test put under its claimed code."""
        return self.rates.get(claimed_code, self.rates["vat"])

    def export(self, code: str, destination: str = "") -> Entry | None:
        """Export duty, if the test named one."""
        return self.rates.get("export")

    def entry(self, number: int) -> Entry:
        """The entry of this id."""
        return self._by_id[number]


def percent(schedule: str, ppm: int, **more: Any) -> Entry:
    """A percent rate."""
    return _entry(schedule, "percent", ppm=ppm, **more)


def per_unit(schedule: str, amount: int, unit: str, **more: Any) -> Entry:
    """So many dong (or 1/10,000 of a currency) per unit."""
    return _entry(schedule, "specific", amount=amount, unit=unit, **more)


def mixed(schedule: str, ppm: int, amount: int, unit: str, **more: Any) -> Entry:
    """A percent and an amount per unit together."""
    return _entry(schedule, "mixed", ppm=ppm, amount=amount, unit=unit, **more)


def exempt(schedule: str) -> Entry:
    """Not subject to the tax."""
    return _entry(schedule, "exempt")


def _entry(schedule: str, kind: str, **more: Any) -> Entry:
    number = more.pop("id", sum(map(ord, schedule)))
    source = more.pop("source", f"invented {schedule}")
    return Entry(number, schedule, COAL, date(2022, 1, 1), None, kind, source=source, **more)


def goods(value: object = None, **more: Any) -> Goods:
    """A line of this invoice value."""
    return Goods(invoice_value=None if value is None else Decimal(str(value)), **more)


def shipment(*lines: Goods, **more: Any) -> Shipment:
    """A shipment of these lines."""
    return Shipment(items=tuple(lines), **more)
