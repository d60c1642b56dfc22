"""What lists of bills are asked for, as forms whose every view is an address. What cannot be read narrows nothing."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.design.templatetags.figures import say
from motcua.manifests.domain.asking import BILL_LISTS, BILL_SORTS, STAY_SORTS, BillFilters, StayFilters
from motcua.manifests.domain.staying import WHERE_WORDS, Where
from motcua.manifests.domain.terms import thresholds
from motcua.manifests.web import words

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class _Places(forms.Form):
    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Bill, declaration, ship, consignee"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    port = forms.ChoiceField(required=False, label=gettext_lazy("Port"))

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="f-%s")
        self.choose("office", [(code, say(name)) for code, name in words.offices(today).items()])
        self.choose("port", [(code, f"{say(name)} {code}") for code, name in words.ports(today).items()])

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        """What a field may be."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *choices]

    def told(self) -> dict[str, Any]:
        """What could be read."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if "q" in held:
            held["text"] = held.pop("q")
        return held


class BillForm(_Places):
    """The filters of a list of bills; `list` says which."""

    list = forms.ChoiceField(required=False, choices=[(each, each) for each in BILL_LISTS])
    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in BILL_SORTS for s in (key, f"-{key}")])

    def filters(self) -> tuple[str, BillFilters]:
        """Which list, and its filters."""
        held = self.told()
        return held.pop("list", BILL_LISTS[0]), BillFilters(**held)


class StayForm(_Places):
    """The filters of the list of goods that stay."""

    age = forms.ChoiceField(required=False, label=gettext_lazy("Has stayed"))
    where = forms.ChoiceField(required=False, label=gettext_lazy("How far"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in STAY_SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, today)
        bounds = thresholds(today)
        self.choose("age", [(str(no), age_words(bounds, no)) for no in range(1, len(bounds) + 1)])
        self.choose("where", [(str(key), say(name)) for key, name in WHERE_WORDS.items() if key is not Where.GONE])

    def filters(self) -> StayFilters:
        """What could be read of the filters."""
        held = self.told()
        if "age" in held:
            held["age"] = int(held["age"])
        return StayFilters(**held)


def age_words(bounds: tuple[int, ...], no: int) -> str:
    """A class of age: from so many days to before so many."""
    since = bounds[no - 1]
    if no == len(bounds):
        return _("%(since)s days and more") % {"since": since}
    return _("%(since)s to %(until)s days") % {"since": since, "until": bounds[no] - 1}
