"""Completing: from a trader's question to a shipment that can be assessed, with what a trader takes for granted."""

from datetime import date
from decimal import Decimal
from functools import cache

import msgspec

from motcua.duties.domain.asking import AskedGoods, DutyQuestion, goods_of
from motcua.reference import domain as reference
from motcua.tariff.domain import Schedule, schedules

MFN = "B01"
ORDINARY = "B03"
TRANSACTION = "6"
"""The valuation code of a price that was agreed between strangers."""


class Claimed(msgspec.Struct, frozen=True, gc=False):
    """A claim on another tax."""

    code: str = ""
    exemption: str = ""
    reduction: Decimal | None = None


class Adjusted(msgspec.Struct, frozen=True, gc=False):
    """An addition or a deduction."""

    name: str = ""
    kind: str = ""
    currency: str = ""
    amount: Decimal | None = None
    base: Decimal | None = None


class Goods(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One goods item, with the names of `asked.Goods`."""

    hs_code: str = ""
    description: str = ""
    origin: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    quantity2: Decimal | None = None
    unit2: str = ""
    invoice_value: Decimal | None = None
    tariff_table: str = ""
    certificate: str = ""
    management_code: str = ""
    out_of_quota: str = ""
    absolute_code: str = ""
    value_currency: str = ""
    customs_value: Decimal | None = None
    adjustments: tuple[int, ...] = ()
    exemption: str = ""
    reduction: Decimal | None = None
    other_taxes: tuple[Claimed, ...] = ()


class Shipment(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What is assessed, with the names of `asked.Shipment`."""

    direction: str
    items: tuple[Goods, ...]
    incoterm: str = ""
    currency: str = ""
    valuation_code: str = TRANSACTION
    freight_class: str = ""
    freight_currency: str = ""
    freight: Decimal | None = None
    insurance_class: str = ""
    insurance_currency: str = ""
    insurance: Decimal | None = None
    adjustments: tuple[Adjusted, ...] = ()
    allocation_total: Decimal | None = None
    export_value: Decimal | None = None
    export_value_currency: str = ""
    destination_place: str = ""


def completed(question: DutyQuestion, day: date) -> Shipment:
    """The question as a shipment. It must be tidied."""
    asked = question
    imported = asked.direction == "import"
    insured = asked.insurance_class or default_insurance(asked.incoterm, asked.insurance, day)
    return Shipment(
        direction=asked.direction, incoterm=asked.incoterm, currency=asked.currency,
        valuation_code=asked.valuation or TRANSACTION,
        freight=asked.freight,
        freight_class=asked.freight_class or default_freight(asked.incoterm, asked.freight, day),
        freight_currency=asked.freight_currency or (asked.currency if asked.freight is not None else ""),
        insurance=asked.insurance, insurance_class=insured if imported else "",
        insurance_currency=asked.insurance_currency or (asked.currency if asked.insurance is not None else ""),
        adjustments=tuple(
            Adjusted(kind=each.kind, amount=each.amount, currency=each.currency or asked.currency)
            for each in asked.adjustments
        ),
        allocation_total=asked.allocation_total, export_value=asked.export_value,
        export_value_currency=asked.export_value_currency or (asked.currency if asked.export_value is not None else ""),
        destination_place=asked.destination,
        items=tuple(_goods(asked, goods, no) for no, goods in enumerate(goods_of(asked), start=1)),
    )  # fmt: skip


def _goods(asked: DutyQuestion, goods: AskedGoods, no: int) -> Goods:
    slots = (slot for slot, each in enumerate(asked.adjustments, start=1) if not each.items or no in each.items)
    typed = goods.customs_value is not None
    return Goods(
        hs_code=goods.hs, origin=goods.origin, invoice_value=goods.value,
        quantity=goods.quantity, unit=goods.unit, quantity2=goods.quantity2, unit2=goods.unit2,
        tariff_table=table_of(goods) if asked.direction == "import" else "",
        management_code=goods.management_code, absolute_code=goods.absolute_code,
        customs_value=goods.customs_value,
        value_currency=goods.customs_value_currency or ("VND" if typed else ""),
        adjustments=tuple(slots), exemption=goods.exemption, reduction=goods.reduction,
        other_taxes=tuple(Claimed(each.code, each.exemption, each.reduction) for each in goods.claims),
    )  # fmt: skip


def default_freight(incoterm: str, freight: Decimal | None, day: date) -> str:
    """One total for all goods, where the term leaves carriage out of the price."""
    return "A" if freight is not None and includes(incoterm, "freight", day) is False else ""


def default_insurance(incoterm: str, insurance: Decimal | None, day: date) -> str:
    """Insured separately where an amount is given, not insured otherwise; empty where the price includes it."""
    if includes(incoterm, "insurance", day) is not False:
        return ""
    return "A" if insurance is not None else "D"


def includes(incoterm: str, cost: str, day: date) -> bool | None:
    """Whether a price on this term includes `freight` or `insurance`; None for a term that is not listed."""
    term = reference.code_list("incoterm").on(day).get(incoterm)
    return None if term is None else term.says(cost)


def table_of(goods: AskedGoods) -> str:
    """The tariff table: the one said, else that of the form's agreement, else most favoured nation."""
    if goods.table:
        return goods.table
    if not goods.form:
        return MFN
    known = agreements().get(plain_form(goods.form), ())
    fitting = [each for each in known if goods.origin in each.members] or list(known)
    return table_code(fitting[0]) if fitting else ""


def table_code(schedule: Schedule) -> str:
    """The code by which a declaration names a schedule."""
    return schedule.tables[0] if schedule.tables else schedule.key


def plain_form(form: str) -> str:
    """A form of proof as it is looked up: `eur.1`, `EUR 1` and `EUR1` are one."""
    return "".join(letter for letter in form.upper() if letter.isalnum()).removeprefix("FORM")


@cache
def agreements() -> dict[str, tuple[Schedule, ...]]:
    """Agreements by their form of proof; one form may serve several."""
    found: dict[str, list[Schedule]] = {}
    for schedule in schedules():
        if schedule.kind == "preference" and schedule.form:
            found.setdefault(plain_form(schedule.form), []).append(schedule)
    return {form: tuple(held) for form, held in found.items()}
