"""Rewriting: the message of a declaration as its trader would have it, for amendments that are proposed."""

from typing import Any

import msgspec

MARK = "KBS-1"
MORE = 1.04
"""By how much of the first line a proposal declares more."""


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
