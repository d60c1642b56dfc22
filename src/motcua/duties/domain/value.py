"""Value: the customs value of every line, and the parts that it is made of.

Import: the price to the first gate of import, that is the invoice value, with freight and insurance
where the term leaves them out, and additions and deductions. Export: the price at the exit gate.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from motcua.duties.domain.asked import Adjusting, Goods, Rates, Shipment
from motcua.duties.domain.figures import E8, Problem, to_dong
from motcua.duties.domain.numbers import as_e4, exact_e4, exchange_e4
from motcua.duties.domain.problems import (
    ADJUSTMENT_BASE_TOO_SMALL,
    BASE_TOO_SMALL,
    NO_EXPORT_VALUE,
    NO_WEIGHT,
    TYPED_VALUE_MISSING,
    problem,
)
from motcua.duties.domain.quantities import quantity_in
from motcua.duties.domain.shares import share_out
from motcua.duties.domain.terms import at_exit_gate, without_carriage

TYPED_METHODS = frozenset("123489T")
"""Valuation codes whose customs value is typed on every line."""
EXTRA_FREIGHT = frozenset("EF")
"""Freight classes of an excess over the freight that the price includes."""
BY_WEIGHT = "D"
"""Freight class shared by weight. Where every value is typed, it is inside them."""
KILOGRAM = "KGM"
GRAIN = 16 * 10**9
"""Parts of 1/10,000 kg in which weights are compared: pounds and ounces are whole in them."""
PAID_ONLY = "B"
"""Freight class of the paid goods alone; those free of charge have typed values."""


class Value(msgspec.Struct, frozen=True, gc=False):
    """A line's customs value and its parts, in dong."""

    customs_value: int
    invoice_dong: int
    freight: int
    insurance: int
    adjustments: int
    typed: bool = False


class Lines(NamedTuple):
    """The lines as numbers: invoice values in 1/10,000, and the base that costs are shared on."""

    items: Sequence[Goods]
    weights: list[int]
    whole: int

    def tie(self, index: int) -> tuple[str, ...]:
        """What orders two lines of equal weight: all that is reckoned with, and their words, never their place."""
        goods = self.items[index]
        return (
            goods.hs_code, goods.origin, goods.tariff_table, goods.exemption, goods.description,
            str(goods.quantity), goods.unit, str(goods.other_taxes), str(goods.customs_value), str(goods.quantity2),
            goods.unit2, str(goods.invoice_value), str(goods.adjustments), str(goods.reduction), goods.absolute_code,
            goods.management_code, goods.value_currency,
        )  # fmt: skip


def values(shipment: Shipment, book: Rates, problems: list[Problem]) -> list[Value]:
    """The value of every line, in order. What cannot be reckoned is zero and a problem."""
    lines = lines_of(shipment, problems)
    if shipment.direction == "export":
        found = _export_values(shipment, book.exchange, lines, problems)
    else:
        found = _import_values(shipment, book.exchange, lines, problems)
    needed = shipment.direction == "import" and shipment.valuation_code in TYPED_METHODS
    for index, goods in enumerate(lines.items):
        if goods.customs_value is not None:
            found[index] = _typed_value(goods, book.exchange, f"/items/{index}", problems)
        elif needed:
            problems.append(problem(TYPED_VALUE_MISSING, f"/items/{index}/customs_value"))
    return found


def lines_of(shipment: Shipment, problems: list[Problem]) -> Lines:
    """The lines as numbers; an allocation base smaller than their sum is a problem and not used."""
    items = shipment.items
    weights = [0 if goods.invoice_value is None else as_e4(goods.invoice_value) for goods in items]
    if min(weights, default=0) < 0:
        weights = [
            exact_e4(goods.invoice_value, f"/items/{index}/invoice_value", problems)
            for index, goods in enumerate(items)
        ]
    whole = sum(weights)
    if shipment.allocation_total is not None:
        stated = exact_e4(shipment.allocation_total, "/allocation_total", problems)
        if stated < whole:
            problems.append(problem(BASE_TOO_SMALL, "/allocation_total", shipment.allocation_total))
        else:
            whole = stated
    return Lines(items, weights, whole)


def _invoice(shipment: Shipment, exchange: Mapping[str, int], lines: Lines, problems: list[Problem]) -> list[int]:
    if not any(lines.weights):
        return lines.weights
    rate = exchange_e4(exchange, shipment.currency, "/currency", problems)
    return [to_dong(weight * rate, E8) for weight in lines.weights]


def _import_values(
    shipment: Shipment, exchange: Mapping[str, int], lines: Lines, problems: list[Problem]
) -> list[Value]:
    invoice = _invoice(shipment, exchange, lines, problems)
    freight = insurance = adjusted = None
    if shipment.freight is not None:
        freight = _freight(shipment, exchange, lines, problems)
    if shipment.insurance is not None:
        insurance = _insurance(shipment, exchange, lines, problems)
    if shipment.adjustments:
        adjusted = _adjustments(shipment, exchange, lines, problems)
    if freight is insurance is adjusted is None:
        return [Value(dong, dong, 0, 0, 0) for dong in invoice]
    none = [0] * len(invoice)
    rows = zip(invoice, freight or none, insurance or none, adjusted or none, strict=True)
    return [Value(sum(row), *row) for row in rows]


def _freight(
    shipment: Shipment, exchange: Mapping[str, int], lines: Lines, problems: list[Problem]
) -> list[int] | None:
    kind = shipment.freight_class
    if not kind:
        return None
    if kind not in EXTRA_FREIGHT and not without_carriage(shipment.incoterm):
        return None
    if kind == BY_WEIGHT:
        if all(goods.customs_value is not None for goods in lines.items):
            return None
        lines = weighed(lines, problems)
    if kind == PAID_ONLY:
        lines = _paid(lines)
    amount = exact_e4(shipment.freight, "/freight", problems)
    rate = exchange_e4(exchange, shipment.freight_currency, "/freight_currency", problems)
    return _shared(amount, rate, lines)


def weighed(lines: Lines, problems: list[Problem]) -> Lines:
    """The lines by their weight in kilograms; a line without one is a problem, and bears no part."""
    weights: list[int] = []
    for index, goods in enumerate(lines.items):
        found = quantity_in(goods, KILOGRAM)
        if found is None:
            problems.append(problem(NO_WEIGHT, f"/items/{index}/unit2", goods.unit2 or goods.unit))
        weights.append(0 if found is None else found[0] * GRAIN // found[1])
    return Lines(lines.items, weights, sum(weights))


def _paid(lines: Lines) -> Lines:
    weights = [
        weight if goods.customs_value is None else 0 for weight, goods in zip(lines.weights, lines.items, strict=True)
    ]
    return Lines(lines.items, weights, lines.whole - sum(lines.weights) + sum(weights))


def _insurance(
    shipment: Shipment, exchange: Mapping[str, int], lines: Lines, problems: list[Problem]
) -> list[int] | None:
    if shipment.insurance_class != "A":
        return None
    amount = exact_e4(shipment.insurance, "/insurance", problems)
    rate = exchange_e4(exchange, shipment.insurance_currency, "/insurance_currency", problems)
    return _shared(amount, rate, lines)


def _shared(amount_e4: int, rate_e4: int, lines: Lines) -> list[int] | None:
    if not amount_e4 or not rate_e4 or lines.whole <= 0:
        return None
    return share_out(amount_e4 * rate_e4, E8, lines.weights, lines.whole, lines.tie)


def _adjustments(shipment: Shipment, exchange: Mapping[str, int], lines: Lines, problems: list[Problem]) -> list[int]:
    total = [0] * len(lines.items)
    for slot, adjusting in enumerate(shipment.adjustments, start=1):
        if adjusting.kind in ("AD", "SB") and adjusting.amount is not None:
            parts = adjustment_parts(slot, adjusting, exchange, lines, problems)
            sign = 1 if adjusting.kind == "AD" else -1
            total = [sum_ + sign * part for sum_, part in zip(total, parts, strict=True)]
    return total


def adjustment_parts(
    slot: int, adjusting: Adjusting, exchange: Mapping[str, int], lines: Lines, problems: list[Problem]
) -> list[int]:
    """The parts of the adjustment in this slot (from 1), over the lines that name it."""
    path = f"/adjustments/{slot - 1}"
    weights = [
        weight if slot in goods.adjustments else 0 for weight, goods in zip(lines.weights, lines.items, strict=True)
    ]
    whole = sum(weights)
    if adjusting.base is not None:
        stated = exact_e4(adjusting.base, f"{path}/base", problems)
        if stated < whole:
            problems.append(problem(ADJUSTMENT_BASE_TOO_SMALL, f"{path}/base", adjusting.base))
        else:
            whole = stated
    amount = exact_e4(adjusting.amount, f"{path}/amount", problems)
    rate = exchange_e4(exchange, adjusting.currency, f"{path}/currency", problems)
    return _shared(amount, rate, Lines(lines.items, weights, whole)) or [0] * len(weights)


def _export_values(
    shipment: Shipment, exchange: Mapping[str, int], lines: Lines, problems: list[Problem]
) -> list[Value]:
    if shipment.export_value is not None:
        amount = exact_e4(shipment.export_value, "/export_value", problems)
        rate = exchange_e4(exchange, shipment.export_value_currency, "/export_value_currency", problems)
        parts = _shared(amount, rate, lines) or [0] * len(lines.items)
    else:
        parts = _invoice(shipment, exchange, lines, problems)
        typed = all(goods.customs_value is not None for goods in lines.items)
        if not typed and not at_exit_gate(shipment.incoterm):
            problems.append(problem(NO_EXPORT_VALUE, "/export_value", shipment.incoterm))
    return [Value(dong, dong, 0, 0, 0) for dong in parts]


def _typed_value(goods: Goods, exchange: Mapping[str, int], path: str, problems: list[Problem]) -> Value:
    amount = exact_e4(goods.customs_value, f"{path}/customs_value", problems)
    rate = exchange_e4(exchange, goods.value_currency, f"{path}/value_currency", problems)
    return Value(to_dong(amount * rate, E8), 0, 0, 0, 0, typed=True)
