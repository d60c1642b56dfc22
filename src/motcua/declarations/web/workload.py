"""The work of inspectors: what each wrote, signed and concluded in a period, by branch."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.declarations.queries import workload
from motcua.declarations.web import words
from motcua.declarations.web.desks import offices
from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.people.queries import rights

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class PeriodForm(forms.Form):
    """Two days and a branch; without them the year so far and all that the reader may see."""

    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))

    def __init__(self, data: Any, actor: Actor) -> None:
        super().__init__(data, auto_id="f-%s")
        self.today = law_day(clock.now())
        whole = actor.holds("leader") or actor.holds("risk")
        self.held = [code for code, _name in words.branches(self.today)] if whole else offices(actor, clock.now())
        box = self.fields["office"]
        assert isinstance(box, forms.ChoiceField)
        named = [(code, say(words.office(code, self.today))) for code in self.held]
        box.choices = named if len(named) == 1 else [("", _("All")), *named]

    def period(self) -> tuple[date, date]:
        """The two days, in their order."""
        self.is_valid()
        until = min(self.cleaned_data.get("until") or self.today, self.today)
        since = self.cleaned_data.get("since") or date(self.today.year, 1, 1)
        return min(since, until), until

    def works(self) -> list[workload.Work]:
        """The work of the officers of the branches asked for."""
        since, until = self.period()
        chosen = self.cleaned_data.get("office") or (self.held[0] if len(self.held) == 1 else "")
        return [each for each in workload.inspectors(since, until, chosen) if each.office in self.held]


def _form(request: HttpRequest) -> PeriodForm:
    return PeriodForm(request.GET, actor_of(request))


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """A row for each officer of each branch."""
    form = _form(request)
    since, until = form.period()
    found = form.works()
    names = rights.names([each.officer for each in found])
    rows = [
        {"work": each, "who": names.get(each.officer, each.officer), "office": words.office(each.office, until)}
        for each in found
    ]
    context = {
        "form": form, "scope": {"since": since, "until": until}, "rows": rows, "tab": "workload",
        "concluded": sum(each.concluded for each in found),
    }  # fmt: skip
    return render(request, "declarations/workload.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV."""
    found = _form(request).works()
    names = rights.names([each.officer for each in found])
    heads = [_("Branch"), _("Officer"), _("Written"), _("Signed"), _("Returned"), _("Concluded"), _("Hits")]
    rows = (
        [each.office, names.get(each.officer, each.officer), each.written, each.signed, each.returned, each.concluded,
         each.hits]
        for each in found
    )  # fmt: skip
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="work-of-inspectors.csv"'
    return answer
