"""The register of dossiers (form 06) with its filters, and the desks: reception, my desk."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain import csv
from motcua.design.periods import day_field
from motcua.design.templatetags.figures import say
from motcua.dossiers.domain.asking import SORTS, Filters
from motcua.dossiers.domain.life import LATENESS_WORDS, STATE_WORDS, Lateness, State
from motcua.dossiers.queries import listing
from motcua.dossiers.web import words
from motcua.ground.services import clock
from motcua.kernel.days import in_words, law_day


class FilterForm(forms.Form):
    """The filters as a GET form, so that a view is an address. What cannot be read narrows nothing and is said."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Number, tax code, enterprise"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Office"))
    lateness = forms.ChoiceField(required=False, label=gettext_lazy("Time limit"))
    code = forms.CharField(required=False, max_length=40, label=gettext_lazy("Procedure code"))
    holder = forms.CharField(required=False, max_length=19, widget=forms.HiddenInput)
    since = day_field(pgettext_lazy("day", "From"))
    until = day_field(pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="f-%s")
        self._choose("state", [("open", _("Not ended")), *((str(key), say(name)) for key, name in STATE_WORDS.items())])
        self._choose("office", [(code, say(name)) for code, name in words.offices(today).items()])
        self._choose("lateness", [
            ("open_late", _("Open, time is up")), ("soon", _("Open, due within a day")),
            *((str(key), say(name)) for key, name in LATENESS_WORDS.items()),
        ])  # fmt: skip

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *choices]

    def filters(self) -> Filters:
        """What could be read of the filters."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if "q" in found:
            found["text"] = found.pop("q")
        return Filters(**found)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of the register."""
    actor, now = actor_of(request), clock.now()
    form = FilterForm(request.GET, law_day(now))
    filters = form.filters()
    rows, place = listing.register(filters, actor, now=now, number=page_asked(request))
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": place, "rows": words.shown(rows, now)
    }  # fmt: skip
    return render(request, "dossiers/register.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The register as CSV."""
    actor, now = actor_of(request), clock.now()
    filters = FilterForm(request.GET, law_day(now)).filters()
    heads = [
        pgettext("dossier", "Number"), _("Procedure code"), pgettext("dossier", "Procedure"), _("Tax code"),
        _("Enterprise"), _("Office"), _("Lodged"), _("Received"), _("Promised"), _("State"), _("Finished"),
        _("Result returned"), _("Time limit"), _("Officer"), _("Rating"),
    ]  # fmt: skip
    answer = StreamingHttpResponse(
        csv.lines(heads, _cells(listing.export(filters, actor, now=now), now)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="dossiers.csv"'
    return answer


def _cells(rows: Any, now: Any) -> Iterator[list[object]]:
    for line in words.shown(rows, now):
        row = line["row"]
        moments = [in_words(at) if at else "" for at in (row.lodged_at, row.received_at, row.due_at)]
        ends = [in_words(at) if at else "" for at in (row.done_at, row.returned_at)]
        yield [
            row.number, row.code, say(line["title"]), row.party, row.party_name, row.office, *moments,
            say(STATE_WORDS[State(row.state)]), *ends,
            say(LATENESS_WORDS[Lateness(row.lateness)]) if row.lateness else "", line["holder"], row.rating or "",
        ]  # fmt: skip


@require_safe
def reception(request: HttpRequest) -> HttpResponse:
    """The one-stop desk: what waits to be received, and results that wait to be given."""
    actor, now = actor_of(request), clock.now()
    groups = [
        (_("To be received"), "new", listing.reception(actor), _("Nothing new has come.")),
        (_("Results to be given"), "done", listing.to_be_returned(actor), _("No result waits at the desk.")),
        (_("Waits for the applicant"), "waits", listing.waiting_for_applicants(actor),
         _("Nobody has to supplement or pay.")),
    ]  # fmt: skip
    return _groups(request, groups, now, _("One-stop desk"), _("What has come to your office, the oldest first."))


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """My desk: what I have in hand, and what lies at my office in nobody's hand."""
    actor, now = actor_of(request), clock.now()
    groups = [
        (_("In your hands"), "mine", listing.held_by(actor), _("You have no dossier in hand.")),
        (_("In nobody's hand at your office"), "free", listing.unclaimed(actor),
         _("Everything is in somebody's hand.")),
    ]  # fmt: skip
    return _groups(request, groups, now, _("My desk"), _("The first due first; the red ones are late."))


def _groups(request: HttpRequest, groups: list[Any], now: Any, title: str, about: str) -> HttpResponse:
    told = [
        {"title": name, "id": key, "rows": words.shown(rows, now), "none": none} for name, key, rows, none in groups
    ]
    return render(request, "dossiers/desk.html", {"groups": told, "title": title, "about": about, "now": now})
