"""Forms of what control watches by: filters, notes, registers, entries of the watch list, plans, targets."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.control.domain.watching.asking import SORTS, Filters
from motcua.control.domain.watching.grading import CREDIBILITY, RELIABILITY, SOURCE_CLASSES
from motcua.control.domain.watching.indicators import SETTERS, UNITS, Setter
from motcua.control.domain.watching.life import REGISTER_WORDS
from motcua.control.domain.watching.lists import WHAT_WORDS
from motcua.control.domain.watching.told import LINE, LONG, Asked, NoteTold, Opened, Planned, Results
from motcua.control.queries.watching.figures import Standing
from motcua.control.web.case_forms import area, choices, choose, wide
from motcua.control.web.watching import words
from motcua.design.periods import day_field
from motcua.design.templatetags.figures import say
from motcua.kernel.words import Words
from motcua.people import queries as people


def needed_day(label: Any) -> forms.DateField:
    """A day that has to be there."""
    field = day_field(label)
    field.required = True
    field.widget = wide("w-8")
    return field


def whole(label: Any, **more: Any) -> forms.IntegerField:
    """A whole number from 0."""
    return forms.IntegerField(label=label, min_value=0, max_value=1_000_000, widget=wide("w-8"), **more)


class FilterForm(forms.Form):
    """Filters of a list, as a GET form. What cannot be read narrows nothing and is said."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Number or words"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Office"))
    since = day_field(pgettext_lazy("day", "From"))
    until = day_field(pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=[(each, each) for key in SORTS for each in (key, f"-{key}")])

    def __init__(self, data: Any, states: Iterable[tuple[Any, Words]], kinds: Iterable[tuple[Any, Words]]) -> None:
        super().__init__(data, auto_id="f-%s")
        for name, told in (("state", choices(states)), ("kind", choices(kinds)), ("office", words.offices())):
            choose(self, name, [("", _("All")), *told])

    def filters(self) -> Filters:
        """What could be read."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if "q" in found:
            found["text"] = found.pop("q")
        return Filters(**found)


class SeenForm(forms.Form):
    """A form on a thing as its maker saw it: `seen` is the leaf of its last step."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**63 - 1)

    def __init__(self, data: Any = None, *, seen: int = 0, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"seen": seen, **(initial or {})}, auto_id="a-%s")


class WordsForm(SeenForm):
    """An act with a text, that may be left out where nothing hangs on it."""

    note = forms.CharField(max_length=LONG, widget=area(4))

    def __init__(self, data: Any, *, seen: int, label: str, needed: bool = True) -> None:
        super().__init__(data, seen=seen)
        self.fields["note"].label, self.fields["note"].required = label, needed


class NoteForm(forms.Form):
    """A note as it came."""

    office = forms.ChoiceField(label=gettext_lazy("Office"))
    received_on = needed_day(gettext_lazy("Received on"))
    source_class = forms.ChoiceField(
        label=gettext_lazy("Class of source"),
        help_text=gettext_lazy("Never write who told it: the class and the grades are enough."),
    )  # fmt: skip
    reliability = forms.ChoiceField(label=gettext_lazy("Reliability of the source"))
    credibility = forms.TypedChoiceField(label=gettext_lazy("Credibility of what it says"), coerce=int)
    title = forms.CharField(label=gettext_lazy("In one line"), max_length=LINE, widget=wide())
    content = forms.CharField(label=gettext_lazy("What it says"), max_length=LONG, widget=area(7))
    handler = forms.TypedChoiceField(label=gettext_lazy("Who works on it"), coerce=int)
    restricted = forms.BooleanField(
        label=gettext_lazy("Restricted: also kept from the head of the office"), required=False
    )
    party = forms.CharField(label=gettext_lazy("Tax code"), max_length=20, required=False, widget=wide("w-12"))
    vehicle = forms.CharField(label=gettext_lazy("Plate"), max_length=30, required=False, widget=wide("w-12"))
    case = forms.CharField(label=gettext_lazy("Case"), max_length=30, required=False, widget=wide("w-12"))

    def __init__(self, data: Any, account: int) -> None:
        super().__init__(data, auto_id="a-%s", initial={"received_on": f"{words.today():%d/%m/%Y}"})
        choose(self, "office", words.offices())
        choose(self, "source_class", choices(SOURCE_CLASSES.items()))
        grade(self)
        choose(self, "handler", handlers(account))

    def told(self) -> NoteTold:
        """What was typed."""
        return NoteTold(**self.cleaned_data)


class GradeForm(SeenForm):
    """An assessment."""

    reliability = forms.ChoiceField(label=gettext_lazy("Reliability of the source"))
    credibility = forms.TypedChoiceField(label=gettext_lazy("Credibility of what it says"), coerce=int)
    note = forms.CharField(label=gettext_lazy("Assessment"), max_length=LONG, widget=area(4))

    def __init__(self, data: Any, *, seen: int, initial: dict[str, Any]) -> None:
        super().__init__(data, seen=seen, initial=initial)
        grade(self)


class ActForm(WordsForm):
    """What was done upon a note, and the case that came of it."""

    case = forms.CharField(
        label=gettext_lazy("Case that came of it"), max_length=30, required=False, widget=wide("w-12")
    )


class AssignForm(SeenForm):
    """Who is to work on a note."""

    handler = forms.TypedChoiceField(label=gettext_lazy("Who works on it"), coerce=int)

    def __init__(self, data: Any, *, seen: int) -> None:
        super().__init__(data, seen=seen)
        choose(self, "handler", handlers(0))


class OpenForm(forms.Form):
    """What goes into a register."""

    kind = forms.ChoiceField(label=gettext_lazy("Register"))
    office = forms.ChoiceField(label=gettext_lazy("Office"))
    opened_on = needed_day(gettext_lazy("Opened on"))
    title = forms.CharField(label=gettext_lazy("In one line"), max_length=LINE, widget=wide())
    words = forms.CharField(label=gettext_lazy("What is known"), max_length=LONG, widget=area(6))
    party = forms.CharField(label=gettext_lazy("Tax code"), max_length=20, required=False, widget=wide("w-12"))
    note = forms.CharField(label=gettext_lazy("From note"), max_length=20, required=False, widget=wide("w-12"))

    def __init__(self, data: Any, kind: str = "") -> None:
        super().__init__(data, auto_id="a-%s", initial={"kind": kind, "opened_on": f"{words.today():%d/%m/%Y}"})
        choose(self, "kind", choices(REGISTER_WORDS.items()))
        choose(self, "office", words.offices())

    def told(self) -> Opened:
        """What was typed."""
        return Opened(**self.cleaned_data)


class WatchForm(forms.Form):
    """An entry of the watch list."""

    what = forms.ChoiceField(label=gettext_lazy("What is watched"))
    value = forms.CharField(
        label=gettext_lazy("Which"), max_length=60, widget=wide("w-12"),
        help_text=gettext_lazy("Tax code, HS code of 2 to 8 digits, country of two letters, plate, or container."),
    )  # fmt: skip
    origin = forms.CharField(label=gettext_lazy("Only from this country (goods)"), max_length=2, required=False,
                             widget=wide("w-4"))  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=LONG, widget=area(4),
        help_text=gettext_lazy("Selection and the gates are told the number of the entry, never the reason."),
    )  # fmt: skip
    since = day_field(gettext_lazy("From day, at the earliest"))
    until = needed_day(gettext_lazy("Last day"))
    note = forms.CharField(label=gettext_lazy("From note"), max_length=20, required=False, widget=wide("w-12"))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="a-%s")
        choose(self, "what", choices(WHAT_WORDS.items()))

    def told(self) -> Asked:
        """What was typed."""
        return Asked(**self.cleaned_data)


class PlanForm(SeenForm):
    """A plan of patrols and checks."""

    office = forms.ChoiceField(label=gettext_lazy("Office"))
    title = forms.CharField(label=gettext_lazy("In one line"), max_length=LINE, widget=wide())
    first_on = needed_day(gettext_lazy("First day"))
    last_on = needed_day(gettext_lazy("Last day"))
    places = forms.CharField(label=gettext_lazy("Places"), max_length=LONG, widget=area(3))
    who = forms.CharField(label=gettext_lazy("Who"), max_length=LONG, widget=area(2))
    hours = whole(gettext_lazy("Hours planned"), help_text=gettext_lazy("Of all people together."))

    def __init__(self, data: Any, *, seen: int = 0, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, seen=seen, initial=initial)
        choose(self, "office", words.offices())

    def told(self) -> Planned:
        """What was typed."""
        return Planned(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


class ResultsForm(SeenForm):
    """What came of a plan."""

    results = forms.CharField(label=gettext_lazy("Results"), max_length=LONG, widget=area(5))
    hours = whole(gettext_lazy("Hours done"))
    checked = whole(gettext_lazy("Checked"), help_text=gettext_lazy("Vehicles, persons and lots together."))
    found = whole(gettext_lazy("Violations found"))

    def told(self) -> Results:
        """What was typed."""
        return Results(*(self.cleaned_data[name] for name in ("results", "hours", "checked", "found")))


class TargetsForm(forms.Form):
    """The targets of a year under their names, who set them, and why they are set or changed."""

    setter = forms.ChoiceField(label=gettext_lazy("Set by"))
    reason = forms.CharField(label=gettext_lazy("Reason or document"), max_length=LONG, widget=area(2))

    def __init__(self, data: Any, held: Sequence[Standing]) -> None:
        super().__init__(data, auto_id="a-%s")
        choose(self, "setter", choices(SETTERS.items()))
        for each in held:
            code, unit = each.indicator.code, say(UNITS[each.indicator.unit])
            self.fields[f"target_{code}"] = forms.IntegerField(
                label=f"{each.indicator.place}. {say(each.words)} ({unit})", min_value=0, max_value=10**15,
                initial=each.target, widget=wide("w-12"),
            )  # fmt: skip
        for each in held:
            for tongue in ("vi", "en"):
                self.fields[f"{tongue}_{each.indicator.code}"] = forms.CharField(
                    label=_("Name of indicator %(place)s (%(language)s)")
                    % {"place": each.indicator.place, "language": tongue},
                    max_length=LINE, initial=each.words.in_language(tongue), widget=wide(),
                )  # fmt: skip

    def targets(self) -> dict[str, int]:
        """Target by code."""
        told = self.cleaned_data.items()
        return {name.removeprefix("target_"): value for name, value in told if name.startswith("target_")}

    def names(self) -> dict[str, Words]:
        """Name by code."""
        told = self.cleaned_data
        return {code: Words(told[f"vi_{code}"], told[f"en_{code}"]) for code in self.targets()}

    def by(self) -> Setter:
        """Who set them."""
        return Setter(self.cleaned_data["setter"])


def grade(form: forms.Form) -> None:
    """Both scales."""
    choose(form, "reliability", [(code, f"{code}: {say(told)}") for code, told in RELIABILITY.items()])
    choose(form, "credibility", [(code, f"{code}: {say(told)}") for code, told in CREDIBILITY.items()])


def handlers(first: int) -> list[tuple[int, str]]:
    """Officers of control by name; `first` before them."""
    accounts = people.holders("control", words.today())
    named = words.names([*accounts, first])
    listed = [first, *accounts] if first and first not in accounts else accounts
    return [(each, named.get(each, str(each))) for each in listed]
