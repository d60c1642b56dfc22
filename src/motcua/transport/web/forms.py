"""The form of a transport: its fields come from the table of the message, its faults from the rules."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import msgspec
from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design.templatetags.figures import language, say
from motcua.kernel.days import in_words
from motcua.kernel.rules import Finding
from motcua.reference import domain as reference
from motcua.transport.domain.boxes import read_boxes, write_boxes
from motcua.transport.domain.data import FIELDS, LIMITS, Field
from motcua.transport.domain.message import Cargo, Transport
from motcua.transport.web import words

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_WIDE = 40
_SHORT = 14
_PLAIN: dict[str, Any] = {"autocomplete": "off"}
_CARGO = "cargo."
GROUPS: tuple[tuple[Any, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        gettext_lazy("What is moved, and by whom"),
        ("party", "direction", "purpose", "kind", "means", "transporter", "transporter_name", "transporter_address"),
        ("contract", "contract_on", "contract_until"),
    ),
    (
        gettext_lazy("From where, to where, when"),
        ("office", "from_area", "start_on", "start_hour", "to_area", "to_name", "end_on", "end_hour", "route"),
        ("from_berth", "from_port", "from_name", "to_berth", "to_port"),
    ),
    (gettext_lazy("Containers and seals"), ("containers",), ("declarations",)),
    (
        gettext_lazy("Guarantee and remarks"), ("notes",),
        (
            "security", "guarantee_amount", "guarantee_bank", "guarantee_year", "guarantee_symbol", "guarantee_number",
            "confirmed",
        ),
    ),
)  # fmt: skip
"""Title, the usual fields, those seldom needed."""
SELDOM = ("marks", "conveyance", "arrival_place", "exporter", "exporter_name", "permit", "permit_on", "permit_until")
HINTS = {
    "containers": gettext_lazy("One a line with its seals: TCLU4005003: HQ00123, HQ00124. By road it may stay empty."),
    "declarations": gettext_lazy("One number a line."),
    "to_area": gettext_lazy("A code of the list; for a place of another department its code, and its name below."),
}


class TransportForm(forms.Form):
    """A transport as it is typed: `count` cargo numbers. `key` makes sending it twice harmless."""

    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    cargos = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, day: date, parties: dict[str, str], initial: dict[str, Any], count: int) -> None:
        super().__init__(data, initial={**initial, "cargos": count}, auto_id="t-%s")
        self.count = count
        for field in FIELDS.values():
            if field.name.startswith(_CARGO):
                for place in range(count):
                    self.fields[f"c{place}_{field.name.removeprefix(_CARGO)}"] = _field(field, day)
            else:
                self.fields[field.name] = _field(field, day)
        self.fields["party"] = forms.ChoiceField(
            label=say(FIELDS["party"].words), choices=[(code, f"{code} {name}") for code, name in parties.items()]
        )

    def groups(self) -> Iterator[dict[str, Any]]:
        """The parts of the page: title, usual fields, fields seldom needed, and whether these are to stand open."""
        for place, (title, usual, seldom) in enumerate(GROUPS):
            if place == len(GROUPS) - 2:
                yield from self._cargo_groups()
            yield self._group(title, usual, seldom)

    def _cargo_groups(self) -> Iterator[dict[str, Any]]:
        names = [name.removeprefix(_CARGO) for name in FIELDS if name.startswith(_CARGO)]
        for place in range(self.count):
            title = _("Cargo number %(no)s") % {"no": place + 1}
            usual = [f"c{place}_{name}" for name in names if name not in SELDOM]
            yield self._group(title, usual, [f"c{place}_{name}" for name in SELDOM])

    def _group(self, title: Any, usual: Iterable[str], seldom: Iterable[str]) -> dict[str, Any]:
        rest: list[BoundField] = [self[name] for name in seldom]
        opened = any(field.errors or field.value() not in (None, "", False, 0) for field in rest)
        return {"title": title, "usual": [self[name] for name in usual], "seldom": rest, "open": opened}

    def message(self) -> Transport:
        """What was typed."""
        told = {name: self._of(name) for name in FIELDS if not name.startswith(_CARGO)}
        cargo = [self._cargo(place) for place in range(self.count)]
        while len(cargo) > 1 and cargo[-1] == Cargo():
            cargo.pop()
        return Transport(**{**told, "cargo": tuple(each for each in cargo if each != Cargo())})

    def _of(self, name: str) -> Any:
        value = self.cleaned_data.get(name)
        kind = FIELDS[name].kind if name in FIELDS else ""
        if name == "containers":
            return read_boxes(value or "")
        if name == "declarations":
            return tuple((value or "").split())
        if name in ("start_hour", "end_hour", "guarantee_amount"):
            return value or 0
        return value if kind in ("day", "whole", "yes") else value or ""

    def _cargo(self, place: int) -> Cargo:
        told = {}
        for name in Cargo.__struct_fields__:
            value = self.cleaned_data.get(f"c{place}_{name}")
            plain = FIELDS[_CARGO + name].kind in ("day", "whole", "amount")
            told[name] = value if plain else (value or "")
        return Cargo(**told)

    def take(self, findings: Iterable[Finding]) -> None:
        """Show what the rules found at the fields they name."""
        for found in findings:
            said = f"{found.message.in_language(language())} {found.remedy.in_language(language())} ({found.code})"
            name = self._field_at(found.path)
            self.add_error(name if name in self.fields else None, said)

    def _field_at(self, path: str) -> str:
        parts = path.strip("/").split("/")
        if parts[0] == "cargo":
            return f"c{parts[1]}_{parts[2]}" if len(parts) > 2 else "c0_number"  # noqa: PLR2004
        return parts[0]


def initial_of(message: Transport) -> dict[str, Any]:
    """A message as the form shows it."""
    told: dict[str, Any] = {}
    for name, value in msgspec.structs.asdict(message).items():
        if name == "containers":
            told[name] = write_boxes(value)
        elif name == "declarations":
            told[name] = "\n".join(value)
        elif name == "cargo":
            for place, cargo in enumerate(value):
                told |= {f"c{place}_{key}": _shown(each) for key, each in msgspec.structs.asdict(cargo).items()}
        else:
            told[name] = _shown(value)
    return told


def _shown(value: Any) -> Any:
    return in_words(value) if isinstance(value, date) else value


def _field(field: Field, day: date) -> forms.Field:
    make = _KINDS.get(field.kind, _text)
    told = make(field, day)
    told.label, told.required = say(field.words), False
    told.help_text = HINTS.get(field.name, "")
    return told


def _text(field: Field, day: date) -> forms.Field:
    size = "w-full" if field.length > _WIDE else "w-8" if field.length <= _SHORT else "w-12"
    attributes = {**_PLAIN, "class": size}
    if field.name == "to_area":
        attributes["list"] = "places"
    return forms.CharField(max_length=field.length, widget=forms.TextInput(attrs=attributes))


def _long(field: Field, day: date) -> forms.Field:
    return forms.CharField(
        max_length=field.length or 20_000, widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"})
    )


def _day(field: Field, day: date) -> forms.Field:
    return forms.DateField(
        input_formats=_FORMATS, widget=forms.TextInput(attrs={**_PLAIN, "class": "w-8", "inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Enter the day as day/month/year, for example 22/12/2023.")},
    )  # fmt: skip


def _whole(field: Field, day: date) -> forms.Field:
    most = 23 if field.kind == "hour" else 10**field.length - 1
    return forms.IntegerField(
        min_value=0, max_value=most,
        widget=forms.TextInput(attrs={**_PLAIN, "class": "w-8", "inputmode": "numeric"}),
    )  # fmt: skip


def _amount(field: Field, day: date) -> forms.Field:
    return forms.DecimalField(
        min_value=0, max_digits=10, decimal_places=3,
        widget=forms.TextInput(attrs={**_PLAIN, "class": "w-8", "inputmode": "decimal"}),
    )  # fmt: skip


def _code(field: Field, day: date) -> forms.Field:
    held = reference.code_list(field.list).on(day)
    return _choices((code, f"{code} · {say(entry.words)}") for code, entry in sorted(held.items()))


def _office(field: Field, day: date) -> forms.Field:
    return _choices((code, say(each)) for code, each in words.offices(day).items())


def _place(field: Field, day: date) -> forms.Field:
    return _choices(listed_places(day))


def _choices(found: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[("", "–"), *found], widget=forms.Select(attrs={"class": "w-full"}))


def listed_places(day: date) -> list[tuple[str, str]]:
    """The supervised places of the department with their names."""
    held = reference.code_list("warehouse").on(day)
    return [(code, f"{code} · {say(entry.words)}") for code, entry in sorted(held.items())]


def _yes(field: Field, day: date) -> forms.Field:
    return forms.BooleanField()


_KINDS = {
    "text": _text, "long": _long, "boxes": _long, "numbers": _long, "day": _day, "whole": _whole, "hour": _whole,
    "amount": _amount, "code": _code, "office": _office, "place": _place, "yes": _yes,
}  # fmt: skip
MOST_CARGO = LIMITS["cargo numbers"]
