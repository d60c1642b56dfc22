"""The least and most that a field declares: numbers, or days as YYYY-MM-DD, `today`, `today+30`, `today-30`."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from motcua.design.domain.numbers import write_decimal
from motcua.kernel.days import in_words
from motcua.kernel.words import Words
from motcua.procedures.domain.form.bounds import DIGITS, PLACES
from motcua.procedures.domain.form.definition import Field

_NUMBER = re.compile(rf"-?[0-9]{{1,{DIGITS}}}(?:\.[0-9]{{1,{PLACES}}})?")
_TODAY = re.compile(r"today(?:([+-])([0-9]{1,5}))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBERS = frozenset({"integer", "decimal", "money"})
KINDS: Mapping[str, str] = {"integer": "number", "decimal": "number", "money": "number", "date": "day"}
"""What a kind's bounds are; a kind that is not here has none."""
Bound = Decimal | date


def bound(field: Field, text: str, today: date) -> Bound | None:
    """The bound that a text says; None where it says none. ValueError where it is no bound of that kind."""
    if not text:
        return None
    if KINDS.get(field.kind) == "number":
        if _NUMBER.fullmatch(text) is None:
            raise ValueError(text)
        return Decimal(text)
    if KINDS.get(field.kind) == "day":
        return _day(text, today)
    raise ValueError(text)


def _day(text: str, today: date) -> date:
    found = _TODAY.fullmatch(text)
    if found is None:
        if _DAY.fullmatch(text) is None:
            raise ValueError(text)
        return date.fromisoformat(text)
    days = int(found[2] or 0)
    try:
        return today + timedelta(days=-days if found[1] == "-" else days)
    except OverflowError:
        raise ValueError(text) from None


def kept(field: Field, text: str, today: date) -> Words | None:
    """None where a canonical text lies within the field's bounds; otherwise what was expected."""
    if field.kind not in KINDS or not (field.least or field.most):
        return None
    value: Bound = Decimal(text) if KINDS[field.kind] == "number" else date.fromisoformat(text)
    try:
        least, most = bound(field, field.least, today), bound(field, field.most, today)
    except ValueError:  # an unsound definition bounds nothing
        return None
    low = least is not None and value < least  # type: ignore[operator]
    high = most is not None and value > most  # type: ignore[operator]
    return expected(least, most) if low or high else None


def expected(least: Bound | None, most: Bound | None) -> Words:
    """The bounds in words; both None say nothing."""
    low = Words("", "") if least is None else Words(f"từ {_written(least, 'vi')}", f"from {_written(least, 'en')}")
    high = Words("", "") if most is None else Words(f"đến {_written(most, 'vi')}", f"up to {_written(most, 'en')}")
    return Words(f"{low.vi} {high.vi}".strip(), f"{low.en} {high.en}".strip())


def _written(value: Bound, language: str) -> str:
    return write_decimal(value, language) if isinstance(value, Decimal) else in_words(value)
