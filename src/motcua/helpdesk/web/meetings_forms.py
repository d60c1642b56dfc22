"""Forms of conferences: filters, plan, whom to invite, registration, questions, answers, minutes, results."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.design.fields import MomentField
from motcua.design.periods import FORMATS
from motcua.design.templatetags.figures import say
from motcua.helpdesk.domain.meetings.asking import SORTS, Choice, Filters
from motcua.helpdesk.domain.meetings.life import GUEST_WORDS, LEVEL_WORDS, STATE_WORDS
from motcua.helpdesk.domain.meetings.plans import Minutes, Plan
from motcua.helpdesk.domain.tables import DOMAINS
from motcua.helpdesk.models import Conference
from motcua.helpdesk.web import meetings_words as words
from motcua.helpdesk.web.forms import MOMENTS, choose, narrowed, sorts, textarea, wide
from motcua.kernel.actor import Actor
from motcua.kernel.days import LAW_ZONE

LONG = 4000
MOMENT_HINT = gettext_lazy("Day/month/year hour:minute, as 22/12/2023 08:00.")


class FilterForm(forms.Form):
    """Filters of the list of conferences, as a GET form. What cannot be read narrows nothing and is said."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Number, title, topic"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    level = forms.ChoiceField(required=False, label=gettext_lazy("Level"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Office"))
    since = forms.DateField(required=False, input_formats=FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=sorts(SORTS))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        choose(self, "state", [(str(key), say(name)) for key, name in STATE_WORDS.items()], every=True)
        choose(self, "level", [(str(key), say(name)) for key, name in LEVEL_WORDS.items()], every=True)
        choose(self, "office", words.all_offices(), every=True)

    def filters(self) -> Filters:
        """What could be read."""
        return Filters(**narrowed(self))


class GuestFilterForm(forms.Form):
    """Filters of the list of guests."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Tax code, name, code of entry"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        choose(self, "state", [(str(key), say(name)) for key, name in GUEST_WORDS.items()], every=True)


class SeenForm(forms.Form):
    """A form on a thing as its maker saw it: `seen` is the leaf of its last step."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, seen: int = 0, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"seen": seen, **(initial or {})}, auto_id="a-%s")


class PlanForm(SeenForm):
    """What is planned of a conference."""

    office = forms.ChoiceField(label=gettext_lazy("Office that holds it"))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300, widget=wide())
    begins_at = MomentField(label=gettext_lazy("Begins"), input_formats=MOMENTS, help_text=MOMENT_HINT)
    ends_at = MomentField(label=gettext_lazy("Ends"), input_formats=MOMENTS, help_text=MOMENT_HINT)
    ask_until = MomentField(
        label=gettext_lazy("Questions are taken before it until"), input_formats=MOMENTS, required=False,
        help_text=gettext_lazy("Left empty: the end of the second working day before."),
    )  # fmt: skip
    place = forms.CharField(label=gettext_lazy("Venue"), max_length=300, widget=wide())
    topics = forms.CharField(label=gettext_lazy("Topics"), max_length=LONG, widget=textarea(3))
    partners = forms.CharField(
        label=gettext_lazy("Held together with"), max_length=LONG, required=False, widget=textarea(2)
    )  # fmt: skip
    seats = forms.IntegerField(
        label=gettext_lazy("Seats"), min_value=1, max_value=5000, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )  # fmt: skip
    open_to_all = forms.BooleanField(
        label=gettext_lazy("Every enterprise may register, also without an invitation"), required=False
    )

    def __init__(self, data: Any, actor: Actor, found: Conference | None = None) -> None:
        super().__init__(data, seen=found.leaf if found else 0, initial=_initial(found))
        choices = words.offices_of(actor)
        if found:
            choices = [(found.office, words.office_name(found.office))]
        choose(self, "office", choices)

    def plan(self) -> Plan:
        """What was typed, as the service takes it."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return Plan(**told)


def _initial(found: Conference | None) -> dict[str, Any]:
    if found is None:
        return {"seats": 100}
    told = {name: getattr(found, name) for name in ("office", "title", "place", "topics", "partners", "seats")}
    for name in ("begins_at", "ends_at", "ask_until"):
        told[name] = f"{getattr(found, name).astimezone(LAW_ZONE):%d/%m/%Y %H:%M}"
    return {**told, "open_to_all": bool(found.open_to_all)}


class InviteForm(forms.Form):
    """Whom to invite. The same fields narrow the preview (GET) and are sent with the invitation (POST)."""

    by = forms.ChoiceField(label=gettext_lazy("Choose enterprises"), widget=forms.RadioSelect, required=False)
    office = forms.ChoiceField(required=False, label=gettext_lazy("Declared at"))
    direction = forms.ChoiceField(required=False, label=gettext_lazy("Direction"))
    since = forms.DateField(
        required=False, input_formats=FORMATS, label=gettext_lazy("Declarations since"), widget=wide("w-8")
    )  # fmt: skip
    least = forms.IntegerField(
        required=False, min_value=1, max_value=1_000_000, label=gettext_lazy("At least so many declarations"),
        widget=wide("w-4"),
    )  # fmt: skip
    most = forms.IntegerField(
        required=False, min_value=1, max_value=5000, label=gettext_lazy("At most so many enterprises"),
        help_text=gettext_lazy("The busiest are kept."), widget=wide("w-4"),
    )  # fmt: skip
    listed = forms.CharField(
        required=False, max_length=LONG * 10, label=gettext_lazy("Tax codes"), widget=textarea(3),
        help_text=gettext_lazy("One a line, or with blanks between; they are invited whatever else is chosen."),
    )  # fmt: skip

    def __init__(self, data: Any) -> None:
        super().__init__(data or None, auto_id="i-%s", initial={"by": "activity", "least": 1, "most": 100})
        choose(self, "by", [("activity", _("By what they declared")), ("list", _("Only those listed"))])
        choose(self, "office", words.all_offices()[1:], every=True)
        choose(self, "direction", [("import", _("Import")), ("export", _("Export"))], every=True)

    def choice(self) -> Choice:
        """What is chosen; call it when the form is valid."""
        told = self.cleaned_data
        return Choice(
            told["office"], told["direction"], told["since"], told["least"] or 1, told["most"] or 0,
            tuple(told["listed"].replace(",", " ").replace(";", " ").split()), told["by"] != "list",
        )  # fmt: skip


class RegisterForm(forms.Form):
    """An enterprise registers."""

    party = forms.ChoiceField(label=gettext_lazy("Enterprise"))
    people = forms.TypedChoiceField(label=gettext_lazy("How many people come"), coerce=int)

    def __init__(self, data: Any, parties: list[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="a-%s")
        choose(self, "party", parties)
        choose(self, "people", [(no, str(no)) for no in words.people_allowed()])


class PartyForm(forms.Form):
    """An act for one of one's enterprises."""

    party = forms.ChoiceField(label=gettext_lazy("Enterprise"))

    def __init__(self, data: Any, parties: list[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="a-%s")
        choose(self, "party", parties)


class AskForm(forms.Form):
    """A question to a conference; those who run it may leave the enterprise open."""

    party = forms.ChoiceField(label=gettext_lazy("Enterprise"), required=False)
    domain = forms.ChoiceField(label=gettext_lazy("Domain"))
    text = forms.CharField(label=gettext_lazy("Question"), max_length=LONG, widget=textarea(5))

    def __init__(self, data: Any, parties: list[tuple[str, str]], *, hall: bool) -> None:
        super().__init__(data, auto_id="a-%s")
        choose(self, "party", [*([("", _("From the hall, no enterprise named"))] if hall else []), *parties])
        choose(self, "domain", [(code, say(name)) for code, name in DOMAINS.items()])


class AnswerForm(forms.Form):
    """An answer with its legal basis."""

    answer = forms.CharField(label=gettext_lazy("Answer"), max_length=LONG, widget=textarea(6), required=False)
    basis = forms.CharField(
        label=gettext_lazy("Legal basis"), max_length=LONG, required=False, widget=wide(),
        help_text=gettext_lazy("Act and article, as far as they were looked up."),
    )  # fmt: skip

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="a-%s")


class MinutesForm(SeenForm):
    """What the minutes say."""

    chair = forms.CharField(label=gettext_lazy("Who presided"), max_length=300, widget=wide())
    secretary = forms.CharField(label=gettext_lazy("Who wrote the minutes"), max_length=300, widget=wide())
    said = forms.CharField(label=gettext_lazy("What was said"), max_length=LONG * 5, widget=textarea(8))
    concluded = forms.CharField(label=gettext_lazy("Conclusion"), max_length=LONG * 5, widget=textarea(5))

    def minutes(self) -> Minutes:
        """What was typed."""
        return Minutes(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


class ResultsForm(SeenForm):
    """What is published."""

    results = forms.CharField(
        label=gettext_lazy("Results, for everybody to read"), max_length=LONG * 5, widget=textarea(8),
        help_text=gettext_lazy("Questions and answers stand below them by themselves, without names of enterprises."),
    )  # fmt: skip


class ReasonForm(SeenForm):
    """An act that needs a reason."""

    note = forms.CharField(label=gettext_lazy("Reason"), max_length=LONG, widget=textarea(3))


class ComeForm(forms.Form):
    """Guests at the door, by tax code or by the code that they show."""

    code = forms.CharField(
        label=gettext_lazy("Code of entry or tax code"), max_length=20, widget=wide("w-12"),
    )  # fmt: skip
    people = forms.TypedChoiceField(label=gettext_lazy("How many people come"), coerce=int)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="c-%s")
        choose(self, "people", [(no, str(no)) for no in words.people_allowed()])
