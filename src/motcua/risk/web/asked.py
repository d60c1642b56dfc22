"""What a page of selection is asked for: two days, and an office that the reader may see."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design import periods
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.people.domain.reach import reach
from motcua.reference.domain.calling import office as office
from motcua.risk.queries.figures import Scope


def offices(actor: Actor, day: date) -> list[str]:
    """Offices whose figures this person may see; an empty text is the whole department."""
    whole, codes = reach(actor, day)
    return ["", *codes] if whole else codes


class PeriodForm(periods.PeriodForm):
    """Two days and an office, and what is looked for in a list."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Tax code or name"))
    sort = forms.CharField(required=False, max_length=20)

    def __init__(self, data: Any, actor: Actor) -> None:
        today = law_day(clock.now())
        listed = [(code, say(office(code, today)) if code else _("The department")) for code in offices(actor, today)]
        super().__init__(data, today, listed)

    def scope(self) -> Scope:
        """What could be read of it."""
        return Scope(*self.days(), self.chosen())

    def text(self, name: str) -> str:
        """A text that was given, else nothing."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


def period(request: HttpRequest) -> tuple[PeriodForm, Scope]:
    """The form as it was filled, and what it asks for."""
    form = PeriodForm(request.GET, actor_of(request))
    return form, form.scope()
