"""The form of an application: a certificate with its lines and the costs of each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design.templatetags.figures import language, say
from motcua.kernel.rules import Finding
from motcua.origin.domain.certificate import CRITERIA, FLAGS, Certificate, Invoice, Line, Trader
from motcua.origin.domain.costing import Costs, Material
from motcua.origin.domain.wish import Wish
from motcua.origin.services import home
from motcua.origin.web import words

MOST = 20
"""Lines that the page takes; programs send more."""
_DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
_WIDE = {"class": "w-full", "autocomplete": "off"}
_SHORT = {"class": "w-8", "autocomplete": "off"}


def _text(label: Any, most: int = 200, *, required: bool = False, short: bool = False, hint: Any = "") -> Any:
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=hint,
        widget=forms.TextInput(attrs=_SHORT if short else _WIDE),
    )  # fmt: skip


def _amount(label: Any, hint: Any = "") -> Any:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=18, decimal_places=4, help_text=hint,
        widget=forms.TextInput(attrs={**_SHORT, "inputmode": "decimal"}),
    )  # fmt: skip


class MaterialsField(forms.CharField):
    """Materials, one a line: description; code; country; value; x where a proof of origin is held."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Materials"), required=False, max_length=20_000,
            help_text=gettext_lazy(
                "One a line: description; HS code; country; value; x if a proof of origin is held. "
                "Example: Green coffee; 09011110; VN; 3000"
            ),
            widget=forms.Textarea(attrs={"rows": 4, "class": "w-full"}),
        )  # fmt: skip

    def clean(self, value: Any) -> tuple[Material, ...]:
        """The materials. ValidationError for a line that cannot be read."""
        return tuple(_material(row) for row in str(super().clean(value) or "").splitlines() if row.strip())


def _material(row: str) -> Material:
    cells = [each.strip() for each in row.split(";")]
    try:
        description, code, origin, value = cells[:4]
        amount = Decimal(value.replace(",", "."))
    except (ValueError, InvalidOperation):
        raise forms.ValidationError(_("This line cannot be read: %(row)s") % {"row": row[:60]}) from None
    if not amount.is_finite() or amount < 0 or amount.adjusted() > 12:  # noqa: PLR2004 - beyond any trade
        raise forms.ValidationError(_("This line cannot be read: %(row)s") % {"row": row[:60]})
    return Material(description, code.replace(".", ""), origin.upper(), amount, len(cells) > 4 and cells[4] != "")  # noqa: PLR2004


class WishForm(forms.Form):
    """An application as it is typed, with `count` lines."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    count = forms.IntegerField(required=False, widget=forms.HiddenInput)
    party = forms.ChoiceField(label=gettext_lazy("Exporter"))
    declaration = _text(gettext_lazy("Export declaration"), 12, short=True)
    partner = forms.ChoiceField(label=gettext_lazy("Importing country"))
    consignee_name = _text(gettext_lazy("Consignee"))
    consignee_address = _text(gettext_lazy("Address of the consignee"))
    departed_on = forms.DateField(
        label=gettext_lazy("Departure date"), required=False, input_formats=_DAYS,
        widget=forms.TextInput(attrs={**_SHORT, "inputmode": "numeric"}),
    )  # fmt: skip
    vessel = _text(gettext_lazy("Vessel, vehicle or flight"), 35)
    voyage = _text(gettext_lazy("Voyage"), 20, short=True)
    loading_place = _text(gettext_lazy("Port of loading"), 40, short=True)
    discharge_place = _text(gettext_lazy("Port of discharge"), 40, short=True)
    invoice = _text(gettext_lazy("Invoice number"), 35)
    invoice_on = forms.DateField(
        label=gettext_lazy("Invoice date"), required=False, input_formats=_DAYS,
        widget=forms.TextInput(attrs={**_SHORT, "inputmode": "numeric"}),
    )  # fmt: skip
    transit = _text(gettext_lazy("Countries on the way"), 40, short=True, hint=gettext_lazy("Codes, between blanks"))
    through = _text(gettext_lazy("Through transport document"), 60)
    flags = forms.MultipleChoiceField(
        label=gettext_lazy("Box 13"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    third_name = _text(gettext_lazy("Issuer of a third country's invoice"))
    third_country = _text(gettext_lazy("Its country"), 2, short=True)
    replaces = _text(gettext_lazy("Replaces certificate"), 35)
    remarks = _text(gettext_lazy("Remarks"), 300)

    def __init__(
        self, data: Any, *, parties: Mapping[str, str], day: date, initial: dict[str, Any], count: int
    ) -> None:
        super().__init__(data, initial={**initial, "count": count}, auto_id="w-%s")
        self.lines, self.parties = count, parties
        self._choose("party", [(code, f"{code} {name}") for code, name in parties.items()])
        partners = [(code, f"{code} · {say(name)}") for code, name in words.members(day).items() if code != home()]
        self._choose("partner", partners)
        self._choose("flags", [(each, say(words.FLAG_WORDS[each])) for each in FLAGS if each != "retroactive"])
        for no in range(1, count + 1):
            self.fields |= _line_fields(no)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def groups(self) -> Iterator[dict[str, Any]]:
        """The parts of the page."""
        usual = (
            (_("Who and where to"), ("party", "partner", "consignee_name", "consignee_address", "declaration"), ()),
            (
                _("Transport and invoice"),
                ("departed_on", "vessel", "loading_place", "discharge_place", "invoice", "invoice_on"),
                ("voyage", "transit", "through"),
            ),
            *(
                (_("Line %(no)s and its costs") % {"no": no}, [f"l{no}_{name}" for name in _USUAL],
                 [f"l{no}_{name}" for name in _SELDOM])
                for no in range(1, self.lines + 1)
            ),
            (_("Ticks and remarks"), ("flags", "remarks"), ("third_name", "third_country", "replaces")),
        )  # fmt: skip
        for title, names, seldom in usual:
            rest = [self[name] for name in seldom]
            opened = any(field.errors or field.value() not in (None, "", False, []) for field in rest)
            yield {"title": title, "usual": [self[name] for name in names], "seldom": rest, "open": opened}

    def wish(self) -> Wish:
        """What was typed."""
        told = self.cleaned_data
        lines = [
            each for each in (_line(no, told) for no in range(1, self.lines + 1)) if each.description or each.hs_code
        ]
        third = Trader(told["third_name"], "", told["third_country"].upper()) if told["third_name"] else None
        made = Certificate(
            country=home(), partner=told["partner"], authority="–", place="–",
            exporter=Trader(self.parties.get(told["party"], ""), "", home(), told["party"]),
            consignee=Trader(told["consignee_name"], told["consignee_address"], told["partner"]),
            vessel=told["vessel"], voyage=told["voyage"], departed_on=told["departed_on"],
            loading_place=told["loading_place"], discharge_place=told["discharge_place"],
            transit=tuple(told["transit"].upper().split()), through=told["through"], lines=tuple(lines),
            invoices=(Invoice(told["invoice"], told["invoice_on"]),), flags=tuple(told["flags"]), third_party=third,
            replaces=told["replaces"], remarks=told["remarks"],
        )  # fmt: skip
        costs = tuple(_costs(each, told) for each in lines)
        return Wish(told["party"], told["declaration"], made, costs)

    def show(self, findings: Iterable[Finding]) -> None:
        """Put findings at the fields that they speak of."""
        for each in findings:
            name = _PLACES.get(each.path.removeprefix("/certificate/").strip("/"), "")
            parts = each.path.strip("/").split("/")
            if parts[0] in ("lines", "costs") and len(parts) > 1:
                field = parts[2] if parts[0] == "lines" else "materials"
                name = f"l{int(parts[1]) + 1}_{field}"
            words_ = each.message.in_language(language())
            self.add_error(name if name in self.fields else None, f"{each.code}: {words_}")


_USUAL = ("description", "hs_code", "criterion", "quantity", "unit", "fob", "materials")
_SELDOM = ("rvc", "packages", "package_unit", "gross_weight", "marks")
_PLACES = {
    "partner": "partner", "consignee": "consignee_name", "invoices": "invoice", "third_party": "third_name",
    "through": "through", "departed_on": "departed_on", "exporter": "party",
}  # fmt: skip


def _line_fields(no: int) -> dict[str, Any]:
    made = {
        "description": _text(gettext_lazy("Goods"), 300), "hs_code": _text(gettext_lazy("HS code"), 12, short=True),
        "criterion": forms.ChoiceField(label=gettext_lazy("Origin criterion"), choices=[(c, c) for c in CRITERIA]),
        "rvc": _amount(gettext_lazy("Regional value content, %")),
        "quantity": _amount(gettext_lazy("Quantity")), "unit": _text(gettext_lazy("Unit"), 4, short=True),
        "fob": _amount(gettext_lazy("FOB value, USD")), "materials": MaterialsField(),
        "packages": _amount(gettext_lazy("Packages")),
        "package_unit": _text(gettext_lazy("Kind of package"), 3, short=True),
        "gross_weight": _amount(gettext_lazy("Gross weight, kg")), "marks": _text(gettext_lazy("Marks"), 60),
    }  # fmt: skip
    return {f"l{no}_{name}": field for name, field in made.items()}


def _line(no: int, told: Mapping[str, Any]) -> Line:
    def of(name: str) -> Any:
        return told.get(f"l{no}_{name}")

    return Line(
        no=no, marks=of("marks") or "", packages=int(of("packages")) if of("packages") else None,
        package_unit=(of("package_unit") or "").upper(), description=of("description") or "",
        hs_code=(of("hs_code") or "").replace(".", ""), criterion=of("criterion") or "", rvc=of("rvc"),
        quantity=of("quantity"), unit=(of("unit") or "").upper(), gross_weight=of("gross_weight"),
        weight_unit="KGM" if of("gross_weight") else "", fob=of("fob"), fob_currency="USD" if of("fob") else "",
    )  # fmt: skip


def _costs(line: Line, told: Mapping[str, Any]) -> Costs:
    return Costs(line.no, line.hs_code, line.fob or Decimal(0), told.get(f"l{line.no}_materials") or ())


def initial_of(wish: Wish) -> dict[str, Any]:
    """A wish as its form shows it."""
    made = wish.certificate
    told: dict[str, Any] = {
        "party": wish.party, "declaration": wish.declaration, "partner": made.partner,
        "consignee_name": made.consignee.name, "consignee_address": made.consignee.address,
        "departed_on": f"{made.departed_on:%d/%m/%Y}" if made.departed_on else "", "vessel": made.vessel,
        "voyage": made.voyage, "loading_place": made.loading_place, "discharge_place": made.discharge_place,
        "transit": " ".join(made.transit), "through": made.through, "flags": list(made.flags),
        "replaces": made.replaces, "remarks": made.remarks,
    }  # fmt: skip
    if made.invoices:
        first = made.invoices[0]
        told |= {"invoice": first.number, "invoice_on": f"{first.on:%d/%m/%Y}" if first.on else ""}
    if made.third_party:
        told |= {"third_name": made.third_party.name, "third_country": made.third_party.country}
    held = {each.line: each for each in wish.costs}
    for line in made.lines:
        told |= {f"l{line.no}_{name}": value for name, value in _line_initial(line, held.get(line.no)).items()}
    return told


def _line_initial(line: Line, costs: Costs | None) -> dict[str, Any]:
    told = {name: getattr(line, name) for name in (*_USUAL, *_SELDOM) if name != "materials"}
    rows = [
        f"{each.description}; {each.hs_code}; {each.origin}; {each.value:f}{'; x' if each.proven else ''}"
        for each in (costs.materials if costs else ())
    ]
    return {**told, "materials": "\n".join(rows)}
