"""Made-up declarations for tests and measurements: valid, varied, the same for the same number."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from motcua.declarations.domain.message import Declaration, Item, write
from motcua.parties.domain import Party

CODES = (
    ("84713020", "Máy tính xách tay, mới 100%", "PCE", 420),
    ("61091010", "Áo phông nam dệt kim từ bông, mới 100%", "PCE", 3),
    ("27011900", "Than đá, loại khác, dạng rời", "KGM", 1),
    ("08106000", "Quả sầu riêng tươi", "KGM", 4),
    ("85171300", "Điện thoại thông minh, mới 100%", "PCE", 260),
    ("23040090", "Khô dầu đậu tương dùng làm thức ăn chăn nuôi", "KGM", 1),
)
NAME = "Công ty TNHH Minh Họa"


def party(no: int = 1, *, level: int = 3, registered_on: date = date(2015, 1, 1), **changes: Any) -> Party:
    """A made-up enterprise; its tax code begins with 57999."""
    facts: dict[str, Any] = {
        "tax_code": f"57999{no:05d}", "name": f"{NAME} {no}", "address": "Hạ Long, Quảng Ninh", "phone": "02033000000",
        "province": "Quảng Ninh", "founded_on": registered_on, "registered_on": registered_on, "status": "active",
        "level": level, "debt_over_90": 0, "priority": False,
    }  # fmt: skip
    return Party(**{**facts, **changes})


def declaration(
    no: int = 1, *, day: date = date(2023, 5, 4), lines: int = 4, direction: str = "import", **changes: Any
) -> Declaration:
    """The `no`-th made-up declaration of a day; `changes` replace header fields."""
    dice = Random(no)  # noqa: S311 - not for secrets
    first = dice.randrange(len(CODES))
    items = tuple(item(dice, first + place, direction) for place in range(lines))
    head = _import_head(day) if direction == "import" else _export_head(day)
    facts: dict[str, Any] = {
        "direction": direction, "office": "20BB", "reference": f"T{no:010d}", "declared_on": day,
        "party_id": f"57999{1 + no % 5:05d}", "party_name": f"{NAME} {1 + no % 5}",
        "party_address": "Hạ Long, Quảng Ninh", "party_phone": "02033000000",
        "foreign_name": "DONGXING ILLUSTRATIVE TRADING CO", "foreign_address": ("1 EXAMPLE ROAD", "", "DONGXING", ""),
        "foreign_country": "CN", "transport_mode": "4", "packages": dice.randint(1, 900), "package_unit": "CT",
        "gross_weight": Decimal(sum(each.quantity or 0 for each in items)) + 50, "weight_unit": "KGM",
        "vessel_name": "15C-12345",
        "invoice_class": "A", "invoice_number": f"INV-{no}", "invoice_on": day - timedelta(days=4),
        "payment_method": "TTR", "price_kind": "A", "currency": "USD",
        "invoice_total": sum((each.invoice_value or Decimal(0) for each in items), Decimal(0)),
        "payment_term": "D", "taxpayer": "1", "items": items,
    }  # fmt: skip
    return Declaration(**{**facts, **head, **changes})


def _import_head(day: date) -> dict[str, Any]:
    return {
        "procedure": "A11", "transaction_class": "4", "warehouse": "20BBX01", "arrival_on": day - timedelta(days=1),
        "unloading_place": "VNMC0", "loading_place": "CNDOX", "loading_name": "DONGXING", "incoterm": "DAF",
        "valuation_code": "6",
    }  # fmt: skip


def _export_head(day: date) -> dict[str, Any]:
    return {
        "procedure": "B11", "warehouse": "20BBX01", "departure_on": day + timedelta(days=1),
        "loading_place": "VNMC0", "destination_place": "CNDOX", "destination_name": "DONGXING", "incoterm": "DAF",
    }  # fmt: skip


def item(dice: Random, place: int, direction: str = "import") -> Item:
    """A goods item whose quantity, price and value agree."""
    code, name, unit, price = CODES[place % len(CODES)]
    quantity = Decimal(dice.randint(10, 2000))
    unit_price = Decimal(price) + Decimal(dice.randint(-20, 20)) / 100
    exported = direction == "export"
    return Item(
        hs_code=code, description=f"{name}#&VN" if exported else name, origin="VN" if exported else "CN",
        quantity=quantity, unit=unit, invoice_value=quantity * unit_price, unit_price=unit_price,
        unit_price_currency="USD", unit_price_unit=unit, tariff_table="" if exported else "B01",
    )  # fmt: skip


def body(no: int = 1, **changes: Any) -> bytes:
    """The same as JSON bytes."""
    return write(declaration(no, **changes))
