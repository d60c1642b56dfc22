"""The form of a vehicle's declaration: fields in groups, faults from the rules at the fields they name."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.crossings.domain.gates import CODES, gates_on
from motcua.crossings.domain.message import Driver, Vehicle
from motcua.crossings.domain.sheet import read_boxes, write_boxes
from motcua.design.templatetags.figures import language, say
from motcua.kernel.rules import Finding
from motcua.reference import domain as reference

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
DRIVERS = 5
_PLAIN = {"autocomplete": "off"}
_GROUPS: tuple[tuple[Any, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        gettext_lazy("Crossing"), ("party", "direction", "gate", "expected_on", "expected_time"),
        ("returns", "reference"),
    ),
    (
        gettext_lazy("Vehicle"),
        ("kind", "plate", "country", "type", "make", "colour", "seats", "chassis", "engine"),
        ("owner", "owner_country", "owner_address"),
    ),
    (gettext_lazy("Goods and containers"), ("laden", "declarations", "containers"), ()),
    (gettext_lazy("Passengers"), ("passengers",), ("passenger_list",)),
    (
        gettext_lazy("Temporary stay"),
        ("temporary", "purpose", "days", "area", "exit_on", "exit_gate", "permit", "permit_on", "permit_agency"),
        ("permit_until", "border_area"),
    ),
    (gettext_lazy("Other"), (), ("to_immigration", "to_quarantine", "remarks")),
)  # fmt: skip
LABELS: Mapping[str, Any] = {
    "party": gettext_lazy("Carrier"), "direction": gettext_lazy("Direction"), "gate": gettext_lazy("Border gate"),
    "expected_on": gettext_lazy("Day of crossing"), "expected_time": gettext_lazy("Time (HH:MM)"),
    "returns": gettext_lazy("Number of the declaration of the earlier crossing"),
    "reference": gettext_lazy("Own reference"), "kind": gettext_lazy("Kind"), "plate": gettext_lazy("Plate"),
    "country": gettext_lazy("Country of registration"), "type": gettext_lazy("Type of vehicle"),
    "make": gettext_lazy("Make"), "colour": gettext_lazy("Colour"), "seats": gettext_lazy("Seats"),
    "chassis": gettext_lazy("Chassis number"), "engine": gettext_lazy("Engine number"),
    "owner": gettext_lazy("Owner"), "owner_country": gettext_lazy("Nationality of the owner"),
    "owner_address": gettext_lazy("Address of the owner"), "laden": gettext_lazy("It carries goods"),
    "declarations": gettext_lazy("Customs declarations of the goods"),
    "containers": gettext_lazy("Containers with seals"), "passengers": gettext_lazy("Number of passengers"),
    "passenger_list": gettext_lazy("Number of the passenger list"),
    "temporary": gettext_lazy("It comes or leaves for a time"), "purpose": gettext_lazy("Purpose"),
    "days": gettext_lazy("Days"), "area": gettext_lazy("Area in which it moves"),
    "exit_on": gettext_lazy("Planned day of leaving or returning"),
    "exit_gate": gettext_lazy("Planned gate of leaving or returning"),
    "permit": gettext_lazy("Number of the circulation permission"),
    "permit_on": gettext_lazy("Permission issued on"), "permit_agency": gettext_lazy("Permission issued by"),
    "permit_until": gettext_lazy("Permission valid until"),
    "border_area": gettext_lazy("It moves in the border area only"),
    "to_immigration": gettext_lazy("Also to the border guard"),
    "to_quarantine": gettext_lazy("Also to quarantine"), "remarks": gettext_lazy("Remarks"),
    "name": gettext_lazy("Full name"), "nationality": gettext_lazy("Nationality"),
    "document": gettext_lazy("Kind of document"), "passport": gettext_lazy("Passport number"),
    "border_pass": gettext_lazy("Border pass number"), "pass_on": gettext_lazy("Border pass issued on"),
    "pass_place": gettext_lazy("Border pass issued at"), "address": gettext_lazy("Address"),
}  # fmt: skip
_HINTS = {
    "containers": gettext_lazy("One a line, with size, type and seals: MHOU0000001/45GP: HQ00001 HQ00002"),
    "declarations": gettext_lazy("Numbers, one a line. The vehicle passes only when they are cleared."),
}
_DAYS = {"expected_on", "exit_on", "permit_on", "permit_until", "pass_on"}
_WHOLE = {"seats": 999, "days": 99, "passengers": 9_999}
_YES = {"laden", "temporary", "border_area", "to_immigration", "to_quarantine"}
_LONG = {"containers", "declarations", "area", "remarks"}


class VehicleForm(forms.Form):
    """A declaration as it is typed, with `count` drivers. `key` makes sending it twice harmless."""

    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    drivers = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, day: date, parties: dict[str, str], initial: dict[str, Any], count: int) -> None:
        super().__init__(data, initial={**initial, "drivers": count}, auto_id="v-%s")
        self.count = count
        choices = _choices(day, parties)
        for _title, usual, seldom in _GROUPS:
            for name in (*usual, *seldom):
                self.fields[name] = _field(name, choices)
        for no in range(count):
            for name in Driver.__struct_fields__:
                self.fields[f"d{no}_{name}"] = _field(name, choices)

    def groups(self) -> Iterator[dict[str, Any]]:
        """The parts of the page: title, usual fields, those seldom needed, and whether these are to stand open."""
        for place, (title, usual, seldom) in enumerate(_GROUPS):
            yield self._group(title, usual, seldom)
            if place == 1:
                for no in range(self.count):
                    usual_ = [f"d{no}_{name}" for name in ("name", "nationality", "document", "passport")]
                    rest = [f"d{no}_{name}" for name in ("border_pass", "pass_on", "pass_place", "address")]
                    yield self._group(_("Driver %(no)s") % {"no": no + 1}, usual_, rest)

    def _group(self, title: Any, usual: Iterable[str], seldom: Iterable[str]) -> dict[str, Any]:
        rest = [self[name] for name in seldom]
        opened = any(field.errors or field.value() not in (None, "", False) for field in rest)
        return {"title": title, "usual": [self[name] for name in usual], "seldom": rest, "open": opened}

    def message(self) -> Vehicle:
        """What was typed."""
        told = {name: self._of(name) for _title, usual, seldom in _GROUPS for name in (*usual, *seldom)}
        drivers = [
            Driver(**{name: self._of(f"d{no}_{name}") for name in Driver.__struct_fields__})
            for no in range(self.count)
        ]  # fmt: skip
        return Vehicle(**{**told, "drivers": tuple(each for each in drivers if each != Driver())})

    def _of(self, name: str) -> Any:
        value = self.cleaned_data.get(name)
        plain = name.partition("_")[2] if name[:1] == "d" and name[1:2].isdecimal() else name
        if plain == "containers":
            return read_boxes(value or "")
        if plain == "declarations":
            return tuple((value or "").split())
        if plain in _YES:
            return bool(value)
        return value if plain in _DAYS or plain in _WHOLE else value or ""

    def take(self, findings: Iterable[Finding]) -> None:
        """Show what the rules found at the fields they name."""
        for found in findings:
            said = f"{found.message.in_language(language())} {found.remedy.in_language(language())} ({found.code})"
            name = self._field_at(found.path)
            self.add_error(name if name in self.fields else None, said)

    def _field_at(self, path: str) -> str:
        parts = path.strip("/").split("/")
        if parts[0] == "drivers":
            return f"d{parts[1]}_{parts[2]}" if len(parts) > 2 else "d0_name"  # noqa: PLR2004
        return parts[0]


def initial_of(message: Vehicle) -> dict[str, Any]:
    """A message as the form shows it."""
    told: dict[str, Any] = {}
    for name, value in msgspec.structs.asdict(message).items():
        if name == "containers":
            told[name] = write_boxes(value)
        elif name == "declarations":
            told[name] = "\n".join(value)
        elif name == "drivers":
            for no, driver in enumerate(value):
                told |= {f"d{no}_{key}": _shown(each) for key, each in msgspec.structs.asdict(driver).items()}
        else:
            told[name] = _shown(value)
    return told


def _shown(value: Any) -> Any:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def _choices(day: date, parties: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    gates = [(code, say(gate.words)) for code, gate in gates_on(day).items()]
    countries = [
        (code, f"{code} · {say(entry.words)}") for code, entry in sorted(reference.code_list("country").on(day).items())
    ]
    coded = {name: [(code, say(each)) for code, each in CODES[name].items()] for name in CODES}
    return {
        "gate": gates, "exit_gate": gates, "country": countries, "owner_country": countries, "nationality": countries,
        "party": [(code, f"{code} {name}") for code, name in parties.items()], **coded,
    }  # fmt: skip


def _field(name: str, choices: dict[str, list[tuple[str, str]]]) -> forms.Field:
    found = _make(name, choices)
    found.label, found.required, found.help_text = LABELS[name], False, _HINTS.get(name, "")
    return found


def _make(name: str, choices: dict[str, list[tuple[str, str]]]) -> forms.Field:
    if name in choices:
        blank = [] if name == "party" else [("", "–")]
        return forms.ChoiceField(choices=[*blank, *choices[name]], widget=forms.Select(attrs={"class": "w-full"}))
    if name in _YES:
        return forms.BooleanField()
    if name in _DAYS:
        return forms.DateField(
            input_formats=_FORMATS, widget=forms.TextInput(attrs={**_PLAIN, "class": "w-8", "inputmode": "numeric"}),
            error_messages={"invalid": gettext_lazy("Enter the day as day/month/year, for example 22/12/2023.")},
        )  # fmt: skip
    if name in _WHOLE:
        return forms.IntegerField(
            min_value=0, max_value=_WHOLE[name],
            widget=forms.TextInput(attrs={**_PLAIN, "class": "w-8", "inputmode": "numeric"}),
        )  # fmt: skip
    if name in _LONG:
        return forms.CharField(max_length=2_000, widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}))
    return forms.CharField(max_length=105, widget=forms.TextInput(attrs={**_PLAIN, "class": "w-12"}))
