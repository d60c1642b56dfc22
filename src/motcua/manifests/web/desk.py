"""The list of calls with its filters and CSV, and the tasks of an agent."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.domain.access import is_staff
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.manifests.domain.asking import SORTS, Filters
from motcua.manifests.domain.life import DIRECTION_WORDS, KIND_WORDS, PAPER_WORDS, STATE_WORDS, Paper, State
from motcua.manifests.models import Call, Document
from motcua.manifests.queries import listing
from motcua.manifests.web import words

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_NUMBER = 12


class FilterForm(forms.Form):
    """The filters as a GET form, so that a view is an address. What cannot be read narrows nothing and is said."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Number, ship, voyage, bill, container"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    direction = forms.ChoiceField(required=False, label=gettext_lazy("Direction"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="f-%s")
        groups = [
            ("open", _("Not yet cleared")), ("waiting", _("Waits for the officer")),
            ("late", _("With documents overdue")), ("in_port", _("In port")),
        ]  # fmt: skip
        self._choose("state", groups + [(str(key), say(name)) for key, name in STATE_WORDS.items()])
        self._choose("direction", [(key, say(name)) for key, name in DIRECTION_WORDS.items()])
        self._choose("office", [(code, say(name)) for code, name in words.offices(today).items()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *choices]

    def filters(self) -> Filters:
        """What could be read of the filters."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if "q" in held:
            held["text"] = held.pop("q")
        return Filters(**held)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of the list. A whole number that exists goes straight to its call."""
    actor, now = actor_of(request), clock.now()
    form = FilterForm(request.GET, law_day(now))
    filters = form.filters()
    rows, place = listing.listing(filters, actor, now=now, number=_page(request))
    if len(rows) == 1 and filters.text.isdecimal() and len(filters.text) == _NUMBER:
        return redirect("manifests:one", rows[0].number)
    lacking = listing.awaited(rows)
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": place, "staff": is_staff(actor), "now": now,
        "rows": [shown(row, lacking.get(row.pk, []), now) for row in rows], "announces": actor.holds("trader"),
        "waiting": listing.waiting(actor),
    }  # fmt: skip
    return render(request, "manifests/list.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order."""
    now = clock.now()
    filters = FilterForm(request.GET, law_day(now)).filters()
    heads = [
        _("Number"), _("Direction"), _("Call sign"), _("Vessel"), _("Flag"), _("Voyage"), _("Carrier"), _("Port"),
        _("Branch"), _("Enterprise"), _("Agent"), _("Expected"), _("Arrived"), _("Berth"), _("Cargo finished"),
        _("Cleared"), _("Left"), _("State"),
    ]  # fmt: skip
    rows = (list(_cells(row)) for row in listing.export(filters, actor_of(request), now=now))
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="calls.csv"'
    return answer


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """What an agent has to do next, per call and document, with the clock."""
    now = clock.now()
    found = listing.tasks(actor_of(request), now=now)
    rows = [
        {
            "task": each, "kind": KIND_WORDS[each.document.kind], "paper": PAPER_WORDS[Paper(each.document.state)],
            "tone": words.PAPER_TONES[Paper(each.document.state)],
            "direction": DIRECTION_WORDS[each.call.direction], "port": words.port(each.call.port, each.call.opened_on),
        }
        for each in found
    ]  # fmt: skip
    return render(request, "manifests/tasks.html", {"rows": rows, "now": now, "late": sum(t.late for t in found)})


def shown(row: Call, lacking: list[Document], now: datetime) -> dict[str, Any]:
    """A call as a line of a list shows it: with what is lacking, and what of that is late."""
    return {
        "row": row, "state": STATE_WORDS[State(row.state)], "tone": words.TONES[State(row.state)],
        "direction": DIRECTION_WORDS[row.direction], "port": words.port(row.port, row.opened_on),
        "berth": words.berth(row.berth, row.opened_on) if row.berth else None,
        "lacking": [KIND_WORDS[each.kind] for each in lacking],
        "late": [KIND_WORDS[each.kind] for each in lacking if each.due_at is not None and each.due_at < now],
    }  # fmt: skip


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004


def _cells(row: Call) -> Iterator[object]:
    yield from (row.number, row.direction, row.call_sign, row.vessel_name, row.flag, row.voyage, row.carrier, row.port)
    yield from (row.office, row.party, row.agent)
    for moment in (row.expected_at, row.arrived_at):
        yield moment.isoformat(timespec="minutes") if moment else ""
    yield row.berth
    for moment in (row.finished_at, row.cleared_at, row.left_at):
        yield moment.isoformat(timespec="minutes") if moment else ""
    yield say(STATE_WORDS[State(row.state)])
