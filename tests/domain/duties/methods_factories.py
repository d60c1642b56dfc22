"""Cases for the methods of valuation: a sale that is lawful, and pieces to change it with."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from motcua.duties.domain.explaining import Step
from motcua.duties.domain.methods import Adjusted, Case, Compared, Making, Resale, Resold, Sale, Sum, Valued, value

EXCHANGE = {"VND": 10_000, "USD": 250_000_000}
"""25,000 dong a dollar."""
ON = date(2023, 5, 2)
EXPORTED = date(2023, 4, 1)
IMPORTED = date(2023, 4, 20)


def money(amount: object, currency: str = "VND") -> Sum:
    """An amount."""
    return Sum(Decimal(str(amount)), currency)


SALE = Sale(
    price=money(1000, "USD"), incoterm="CIF", restrictions="none", conditions="none", proceeds="none", related="no"
)
CASE = Case(
    on=ON, quantity=Decimal(100), unit="PCE", origin="CN", exported_on=EXPORTED, imported_on=IMPORTED, sold="yes",
    sale=SALE,
)  # fmt: skip
UNSOLD = Case(
    on=ON, quantity=Decimal(100), unit="PCE", origin="CN", exported_on=EXPORTED, imported_on=IMPORTED, sold="no"
)


def sold(**changes: Any) -> Case:
    """The lawful sale with changes."""
    return msgspec.structs.replace(CASE, sale=msgspec.structs.replace(SALE, **changes))


def unsold(**changes: Any) -> Case:
    """Goods without a sale, so that later methods are asked."""
    return msgspec.structs.replace(UNSOLD, **changes)


def compared(amount: object = 1_000_000, **changes: Any) -> Compared:
    """An import of 50 pieces that may be used."""
    usual = Compared(
        exported_on=EXPORTED, origin="CN", same_producer="yes", by_transaction="yes", quantity=Decimal(50), unit="PCE",
        value=money(amount), same_level="yes", same_quantity="yes",
    )  # fmt: skip
    return msgspec.structs.replace(usual, **changes)


def resold(price: object = 50_000, quantity: object = 10, days: int = 10, **changes: Any) -> Resold:
    """A sale in Viet Nam so many days after the import."""
    usual = Resold(
        day=IMPORTED + timedelta(days=days), price=money(price), quantity=Decimal(str(quantity)), related="no"
    )
    return msgspec.structs.replace(usual, **changes)


def resale(*sales: Resold, **changes: Any) -> Resale:
    """Sales with what is taken off: 5,000 profit, 2,000 transport, 8,000 taxes a piece."""
    usual = Resale(
        sales=sales or (resold(),), processed="no", profit=money(5000), transport=money(2000), taxes=money(8000)
    )
    return msgspec.structs.replace(usual, **changes)


MADE = Making(
    books="yes", materials=money(1_000_000), making=money(500_000), profit=money(300_000), freight=money(200_000)
)


def adjusted(name: str, kind: str, amount: object, **changes: Any) -> Adjusted:
    """An addition or deduction in dong."""
    return Adjusted(name, kind, money(amount), **changes)


def valued(case: Case) -> Valued:
    """What comes of it."""
    return value(case, EXCHANGE)


def standings(found: Valued) -> dict[str, str]:
    """What became of each method."""
    return {each.method: each.standing for each in found.verdicts}


def reasons(found: Valued, method: str) -> str:
    """Why a method fell away, in English."""
    return " ".join(why.en for each in found.verdicts if each.method == method for why in each.why)


def codes(found: Valued) -> list[tuple[str, str]]:
    """Problems by code and path."""
    return [(each.code, each.path) for each in found.problems]


def steps(step: Step) -> list[Step]:
    """A step and all below it."""
    return [step, *(below for child in step.children for below in steps(child))]
