"""Judging: answers, from a page or a program, against a form. What is accepted is canonical; what is not is told.

`judge` never raises, whatever it is given, and judges canonical answers again to the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from motcua.kernel.words import Words
from motcua.procedures.domain.form import limits, reading
from motcua.procedures.domain.form.bounds import LONGEST, READ, ROWS, UNKNOWN
from motcua.procedures.domain.form.codes import Codes
from motcua.procedures.domain.form.definition import Field, Form, Group
from motcua.procedures.domain.form.faults import Fault, shortened
from motcua.procedures.domain.form.posted import Answers, parts_of
from motcua.procedures.domain.form.ruling import broken

_NONE = Words("", "")
_MISSING = Words("Chưa trả lời “%(label)s”.", "“%(label)s” is not answered.")
_UNREAD = Words("“%(label)s” không đọc được.", "“%(label)s” cannot be read.")
_OUTSIDE = Words("“%(label)s” nằm ngoài giới hạn.", "“%(label)s” lies outside its bounds.")
_LONG = Words("“%(label)s” quá dài.", "“%(label)s” is too long.")
_ANSWER = Words("một câu trả lời", "an answer")
_SHAPE = Words("“%(label)s” không đúng dạng.", "“%(label)s” has not the right shape.")
_ONE = Words("một giá trị dạng chữ", "one value as a text")
_MANY = Words("một dãy các mã", "a list of codes")
_TABLE = Words("một bảng các dòng", "a list of rows")
_ROW = Words("một dòng gồm các ô có tên", "a row of named cells")
_FEW = Words("Bảng “%(label)s” thiếu dòng.", "The table “%(label)s” has too few rows.")
_MUCH = Words("Bảng “%(label)s” quá nhiều dòng.", "The table “%(label)s” has too many rows.")
_STRANGE = Words("Biểu mẫu không có ô tên “%(label)s”.", "The form has no field named “%(label)s”.")
_KNOWN = Words("tên ô có trong biểu mẫu", "the name of a field of the form")


class Judged(msgspec.Struct, frozen=True):
    """What was judged. `answers` are canonical, and whole only where there are no faults.

    `dropped` are paths of answers to what is not asked, because its `when` is not met.
    """

    answers: Answers
    faults: tuple[Fault, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def judge(
    form: Form, given: Any, *, today: date, codes: Codes, typed: bool = False, only: str = ""
) -> Judged:  # fmt: skip
    """Judge answers by a form on a day.

    `given` maps names to texts, lists and rows. `typed`: a person typed them, so `1.234` is a thousand; otherwise it
    is a plain decimal. `only` names a section: what the others ask is taken as it is, and neither missed nor judged.
    """
    return _Judging(form, today, reading.How(codes, typed)).judged(given, only)


def blank(value: Any, depth: int = 3) -> bool:
    """Whether an answer, a row or a table says nothing. What lies deeper than they do says something."""
    if isinstance(value, str):
        return not reading.plain(value)
    if isinstance(value, Mapping | list | tuple):
        held = value.values() if isinstance(value, Mapping) else value
        return depth > 0 and all(blank(each, depth - 1) for each in held)
    return value is None


def _told(words: Words, label: Words | str) -> Words:
    vi, en = (label, label) if isinstance(label, str) else (label.vi, label.en)
    return Words(words.vi % {"label": vi}, words.en % {"label": en})


def as_text(value: Any) -> str | None:
    """A single value as text: of a program's JSON or YAML also numbers, days and truths. None for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value) if value.bit_length() < READ // 8 else None
    if isinstance(value, float | Decimal):
        return _number(Decimal(repr(value)) if isinstance(value, float) else value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else None


def _number(value: Decimal) -> str | None:
    return f"{value:f}" if value.is_finite() and -READ < value.adjusted() < READ else None


class _Judging:
    """One judging: what it has found so far."""

    def __init__(self, form: Form, today: date, how: reading.How) -> None:
        self.form, self.today, self.how = form, today, how
        self.faults: list[Fault] = []
        self.dropped: list[str] = []

    def judged(self, given: Any, only: str) -> Judged:
        parts = parts_of(self.form)
        told = given if isinstance(given, Mapping) else {}
        if told is not given and given is not None:
            self.find("", "FRM-SHAPE", _told(_SHAPE, ""), _ROW, given)
        self.strange(told, {part.name for part in parts}, "")
        answers = self.values([part for part in parts if isinstance(part, Field)], told, "")
        rows = {part.name: self.rows(part, told.get(part.name)) for part in parts if isinstance(part, Group)}
        found = {**answers, **{name: list(held.values()) for name, held in rows.items()}}
        whole = {part.name: found[part.name] for part in parts if found.get(part.name)}
        self.faults += broken(self.form, {**answers, **rows}, {each.path for each in self.faults})
        return Judged(whole, tuple(self.of(only)), tuple(self.dropped))

    def of(self, only: str) -> Iterable[Fault]:
        """The faults of a section, or all."""
        names = {part.name for section in self.form.sections if section.name == only for part in section.parts}
        return (each for each in self.faults if not only or each.path.split("[")[0] in names)

    def find(self, path: str, code: str, words: Words, expected: Words, value: Any = "") -> None:
        self.faults.append(Fault(path, code, words, expected, shortened(value)))

    def strange(self, told: Mapping[Any, Any], names: set[str], at: str) -> None:
        """Names that the form does not know are told, never silently lost."""
        extra = [key for key in told if key not in names]
        for key in extra[:UNKNOWN]:
            name = shortened(key)
            self.find(f"{at}{name}", "FRM-UNKNOWN", _told(_STRANGE, name), _KNOWN, told[key])

    def values(self, fields: Sequence[Field], told: Mapping[Any, Any], at: str) -> Answers:
        """The canonical answers to fields of one level; those not asked are dropped."""
        read: Answers = {}
        faults = {each.name: self.value(each, told.get(each.name), read) for each in fields}
        asked = asked_of(fields, read)
        for each in fields:
            path = f"{at}{each.name}"
            if each.name not in asked:
                read.pop(each.name, None)
                self.dropped += [] if blank(told.get(each.name)) else [path]
            elif (fault := faults[each.name]) is not None:
                self.find(path, *fault, told.get(each.name))
            elif each.required and each.name not in read:
                self.find(path, "FRM-MISSING", _told(_MISSING, each.words), each.hint or _ANSWER)
        return read

    def value(self, field: Field, given: Any, read: Answers) -> tuple[str, Words, Words] | None:
        """Put the canonical answer among those read; or say what is wrong with it."""
        try:
            value = self.many(field, given) if field.kind == "choices" else self.single(field, given)
        except reading.Unread as unread:
            return "FRM-UNREAD", _told(_UNREAD, field.words), unread.expected
        if value is None:
            return "FRM-SHAPE", _told(_SHAPE, field.words), _MANY if field.kind == "choices" else _ONE
        return self.within(field, value, read) if value else None

    def within(self, field: Field, value: str | list[str], read: Answers) -> tuple[str, Words, Words] | None:
        if isinstance(value, str):
            longest = min(field.longest, LONGEST)
            if len(value) > longest:
                letters = Words(f"nhiều nhất {longest} ký tự", f"at most {longest} letters")
                return "FRM-LONG", _told(_LONG, field.words), letters
            expected = limits.kept(field, value, self.today)
            if expected is not None:
                return "FRM-BOUNDS", _told(_OUTSIDE, field.words), expected
        read[field.name] = value
        return None

    def single(self, field: Field, given: Any) -> str | None:
        if isinstance(given, list | tuple) and len(given) == 1:
            given = given[0]
        text = as_text(given)
        if text is None or len(text) <= READ:
            return None if text is None else reading.read(field, text, self.how)
        return text[:READ]

    def many(self, field: Field, given: Any) -> list[str] | None:
        """Choices in the order of the definition, each once."""
        texts = [as_text(each) for each in (given if isinstance(given, list | tuple) else [given])]
        if any(each is None for each in texts):
            return None
        told = {reading.read(field, each[:READ], self.how) for each in texts if each} - {""}
        return [each.code for each in field.choices if each.code in told]

    def rows(self, group: Group, given: Any) -> dict[int, Answers]:
        """The rows of a group by their number, without those that say nothing."""
        if given is not None and not isinstance(given, list | tuple):
            self.find(group.name, "FRM-SHAPE", _told(_SHAPE, group.words), _TABLE, given)
            return {}
        kept: dict[int, Answers] = {}
        told, counted = given or (), 0
        for no, row in enumerate(told[: ROWS + 1]):
            before = len(self.faults)
            answers = {} if blank(row) else self.row(group, no, row)
            counted += bool(answers) or len(self.faults) > before
            kept |= {no: answers} if answers else {}
        self.count(group, counted if len(told) <= ROWS else len(told))
        return kept

    def count(self, group: Group, counted: int) -> None:
        """Tell too few rows, or too many."""
        if not group.least <= counted <= group.most:
            words, code = (_FEW, "FRM-FEW") if counted < group.least else (_MUCH, "FRM-MUCH")
            rows = Words(f"từ {group.least} đến {group.most} dòng", f"from {group.least} to {group.most} rows")
            self.find(group.name, code, _told(words, group.words), rows, str(counted))

    def row(self, group: Group, no: int, row: Any) -> Answers:
        at = f"{group.name}[{no}]"
        if not isinstance(row, Mapping):
            self.find(at, "FRM-SHAPE", _told(_SHAPE, group.words), _ROW, row)
            return {}
        self.strange(row, {each.name for each in group.fields}, f"{at}.")
        return self.values(group.fields, row, f"{at}.")


def asked_of(fields: Sequence[Field], read: Mapping[str, Any]) -> set[str]:
    """The names of the fields of one level that are asked, by the answers of the others."""
    by_name = {each.name: each for each in fields}
    return {each.name for each in fields if _asked(each, by_name, read, len(fields))}


def _asked(field: Field, by_name: Mapping[str, Field], read: Mapping[str, Any], left: int) -> bool:
    """Follow the chain of conditions; an unsound one, which ends in a circle or nowhere, asks nothing."""
    while field.when is not None and left >= 0:
        value, other = read.get(field.when.field, ""), by_name.get(field.when.field)
        given = value if isinstance(value, list) else [value]
        if other is None or not set(given) & set(field.when.among):
            return False
        field, left = other, left - 1
    return field.when is None
