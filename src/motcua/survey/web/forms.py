"""Forms of the department: filters, the plan with its rule, signing, the department's own scores."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design.periods import FORMATS
from motcua.design.templatetags.figures import say
from motcua.kernel.days import FIRST, LAST
from motcua.survey.domain.life import STATE_WORDS
from motcua.survey.domain.plans import LEAST, MOST, MOST_INVITED, Plan, Rule, read_rule, usual_rule
from motcua.survey.domain.questionnaires import CURRENT, questionnaire, questionnaires
from motcua.survey.models import Round
from motcua.survey.queries.rounds import FRAME_SORTS, SORTS

_WHOLE = {"inputmode": "numeric", "class": "w-8", "autocomplete": "off"}
PERCENT = 10_000
"""Parts per million of one percent."""


class FilterForm(forms.Form):
    """Filters of the list of rounds, as a GET form."""

    q = forms.CharField(required=False, max_length=20, label=gettext_lazy("Number or year"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    sort = forms.ChoiceField(required=False, choices=[(each, each) for each in SORTS])

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        _choose(self, "state", [("", _("All")), *((str(key), say(name)) for key, name in STATE_WORDS.items())])


class FrameForm(forms.Form):
    """Filters of a frame."""

    q = forms.CharField(required=False, max_length=20, label=gettext_lazy("Tax code or stratum"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    chosen = forms.BooleanField(required=False, label=gettext_lazy("Invited only"))
    sort = forms.ChoiceField(required=False, choices=[(each, each) for key in FRAME_SORTS for each in (key, f"-{key}")])

    def __init__(self, data: Any, offices: list[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="f-%s")
        _choose(self, "office", [("", _("All")), *offices])


def told(form: forms.Form) -> dict[str, Any]:
    """What could be read of filters; the search text is called `text`."""
    form.is_valid()
    found = {name: value for name, value in form.cleaned_data.items() if value not in (None, "", False)}
    if "q" in found:
        found["text"] = found.pop("q").replace("\0", "")
    return found


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class SeenForm(forms.Form):
    """A form on a round as its maker saw it: `seen` is the leaf of its last step."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**63 - 1)

    def __init__(self, data: Any = None, *, seen: int = 0, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"seen": seen, **(initial or {})}, auto_id="a-%s")


def _day(label: Any) -> forms.DateField:
    within = [MinValueValidator(FIRST), MaxValueValidator(LAST)]
    return forms.DateField(
        label=label, input_formats=FORMATS, validators=within, help_text=gettext_lazy("Day/month/year."),
        widget=forms.TextInput(attrs=_WHOLE),
    )  # fmt: skip


def _whole(label: Any, most: int, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, widget=forms.TextInput(attrs=_WHOLE)
    )  # fmt: skip


class PlanForm(SeenForm):
    """A round: its year, days, sizes, and the rule with the weight of each component in percent."""

    year = _whole(gettext_lazy("Year"), 2999, 2000)
    questionnaire = forms.ChoiceField(label=gettext_lazy("Questionnaire"))
    opens_on = _day(gettext_lazy("Open from"))
    closes_on = _day(gettext_lazy("To the end of"))
    inside = _whole(gettext_lazy("Enterprises of the province to be invited"), MOST_INVITED)
    outside = _whole(gettext_lazy("Enterprises outside the province to be invited"), MOST_INVITED)
    enterprise = _whole(gettext_lazy("Share of enterprises, %"), 100, 1)
    minimum = _whole(gettext_lazy("Smallest cell shown"), MOST, LEAST)

    def __init__(self, data: Any, year: int, found: Round | None = None) -> None:
        super().__init__(data, seen=found.leaf if found else 0, initial=_initial(year, found))
        _choose(self, "questionnaire", [(code, code) for code in questionnaires()])
        self.fields["year"].disabled = found is not None
        form = questionnaire(found.questionnaire if found else CURRENT)
        self._components = tuple(form.weights)
        for component in form.components:
            label = _("Weight of %(component)s, %%") % {"component": say(component.words)}
            self.fields[component.code] = _whole(label, 100, 1)

    def plan(self) -> Plan:
        """What was typed, as the service takes it."""
        held = self.cleaned_data
        weights = {code: held[code] * PERCENT for code in self._components}
        enterprise = held["enterprise"] * PERCENT
        rule = Rule(enterprise, 100 * PERCENT - enterprise, held["minimum"], weights)
        return Plan(
            held["year"], held["opens_on"], held["closes_on"], held["inside"], held["outside"], rule,
            held["questionnaire"],
        )  # fmt: skip


def _initial(year: int, found: Round | None) -> dict[str, Any]:
    rule = read_rule(found.rule) if found else usual_rule(year)
    told_ = {
        "year": year, "questionnaire": CURRENT, "enterprise": rule.enterprise_ppm // PERCENT, "minimum": rule.minimum,
        **{code: weight // PERCENT for code, weight in rule.weights.items()},
    }  # fmt: skip
    if found:
        told_ |= {name: getattr(found, name) for name in ("year", "questionnaire", "inside", "outside")}
        told_ |= {name: f"{getattr(found, name):%d/%m/%Y}" for name in ("opens_on", "closes_on")}
    return told_


class SignForm(SeenForm):
    """The fingerprint that is signed, as it was read."""

    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReasonForm(SeenForm):
    """Why a round is cancelled."""

    note = forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"})
    )


class ScoresForm(SeenForm):
    """The department's own score of each branch, in points."""

    def __init__(self, data: Any, found: Round, offices: list[tuple[str, str]], held: dict[str, int]) -> None:
        super().__init__(data, seen=found.leaf)
        for code, name in offices:
            self.fields[f"office_{code}"] = forms.DecimalField(
                label=name, min_value=0, max_value=100, decimal_places=2, max_digits=5, localize=True,
                initial=Decimal(held[code]) / 100 if code in held else None,
                widget=forms.TextInput(attrs={**_WHOLE, "inputmode": "decimal"}),
            )  # fmt: skip

    def scores(self) -> dict[str, int]:
        """Hundredths of a point by office."""
        return {
            name.removeprefix("office_"): int(value * 100)
            for name, value in self.cleaned_data.items() if name.startswith("office_")
        }  # fmt: skip
