"""Sums of a bill: packages, and weight in ten-thousandths of a kilogram."""

from decimal import ROUND_HALF_UP, Decimal

from motcua.manifests.domain.shapes import Bill, Goods

KILOGRAMS = {"KGM": Decimal(1), "TNE": Decimal(1000), "LBR": Decimal("0.45359237")}
E4 = Decimal(10_000)


def kilograms_e4(amount: Decimal | None, unit: str = "KGM") -> int:
    """A weight in ten-thousandths of a kilogram; 0 of one that is not told, or in an unknown unit."""
    if amount is None:
        return 0
    return int((amount * KILOGRAMS.get(unit, Decimal(0)) * E4).to_integral_value(ROUND_HALF_UP))


def packages(bill: Bill) -> int:
    """Packages of all goods rows."""
    return sum(row.packages or 0 for row in bill.goods)


def gross_e4(bill: Bill) -> int:
    """Gross weight of all goods rows."""
    return sum(weight_e4(row) for row in bill.goods)


def weight_e4(row: Goods) -> int:
    """Gross weight of a goods row."""
    return kilograms_e4(row.gross_weight, row.weight_unit)
