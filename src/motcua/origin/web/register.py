"""The register of certificates received, the officers' queue, and statistics by partner and month."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.domain.access import is_staff
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.money import written
from motcua.origin.domain.asking import SOON, SORTS, Filters
from motcua.origin.domain.life import DEAD, STATE_WORDS, State
from motcua.origin.models import Certificate, Line
from motcua.origin.queries import listing, statistics
from motcua.origin.web import words

FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class FilterForm(forms.Form):
    """The filters as a GET form, so that a view is an address. What cannot be read narrows nothing and is said."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Reference, tax code, name, HS code"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    country = forms.ChoiceField(required=False, label=gettext_lazy("Issuing country"))
    since = forms.DateField(required=False, input_formats=FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="f-%s")
        groups = [
            ("open", _("To be dealt with")), ("used", _("Used")), ("unused", _("Not used yet")),
            ("exhausted", _("Used up")), ("expiring", _("Expires within 30 days")), ("expired", _("Expired")),
            ("flagged", _("Withdrawn or replaced after use")), ("late", _("Issuer has not answered in time")),
        ]  # fmt: skip
        choose(self, "state", [*groups, *((str(key), say(name)) for key, name in STATE_WORDS.items())])
        choose(self, "country", [(code, f"{code} · {say(name)}") for code, name in words.members(today).items()])

    def filters(self) -> Filters:
        """What could be read of the filters."""
        return Filters(**held(self))


def choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field of choices its choices, with “all” before them."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", _("All")), *choices]


def held(form: forms.Form) -> dict[str, Any]:
    """What could be read of filters; the search text is called `text`."""
    form.is_valid()
    found = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    if "q" in found:
        found["text"] = found.pop("q")
    return found


def page_of(request: HttpRequest) -> int:
    """The number of the page that is asked for."""
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of the register, with what is left of each line."""
    actor, today = actor_of(request), law_day(clock.now())
    form = FilterForm(request.GET, today)
    filters = form.filters()
    rows, place = listing.certificates(filters, actor, today=today, number=page_of(request))
    lines = listing.lines_of(rows)
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": place, "staff": is_staff(actor),
        "rows": [shown(row, lines.get(row.pk, []), today) for row in rows],
    }  # fmt: skip
    return render(request, "origin/list.html", context)


def shown(row: Certificate, lines: list[Line], today: date) -> dict[str, Any]:
    """A certificate as a line of a list."""
    alive = State(row.state) not in DEAD
    days = (row.valid_until - today).days
    return {
        "row": row, "state": STATE_WORDS[State(row.state)], "tone": words.TONES[State(row.state)], "lines": lines[:3],
        "more": max(0, len(lines) - 3), "expired": alive and days < 0, "soon": alive and 0 <= days <= SOON,
        "days": days, "country": words.country(row.country, row.issued_on),
        "flagged": words.FLAGGED_WORDS.get(row.flagged),
        "left": [{"line": each, "left_e4": each.quantity_e4 - each.used_e4} for each in lines[:3]],
    }  # fmt: skip


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The register as CSV, a row for each line of a certificate."""
    actor, today = actor_of(request), law_day(clock.now())
    filters = FilterForm(request.GET, today).filters()
    heads = [
        _("Reference"), _("Issuing country"), _("Issued on"), _("Valid until"), _("Received"), _("State"),
        _("Tax code"), _("Consignee"), _("Exporter"), _("Line"), _("HS code"), _("Criterion"), _("Quantity"),
        _("Used"), _("Left"), _("Unit"),
    ]  # fmt: skip
    rows = (cells for row in listing.export(filters, actor, today=today) for cells in _cells(row))
    return streamed(csv.lines(heads, rows), "certificates.csv")


def streamed(lines: Iterator[Any], name: str) -> StreamingHttpResponse:
    """Lines as a CSV file to be kept."""
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _cells(row: Certificate) -> Iterator[list[object]]:
    for line in listing.lines_of([row]).get(row.pk, []):
        yield [
            row.reference, row.country, row.issued_on.isoformat(), row.valid_until.isoformat(),
            row.received_at.isoformat(timespec="minutes"), say(STATE_WORDS[State(row.state)]), row.consignee,
            row.consignee_name, row.exporter_name, line.no, line.hs_code, line.criterion, written(line.quantity_e4),
            written(line.used_e4), written(line.quantity_e4 - line.used_e4), line.unit,
        ]  # fmt: skip


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for origin officers: to check, flagged, clarification, verification with its clock, named lines."""
    actor, now = actor_of(request), clock.now()
    today = law_day(now)
    parts = [
        (_("To be checked"), "checking"), (_("Withdrawn or replaced after use"), "flagged"),
        (_("Clarification asked for"), "clarifying"), (_("Being verified abroad"), "verifying"),
        (_("Expires within 30 days"), "expiring"),
    ]  # fmt: skip
    groups = []
    for title, state in parts:
        found, place = listing.certificates(Filters(state=state, sort="received"), actor, today=today, size=10)
        lines = listing.lines_of(found)
        groups.append(
            {
                "title": title,
                "state": state,
                "page": place,
                "rows": [shown(r, lines.get(r.pk, []), today) for r in found],
            }
        )
    context = {"groups": groups, "counts": listing.waiting(actor, today), "now": now}
    return render(request, "origin/queue.html", context)


class PeriodForm(forms.Form):
    """A period; the year to date where nothing is said."""

    since = forms.DateField(required=False, input_formats=FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=FORMATS, label=pgettext_lazy("day", "To"))

    def period(self, today: date) -> tuple[date, date]:
        """Both days, included."""
        found = held(self)
        until = found.get("until") or today
        return found.get("since") or until.replace(month=1, day=1), until


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Forms D by partner, and by partner and month."""
    today = law_day(clock.now())
    form = PeriodForm(request.GET, auto_id="f-%s")
    since, until = form.period(today)
    partners = list(statistics.by_partner(since, until).values())
    context = {
        "form": form, "since": since, "until": until,
        "partners": [{"it": each, "country": words.country(each.country, until)} for each in partners],
        "months": [
            {"it": each, "country": words.country(each.country, until)} for each in statistics.form_d(since, until)
        ],
        "total": {
            name: sum(getattr(each, name) for each in partners)
            for name in ("received", "answered", "used", "refused", "issued")
        },
    }  # fmt: skip
    return render(request, "origin/statistics.html", context)


@require_safe
def figures_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same by partner and month as CSV."""
    since, until = PeriodForm(request.GET).period(law_day(clock.now()))
    heads = [
        _("Month"), _("Partner"), _("Received"), _("Answered"), _("Used"), _("Refused"), _("Issued here"),
    ]  # fmt: skip
    rows = (
        [f"{each.month:%Y-%m}", each.country, each.received, each.answered, each.used, each.refused, each.issued]
        for each in statistics.form_d(since, until)
    )
    return streamed(csv.lines(heads, rows), "form-d.csv")
