"""Announced vehicles: the list of a carrier or the department, one with its QR code, its life and the acts upon it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.crossings.domain.gates import GATES
from motcua.crossings.domain.life import CORRECTABLE, STATE_WORDS, STEPS, State
from motcua.crossings.domain.message import Vehicle
from motcua.crossings.models import Announcement
from motcua.crossings.queries import announcements as queries
from motcua.crossings.queries import permits, stays
from motcua.crossings.web import words
from motcua.crossings.web.acts import possible
from motcua.design import printing
from motcua.design.asking import actor_of
from motcua.design.domain import csv, times
from motcua.design.domain.access import is_staff
from motcua.design.printing import Fact
from motcua.design.templatetags.figures import language, say
from motcua.ground import queries as ground
from motcua.ground.services import clock

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class FilterForm(forms.Form):
    """The filters as a GET form, so that a view is an address."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Plate, number, carrier"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    gate = forms.ChoiceField(required=False, label=gettext_lazy("Border gate"))
    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in queries.SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        states = [("open", _("Not yet passed")), *((str(key), say(name)) for key, name in STATE_WORDS.items())]
        self._choose("state", states)
        self._choose("gate", [(code, say(gate.words)) for code, gate in GATES.items()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *choices]

    def filters(self) -> queries.Filters:
        """What could be read of the filters."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if "q" in held:
            held["text"] = held.pop("q")
        return queries.Filters(**held)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of the list."""
    actor, now = actor_of(request), clock.now()
    form = FilterForm(request.GET)
    filters = form.filters()
    rows, place = queries.listing(filters, actor, number=page_of(request))
    if len(rows) == 1 and filters.text.isdecimal() and len(filters.text) == 12:  # noqa: PLR2004 - a whole number
        return redirect("crossings:announcement", rows[0].number)
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": place, "staff": is_staff(actor), "now": now,
        "rows": [{"row": row, **words.state_of(row.state), "gate": words.gate(row.gate)} for row in rows],
        "declares": actor.holds("trader"), "counts": stays.counts(actor, now=now),
    }  # fmt: skip
    return render(request, "crossings/announcements.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order."""
    filters = FilterForm(request.GET).filters()
    heads = [
        _("Number"), _("Plate"), _("Country"), _("Direction"), _("Border gate"), _("Expected"), _("Tax code"),
        _("Carrier"), _("Kind"), _("Laden"), _("State"),
    ]  # fmt: skip
    rows = (list(_cells(row)) for row in queries.export(filters, actor_of(request)))
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="announced-vehicles.csv"'
    return answer


def _cells(row: Announcement) -> Iterator[object]:
    yield from (row.number, row.plate, row.country, row.direction, row.gate)
    yield from (row.expected_at.isoformat(timespec="minutes"), row.party, row.party_name, row.kind, row.laden)
    yield say(STATE_WORDS[State(row.state)])


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One announced vehicle: the QR that the gate scans, facts, permits of its goods, life."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    told = queries.message(found)
    carrier = actor.may(found.party, "amend") and actor.holds("trader")
    correctable = State(found.state) in CORRECTABLE
    context = {
        "found": found, "told": told, **words.state_of(found.state), "gate_name": words.gate(found.gate),
        "qr": mark_safe(printing.qr(address_of(request, found))) if correctable else "",  # noqa: S308 - our own SVG
        "facts": list(facts(found, told)), "acts": possible(found, actor), "corrects": carrier and correctable,
        "copies": actor.holds("trader"), "goods": _goods(told), "steps": [
            {"step": each, "words": STEPS[each.verb]} for each in reversed(queries.steps(found.id))
        ],
        "versions": queries.versions(found.id), "receipt": ground.receipt(found.id) is not None,
        "held": queries.held_because(found.id) if found.state == State.HELD else "",
        "officer": actor.holds("officer", found.office),
    }  # fmt: skip
    return render(request, "crossings/announcement.html", context)


def address_of(request: HttpRequest, found: Announcement) -> str:
    """Where the QR leads: the gate's screen with this vehicle."""
    return request.build_absolute_uri(f"{reverse('crossings:gate')}?q={found.number}")


def _goods(told: Vehicle) -> list[dict[str, Any]]:
    """The customs declarations that it names, each with whether its goods may pass now."""
    now = clock.now()
    held = [permits.plain(row) for row in permits.of(told.declarations)]
    return [
        {"number": number, "may": any(each.root == number[:11] and each.stands(now) for each in held)}
        for number in told.declarations
    ]  # fmt: skip


def facts(found: Announcement, told: Vehicle) -> Iterator[Fact]:
    """What is declared, as labels with values."""
    yield Fact(_("Carrier"), f"{found.party_name} ({found.party})")
    yield Fact(_("Direction"), say(words.called("direction", found.direction)), say(words.gate(found.gate)))
    yield Fact(_("Expected"), times.moment(found.expected_at, language()))
    yield Fact(_("Vehicle"), f"{say(words.called('type', told.type))} · {told.make} · {told.colour}")
    yield Fact(_("Kind"), say(words.called("kind", found.kind)), _("with goods") if told.laden else _("without goods"))
    yield Fact(_("Chassis and engine"), f"{told.chassis} · {told.engine}")
    for driver in told.drivers:
        yield Fact(_("Driver"), driver.name, f"{driver.nationality} {driver.passport or driver.border_pass}")
    if told.temporary:
        days = _("%(days)s days") % {"days": told.days}
        yield Fact(_("Temporary stay"), days, f"{told.area} · {_day(told.exit_on)} {say(words.gate(told.exit_gate))}")
    if told.permit:
        until = f" → {_day(told.permit_until)}" if told.permit_until else ""
        yield Fact(_("Circulation permission"), told.permit, f"{_day(told.permit_on)}{until} {told.permit_agency}")
    if told.passengers is not None or told.passenger_list:
        yield Fact(_("Passengers"), str(told.passengers if told.passengers is not None else told.passenger_list))
    if told.remarks:
        yield Fact(_("Remarks"), told.remarks)


def _day(value: date | None) -> str:
    return times.day(value, language()) if value else ""


@require_safe
def proof(request: HttpRequest, number: str, leaf: int) -> HttpResponse:
    """The leaf of a step and the proof that it stands in the log, for anyone to check."""
    found = queries.find(number, actor_of(request))
    if leaf not in {each.leaf for each in queries.steps(found.id)}:
        raise Http404
    held, place = ground.leaf(leaf), ground.inclusion(leaf)
    told = {
        "leaf": leaf, "body": held.body.decode(), "hash": held.hash.hex(),
        "inclusion": place.told() if place is not None else None,
    }  # fmt: skip
    return JsonResponse(ground.receipt(leaf) or told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def page_of(request: HttpRequest) -> int:
    """The page that is asked for."""
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004
