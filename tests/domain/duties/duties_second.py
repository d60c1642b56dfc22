"""A second calculation of the same sums, with exact fractions, from the documents and not from the code.

Written from the valuation formula of the declaration guides (invoice value, freight and insurance, and
adjustments in proportion to a line's invoice value) and from the order of bases of the tax laws. Where
the code works in whole numbers and parts, this one works in fractions and rounds where the law rounds.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor
from typing import Any

TERMS_WITHOUT_CARRIAGE = {"EXW", "FCA", "FAS", "FOB", "C&I"}
IN_KILOGRAMS = {"KGM": Fraction(1), "TNE": Fraction(1000), "GRM": Fraction(1, 1000)}


def rounded(amount: Fraction) -> int:
    """Half up to one dong, by the decimal module's own rule."""
    number = Decimal(amount.numerator) / Decimal(amount.denominator)
    nearest = int(number.quantize(Decimal(1), ROUND_HALF_UP))
    if abs(amount - nearest) == Fraction(1, 2) or abs(amount - nearest) > Fraction(1, 2):
        nearest = floor(amount + Fraction(1, 2)) if amount >= 0 else -floor(-amount + Fraction(1, 2))
    return nearest


def shared(total: Fraction, prices: list[Fraction], whole: Fraction) -> list[int]:
    """Parts of a cost in dong: every exact part is cut, and the dong that lack go where most was cut."""
    exact = [total * price / whole for price in prices]
    cut = [floor(part) for part in exact]
    lacking = rounded(sum(exact, Fraction(0))) - sum(cut)
    by_loss = sorted(range(len(exact)), key=lambda at: (exact[at] - cut[at], prices[at]), reverse=True)
    return [part + (at in by_loss[:lacking]) for at, part in enumerate(cut)]


def values(shipment: Any, exchange: dict[str, Fraction]) -> list[int]:
    """The customs values in dong."""
    prices = [Fraction(item.invoice_value or 0) for item in shipment.items]
    whole = Fraction(shipment.allocation_total) if shipment.allocation_total is not None else sum(prices)
    found = [rounded(price * exchange[shipment.currency]) for price in prices]
    lacking = shipment.incoterm in TERMS_WITHOUT_CARRIAGE
    charged = shipment.freight_class in ("E", "F") or (lacking and shipment.freight_class in ("A", "C"))
    costs = []
    if shipment.freight is not None and charged:
        costs.append(shared(Fraction(shipment.freight) * exchange[shipment.freight_currency], prices, whole))
    if shipment.insurance_class == "A" and shipment.insurance is not None:
        costs.append(shared(Fraction(shipment.insurance) * exchange[shipment.insurance_currency], prices, whole))
    for number, adjustment in enumerate(shipment.adjustments, start=1):
        named = [
            price if number in item.adjustments else Fraction(0)
            for price, item in zip(prices, shipment.items, strict=True)
        ]
        base = Fraction(adjustment.base) if adjustment.base is not None else sum(named)
        if base:
            sign = 1 if adjustment.kind == "AD" else -1
            parts = shared(Fraction(adjustment.amount) * exchange[adjustment.currency], named, base)
            costs.append([sign * part for part in parts])
    return [sum((cost[place] for cost in costs), value) for place, value in enumerate(found)]


def taxes_on(value: int, item: Any, rates: dict[str, Any]) -> dict[str, int]:
    """Each tax on a line of this customs value, import; `rates` are entries by name."""
    found: dict[str, int] = {"import": rounded(_on(rates["duty"], Fraction(value), item))}
    if "safeguard" in rates:
        found["remedy"] = rounded(_on(rates["safeguard"], Fraction(value), item))
    with_duties = value + sum(found.values())
    if "excise" in rates:
        found["excise"] = rounded(_on(rates["excise"], Fraction(with_duties), item))
    if "environment" in rates:
        found["environment"] = rounded(_on(rates["environment"], Fraction(0), item))
    found["vat"] = rounded(_on(rates["vat"], Fraction(value + sum(found.values())), item))
    return found


def _on(rate: Any, base: Fraction, item: Any) -> Fraction:
    tax = Fraction(0)
    if rate.kind in ("percent", "mixed"):
        tax += base * rate.ppm / 1_000_000
    if rate.kind in ("specific", "mixed"):
        tax += Fraction(item.quantity) * IN_KILOGRAMS[item.unit] / IN_KILOGRAMS[rate.unit] * rate.amount
    return tax
