"""A second calculation of the same sums, with exact fractions, from the documents and not from the code.

Written from the valuation formula and the freight and insurance classes of the declaration guides, and from the order
of bases of the tax laws (docs/explanation/duties.md restates both). Where the code works in whole numbers and parts,
this one works in fractions and rounds where the law rounds. `rates` are the day's entries by name: `duty`, `duty SPD1`,
`antidumping`, `antidumping GB01`, `excise`, `vat`, `VB215` …
"""

from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

HALF = Fraction(1, 2)
TERMS_WITHOUT_CARRIAGE = {"EXW", "FCA", "FAS", "FOB", "C&I"}
TERMS_AT_EXIT_GATE = {"FOB", "DAF", "DAP"}
POUND = Fraction(45_359_237, 100_000_000)
IN_BASE = {
    "KGM": ("mass", Fraction(1)), "TNE": ("mass", Fraction(1000)), "GRM": ("mass", Fraction(1, 1000)),
    "LBR": ("mass", POUND), "ONZ": ("mass", POUND / 16), "LTR": ("volume", Fraction(1)),
    "MTQ": ("volume", Fraction(1000)), "PCE": ("count", Fraction(1)), "DZN": ("count", Fraction(12)),
}  # fmt: skip
MEASURES = {"B": "safeguard", "G": "antidumping", "C": "countervailing"}


class Charged(NamedTuple):
    """One tax on a line: its kind, base, what it is before relief and what is payable."""

    kind: str
    base: int
    full: int
    payable: int


def rounded(amount: Fraction) -> int:
    """Half up to one dong; amounts are never below zero."""
    return floor(amount + HALF)


def quantity(item: Any, unit: str) -> Fraction:
    """The first declared quantity that measures the same kind of thing, in this unit."""
    kind, size = IN_BASE[unit]
    for declared, code in ((item.quantity, item.unit), (item.quantity2, item.unit2)):
        if declared is not None and code in IN_BASE and IN_BASE[code][0] == kind:
            return Fraction(declared) * IN_BASE[code][1] / size
    raise LookupError(unit)


def shared(total: Fraction, prices: list[Fraction], whole: Fraction) -> list[int]:
    """Parts of a cost in dong: every exact part is cut, and the dong that lack go where most was cut."""
    exact = [total * price / whole for price in prices]
    cut = [floor(part) for part in exact]
    lacking = rounded(sum(exact, Fraction(0))) - sum(cut)
    by_loss = sorted(range(len(exact)), key=lambda at: (exact[at] - cut[at], prices[at]), reverse=True)
    return [part + (at in by_loss[:lacking]) for at, part in enumerate(cut)]


def values(shipment: Any, exchange: dict[str, Fraction]) -> list[int]:
    """The customs values in dong; a typed value stands instead of the one worked out."""
    worked = (
        _export_values(shipment, exchange) if shipment.direction == "export" else _import_values(shipment, exchange)
    )
    return [
        rounded(Fraction(item.customs_value) * exchange[item.value_currency])
        if item.customs_value is not None
        else value
        for item, value in zip(shipment.items, worked, strict=True)
    ]


def _import_values(shipment: Any, exchange: dict[str, Fraction]) -> list[int]:
    prices = [Fraction(item.invoice_value or 0) for item in shipment.items]
    whole = Fraction(shipment.allocation_total) if shipment.allocation_total is not None else sum(prices, Fraction(0))
    costs = []
    if shipment.freight is not None and shipment.freight_class:
        freight = Fraction(shipment.freight) * exchange[shipment.freight_currency]
        costs.append(_freight(shipment, freight, prices, whole))
    if shipment.insurance_class == "A" and shipment.insurance is not None:
        costs.append(shared(Fraction(shipment.insurance) * exchange[shipment.insurance_currency], prices, whole))
    costs += [_adjusted(shipment, number, exchange, prices) for number in range(1, len(shipment.adjustments) + 1)]
    invoice = [rounded(price * exchange[shipment.currency]) for price in prices]
    return [value + sum(cost[place] for cost in costs) for place, value in enumerate(invoice)]


def _freight(shipment: Any, freight: Fraction, prices: list[Fraction], whole: Fraction) -> list[int]:
    none = [0] * len(prices)
    kind, items = shipment.freight_class, shipment.items
    if kind not in ("E", "F") and shipment.incoterm not in TERMS_WITHOUT_CARRIAGE:
        return none
    if kind == "D":
        if all(item.customs_value is not None for item in items):
            return none
        weights = [quantity(item, "KGM") for item in items]
        return shared(freight, weights, sum(weights, Fraction(0)))
    if kind == "B":
        free = sum(
            (price for price, item in zip(prices, items, strict=True) if item.customs_value is not None), Fraction(0)
        )
        prices = [
            price if item.customs_value is None else Fraction(0) for price, item in zip(prices, items, strict=True)
        ]
        whole -= free
    return shared(freight, prices, whole) if whole else none


def _adjusted(shipment: Any, number: int, exchange: dict[str, Fraction], prices: list[Fraction]) -> list[int]:
    adjustment = shipment.adjustments[number - 1]
    named = [
        price if number in item.adjustments else Fraction(0) for price, item in zip(prices, shipment.items, strict=True)
    ]
    base = Fraction(adjustment.base) if adjustment.base is not None else sum(named, Fraction(0))
    if not base:
        return [0] * len(prices)
    sign = 1 if adjustment.kind == "AD" else -1
    parts = shared(Fraction(adjustment.amount) * exchange[adjustment.currency], named, base)
    return [sign * part for part in parts]


def _export_values(shipment: Any, exchange: dict[str, Fraction]) -> list[int]:
    prices = [Fraction(item.invoice_value or 0) for item in shipment.items]
    if shipment.export_value is None:
        return [rounded(price * exchange[shipment.currency]) for price in prices]
    whole = Fraction(shipment.allocation_total) if shipment.allocation_total is not None else sum(prices, Fraction(0))
    return shared(Fraction(shipment.export_value) * exchange[shipment.export_value_currency], prices, whole)


def taxes_on(
    value: int, item: Any, rates: dict[str, Any], exchange: dict[str, Fraction], *, taxed: bool, export: bool = False
) -> list[Charged]:
    """Each tax on a line of this customs value, in the legal order."""
    before = 0
    found: list[Charged] = []
    for kind, rate, claim in _export_rates(item, rates) if export else _import_rates(item, rates):
        base = value + before if kind in ("excise", "vat") else value
        full = rounded(_on(rate, Fraction(base), item, exchange))
        relieved = full - _less(full, claim)
        found.append(Charged(kind, base, full, relieved if taxed else 0))
        before += relieved if taxed else full
    return found


Found = list[tuple[str, Any, tuple[str, Any]]]


def _export_rates(item: Any, rates: dict[str, Any]) -> Found:
    return [("export", rates["export"], (item.exemption, item.reduction))] if "export" in rates else []


def _import_rates(item: Any, rates: dict[str, Any]) -> Found:
    picked = item.absolute_code if item.tariff_table in ("B15", "B16") else ""
    found: Found = [("import", rates.get(f"duty {picked}", rates["duty"]), (item.exemption, item.reduction))]
    for measure in ("safeguard", "antidumping", "countervailing"):
        producers = [
            rates[f"{measure} {claim.code}"] for claim in item.other_taxes if f"{measure} {claim.code}" in rates
        ]
        rate = producers[0] if producers else rates.get(measure)
        if rate is not None:
            found.append(("remedy", rate, _relief(item, measure)))
    for kind, letter in (("excise", "T"), ("environment", "M")):
        if kind in rates:
            found.append((kind, rates[kind], _relief(item, letter)))
    codes = [claim.code for claim in item.other_taxes if claim.code.startswith("V")]
    vat = rates.get(codes[0], rates["vat"]) if codes else rates["vat"]
    return [*found, ("vat", vat, _relief(item, "V"))]


def _relief(item: Any, tax: str) -> tuple[str, Any]:
    """The exemption code and reduction declared for a measure, or for the tax whose codes begin with this letter."""
    for claim in item.other_taxes:
        if claim.exemption and MEASURES.get(claim.code[:1], claim.code[:1]) == tax:
            return claim.exemption, claim.reduction
    return "", None


def _less(full: int, claim: tuple[str, Any]) -> int:
    """What relief takes off: all of the tax by a code alone, else an amount that the tax is not smaller than."""
    code, reduction = claim
    if not code:
        return 0
    return full if reduction is None else min(full, rounded(Fraction(reduction)))


def _on(rate: Any, base: Fraction, item: Any, exchange: dict[str, Fraction]) -> Fraction:
    tax = Fraction(0)
    if rate.kind in ("percent", "mixed"):
        tax += base * rate.ppm / 1_000_000
    if rate.kind in ("specific", "mixed"):
        per_unit = Fraction(rate.amount, 10_000) * exchange[rate.currency] if rate.currency else Fraction(rate.amount)
        tax += quantity(item, rate.unit) * per_unit
    return tax
