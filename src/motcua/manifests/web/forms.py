"""Forms: the head by which a call is announced, and one form a kind of document, made from the columns of its sheet."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design.templatetags.figures import language, say
from motcua.kernel.actor import Actor
from motcua.kernel.rules import Finding
from motcua.manifests.domain import sheets
from motcua.manifests.domain.data import CODES, FIELDS, Field
from motcua.manifests.domain.life import DIRECTION_WORDS
from motcua.manifests.domain.message import KINDS, ROWS, Document, clock_of
from motcua.manifests.domain.sheets import COLUMNS, Column, Fault, Table
from motcua.manifests.models import Call
from motcua.manifests.queries import registers
from motcua.manifests.services import rights
from motcua.manifests.web import words

MOST_ROWS = 40
"""Rows on a form; longer lists come by sheet."""
_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
HEAD = ("direction", "call_sign", "vessel_name", "voyage", "carrier", "port", "port_suffix", "office", "expected_on",
        "expected_time")  # fmt: skip
HINTS: Mapping[str, Any] = {
    "ports": gettext_lazy("Code, day of arrival, day of departure; the next port: CNSHA 02/05/2023 03/05/2023; CNNGB"),
    "clock": gettext_lazy("Such as 17:30"), "day": gettext_lazy("Such as 06/05/2023"),
}  # fmt: skip


def carriers(actor: Actor) -> dict[str, str]:
    """The carriers for which somebody may announce, by code."""
    held = registers.carriers_of(actor.represented)
    return {
        row.code: row.name for row in held
        if rights.may_announce(actor, row.party, "I", "") or rights.may_announce(actor, row.party, "E", "")
    }  # fmt: skip


class HeadForm(forms.Form):
    """What names a call. `key` makes sending it twice harmless."""

    def __init__(self, data: Any, *, actor: Actor, day: date, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial), auto_id="h-%s")
        for name in HEAD:
            self.fields[name] = self._field(name, actor, day)

    def _field(self, name: str, actor: Actor, day: date) -> forms.Field:
        label = say(FIELDS[f"head.{name}"].words)
        choices: dict[str, dict[str, Any]] = {
            "direction": DIRECTION_WORDS, "port": words.ports(day), "office": words.offices(day),  # type: ignore[dict-item]
        }  # fmt: skip
        if name == "carrier":
            held = [(code, f"{code} · {title}") for code, title in carriers(actor).items()]
            return forms.ChoiceField(label=label, choices=held)
        if name in choices:
            held = [(code, f"{code} · {say(title)}") for code, title in choices[name].items()]
            return forms.ChoiceField(label=label, choices=held)
        if name == "expected_on":
            widget = forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"})
            return forms.DateField(label=label, input_formats=_FORMATS, widget=widget, help_text=HINTS["day"])
        short = forms.TextInput(attrs={"class": "w-8", "autocomplete": "off"})
        if name == "expected_time":
            return forms.TimeField(label=label, input_formats=["%H:%M"], widget=short, help_text=HINTS["clock"])
        length = FIELDS[f"head.{name}"].length
        needed = name not in ("vessel_name", "port_suffix")
        widget = short if length < 20 else forms.TextInput(attrs={"autocomplete": "off"})  # noqa: PLR2004
        return forms.CharField(label=label, max_length=length, required=needed, widget=widget)

    def head(self) -> dict[str, Any]:
        """What was said, as documents have it."""
        told = dict(self.cleaned_data)
        told["expected_time"] = f"{told['expected_time']:%H:%M}"
        told["call_sign"], told["voyage"] = told["call_sign"].upper(), told["voyage"].upper()
        return told

    def take(self, findings: Iterable[Finding]) -> None:
        """Show what the rules found at the fields they name."""
        for found in findings:
            name = found.path.strip("/").split("/")[0]
            self.add_error(name if name in self.fields else None, sentence(found.message, found.remedy, found.code))


def head_of(call: Call, carrier: str = "") -> dict[str, Any]:
    """The head of a document of a call."""
    on, clock = clock_of(call.expected_at)
    return {
        "direction": call.direction, "call_sign": call.call_sign, "vessel_name": call.vessel_name,
        "voyage": call.voyage, "carrier": carrier or call.carrier, "port": call.port, "port_suffix": call.port_suffix,
        "office": call.office, "expected_on": on, "expected_time": clock,
    }  # fmt: skip


class PaperForm(forms.Form):
    """A document as it is typed: its own fields, or so many rows."""

    rows = forms.IntegerField(required=False, widget=forms.HiddenInput)
    carrier = forms.ChoiceField(label=gettext_lazy("Carrier"))
    note = forms.CharField(
        label=gettext_lazy("Note on this version"), required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip

    def __init__(
        self, data: Any, *, kind: str, count: int, initial: Mapping[str, Any], carriers_: Mapping[str, str]
    ) -> None:  # fmt: skip
        super().__init__(data, initial={**initial, "rows": count}, auto_id="d-%s")
        self.kind, self.count, self.single = kind, count, kind in sheets.SINGLE
        own = [column for column in COLUMNS[kind] if column.part == "own"]
        listed = [column for column in COLUMNS[kind] if column.part != "own"]
        for column in own:
            self.fields[column.key.replace(".", "-")] = _field(column)
        for row in range(0 if self.single else count):
            for column in listed:
                self.fields[_name(row, column.key)] = _field(column)
        if kind == "passengers":
            choices = [(str(no), str(no)) for no in range(1, 10)]
            self.fields["volume"] = forms.ChoiceField(label=say(FIELDS["people.volume"].words), choices=choices)
        field = self.fields["carrier"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, f"{code} · {title}") for code, title in carriers_.items()]

    def groups(self) -> Iterator[dict[str, Any]]:
        """The parts of the page: title, usual fields, fields seldom needed, and whether these stand open."""
        own = [column for column in COLUMNS[self.kind] if column.part == "own"]
        usual = ["carrier", *(["volume"] if self.kind == "passengers" else [])]
        yield self._group(_("Document"), usual, own, lambda key: key.replace(".", "-"))
        listed = [column for column in COLUMNS[self.kind] if column.part != "own"]
        for row in range(0 if self.single else self.count):
            title = _("Row %(no)s") % {"no": row + 1}
            yield self._group(title, [], listed, lambda key, at=row: _name(at, key))
        yield self._group(_("This version"), ["note"], [], str)

    def _group(self, title: str, first: list[str], columns: list[Column], named: Any) -> dict[str, Any]:
        usual = [*first, *(named(c.key) for c in columns if sheets.is_main(self.kind, c.key))]
        rest: list[BoundField] = [self[named(c.key)] for c in columns if not sheets.is_main(self.kind, c.key)]
        opened = any(field.errors or field.value() not in (None, "", False) for field in rest)
        return {"title": title, "usual": [self[name] for name in usual], "seldom": rest, "open": opened}

    def table(self) -> Table:
        """What was typed, read as a sheet would be; its rows are numbered from 1."""
        keys = [column.key for column in COLUMNS[self.kind]]
        own = {column.key for column in COLUMNS[self.kind] if column.part == "own"}
        rows = []
        for row in range(1 if self.single else self.count):
            names = [key.replace(".", "-") if key in own else _name(row, key) for key in keys]
            texts = [_typed(self.cleaned_data.get(name)) for name in names]
            rows.append(
                texts if row == 0 else ["" if key in own else text for key, text in zip(keys, texts, strict=True)]
            )
        return sheets.read_table(self.kind, keys, rows, first=1)

    def document(self, head: Mapping[str, Any], table: Table) -> Document:
        """The document that was typed, with the head of its call."""
        told = {**head, **table.values, "carrier": self.cleaned_data["carrier"]}
        if self.kind == "passengers":
            told["volume"] = int(self.cleaned_data["volume"])
        return KINDS[self.kind](**told)

    def take(self, faults: Iterable[Fault]) -> None:
        """Show what is wrong at its field."""
        own = {column.key for column in COLUMNS[self.kind] if column.part == "own"}
        for fault in faults:
            if fault.severity == "warn":
                continue
            name = fault.column.replace(".", "-") if fault.column in own else _name(fault.row - 1, fault.column)
            said = sentence(fault.message, fault.remedy, fault.code)
            where = "" if name in self.fields else (f"{_('Row')} {fault.row}: " if fault.row else "")
            self.add_error(name if name in self.fields else None, where + said)


def initial_of(document: Document) -> tuple[dict[str, Any], int]:
    """A document as the form shows it, and how many rows that takes."""
    keys, rows = sheets.table_of(document)
    kind = str(document.__struct_config__.tag)
    own = {column.key for column in COLUMNS[kind] if column.part == "own"}
    told: dict[str, Any] = {"carrier": document.carrier, "volume": str(getattr(document, "volume", 1))}
    for at, row in enumerate(rows):
        for key, text in zip(keys, row, strict=True):
            if key in own:
                told.setdefault(key.replace(".", "-"), text) if text else None
            else:
                told[_name(at, key)] = text
    return told, len(rows)


def has_rows(kind: str) -> bool:
    """Whether a kind is a list, so that sheets take it."""
    return kind in ROWS and kind not in sheets.SINGLE


def sentence(message: Any, remedy: Any, code: str) -> str:
    """What is wrong and what to do, with the code of the rule."""
    return f"{message.in_language(language())} {remedy.in_language(language())} ({code})"


def _name(row: int, key: str) -> str:
    return f"r{row}-{key.replace('.', '-')}"


def _typed(value: Any) -> str:
    return "1" if value is True else "" if value in (None, False) else str(value)


def _field(column: Column) -> forms.Field:
    field, label = column.field, say(column.words)
    if field.kind == "yes":
        return forms.BooleanField(label=label, required=False)
    if field.list:
        held = [(code, f"{code} – {say(entry.words)}") for code, entry in CODES[field.list].items()]
        return forms.ChoiceField(label=label, required=False, choices=[("", "–"), *held])
    if field.kind == "ports":
        area = forms.Textarea(attrs={"rows": 2, "class": "w-full"})
        return forms.CharField(label=label, required=False, widget=area, help_text=HINTS["ports"])
    return forms.CharField(
        label=label, required=False, max_length=_longest(field), widget=forms.TextInput(attrs=_attributes(field)),
        help_text=HINTS.get(field.kind, "") if column.part == "own" else "",
    )  # fmt: skip


def _longest(field: Field) -> int:
    return 300 if field.kind in ("codes", "day", "amount", "whole", "clock") else max(field.length, 1)


def _attributes(field: Field) -> dict[str, str]:
    attributes = {"autocomplete": "off"}
    if field.kind in ("day", "clock", "whole", "amount", "country", "port") or field.length < 14:  # noqa: PLR2004
        attributes["class"] = "w-8" if field.kind != "codes" else "w-full"
    if field.kind in ("whole", "amount"):
        attributes["inputmode"] = "decimal"
    return attributes
