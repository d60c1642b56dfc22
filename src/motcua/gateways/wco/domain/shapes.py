"""Shapes: how a value is written at a place of the message, and read from it.

`write` gives None where the value does not fit the place. `read` raises Unreadable with what was expected.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache

import msgspec

from motcua.kernel.days import law_day
from motcua.kernel.words import Words

Value = object
Attributes = Mapping[str, str]


class Unreadable(Exception):
    """A text that is not what its place asks for."""

    def __init__(self, expected: Words) -> None:
        self.expected = expected
        super().__init__(expected.en)


class Unread(msgspec.Struct, frozen=True):
    """A value that could not be read: the JSON path of its field, what stood there, what was expected."""

    path: str
    value: str
    expected: Words


class Shape(msgspec.Struct, frozen=True):
    """One place's way of writing: both directions, and whether reading needs the attributes."""

    read: Callable[[str, Attributes], Value]
    write: Callable[[Value], str | None]
    plain: Callable[[str], object] | None = None
    """Where a text that this matches is the value itself: lets the reader go fast."""
    moment: bool = False

    def same(self, text: str, attributes: Attributes, value: Value) -> bool:
        """Whether the text says that value."""
        try:
            return self.read(text, attributes) == value
        except Unreadable:
            return False


_FORMAT = re.compile(r"(an|a|A|n)(\.\.)?(\d+)(?:,(\d+))?")
_DECIMAL = re.compile(r"[+-]?(\d{1,30}(\.\d{0,15})?|\.\d{1,15})", re.ASCII)


@cache
def shape(kind: str, form: str) -> Shape:
    """The shape of a field's kind (text, whole, amount, day, direction) at an element of that format."""
    makers = {"text": _text, "whole": _whole, "amount": _amount, "day": _day, "direction": _direction}
    return makers[kind](form)


def clean(text: str) -> bool:
    """Whether a text can stand in a message as it is: printable, with no blanks at its ends."""
    return text.isprintable() and text == text.strip() != ""


def _said(text: str) -> str:
    return text.strip() if text.isprintable() else " ".join(text.split())


def _text(form: str) -> Shape:
    letters, upto, most, _ = _parts(form)
    least = 1 if upto else most
    pattern = re.compile(f"{_LETTERS[letters]}{{{least},{most}}}")
    expected = Words(
        f"{_KINDS[letters].vi}, {'không quá' if upto else 'đúng'} {most} ký tự",
        f"{_KINDS[letters].en}, {'at most' if upto else 'exactly'} {most} characters",
    )

    def read(text: str, _: Attributes) -> str:
        said = _said(text)
        if not pattern.fullmatch(said):
            raise Unreadable(expected)
        return said

    def write(value: Value) -> str | None:
        text = str(value)
        return text if clean(text) and pattern.fullmatch(text) else None

    return Shape(read, write, re.compile(rf"(?!\s){pattern.pattern}(?<!\s)").fullmatch)


_LETTERS = {"an": r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]", "a": "[a-zA-Z]", "A": "[A-Z]", "n": "[0-9]"}
_KINDS = {
    "an": Words("chữ và số", "letters and digits"), "a": Words("chữ cái", "letters"),
    "A": Words("chữ hoa", "capitals"), "n": Words("chữ số", "digits"),
}  # fmt: skip


def _parts(form: str) -> tuple[str, bool, int, int]:
    found = _FORMAT.fullmatch(form)
    if found is None:
        raise ValueError(form)
    return found[1], bool(found[2]), int(found[3]), int(found[4] or 0)


def _whole(form: str) -> Shape:
    most = _parts(form)[2]
    expected = Words(f"số nguyên, không quá {most} chữ số", f"a whole number of at most {most} digits")

    def read(text: str, _: Attributes) -> int:
        said = text.strip()
        if not (said.isascii() and said.isdigit() and len(said) <= most):
            raise Unreadable(expected)
        return int(said)

    def write(value: Value) -> str | None:
        return str(value) if isinstance(value, int) and 0 <= value < 10**most else None

    return Shape(read, write)


def _amount(form: str) -> Shape:
    _, _, digits, places = _parts(form)
    expected = Words(
        f"số, không quá {digits} chữ số, trong đó {places} sau dấu chấm",
        f"a number of at most {digits} digits, {places} of them after the point",
    )

    def read(text: str, _: Attributes) -> Decimal:
        said = text.strip()
        if not _DECIMAL.fullmatch(said):
            raise Unreadable(expected)
        value = Decimal(said)
        if not _holds(value, digits, places):
            raise Unreadable(expected)
        return value

    def write(value: Value) -> str | None:
        fits = isinstance(value, Decimal) and value.is_finite() and _holds(value, digits, places)
        return f"{value:f}" if fits else None

    return Shape(read, write)


def _holds(value: Decimal, digits: int, places: int) -> bool:
    """Whether a number keeps the bounds of the schema; zeros at its ends do not count."""
    if value.adjusted() > 60 or value.adjusted() < -60:
        return False
    whole, _, fraction = f"{abs(value):f}".partition(".")
    after = len(fraction.rstrip("0"))
    return after <= places and len(whole.lstrip("0")) + after <= digits


_DAY_FORMATS = {
    "102": re.compile(r"\d{8}"), "203": re.compile(r"\d{12}"), "204": re.compile(r"\d{14}"),
    "304": re.compile(r"\d{14}(Z|[+-]\d{2}(:?\d{2})?)?"),
}  # fmt: skip
_A_DAY = Words("ngày, như 20231222 với formatCode 102", "a day, such as 20231222 with formatCode 102")


def _day(_form: str) -> Shape:
    def read(text: str, attributes: Attributes) -> date:
        said = text.strip()
        form = _DAY_FORMATS.get(attributes.get("formatCode", "102"))
        if form is None or not form.fullmatch(said) or not said.isascii():
            raise Unreadable(_A_DAY)
        try:
            return _moment(said)
        except (ValueError, OverflowError):
            raise Unreadable(_A_DAY) from None

    def write(value: Value) -> str | None:
        return f"{value:%Y%m%d}" if isinstance(value, date) and 2000 <= value.year < 2100 else None

    return Shape(read, write, moment=True)


def _moment(said: str) -> date:
    """The day in Viet Nam; a moment without a zone is one in Viet Nam."""
    day = date(int(said[:4]), int(said[4:6]), int(said[6:8]))
    if len(said) == 8:
        return day
    at = datetime(day.year, day.month, day.day, int(said[8:10]), int(said[10:12]), int(said[12:14] or 0), tzinfo=UTC)
    zone = said[14:]
    if not zone:
        return day
    if zone == "Z":
        return law_day(at)
    ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:].strip(":") or 0))
    return law_day(at - ahead if zone[0] == "+" else at + ahead)


_DIRECTIONS = {"import": "IM", "export": "EX"}
_A_DIRECTION = Words("IM… (nhập khẩu) hoặc EX… (xuất khẩu)", "IM… (import) or EX… (export)")


def _direction(_form: str) -> Shape:
    def read(text: str, _: Attributes) -> str:
        for direction, letters in _DIRECTIONS.items():
            if text.strip()[:2] == letters:
                return direction
        raise Unreadable(_A_DIRECTION)

    return Shape(read, lambda value: _DIRECTIONS[str(value)])


def stated(kind: str, value: Value) -> str:
    """A value as the text of a statement."""
    if kind == "day" and isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < 40 and len(str(value)) < 80:
        return f"{value:f}"
    return str(value)


def unstated(kind: str, text: str) -> Value:
    """The value that a statement's text says."""
    expected = _STATED.get(kind)
    try:
        if kind == "day":
            return date.fromisoformat(text)
        if kind == "whole":
            return int(text)
        return Decimal(text) if kind == "amount" else text
    except (ValueError, InvalidOperation):
        raise Unreadable(expected or _A_DAY) from None


_STATED = {
    "day": Words("ngày, như 2023-12-22", "a day, such as 2023-12-22"),
    "whole": Words("số nguyên", "a whole number"), "amount": Words("số, như 12.5", "a number, such as 12.5"),
}  # fmt: skip
