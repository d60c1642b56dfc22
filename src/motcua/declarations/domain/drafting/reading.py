"""Reading: the texts of a draft into a declaration; what cannot be read is told and left out."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, cast

from motcua.declarations.domain.drafting.codes import matched
from motcua.declarations.domain.drafting.entered import Entered
from motcua.declarations.domain.drafting.slots import Slot, item_slots, slots
from motcua.declarations.domain.message import (
    Adjustment,
    Attachment,
    Declaration,
    Direction,
    Item,
    Licence,
    OtherTax,
    Transit,
)
from motcua.design.domain.numbers import NotANumber, is_ambiguous, read_decimal
from motcua.design.domain.times import read_day
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words

UNREAD = "DCL-E01"
_ROWS: Mapping[str, Callable[..., Any]] = {
    "licences": Licence, "adjustments": Adjustment, "attachments": Attachment, "transits": Transit,
    "other_taxes": OtherTax,
}  # fmt: skip
_NUMBER = Words("Nhập một số, ví dụ 1.234,5.", "Enter a number, for example 1.234,5.")
_WHOLE = Words("Nhập một số nguyên, ví dụ 120.", "Enter a whole number, for example 120.")
_WHOLES = Words("Nhập các số cách nhau bằng dấu phẩy, ví dụ 1, 2.", "Enter numbers with commas, for example 1, 2.")
_DAY = Words("Nhập ngày/tháng/năm, ví dụ 22/12/2023.", "Enter day/month/year, for example 22/12/2023.")
_CODE = Words(
    "Chọn trong danh mục: gõ mã, hoặc tên đủ để chỉ còn một mục.",
    "Choose from the list: type the code, or enough of the name to leave one.",
)
_HIGHEST_WHOLE = 10**9


def _not_read(slot: Slot, text: str) -> Words:
    shown = " ".join(text[:60].split())
    return Words(f"{slot.words.vi}: không đọc được “{shown}”.", f"{slot.words.en}: “{shown}” cannot be read.")


class Unread(ValueError):
    """A text that cannot be read; `remedy` says what to write."""

    def __init__(self, remedy: Words) -> None:
        self.remedy = remedy
        super().__init__(remedy.en)


class Reading(NamedTuple):
    """What was read of a draft. `ambiguous` are paths of numbers that might be meant otherwise."""

    declaration: Declaration
    unread: tuple[Finding, ...]
    ambiguous: tuple[str, ...]


def read(entered: Entered, *, direction: str, party: str, day: date) -> Reading:
    """The declaration of a draft, for the lists of a day."""
    told = _Told(day)
    facts = told.values(entered.header, slots(direction), "")
    known = item_slots(direction)
    items = tuple(Item(**told.values(texts, known, f"/items/{place}")) for place, texts in enumerate(entered.items))
    facts["party_id"] = party
    declaration = Declaration(direction=cast(Direction, direction), items=items, **facts)
    return Reading(declaration, tuple(told.unread), tuple(told.ambiguous))


def value_of(slot: Slot, text: str, day: date) -> Any:
    """The value of one text. Unread if it has none."""
    return _READERS[slot.widget](slot, text, day)


class _Told:
    """Reads texts and gathers what could not be read."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.unread: list[Finding] = []
        self.ambiguous: list[str] = []

    def values(self, texts: Mapping[str, str], known: Mapping[str, Slot], at: str) -> dict[str, Any]:
        """Fields of a declaration or an item; groups become rows of their own kind."""
        facts: dict[str, Any] = {}
        rows: dict[str, dict[int, dict[str, Any]]] = {}
        for key, text in texts.items():
            slot = known.get(key)
            if slot is None or not text.strip():
                continue
            value = self._value(slot, text, f"{at}/{key.replace('.', '/')}")
            name, _, rest = key.partition(".")
            if rest:
                place, _, part = rest.partition(".")
                row = rows.setdefault(name, {}).setdefault(int(place), {})
                row |= {} if value is None else {part: value}
            elif value is not None:
                facts[name] = value
        return facts | {name: _rows(name, held) for name, held in rows.items()}

    def _value(self, slot: Slot, text: str, path: str) -> Any:
        if slot.widget == "amount" and is_ambiguous(text):
            self.ambiguous.append(path)
        try:
            return value_of(slot, text, self.day)
        except Unread as error:
            self.unread.append(Finding(UNREAD, path, "refuse", text[:120], _not_read(slot, text), error.remedy))
            return None


def _rows(name: str, held: Mapping[int, Mapping[str, Any]]) -> tuple[Any, ...]:
    """Rows of a group as its structs, or the lines of an address; none is skipped, so that places stay."""
    made = _ROWS.get(name)
    rows = [held.get(place, {}) for place in range(max(held) + 1)]
    return tuple(made(**row) if made else row.get("", "") for row in rows)


def _text(slot: Slot, text: str, day: date) -> str:
    plain = " ".join(text.split()) if slot.widget != "area" else " ".join(text.split("\n")).strip()
    return plain.replace(" ", "").upper() if slot.field.kind == "code" else plain


def _code(slot: Slot, text: str, day: date) -> str:
    found = matched(slot.list or "office", text, day)
    if found is None:
        raise Unread(_CODE)
    return found


def _tariff_code(slot: Slot, text: str, day: date) -> str:
    """A tariff code without its dots and blanks, as `6109.10.10` is written."""
    return re.sub(r"[\s.]", "", text)


def _amount(slot: Slot, text: str, day: date) -> Decimal:
    try:
        return read_decimal(text)
    except NotANumber:
        raise Unread(_NUMBER) from None


def _whole(slot: Slot, text: str, day: date) -> int:
    try:
        value = read_decimal(text)
    except NotANumber:
        raise Unread(_WHOLE) from None
    if value != value.to_integral_value() or abs(value) >= _HIGHEST_WHOLE:
        raise Unread(_WHOLE)
    return int(value)


def _day(slot: Slot, text: str, day: date) -> date:
    found = read_day(text)
    if found is None:
        raise Unread(_DAY)
    return found


def _lines(slot: Slot, text: str, day: date) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.split("\n") if line.strip())


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[,;\n]+", text) if part.strip()]


def _codes(slot: Slot, text: str, day: date) -> tuple[str, ...]:
    return tuple(_code(slot, part, day) for part in _separate(text))


def _separate(text: str) -> Iterable[str]:
    """Codes are divided by commas, or by blanks where there is no comma."""
    parts = _parts(text)
    return text.split() if len(parts) == 1 and all(len(part) <= 3 for part in text.split()) else parts


def _wholes(slot: Slot, text: str, day: date) -> tuple[int, ...]:
    parts = re.split(r"[\s,;]+", text.strip(" ,;"))
    if not all(part.isdecimal() and len(part) < 4 for part in parts):
        raise Unread(_WHOLES)
    return tuple(int(part) for part in parts)


_READERS: Mapping[str, Callable[[Slot, str, date], Any]] = {
    "text": _text, "area": _text, "select": _code, "list": _code, "office": _code, "hs": _tariff_code,
    "amount": _amount, "whole": _whole, "day": _day, "lines": _lines, "codes": _codes, "wholes": _wholes,
}  # fmt: skip
