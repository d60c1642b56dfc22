"""Filling: plausible answers to any form, so that a dossier of the demonstration is judged as a real one is."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from motcua.ground.domain import numbers
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.form.codes import Codes
from motcua.procedures.domain.form.definition import Field, Form, Group
from motcua.procedures.domain.form.judging import judge

_SAMPLES: Mapping[str, str] = {
    "text": "Theo hồ sơ (giả định)", "long": "Nội dung đề nghị theo hồ sơ kèm theo (giả định)", "integer": "2",
    "decimal": "10", "money": "5000000", "yes": "yes", "hs_code": "61091010", "country": "CN", "office": "20BB",
    "email": "lienhe@example.vn", "telephone": "0203000000",
}  # fmt: skip


Change = Callable[[Form, dict[str, Any]], None]


class Filler:
    """Answers for the forms of any day; None where no way to fill a form in was found."""

    def __init__(self, codes: Codes, day: date) -> None:
        self._codes, self._day = codes, day
        self._ways: dict[tuple[str, int], tuple[bool, Change] | None] = {}

    def answers(self, content: Content, party: str, day: date) -> dict[str, Any] | None:
        """What a party fills in on a day."""
        if content.form is None:
            return {}
        key = (content.code, id(content))
        if key not in self._ways:
            self._ways[key] = self._way(content.form)
        way = self._ways[key]
        if way is None:
            return None
        given = self._given(content.form, day, whole=way[0])
        way[1](content.form, given)
        return {**given, **{field.name: party for field in _fields(content.form) if field.prefill == "party.code"}}

    def _way(self, form: Form) -> tuple[bool, Change] | None:
        for whole in (False, True):
            for change in (_as_it_is, _ordered, _different, _summed, _all):
                given = self._given(form, self._day, whole=whole)
                change(form, given)
                if not judge(form, given, today=self._day, codes=self._codes).faults:
                    return whole, change
        return None

    def _given(self, form: Form, day: date, *, whole: bool) -> dict[str, Any]:
        given: dict[str, Any] = {}
        for section in form.sections:
            for part in section.parts:
                if isinstance(part, Group):
                    row: dict[str, Any] = {}
                    self._fill(part.fields, row, day, whole=whole)
                    given[part.name] = [row] * max(1, part.least)
                else:
                    self._fill((part,), given, day, whole=whole)
        return given

    def _fill(self, fields: tuple[Field, ...], given: dict[str, Any], day: date, *, whole: bool) -> None:
        for field in fields:
            when = field.when
            if when is not None and not {given.get(when.field)} & set(when.among):
                continue
            if field.required or whole:
                given[field.name] = self._value(field, day)

    def _value(self, field: Field, day: date) -> Any:
        if field.choices:
            return [field.choices[0].code] if field.kind == "choices" else field.choices[0].code
        if field.kind == "declaration":
            return numbers.number("10", 4_000_001)
        if field.kind == "tax_code":
            return "5700000001"
        if field.kind == "date":
            return _day(field.least, day) or _day(field.most, day) or day.isoformat()
        told = _SAMPLES[field.kind][: field.longest]
        if field.kind in ("integer", "decimal", "money"):
            return field.least or told
        return told


def _day(bound: str, today: date) -> str:
    if bound.startswith("today"):
        return (today + timedelta(days=int(bound.removeprefix("today") or 0))).isoformat()
    return bound


def _fields(form: Form) -> list[Field]:
    return [part for section in form.sections for part in section.parts if isinstance(part, Field)]


def _as_it_is(form: Form, given: dict[str, Any]) -> None:
    """Nothing is changed."""


def _ordered(form: Form, given: dict[str, Any]) -> None:
    """What must not fall is made alike."""
    for rule in form.rules:
        held = [name for name in rule.fields if name in given]
        if rule.kind == "ordered" and held:
            given.update(dict.fromkeys(held, given[held[0]]))


def _different(form: Form, given: dict[str, Any]) -> None:
    """What must differ gets a number behind it."""
    for rule in form.rules:
        if rule.kind == "different":
            for no, name in enumerate(each for each in rule.fields if isinstance(given.get(each), str)):
                given[name] = f"{given[name]} {no + 1}" if no else given[name]


def _summed(form: Form, given: dict[str, Any]) -> None:
    """A sum is that of its parts."""
    for rule in form.rules:
        if rule.kind == "sum":
            total = sum(int(each) for name in rule.fields[1:] for each in _column(given, name))
            given[rule.fields[0]] = str(total)


def _all(form: Form, given: dict[str, Any]) -> None:
    """Each kind of rule in turn."""
    for change in (_ordered, _different, _summed):
        change(form, given)


def _column(given: dict[str, Any], name: str) -> list[str]:
    group, _, field = name.partition(".")
    if not field:
        return [str(given.get(group, 0))]
    return [str(row.get(field, 0)) for row in given.get(group, [])]
