"""The work of inspectors: what each wrote, signed and concluded in a period, by branch."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.declarations.queries import workload
from motcua.declarations.web import words
from motcua.design import periods
from motcua.design.asking import actor_of
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.people.domain.reach import reach
from motcua.people.queries import rights


class PeriodForm(periods.PeriodForm):
    """Two days and a branch; without them the year so far and all that the reader may see."""

    def __init__(self, data: Any, actor: Actor) -> None:
        today = law_day(clock.now())
        self.held = reach(actor, today)[1]
        named = [(code, say(words.office(code, today))) for code in self.held]
        super().__init__(data, today, named if len(named) == 1 else [("", _("All")), *named])

    def works(self) -> list[workload.Work]:
        """The work of the officers of the branches asked for."""
        return [each for each in workload.inspectors(*self.days(), self.chosen()) if each.office in self.held]


def _form(request: HttpRequest) -> PeriodForm:
    return PeriodForm(request.GET, actor_of(request))


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """A row for each officer of each branch."""
    form = _form(request)
    since, until = form.days()
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
    return csv_file("work-of-inspectors", heads, rows)
