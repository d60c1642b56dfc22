"""Rewriting: the message of a declaration as its trader would have it, for amendments that are proposed."""

from decimal import Decimal
from typing import Any

import msgspec

MARK = "KBS-1"
MORE = 1.04
"""By how much of the first line a proposal declares more."""
PACKED = Decimal("1.045")
"""Gross weight of goods of one kilogram."""
SOLD_AT, PARTLY = Decimal("1.06"), Decimal("0.8")
"""How much above its price goods are re-exported, and so much of what is left at the most, so that a rest stays."""


def marked(body: bytes) -> bytes:
    """The same with the marks on the packages, which change no tax."""
    message = _read(body)
    return _write({**message, "marks": MARK})


def more(body: bytes) -> bytes:
    """The same with more of the first line, at the same price."""
    message = _read(body)
    first, *rest = message["items"]
    quantity = float(first["quantity"]) * MORE
    counted = first["unit"] in ("PCE", "PR", "SET", "UNIT")
    quantity = float(int(quantity) + 1) if counted else round(quantity, 2)
    value = _like(first["invoice_value"], quantity * float(first["unit_price"]))
    total = float(message["invoice_total"]) + float(value) - float(first["invoice_value"])
    changed = {**first, "quantity": f"{quantity:.2f}", "invoice_value": value}
    return _write({**message, "invoice_total": _like(message["invoice_total"], total), "items": [changed, *rest]})


def closing(body: bytes, original: bytes, *, procedure: str, number: str, line: int, left_e4: int) -> bytes | None:
    """An export as closing a part of a line of an earlier import, at the same invoice total and a little above the
    price at which the goods came. None where currencies differ or no part of the line comes to that total.
    """
    message, earlier = _read(body), _read(original)
    item, total = earlier["items"][line - 1], Decimal(message["invoice_total"])
    if message["currency"] != earlier["currency"] or not item.get("unit_price"):
        return None
    quantity = (total / (Decimal(item["unit_price"]) * SOLD_AT)).quantize(Decimal(1))
    if not 0 < quantity * 10_000 <= left_e4 * PARTLY:
        return None
    goods = {name: item[name] for name in ("hs_code", "origin", "unit", "unit_price_unit") if name in item}
    goods["description"] = f"{item['description'][:180]}#&{item.get('origin', 'KXĐ')}"
    goods |= {"quantity": str(quantity), "invoice_value": message["invoice_total"], "prior_line": line}
    goods |= {
        "unit_price": str((total / quantity).quantize(Decimal("0.0001"))),
        "unit_price_currency": message["currency"],
    }
    kg = quantity
    if "unit2" in item:
        kg = (Decimal(item["quantity2"]) * quantity / Decimal(item["quantity"])).quantize(Decimal("0.01"))
        goods |= {"unit2": item["unit2"], "quantity2": f"{kg:.2f}"}
    weight = {"gross_weight": f"{kg * PACKED:.2f}", "weight_unit": "KGM"}
    return _write({**message, **weight, "procedure": procedure, "prior_number": number, "items": [goods]})


def secured(body: bytes, *, term: str, bank: str, year: int, symbol: str, number: str) -> bytes:
    """The same with its taxes under a guarantee; `term` is a code of list payment_term."""
    named = {"guarantee_bank": bank, "guarantee_year": year, "guarantee_symbol": symbol, "guarantee_number": number}
    return _write({**_read(body), "payment_term": term, **named})


def divisible(body: bytes) -> bool:
    """Whether its goods can leave in parts: more than one container, or packages."""
    message = _read(body)
    boxes = len(message.get("containers", ())) or message.get("container_count", 0)
    return bool((boxes or message.get("packages", 0)) > 1)


def _like(known: str, amount: float) -> str:
    """An amount with as many decimals as another."""
    return f"{amount:.{len(known.partition('.')[2])}f}"


def _read(body: bytes) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(body)
    return found


def _write(message: dict[str, Any]) -> bytes:
    return msgspec.json.encode(message)
