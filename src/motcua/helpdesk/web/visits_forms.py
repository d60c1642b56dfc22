"""Forms of visits: filters, plan, findings, what is to be done and what came of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.design.periods import FORMATS
from motcua.design.templatetags.figures import say
from motcua.helpdesk.domain.meetings.asking import VISIT_SORTS, VisitFilters
from motcua.helpdesk.domain.meetings.life import VISIT_WORDS
from motcua.helpdesk.domain.meetings.plans import Findings, Todo, VisitPlan
from motcua.helpdesk.models import Visit
from motcua.helpdesk.web import meetings_words as words
from motcua.helpdesk.web.forms import choose, narrowed, sorts, textarea, wide
from motcua.helpdesk.web.meetings_forms import LONG, SeenForm
from motcua.kernel.actor import Actor

DAY_HINT = gettext_lazy("Day/month/year, as 22/12/2023.")


class VisitFilterForm(forms.Form):
    """Filters of the list of visits, as a GET form."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Number, tax code, name, purpose"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Office"))
    since = forms.DateField(required=False, input_formats=FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=sorts(VISIT_SORTS))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        choose(self, "state", [(str(key), say(name)) for key, name in VISIT_WORDS.items()], every=True)
        choose(self, "office", words.all_offices(), every=True)

    def filters(self) -> VisitFilters:
        """What could be read."""
        return VisitFilters(**narrowed(self))


class VisitForm(SeenForm):
    """What is planned of a visit."""

    office = forms.ChoiceField(label=gettext_lazy("Office"))
    party = forms.CharField(label=gettext_lazy("Tax code of the enterprise"), max_length=14, widget=wide("w-12"))
    planned_on = forms.DateField(label=gettext_lazy("Planned for"), input_formats=FORMATS, help_text=DAY_HINT)
    purpose = forms.CharField(label=gettext_lazy("Purpose"), max_length=LONG, widget=textarea(3))
    members = forms.CharField(label=gettext_lazy("Members of the delegation"), max_length=LONG, widget=textarea(2))

    def __init__(self, data: Any, actor: Actor, found: Visit | None = None) -> None:
        super().__init__(data, seen=found.leaf if found else 0, initial=_initial(found))
        choices = words.offices_of(actor)
        if found:
            choices = [(found.office, words.office_name(found.office))]
            self.fields["party"].disabled = True
        choose(self, "office", choices)

    def plan(self) -> VisitPlan:
        """What was typed."""
        return VisitPlan(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


def _initial(found: Visit | None) -> dict[str, Any]:
    if found is None:
        return {}
    told = {name: getattr(found, name) for name in ("office", "party", "purpose", "members")}
    return {**told, "planned_on": f"{found.planned_on:%d/%m/%Y}"}


class FindingsForm(SeenForm):
    """What came of a visit."""

    made_on = forms.DateField(label=gettext_lazy("Made on"), input_formats=FORMATS, help_text=DAY_HINT)
    met = forms.CharField(label=gettext_lazy("Who was met"), max_length=LONG, widget=wide())
    found = forms.CharField(label=gettext_lazy("Findings"), max_length=LONG * 5, widget=textarea(7))
    settled = forms.CharField(
        label=gettext_lazy("Settled there"), max_length=LONG * 5, required=False, widget=textarea(4)
    )

    def findings(self) -> Findings:
        """What was typed."""
        return Findings(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


class TodoForm(SeenForm):
    """A thing to be done."""

    words = forms.CharField(label=gettext_lazy("What is to be done"), max_length=LONG, widget=textarea(3))
    owner = forms.TypedChoiceField(label=gettext_lazy("Who does it"), coerce=int)
    due_on = forms.DateField(label=gettext_lazy("Last day"), input_formats=FORMATS, help_text=DAY_HINT)

    def __init__(self, data: Any, *, seen: int, people: Sequence[tuple[int, str]]) -> None:
        super().__init__(data, seen=seen)
        choose(self, "owner", [(str(account), name) for account, name in people])

    def todo(self) -> Todo:
        """What was typed."""
        told = self.cleaned_data
        return Todo(told["words"], told["owner"], told["due_on"])


class ActionForm(forms.Form):
    """What came of a thing to be done, or why it takes longer."""

    outcome = forms.CharField(label=gettext_lazy("Outcome, or reason"), max_length=LONG, widget=textarea(4))
    due_on = forms.DateField(
        label=gettext_lazy("New last day, if it takes longer"),
        input_formats=FORMATS,
        required=False,
        help_text=DAY_HINT,
    )

    def __init__(self, data: Any, *, extends: bool) -> None:
        super().__init__(data, auto_id="a-%s")
        if not extends:
            del self.fields["due_on"]

    def day(self, otherwise: date) -> date:
        """The new last day; the old one where none was typed."""
        return self.cleaned_data.get("due_on") or otherwise
