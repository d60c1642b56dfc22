"""Two versions of a declaration side by side, as a page shows them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from motcua.declarations.domain.differing import ItemChange, Pair
from motcua.declarations.domain.message import Item
from motcua.declarations.queries.amendments import Beside
from motcua.design.domain import amounts, numbers, times
from motcua.design.templatetags.figures import language
from motcua.duties.domain.explaining import NAMES
from motcua.kernel.words import Words

KINDS = {
    "added": (Words("Thêm", "Added"), "good"), "removed": (Words("Bỏ", "Removed"), "bad"),
    "changed": (Words("Sửa", "Changed"), "warn"),
}  # fmt: skip
LINES = 100
"""Goods items that differ on one page; all are counted."""


def sides(found: Beside) -> dict[str, Any]:
    """Header fields, goods items by number, taxes by kind and in total."""
    spoken = language()
    items = found.changes.items
    return {
        "header": [_row(pair, spoken) for pair in found.changes.header],
        "items": [_item(change, spoken) for change in items[:LINES]], "more": max(0, len(items) - LINES),
        "taxes": [(NAMES[kind], before, after, after - before) for kind, before, after in found.taxes],
        "before": found.before, "after": found.after, "difference": found.difference,
        "back": abs(min(found.difference, 0)),
    }  # fmt: skip


def _row(pair: Pair, spoken: str) -> dict[str, Any]:
    return {"label": pair.words, "before": written(pair.before, spoken), "after": written(pair.after, spoken)}


def _item(change: ItemChange, spoken: str) -> dict[str, Any]:
    words, tone = KINDS[change.kind]
    known = change.after or change.before
    assert known is not None
    return {
        "no": change.no, "words": words, "tone": tone, "kind": change.kind, "goods": known.description,
        "code": known.hs_code, "facts": " · ".join(_facts(known, spoken)),
        "rows": [_row(pair, spoken) for pair in change.pairs],
    }  # fmt: skip


def _facts(item: Item, spoken: str) -> Iterator[str]:
    """What one sees first of a line that was added or removed."""
    if item.quantity is not None:
        yield f"{written(item.quantity, spoken)} {item.unit}"
    if item.invoice_value is not None:
        yield f"{written(item.invoice_value, spoken)} {item.unit_price_currency}".strip()
    if item.origin:
        yield item.origin


def written(value: object, spoken: str) -> str:
    """A value of a message as a person reads it."""
    if value is None or value in ("", ()):
        return "–"
    if isinstance(value, Decimal):
        return numbers.write_decimal(value, spoken)
    if isinstance(value, date):
        return times.day(value, spoken)
    if isinstance(value, msgspec.Struct):
        parts = (written(getattr(value, name), spoken) for name in value.__struct_fields__)
        return " · ".join(part for part in parts if part != "–")
    if isinstance(value, tuple | list):
        return ", ".join(part for part in (written(each, spoken) for each in value) if part != "–") or "–"
    return str(value)


def owed(difference: int) -> str:
    """A difference in dong with its sign."""
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return f"{sign}{amounts.dong(abs(difference), language())}"
