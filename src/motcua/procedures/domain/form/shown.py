"""A form as it is shown: boxes with names, labels, values and faults, and answers as people read them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from motcua.design.domain.numbers import write_decimal
from motcua.kernel.days import in_words
from motcua.kernel.words import Words
from motcua.procedures.domain.form.codes import Codes
from motcua.procedures.domain.form.definition import Field, Form, Group, Section
from motcua.procedures.domain.form.faults import Fault, at_row, by_path
from motcua.procedures.domain.form.limits import NUMBERS
from motcua.procedures.domain.form.posted import Answers, parts_of

_WIDGETS: Mapping[str, str] = {
    "long": "area", "yes": "radio", "choice": "radio", "choices": "checks", "country": "select", "office": "select",
}  # fmt: skip
_MODES: Mapping[str, str] = {
    "integer": "numeric", "money": "numeric", "decimal": "decimal", "date": "numeric", "tax_code": "numeric",
    "hs_code": "numeric", "declaration": "numeric", "email": "email", "telephone": "tel",
}  # fmt: skip
_WIDE = frozenset({"text", "long", "email"})
_RADIOS = 8
"""More choices than this stand in a list."""
YES = Words("Có", "Yes")
NO = Words("Không", "No")
_NOTES: Mapping[str, Words] = {
    "date": Words("Ngày/tháng/năm, ví dụ 22/12/2023", "Day/month/year, for example 22/12/2023"),
    "decimal": Words("Ví dụ 1234,5", "For example 1234.5"),
    "money": Words("Đồng", "Dong"),
    "hs_code": Words("8 chữ số, ví dụ 6109.10.10", "8 digits, for example 6109.10.10"),
    "declaration": Words("12 chữ số", "12 digits"),
    "tax_code": Words("10, 12 hoặc 13 chữ số", "10, 12 or 13 digits"),
}
"""What stands under the label of a field that has no hint of its own."""


class Option(msgspec.Struct, frozen=True):
    """A value to choose; `id` is its place on the page."""

    code: str
    label: str
    chosen: bool
    id: str


class Box(msgspec.Struct, frozen=True):
    """A field as it is shown. `widget` is text, area, radio, checks or select; `note` says when it is asked."""

    name: str
    id: str
    label: str
    widget: str
    value: str
    options: tuple[Option, ...] = ()
    hint: str = ""
    note: str = ""
    errors: tuple[str, ...] = ()
    required: bool = False
    mode: str = "text"
    wide: bool = False

    @property
    def focus(self) -> str:
        """Where a link to the field leads."""
        return self.options[0].id if self.options and self.widget != "select" else self.id

    @property
    def described(self) -> str:
        """The ids of what describes it."""
        held = (("hint", self.hint or self.note), ("error", self.errors))
        return " ".join(f"{self.id}-{name}" for name, told in held if told)


class Row(msgspec.Struct, frozen=True):
    """A row of a group, from 1."""

    no: int
    id: str
    boxes: tuple[Box, ...]
    remove: str


class Table(msgspec.Struct, frozen=True):
    """A group as it is shown. `add` is the name of the group while another row may be added."""

    name: str
    id: str
    label: str
    rows: tuple[Row, ...]
    errors: tuple[str, ...] = ()
    add: str = ""

    @property
    def focus(self) -> str:
        """Where a link to the group leads."""
        return self.id


class Page(msgspec.Struct, frozen=True):
    """A section as it is shown, and where each of its faults leads: (address on the page, sentence)."""

    name: str
    label: str
    parts: tuple[Box | Table, ...]
    errors: tuple[tuple[str, str], ...]


def tree(
    form: Form, answers: Mapping[str, Any], faults: Sequence[Fault], language: str, *, codes: Codes, section: str = ""
) -> tuple[Page, ...]:  # fmt: skip
    """The sections, or one of them, with answers as typed and with faults at their places."""
    showing = _Showing(by_path(faults), language, codes)
    return tuple(showing.page(each, answers) for each in form.sections if section in ("", each.name))


class _Showing:
    def __init__(self, faults: Mapping[str, list[Fault]], language: str, codes: Codes) -> None:
        self.faults, self.language, self.codes = faults, language, codes

    def say(self, words: Words) -> str:
        return words.in_language(self.language)

    def page(self, section: Section, answers: Mapping[str, Any]) -> Page:
        level = [part for part in section.parts if isinstance(part, Field)]
        parts = tuple(
            self.table(part, answers.get(part.name))
            if isinstance(part, Group)
            else self.box(part, part.name, answers.get(part.name), level)
            for part in section.parts
        )
        return Page(section.name, self.say(section.words), parts, tuple(self.listed(parts)))

    def listed(self, parts: Sequence[Box | Table]) -> Iterator[tuple[str, str]]:
        for part in parts:
            yield from ((part.focus, error) for error in part.errors)
            for row in part.rows if isinstance(part, Table) else ():
                for box in row.boxes:
                    yield from ((box.focus, f"{part.label}, {row.no}: {error}") for error in box.errors)

    def table(self, group: Group, given: Any) -> Table:
        told = [row for row in given if isinstance(row, Mapping)] if isinstance(given, list | tuple) else []
        rows = told or [{} for _ in range(max(1, min(group.least, group.most)))]
        shown = tuple(
            Row(
                no + 1, f"f-{group.name}-{no}",
                tuple(self.box(field, at_row(group.name, no, field.name), row.get(field.name), group.fields)
                      for field in group.fields),
                f"{group.name}[{no}]" if len(rows) > 1 else "",
            )
            for no, row in enumerate(rows)
        )  # fmt: skip
        add = group.name if len(rows) < group.most else ""
        return Table(group.name, f"f-{group.name}", self.say(group.words), shown, self.errors(group.name), add)

    def errors(self, path: str) -> tuple[str, ...]:
        return tuple(self.error(each) for each in self.faults.get(path, ()))

    def error(self, fault: Fault) -> str:
        """The sentence, and what was expected, which the sentence about a missing answer does not need."""
        words, expected = self.say(fault.words), self.say(fault.expected)
        if fault.code == "FRM-MISSING" or not expected:
            return words
        return f"{words} {'Cần' if self.language.startswith('vi') else 'Expected'}: {expected}."

    def box(self, field: Field, path: str, given: Any, level: Sequence[Field]) -> Box:
        identifier = "f-" + path.replace("[", "-").replace("].", "-")
        values = [given] if isinstance(given, str) else [str(each) for each in given or ()]
        widget = _WIDGETS.get(field.kind, "text")
        if field.kind == "choice" and len(field.choices) > _RADIOS:
            widget = "select"
        hint = field.hint or _NOTES.get(field.kind)
        return Box(
            path, identifier, self.say(field.words), widget, values[0] if values else "",
            tuple(self.options(field, identifier, values)), self.say(hint) if hint else "", self.note(field, level),
            self.errors(path), field.required and field.when is None, _MODES.get(field.kind, "text"),
            field.kind in _WIDE and field.longest > 40,  # noqa: PLR2004 - letters of a short box
        )  # fmt: skip

    def options(self, field: Field, identifier: str, values: Sequence[str]) -> Iterator[Option]:
        for no, (code, words) in enumerate(choices_of(field, self.codes).items()):
            yield Option(code, self.say(words), code in values, f"{identifier}-{no}")

    def note(self, field: Field, level: Sequence[Field]) -> str:
        other = next((each for each in level if field.when and each.name == field.when.field), None)
        if other is None or field.when is None:
            return ""
        told = ", ".join(self.read(other, value) for value in field.when.among)
        word = "Chỉ trả lời khi" if self.language.startswith("vi") else "Only if"
        return f"{word} “{self.say(other.words)}”: {told}"

    def read(self, field: Field, text: str) -> str:
        """An answer in words: the name of a choice, a day and a number as they are written."""
        named = choices_of(field, self.codes).get(text)
        if named is None:
            return written(field, text, self.language)
        return f"{text} · {self.say(named)}" if field.kind in ("country", "office") else self.say(named)


def choices_of(field: Field, codes: Codes) -> Mapping[str, Words]:
    """What a field chooses from; empty for one that does not choose."""
    if field.kind == "yes":
        return {"yes": YES, "no": NO}
    if field.kind == "country":
        return codes.countries
    if field.kind == "office":
        return codes.offices
    return {each.code: each.words for each in field.choices}


def written(field: Field, text: str, language: str) -> str:
    """A canonical text as a person writes it."""
    try:
        if field.kind in NUMBERS:
            return write_decimal(Decimal(text), language)
        return in_words(date.fromisoformat(text)) if field.kind == "date" else text
    except (ValueError, ArithmeticError):
        return text


def as_typed(form: Form, answers: Mapping[str, Any], language: str) -> Answers:
    """Canonical answers as a person would type them, so that they are judged to the same when typed."""
    shown: Answers = {}
    for part in parts_of(form):
        value = answers.get(part.name)
        if isinstance(part, Group):
            rows = value or ()
            shown[part.name] = [_typed(part.fields, row, language) for row in rows]
        elif value:
            shown |= _typed([part], answers, language)
    return {name: value for name, value in shown.items() if value}


def _typed(fields: Sequence[Field], told: Mapping[str, Any], language: str) -> Answers:
    return {
        field.name: value if isinstance(value, list) else written(field, value, language)
        for field in fields
        if (value := told.get(field.name))
    }


class Answer(msgspec.Struct, frozen=True):
    """A question and its answer in words; `id` is where it is asked. `lines` are those of a long answer, or choices."""

    label: str
    lines: tuple[str, ...]
    id: str


class Summary(msgspec.Struct, frozen=True):
    """A section's answers, with its tables: (label, heads, rows of cells)."""

    name: str
    label: str
    answers: tuple[Answer, ...]
    tables: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]


def summary(form: Form, answers: Mapping[str, Any], language: str, *, codes: Codes) -> tuple[Summary, ...]:
    """Canonical answers in words, section by section; what is not answered is left out."""
    showing = _Showing({}, language, codes)
    return tuple(_summed(showing, section, answers) for section in form.sections)


def _summed(showing: _Showing, section: Section, answers: Mapping[str, Any]) -> Summary:
    told, tables = [], []
    for part in section.parts:
        value = answers.get(part.name)
        if value and isinstance(part, Field):
            told.append(Answer(showing.say(part.words), _lines(showing, part, value), f"f-{part.name}"))
        elif value and isinstance(part, Group):
            heads = tuple(showing.say(field.words) for field in part.fields)
            rows = tuple(
                tuple("; ".join(_lines(showing, field, row.get(field.name, ""))) for field in part.fields)
                for row in value
            )
            tables.append((showing.say(part.words), heads, rows))
    return Summary(section.name, showing.say(section.words), tuple(told), tuple(tables))


def _lines(showing: _Showing, field: Field, value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(showing.read(field, each) for each in value)
    return tuple(value.split("\n")) if field.kind == "long" else (showing.read(field, value),)
