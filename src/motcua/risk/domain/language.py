"""The language of criteria: one part a line, or several joined by `and`; what is written reads back the same.

direction in import
heading in 6109, 6204
heading not in 610910
value >= 20000000
unit_value < 55 %
past.party.hits >= 2
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from motcua.kernel.money import PPM, read_e4
from motcua.kernel.words import Words
from motcua.risk.domain.criteria import LISTED, Criteria
from motcua.risk.domain.facts import FLAGS
from motcua.risk.domain.past import LARGEST, OF, Earlier

PERCENT = PPM // 100
LONGEST = 10_000
_DIGITS = len(str(LARGEST)) + 1
"""So many digits of a number are read: one more than the largest has."""


class Fault(NamedTuple):
    """Where a text cannot be read, what stands there, and what was expected."""

    line: int
    column: int
    found: str
    expected: Words


class Token(NamedTuple):
    """A piece of the text and where it begins; an empty one ends a line."""

    text: str
    line: int
    column: int


class Part(NamedTuple):
    """A part of the language: name, sign, the field of Criteria, and how its values are read."""

    name: str
    sign: str
    field: str
    kind: str


_LISTS = {
    "direction": "directions", "office": "offices", "procedure": "procedures", "level": "levels", "party": "parties",
    "agent": "agents", "country": "countries", "mode": "modes", "flag": "flags", "heading": "headings",
    "origin": "origins",
}  # fmt: skip
PARTS = (
    *(Part(name, "in", field, "list") for name, field in _LISTS.items()),
    Part("heading", "not in", "not_headings", "list"),
    Part("preference", "=", "preference", "yes"),
    Part("value", ">=", "value_from", "whole"),
    Part("value", "<", "value_below", "whole"),
    Part("tax", ">=", "tax_from", "whole"),
    Part("tax", "<", "tax_below", "whole"),
    Part("weight", ">=", "weight_from", "whole"),
    Part("weight", "<", "weight_below", "whole"),
    Part("lines", ">=", "lines_from", "whole"),
    Part("lines", "<=", "lines_to", "whole"),
    Part("age", "<", "younger_than_days", "whole"),
    Part("unit_value", "<", "below_reference_ppm", "percent"),
)
PAST = {
    ("checks", ">="): "checks_from", ("checks", "<"): "checks_below", ("hits", ">="): "hits_from",
    ("rate", ">="): "rate_from_ppm",
}  # fmt: skip
_SIGN_OF = {what: pair for pair, what in PAST.items()}
_BY_NAME = {(part.name, part.sign): part for part in PARTS}
NAMES = tuple(dict.fromkeys(part.name for part in PARTS))
_TOKEN = re.compile(r"[ \t]*(?:(#[^\n]*)|(>=|<=|<|=|,|%|[A-Za-z0-9_.-]+)|([^\s]))")


def written(criteria: Criteria) -> str:
    """Criteria as text, one part a line."""
    held = ((part, getattr(criteria, part.field)) for part in PARTS)
    lines = [f"{part.name} {part.sign} {_value(part.kind, value)}" for part, value in held if value is False or value]
    return "\n".join([*lines, *map(_written_past, criteria.earlier)])


def _value(kind: str, value: Any) -> str:
    if kind == "list":
        return ", ".join(map(str, value))
    if kind == "yes":
        return "yes" if value else "no"
    return percent(value) if kind == "percent" else str(value)


def _written_past(asked: Earlier) -> str:
    name, sign = _SIGN_OF[asked.what]
    bound = percent(asked.bound) if asked.what == "rate_from_ppm" else str(asked.bound)
    return f"past.{asked.of}.{name} {sign} {bound}"


def percent(ppm: int) -> str:
    """A share as it is written in the language: 550,000 as 55 %."""
    whole, rest = divmod(ppm, PERCENT)
    decimals = f".{rest:04d}".rstrip("0") if rest else ""
    return f"{whole}{decimals} %"


def parsed(text: str) -> Criteria | tuple[Fault, ...]:
    """The criteria of a text, or everything that is wrong with it, in its order."""
    if len(text) > LONGEST:
        return (Fault(1, 1, "", Words(f"Không quá {LONGEST} ký tự.", f"At most {LONGEST} characters.")),)
    reading = _Reading()
    for line in _lines(text):
        reading.line(line)
    if reading.faults:
        return tuple(reading.faults)
    if not reading.fields:
        return (Fault(1, 1, "", _A_PART),)
    return Criteria(**reading.fields)


def criteria_of(text: str) -> Criteria:
    """The criteria of a text that is known to be good. ValueError with the first fault if it is not."""
    found = parsed(text)
    if not isinstance(found, Criteria):
        raise ValueError(f"{text!r}: {found[0]}")
    return found


def _lines(text: str) -> Iterator[list[Token]]:
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        found = [Token(each[2] or each[3], number, (each.start(2) if each[2] else each.start(3)) + 1)
                 for each in _TOKEN.finditer(line) if each[2] or each[3]]  # fmt: skip
        if found:
            yield [*found, Token("", number, len(line) + 1)]


class _Stop(Exception):
    """The part cannot be read any further."""


class _Reading:
    """Reads line by line; a faulty part is left out and the next one is read."""

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.faults: list[Fault] = []
        self.tokens: list[Token] = []
        self.place = 0

    def line(self, tokens: list[Token]) -> None:
        """Read the parts of a line."""
        self.tokens, self.place = tokens, 0
        while self.now.text:
            try:
                self._part()
                self._joined()
            except _Stop:
                self._skip()

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def _next(self) -> Token:
        found = self.now
        self.place += 1 if found.text else 0
        return found

    def _refuse(self, at: Token, expected: Words) -> _Stop:
        self.faults.append(Fault(at.line, at.column, at.text, expected))
        return _Stop()

    def _skip(self) -> None:
        while self.now.text and self.now.text != "and":
            self.place += 1
        if self.now.text == "and":
            self.place += 1

    def _joined(self) -> None:
        if not self.now.text:
            return
        if self._next().text != "and":
            raise self._refuse(self.tokens[self.place - 1], _AND)
        if not self.now.text:
            raise self._refuse(self.now, _A_PART)

    def _part(self) -> None:
        name = self._next()
        if name.text.startswith("past."):
            return self._past(name)
        if name.text not in NAMES:
            raise self._refuse(name, _A_PART)
        sign = self._sign([part.sign for part in PARTS if part.name == name.text])
        part = _BY_NAME[name.text, sign]
        value = _READERS[part.kind](self, part)
        if part.field in self.fields:
            raise self._refuse(name, _ONCE)
        self.fields[part.field] = value
        return None

    def _past(self, name: Token) -> None:
        pieces = name.text.split(".")
        counted = tuple(dict.fromkeys(count for count, _ in PAST))
        if len(pieces) != 3 or pieces[1] not in OF or pieces[2] not in counted:  # noqa: PLR2004 - past, whose, what
            raise self._refuse(name, _A_PAST)
        sign = self._sign([sign for count, sign in PAST if count == pieces[2]])
        what = PAST[pieces[2], sign]
        bound = self.percent(None) if what == "rate_from_ppm" else self.whole(None)
        held = self.fields.get("earlier", ())
        if any(each.of == pieces[1] and each.what == what for each in held):
            raise self._refuse(name, _ONCE)
        self.fields["earlier"] = (*held, Earlier(pieces[1], what, bound))  # type: ignore[arg-type]

    def _sign(self, possible: list[str]) -> str:
        found = self._next()
        sign = found.text
        if sign == "not":
            sign = f"not {self._next().text}"
        if sign not in possible:
            listed = ", ".join(possible)
            raise self._refuse(found, Words(f"Một trong các dấu: {listed}.", f"One of the signs: {listed}."))
        return sign

    def listed(self, part: Part) -> tuple[Any, ...]:
        """Values between commas."""
        found = [self._one(part)]
        while self.now.text == ",":
            self._next()
            found.append(self._one(part))
        return tuple(found)

    def _one(self, part: Part) -> Any:
        token = self._next()
        value: Any = token.text
        if part.field == "levels" and value.isascii() and value.isdecimal() and len(value) == 1:
            value = int(value)
        if not LISTED[part.field](value):
            raise self._refuse(token, _VALUES.get(part.field, _A_CODE))
        return value

    def yes(self, _: Part | None) -> bool:
        """Yes or no."""
        token = self._next()
        if token.text not in ("yes", "no"):
            raise self._refuse(token, Words("yes hoặc no.", "yes or no."))
        return token.text == "yes"

    def whole(self, _: Part | None) -> int:
        """A whole number from 1."""
        token = self._next()
        digits = token.text.replace("_", "")
        value = int(digits.lstrip("0")[:_DIGITS] or 0) if digits.isascii() and digits.isdecimal() else 0
        if not 1 <= value <= LARGEST:
            raise self._refuse(token, _A_WHOLE)
        return value

    def percent(self, _: Part | None) -> int:
        """A share with at most four decimals, as millionths."""
        token = self._next()
        ppm = _share(token.text)
        if not 0 < ppm <= PPM:
            raise self._refuse(token, _A_PERCENT)
        sign = self._next()
        if sign.text != "%":
            raise self._refuse(sign, _A_PERCENT)
        return ppm


def _share(text: str) -> int:
    """Per cent as millionths; 0, which no share is, for what cannot be read."""
    try:
        return read_e4(text)
    except ValueError:
        return 0


_READERS: dict[str, Callable[["_Reading", Part], Any]] = {
    "list": _Reading.listed, "yes": _Reading.yes, "whole": _Reading.whole, "percent": _Reading.percent,
}  # fmt: skip
_A_PART = Words(f"Một phần: {', '.join(NAMES)}, past.….", f"A part: {', '.join(NAMES)}, past.….")
_A_PAST = Words(
    f"past.<của ai>.<đếm gì>: {', '.join(OF)}; checks, hits, rate.",
    f"past.<whose>.<what>: {', '.join(OF)}; checks, hits, rate.",
)
_AND = Words("and, dấu phẩy hoặc hết dòng.", "and, a comma or the end of the line.")
_ONCE = Words("Mỗi phần chỉ viết một lần; nối các giá trị bằng dấu phẩy.", "Each part once; join values by commas.")
_A_CODE = Words("Một mã bằng chữ hoa và chữ số.", "A code of capital letters and digits.")
_A_WHOLE = Words("Số nguyên từ 1, không dấu nhóm.", "A whole number from 1, without marks of thousands.")
_A_PERCENT = Words("Tỷ lệ như 12.5 %, trên 0 đến 100.", "A share as 12.5 %, above 0 up to 100.")
_VALUES = {
    "directions": Words("import hoặc export.", "import or export."),
    "levels": Words("Mức tuân thủ từ 1 đến 5.", "A compliance level from 1 to 5."),
    "headings": Words("Đầu mã hàng từ 2 đến 8 chữ số.", "The beginning of a code, 2 to 8 digits."),
    "not_headings": Words("Đầu mã hàng từ 2 đến 8 chữ số.", "The beginning of a code, 2 to 8 digits."),
    "flags": Words(f"Một trong: {', '.join(sorted(FLAGS))}.", f"One of: {', '.join(sorted(FLAGS))}."),
    "parties": Words("Một mã số thuế.", "A tax code."),
    "agents": Words("Một mã số thuế.", "A tax code."),
}
