"""Writing: a declaration back into the texts of a draft, so that one may be copied and changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from motcua.declarations.domain.drafting.entered import Entered
from motcua.declarations.domain.drafting.slots import STEPS, Slot, item_slots, slots
from motcua.declarations.domain.message import Declaration, Item
from motcua.design.domain.numbers import grouped, write_decimal
from motcua.design.domain.times import day as written_day

_LANGUAGE = "vi"


def entered(declaration: Declaration) -> Entered:
    """The texts from which the same declaration is read again."""
    header = dict(_texts(declaration, slots(declaration.direction)))
    known = item_slots(declaration.direction)
    items = tuple(dict(_texts(item, known)) for item in declaration.items)
    return Entered(header, items, tuple(STEPS))


def _texts(subject: Declaration | Item, known: Mapping[str, Slot]) -> Iterator[tuple[str, str]]:
    for key, slot in known.items():
        text = written(_value(subject, key, slot), slot)
        if text:
            yield key, text


def _value(subject: Declaration | Item, key: str, slot: Slot) -> Any:
    name, _, rest = key.partition(".")
    value = getattr(subject, name)
    if not rest:
        return value
    place, _, part = rest.partition(".")
    element = value[int(place)] if int(place) < len(value) else ""
    return getattr(element, part) if part and isinstance(element, msgspec.Struct) else element


def written(value: Any, slot: Slot) -> str:
    """A value as the trader would type it; empty where there is none."""
    if value is None or value == () or value == "":
        return ""
    if isinstance(value, Decimal):
        return write_decimal(value, _LANGUAGE)
    if isinstance(value, date):
        return written_day(value, _LANGUAGE)
    if isinstance(value, int):
        return str(value) if slot.size == "4" else grouped(value, _LANGUAGE)
    if isinstance(value, tuple):
        return ("\n" if slot.widget == "lines" else ", ").join(str(part) for part in value)
    return str(value)
