"""Forms of askers and of those who write down: what is asked, by whom, and filters."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.design.fields import MomentField
from motcua.design.periods import FORMATS
from motcua.design.templatetags.figures import say
from motcua.helpdesk.domain import answers, attachments, tables
from motcua.helpdesk.domain.askers import Contact
from motcua.helpdesk.domain.asking import SORTS, Filters
from motcua.helpdesk.domain.attachments import Sent
from motcua.helpdesk.domain.life import STATES
from motcua.helpdesk.domain.standing import Class
from motcua.kernel.words import Words
from motcua.reference import domain as reference

MOMENTS = ["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]


def choices(words: Iterable[tuple[str, Words]], empty: str = "") -> list[tuple[str, str]]:
    """Codes with their words in the reader's language."""
    return [*([("", empty)] if empty else []), *((code, say(told)) for code, told in words)]


def choose(form: forms.Form, name: str, told: Sequence[tuple[Any, str]], *, every: bool = False) -> None:
    """Give a field of choices its choices, with “all” before them where that narrows nothing."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [*([("", _("All"))] if every else []), *told]


def narrowed(form: forms.Form) -> dict[str, Any]:
    """What could be read of filters; the search text is called `text`."""
    form.is_valid()
    found = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    if "q" in found:
        found["text"] = found.pop("q")
    return found


def sorts(keys: Iterable[str]) -> list[tuple[str, str]]:
    """The orders that may be asked for."""
    return [(each, each) for key in keys for each in (key, f"-{key}")]


def textarea(rows: int = 4) -> forms.Textarea:
    """A field of lines over the whole width."""
    return forms.Textarea(attrs={"rows": rows, "class": "w-full"})


def wide(css: str = "w-full") -> forms.TextInput:
    """A line, over the whole width if nothing else is said."""
    return forms.TextInput(attrs={"class": css, "autocomplete": "off"})


class AskForm(forms.Form):
    """A question: in a line, in words, its class, a file."""

    title = forms.CharField(label=gettext_lazy("Your question in one line"), max_length=answers.TITLE, widget=wide())
    body = forms.CharField(
        label=gettext_lazy("What exactly do you want to know?"), max_length=answers.MOST, widget=textarea(7),
        help_text=gettext_lazy("Name the declaration, the goods and the gate where it is about a shipment. Leave out "
                               "names and telephone numbers of persons."),
    )  # fmt: skip
    domain = forms.ChoiceField(label=gettext_lazy("What is it about?"))
    nature = forms.ChoiceField(label=gettext_lazy("Kind of question"), widget=forms.RadioSelect, initial="rules")
    priority = forms.ChoiceField(label=gettext_lazy("How urgent is it?"), widget=forms.RadioSelect, initial="P3")
    file = forms.FileField(
        label=gettext_lazy("A paper, if one helps"), required=False,
        help_text=gettext_lazy("PDF, PNG, JPG, DOCX or XLSX, up to 5 MiB."),
    )  # fmt: skip

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, auto_id="f-%s", **rest)
        choose(self, "domain", choices(tables.DOMAINS.items(), _("Choose")))
        natures = [(each.code, f"{say(each.words)}. {say(each.hint)}") for each in tables.NATURES.values()]
        choose(self, "nature", natures)
        choose(self, "priority", choices(tables.PRIORITIES.items()))

    def classed(self) -> Class:
        """How it is classed by who asks."""
        told = self.cleaned_data
        return Class(told["domain"], told["nature"], 1, told["priority"], told.get("office", ""))

    def contact(self) -> Contact:
        """Who asks, as far as that was told."""
        told = self.cleaned_data
        return Contact(*(told.get(name, "").strip() for name in ("name", "mail", "phone", "company")))

    def sent(self) -> list[Sent]:
        """The file, if one came; no more of it is read than may be kept."""
        file = self.cleaned_data.get("file")
        return [Sent(file.name, file.read(attachments.LARGEST + 1))] if file else []


class TraderForm(AskForm):
    """A question of somebody signed in: for which enterprise."""

    party = forms.ChoiceField(label=gettext_lazy("Enterprise"))

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        choose(self, "party", parties)
        if len(parties) == 1:
            self.fields["party"].widget = forms.HiddenInput()
            self.fields["party"].initial = parties[0][0]


class ContactForm(AskForm):
    """A question of somebody who is not signed in: how to reach the asker, and what only robots fill in."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120, widget=wide())
    company = forms.CharField(label=gettext_lazy("Enterprise"), max_length=200, required=False, widget=wide())
    mail = forms.EmailField(
        label=gettext_lazy("Mail address"), max_length=200, required=False, widget=wide(),
        help_text=gettext_lazy("The answer is sent there. A mail address or a telephone number is enough."),
    )  # fmt: skip
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=30, required=False, widget=wide())


class WriteForm(ContactForm):
    """A question written down by an officer: from a call or a meeting, with its time."""

    channel = forms.ChoiceField(label=gettext_lazy("How it was asked"), widget=forms.RadioSelect, initial="phone")
    asked_at = MomentField(
        label=gettext_lazy("When it was asked"), input_formats=MOMENTS,
        help_text=gettext_lazy("Day and time of the call or meeting, such as 22/12/2023 09:30."), widget=wide(),
    )  # fmt: skip
    party = forms.CharField(label=gettext_lazy("Tax code"), max_length=14, required=False, widget=wide())
    office = forms.ChoiceField(label=gettext_lazy("Office that is to answer"), required=False)

    def __init__(self, *args: Any, today: date, **rest: Any) -> None:
        super().__init__(*args, **rest)
        choose(self, "channel", choices((code, tables.CHANNELS[code]) for code in ("phone", "meeting")))
        choose(self, "office", offices(today))
        self.fields["name"].required = False
        self.order_fields(["channel", "asked_at", "party", "company", "name", "phone", "mail", "office"])


def offices(today: date) -> list[tuple[str, str]]:
    """The department and its branches."""
    here = [reference.office("20ZZ", today), *reference.branches(today)]
    return [(each.code, say(each.words)) for each in here]


class FilterForm(forms.Form):
    """The filters as a GET form, so that a view is an address. What cannot be read narrows nothing and is said."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Number, tax code or words of the question"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    domain = forms.ChoiceField(required=False, label=gettext_lazy("Domain"))
    channel = forms.ChoiceField(required=False, label=pgettext_lazy("question", "Channel"))
    since = forms.DateField(required=False, input_formats=FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=sorts(SORTS))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        groups = [
            ("open", _("All open")), ("late", _("Late")), ("mine", _("Assigned to me")),
            ("unassigned", _("Not assigned")), ("done", _("Answered or closed")),
        ]  # fmt: skip
        told = {
            "state": [*groups, *choices((str(key), name) for key, name in STATES.items())],
            "domain": choices(tables.DOMAINS.items()), "channel": choices(tables.CHANNELS.items()),
        }  # fmt: skip
        for name, listed in told.items():
            choose(self, name, listed, every=True)

    def filters(self, **rest: str) -> Filters:
        """What could be read of the filters."""
        return Filters(**{**narrowed(self), **rest})
