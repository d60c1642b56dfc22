"""Disputed records: a list for the branch, and one with the decision of its head."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.crossings.domain.gates import CODES, GATES
from motcua.crossings.domain.offline.judging import REASONS
from motcua.crossings.queries import offline as queries
from motcua.crossings.queries.offline import Disputed, Filters
from motcua.crossings.services import offline
from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.domain.paging import page
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.refusals import Refusal
from motcua.people import queries as people

SIZE = 50
STATES = ("open", "take", "drop", "all")


class FilterForm(forms.Form):
    """How the list is narrowed."""

    q = forms.CharField(label=gettext_lazy("Plate or declaration"), required=False, max_length=20)
    state = forms.ChoiceField(label=gettext_lazy("Decision"), required=False)
    gate = forms.ChoiceField(label=pgettext_lazy("border", "Gate"), required=False)
    reason = forms.ChoiceField(label=gettext_lazy("Why disputed"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        self._choose("state", [("open", _("Not decided")), ("take", _("Taken")), ("drop", _("Not taken"))], "all")
        self._choose("gate", [(code, say(gate.words)) for code, gate in GATES.items()], "")
        self._choose("reason", [(code, say(words)) for code, words in REASONS.items()], "")

    def _choose(self, name: str, choices: list[tuple[str, str]], every: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*choices, (every, _("All"))] if every else [("", _("All")), *choices]

    def filters(self, sort: str) -> Filters:
        """What could be read of them."""
        self.is_valid()
        told = self.cleaned_data
        return Filters(
            told.get("q", ""), told.get("state") or "open", told.get("gate", ""), told.get("reason", ""), sort or "-at"
        )


class DecideForm(forms.Form):
    """Taken or not, and why."""

    verdict = forms.ChoiceField(label=gettext_lazy("Decision"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"})
    )

    def __init__(self, data: Any, *, passes: bool) -> None:
        super().__init__(data, auto_id="d-%s")
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)
        taken = _("Take it: the vehicle is recorded as having crossed") if passes else _("Take note of the refusal")
        field.choices = [("take", taken), ("drop", _("Do not take it; it stays here with the reason"))]


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Disputed records, a page at a time."""
    actor, sort = actor_of(request), request.GET.get("sort", "-at")
    form = FilterForm(request.GET)
    filters = form.filters(sort)
    found = queries.disputed(filters, actor)
    text = request.GET.get("page", "1")
    place = page(int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1, SIZE, len(found))  # noqa: PLR2004
    rows = [_shown(each) for each in found[place.start : place.start + SIZE]]
    context = {"rows": rows, "form": form, "filters": filters, "page": place, "sort": sort, "total": len(found)}
    return render(request, "gates/disputed.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order."""
    found = queries.disputed(FilterForm(request.GET).filters(request.GET.get("sort", "-at")), actor_of(request))
    heads = [
        pgettext("border", "Gate"), pgettext("gate", "Number"), _("Moment"),
        _("Plate"), _("Country"), _("Direction"), _("Officer"), _("Why disputed"),
        _("Decision"), _("Reason"),
    ]  # fmt: skip
    answer = StreamingHttpResponse(
        csv.lines(heads, (list(_cells(each)) for each in found)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="disputed.csv"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, installation: int, number: int) -> HttpResponse:
    """A disputed record; the head of the branch decides."""
    actor = actor_of(request)
    found = queries.dispute(installation, number, actor)
    heads = actor.holds("head", found.installation.office)
    form = DecideForm(request.POST if request.method == "POST" else None, passes=found.record.verb == "pass")
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            offline.decide(
                installation, number, take=told["verdict"] == "take", note=told["note"], by=actor, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("gates:dispute", installation, number)
    context = {**_shown(found), "form": form, "decides": heads and found.decision is None}
    return render(request, "gates/dispute.html", context, status=400 if form.errors else 200)


def _shown(each: Disputed) -> dict[str, Any]:
    outcome = each.outcome
    name = people.names([each.row.officer]).get(each.row.officer, str(each.row.officer))
    return {
        "it": each, "record": each.record, "where": GATES[each.installation.gate].words, "officer": name,
        "way": CODES["direction"][each.record.passage.direction], "kind": CODES["kind"][each.record.passage.kind],
        "why": REASONS[outcome.reason], "detail": outcome.vi if language() == "vi" else outcome.en,
        "decision": each.decision,
    }  # fmt: skip


def _cells(each: Disputed) -> Iterator[object]:
    passage, outcome = each.record.passage, each.outcome
    yield from (each.installation.gate, each.row.number, each.row.at.isoformat(timespec="seconds"), passage.plate)
    yield from (passage.country, passage.direction, each.row.officer, outcome.vi if language() == "vi" else outcome.en)
    yield from (each.decision.verdict, each.decision.note) if each.decision else ("", "")
