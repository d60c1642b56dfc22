"""Facts: what a declarant answers about the sale and about other goods, so that a method can be found.

Names are those of the worksheet and of the API. An absent answer is empty or None: what a method needs and
does not have is told as a problem; nothing is guessed. Amounts are exact decimals in their own currency.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

MOST = 40
"""Comparable transactions, resales or adjustments of one kind at the most."""

Answer = Literal["", "yes", "no"]
Restrictions = Literal["", "none", "law", "area", "harmless", "harmful"]
Conditions = Literal["", "none", "measured", "unmeasured"]
Basis = Literal["own", "identical", "similar"]
TestKind = Literal["identical", "similar", "deductive", "computed"]


class Sum(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An amount of money."""

    amount: Decimal
    currency: str = "VND"


class Adjusted(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An addition to the price (`AD`) or a deduction from it (`SB`), by its name (list adjustment_name).

    `proven` is no where no objective and quantifiable data, or no papers, stand behind it.
    """

    name: str = ""
    kind: str = ""
    amount: Sum | None = None
    proven: Answer = "yes"


class TestValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A value of identical or similar goods of an unrelated buyer, per unit, which a related price may approach."""

    kind: TestKind = "identical"
    exported_on: date | None = None
    value: Sum | None = None


class Sale(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The sale of the goods for export to Viet Nam.

    `price` is all that is paid or payable. `restrictions`: none, by law, of the area of resale, harmless to the
    value, or harmful. `conditions`: none, measured, or such that cannot be measured in money. `proceeds`: whether
    part of what a later sale yields goes to the seller. `influenced` is what the circumstances of the sale show.
    """

    price: Sum | None = None
    incoterm: str = ""
    freight: Sum | None = None
    insurance: Sum | None = None
    restrictions: Restrictions = ""
    conditions: Conditions = ""
    proceeds: Conditions = ""
    related: Answer = ""
    influenced: Answer = ""
    tests: tuple[TestValue, ...] = ()
    adjustments: tuple[Adjusted, ...] = ()
    by_hand: Answer = ""


class Compared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An earlier import of identical or similar goods: its whole customs value, quantity and terms.

    The three adjustments bring it to the terms of the goods: below zero they take off. They are needed where level
    or quantity differ; zero says that the difference has no effect.
    """

    reference: str = ""
    exported_on: date | None = None
    origin: str = ""
    same_producer: Answer = ""
    by_transaction: Answer = ""
    quantity: Decimal | None = None
    unit: str = ""
    value: Sum | None = None
    same_level: Answer = ""
    same_quantity: Answer = ""
    for_level: Sum | None = None
    for_quantity: Sum | None = None
    for_transport: Sum | None = None


class Resold(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A sale in Viet Nam: of the goods themselves, or of identical or similar imported goods."""

    day: date | None = None
    goods: Basis = "own"
    price: Sum | None = None
    quantity: Decimal | None = None
    related: Answer = ""


class Resale(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Sales after import, and what is taken off their price, all per unit.

    A commission, or profit with general expenses, never both. `processed`: the goods were worked on before they were
    sold; then what that added is taken off.
    """

    sales: tuple[Resold, ...] = ()
    processed: Answer = ""
    commission: Sum | None = None
    profit: Sum | None = None
    transport: Sum | None = None
    taxes: Sum | None = None
    processing: Sum | None = None


class Making(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the producer's books say of the whole shipment, and its way to the first gate of import."""

    books: Answer = ""
    materials: Sum | None = None
    making: Sum | None = None
    profit: Sum | None = None
    freight: Sum | None = None


class LastResort(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A value found by reasonable means, and what it rests on (duties/data/fallback_bases.csv)."""

    basis: str = ""
    value: Sum | None = None


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Goods to be valued, and everything that is known. `on` is the day of registration."""

    on: date
    quantity: Decimal | None = None
    unit: str = ""
    origin: str = ""
    exported_on: date | None = None
    imported_on: date | None = None
    sold: Answer = ""
    computed_first: Answer = ""
    sale: Sale = Sale()
    identical: tuple[Compared, ...] = ()
    similar: tuple[Compared, ...] = ()
    resale: Resale = Resale()
    making: Making = Making()
    last: LastResort = LastResort()
