"""The list of transports: filters as an address, sorting, pages, CSV."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.access import is_staff
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.transport.domain.asking import SORTS, Filters, is_late
from motcua.transport.domain.life import STATE_WORDS, State
from motcua.transport.models import Transport
from motcua.transport.queries import listing
from motcua.transport.web import words

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_NUMBER = 12


class FilterForm(forms.Form):
    """The filters as a GET form, so that a view is an address. What cannot be read narrows nothing and is said."""

    q = forms.CharField(
        required=False, max_length=100, label=gettext_lazy("Number, cargo, container, tax code, name")
    )  # fmt: skip
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="f-%s")
        groups = [
            ("open", _("Not yet ended")), ("waiting", _("Waits for a decision")), ("overdue", _("Overdue on the way")),
            ("asked", _("More time asked for")),
            ("late", _("Overdue")),
        ]  # fmt: skip
        states = [(str(key), say(name)) for key, name in STATE_WORDS.items()]
        self._choose("state", groups + states)
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
    """A page of the list. A whole number that exists goes straight to its transport."""
    actor, now = actor_of(request), clock.now()
    form = FilterForm(request.GET, law_day(now))
    filters = form.filters()
    rows, place = listing.listing(filters, actor, now=now, number=page_asked(request))
    if len(rows) == 1 and filters.text.isdecimal() and len(filters.text) == _NUMBER:
        return redirect("transport:one", rows[0].number)
    goods = listing.goods_of(rows)
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": place, "staff": is_staff(actor), "now": now,
        "rows": [_shown(row, goods.get(row.id, ""), now) for row in rows], "declares": actor.holds("trader"),
        "waiting": listing.waiting(actor, now=now), "asked": listing.asked(actor),
    }  # fmt: skip
    return render(request, "transport/list.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order."""
    now = clock.now()
    filters = FilterForm(request.GET, law_day(now)).filters()
    heads = [
        _("Number"), _("Registered"), _("Branch of departure"), _("Branch of arrival"), _("Tax code"), _("Enterprise"),
        _("Transporter"), _("From place"), _("To place"), _("Planned departure"), _("Planned arrival"), _("Departed"),
        _("Arrived"), _("More time asked until"), _("State"), _("Overdue"), _("Differences"),
    ]  # fmt: skip
    rows = (list(_cells(row, now)) for row in listing.export(filters, actor_of(request), now=now))
    return csv_file("transports", heads, rows)


def _shown(row: Transport, goods: str, now: Any) -> dict[str, Any]:
    return {
        "row": row, "goods": goods, "state": STATE_WORDS[State(row.state)], "tone": words.TONES[State(row.state)],
        "start": words.place(row.from_place, row.registered_on), "end": words.place(row.to_place, row.registered_on),
        "late": is_late(row.state, row.due_at, now),
    }  # fmt: skip


def _cells(row: Transport, now: Any) -> Iterator[object]:
    yield from (row.number, row.registered_on.isoformat(), row.office, row.to_office, row.party, row.party_name)
    yield from (row.transporter_name, row.from_place, row.to_place)
    for moment in (row.start_at, row.end_at, row.departed_at, row.arrived_at, row.asked_until):
        yield moment.isoformat(timespec="minutes") if moment else ""
    yield from (say(STATE_WORDS[State(row.state)]), int(is_late(row.state, row.due_at, now)), row.differences)
