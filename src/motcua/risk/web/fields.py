"""The fields that compile to criteria, in the order of declaration, party, goods, route and history."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design.domain import numbers
from motcua.design.templatetags.figures import say
from motcua.reference.domain import all_offices
from motcua.risk.domain.criteria import Criteria
from motcua.risk.domain.language import percent
from motcua.risk.domain.past import OF, Earlier
from motcua.risk.web.reading import ppm, text_field
from motcua.risk.web.words import flags

PARTS_PAST = 3
"""So many questions about the past the form has room for; the text takes any number."""


_LISTS = {
    "procedures": (gettext_lazy("Procedure types"), ""),
    "parties": (gettext_lazy("Enterprises"), gettext_lazy("Tax codes, separated by commas")),
    "headings": (gettext_lazy("Goods under"), gettext_lazy("Beginnings of codes, 2 to 8 digits")),
    "not_headings": (gettext_lazy("No goods under"), ""),
    "origins": (gettext_lazy("Origins"), gettext_lazy("Codes of countries, such as CN, KR")),
    "countries": (gettext_lazy("Countries of dispatch or destination"), ""),
    "modes": (gettext_lazy("Modes of transport"), ""),
    "agents": (gettext_lazy("Customs agents"), gettext_lazy("Tax codes, separated by commas")),
}
_WHOLES = {
    "value_from": gettext_lazy("Customs value from"), "value_below": gettext_lazy("Customs value below"),
    "tax_from": gettext_lazy("Tax from"), "tax_below": gettext_lazy("Tax below"),
    "weight_from": gettext_lazy("Weight from, kg"), "weight_below": gettext_lazy("Weight below, kg"),
    "lines_from": gettext_lazy("Goods lines from"), "lines_to": gettext_lazy("Goods lines up to"),
    "younger_than_days": gettext_lazy("Days since the enterprise registered, below"),
}  # fmt: skip
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("Declaration"), ("directions", "offices", "procedures", "flags", "preference", "value_from",
     "value_below", "tax_from", "tax_below", "weight_from", "weight_below", "lines_from", "lines_to")),
    (gettext_lazy("Party"), ("levels", "younger_than_days", "parties")),
    (gettext_lazy("Goods"), ("headings", "not_headings", "origins", "reference")),
    (gettext_lazy("Route"), ("countries", "modes", "agents")),
    (gettext_lazy("History"), tuple(f"past_{part}_{no}" for no in range(PARTS_PAST) for part in
     ("of", "what", "bound"))),
)  # fmt: skip


class CriteriaForm(forms.Form):
    """Criteria as fields, in the order of declaration, party, goods, route and history."""

    def __init__(self, data: Any = None, *, offices: list[tuple[str, str]], criteria: Criteria | None = None) -> None:
        super().__init__(data, initial=_fields(criteria) if criteria else None)
        self.fields.update(dict(_made(offices)))

    def groups(self) -> Iterator[tuple[Any, list[forms.BoundField], bool]]:
        """The fields in their groups, and whether one of them holds something, or the group comes first."""
        for place, (title, names) in enumerate(GROUPS):
            fields = [self[name] for name in names]
            yield title, fields, place == 0 or any(field.value() or field.errors for field in fields)

    @property
    def blank(self) -> bool:
        """Whether nothing has been filled in."""
        return not any(self[name].value() for name in self.fields)

    def criteria(self) -> Criteria | None:
        """What the fields say, by way of the language, so that both say the same; None with errors."""
        if not self.is_valid():
            return None
        try:
            return Criteria(**self._values())
        except ValueError:
            self.add_error(None, _("Say at least one thing that a declaration must meet."))
            return None

    def clean(self) -> dict[str, Any]:
        """Each field alone must be a part that the language can say."""
        held = super().clean() or self.cleaned_data
        for name, read in _readers().items():
            text = held.get(name)
            if text:
                try:
                    held[name] = read(text)
                    Criteria(**{_FIELD.get(name, name): held[name]})
                except ValueError:
                    self.add_error(name, _("“%(text)s” cannot be here.") % {"text": str(text)[:60]})
        self._clean_past(held)
        return held

    def _clean_past(self, held: dict[str, Any]) -> None:
        asked: list[Earlier] = []
        for no in range(PARTS_PAST):
            of, what, bound = (held.get(f"past_{part}_{no}") for part in ("of", "what", "bound"))
            if not (of or what or bound):
                continue
            try:
                if not of or not what:
                    raise ValueError
                read = ppm(bound or "") if what == "rate_from_ppm" else _whole(bound or "")
                asked.append(Earlier(of, what, read))
                Criteria(earlier=tuple(asked))
            except ValueError:
                self.add_error(f"past_bound_{no}", _("Say whose past, what is counted, and from how many; each once."))
        held["earlier"] = tuple(asked)

    def _values(self) -> dict[str, Any]:
        held = self.cleaned_data
        found = {_FIELD.get(name, name): held[name] for name in _readers() if held.get(name)}
        found |= {name: tuple(held[name]) for name in ("directions", "offices", "flags") if held.get(name)}
        if held.get("levels"):
            found["levels"] = tuple(int(each) for each in held["levels"])
        if held.get("preference"):
            found["preference"] = held["preference"] == "yes"
        return {**found, "earlier": held["earlier"]}


_FIELD = {"reference": "below_reference_ppm"}


def _readers() -> dict[str, Callable[[str], Any]]:
    return {**dict.fromkeys(_LISTS, _listed), **dict.fromkeys(_WHOLES, _whole), "reference": ppm}


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in text.upper().replace(",", " ").replace(";", " ").split()))


def _whole(text: str) -> int:
    found = numbers.read_decimal(text)
    if found != found.to_integral_value() or found < 1:
        raise ValueError(text)
    return int(found)


def _made(offices: list[tuple[str, str]]) -> Iterator[tuple[str, forms.Field]]:
    boxes = forms.CheckboxSelectMultiple
    directions = [("import", _("Import")), ("export", _("Export"))]
    yield (
        "directions",
        forms.MultipleChoiceField(label=_("Direction"), choices=directions, widget=boxes, required=False),
    )
    yield "offices", forms.MultipleChoiceField(label=_("Branches"), choices=offices, widget=boxes, required=False)
    yield "flags", forms.MultipleChoiceField(label=_("One of the marks"), choices=flags(), widget=boxes, required=False)
    levels = [(str(level), str(level)) for level in range(1, 6)]
    yield (
        "levels",
        forms.MultipleChoiceField(
            label=_("Compliance levels, 1 the best"), choices=levels, widget=boxes, required=False
        ),
    )
    either = [("", _("Either")), ("yes", _("Yes")), ("no", _("No"))]
    yield "preference", forms.ChoiceField(label=_("Preference claimed"), choices=either, required=False)
    for name, (label, hint) in _LISTS.items():
        yield name, text_field(label, help_text=hint)
    for name, label in _WHOLES.items():
        yield name, text_field(label, "w-12", max_length=30)
    yield "reference", text_field(_("Unit value below this share of its reference, in per cent"), "w-8", max_length=12)
    yield from _past_fields()


def _past_fields() -> Iterator[tuple[str, forms.Field]]:
    whose = [("", "–"), *((key, say(words)) for key, words in OF.items())]
    what = [
        ("", "–"), ("hits_from", _("violations found, from")), ("checks_from", _("inspections, from")),
        ("checks_below", _("inspections, fewer than")),
        ("rate_from_ppm", _("per cent of inspections with a violation, from")),
    ]  # fmt: skip
    for no in range(PARTS_PAST):
        facts = {"no": no + 1}
        yield f"past_of_{no}", forms.ChoiceField(label=_("Past %(no)s: of") % facts, choices=whose, required=False)
        yield (
            f"past_what_{no}",
            forms.ChoiceField(label=_("Past %(no)s: counted") % facts, choices=what, required=False),
        )
        yield f"past_bound_{no}", text_field(_("Past %(no)s: how many") % facts, "w-8", max_length=12)


def _fields(criteria: Criteria) -> dict[str, Any]:
    """Criteria as the fields show them."""
    found: dict[str, Any] = {name: ", ".join(getattr(criteria, name)) for name in _LISTS}
    found |= {name: getattr(criteria, name) or "" for name in _WHOLES}
    found |= {name: list(getattr(criteria, name)) for name in ("directions", "offices", "flags")}
    found["levels"] = [str(level) for level in criteria.levels]
    found["preference"] = {True: "yes", False: "no"}.get(criteria.preference, "")  # type: ignore[call-overload]
    found["reference"] = (
        percent(criteria.below_reference_ppm).removesuffix(" %") if criteria.below_reference_ppm else ""
    )
    for no, asked in enumerate(criteria.earlier[:PARTS_PAST]):
        bound = percent(asked.bound).removesuffix(" %") if asked.what == "rate_from_ppm" else str(asked.bound)
        found |= {f"past_of_{no}": asked.of, f"past_what_{no}": asked.what, f"past_bound_{no}": bound}
    return found


def fits_form(criteria: Criteria) -> bool:
    """Whether the fields have room for all that is asked."""
    known = {key for key, _ in flags()}
    named = {each.code for each in all_offices() if each.kind == "branch"}
    return len(criteria.earlier) <= PARTS_PAST and set(criteria.flags) <= known and set(criteria.offices) <= named


def branches(today: date, named: Collection[str]) -> list[tuple[str, str]]:
    """The branches of today, and those that a profile names though they have been closed since."""
    found = {}
    for each in all_offices():
        if each.kind == "branch" and (today in each.period or (each.code in named and each.since <= today)):
            found[each.code] = f"{each.code} {say(each.words)}"
    return list(found.items())
