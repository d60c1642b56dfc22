"""The list for the supervised area: containers, seals, bills, declarations, may leave or must stay and why; CSV."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.declarations.queries import area as queries
from motcua.declarations.services import boxes
from motcua.declarations.web import words
from motcua.design.asking import actor_of, page_asked
from motcua.design.domain import csv
from motcua.design.domain.access import is_staff
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.manifests.domain.area import STATES, WHY_WORDS, Why
from motcua.reference import domain as reference

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
TONES = {Why.FREE: "good", Why.GONE: "", Why.DECLARED: "warn", Why.PARTLY: "warn"}


class AreaForm(forms.Form):
    """The filters as a GET form. What cannot be read narrows nothing and is said."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Container, bill, declaration, ship"))
    place = forms.ChoiceField(required=False, label=gettext_lazy("Supervised place"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))

    def __init__(self, data: Any, kept: frozenset[str] | None) -> None:
        super().__init__(data, auto_id="f-%s")
        day = law_day(clock.now())
        held = reference.code_list("warehouse").on(day)
        ports = [code for code, entry in held.items() if entry.extra.get("kind") in ("port", "transhipment")]
        self._choose("place", [(c, f"{c} · {say(words.called('warehouse', c, day))}") for c in sorted(kept or ports)])
        told = (_("May leave"), _("Must stay"), _("Has left"))
        self._choose("state", list(zip(STATES, told, strict=True)))

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *choices]

    def asked(self) -> queries.Asked:
        """What could be read of the filters."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if "q" in held:
            held["text"] = held.pop("q")
        return queries.Asked(**held)


@require_safe
def area(request: HttpRequest) -> HttpResponse:
    """A page of the list. Who keeps a place sees what lies there; the department sees all places."""
    actor, now = actor_of(request), clock.now()
    kept = queries.kept(actor)
    form = AreaForm(request.GET, kept)
    asked = form.asked()
    boxes.catch_up(now)
    rows, place = queries.listing(asked, kept, now=now, number=page_asked(request))
    since, until = queries.period(asked, now)
    context = {
        "form": form, "asked": asked, "page": place, "staff": is_staff(actor), "keeps": kept is None or bool(kept),
        "rows": [_row(each, actor) for each in rows], "since": law_day(since), "until": law_day(min(until, now)),
    }  # fmt: skip
    return render(request, "declarations/area.html", context)


def _row(line: queries.Line, actor: Actor) -> dict[str, Any]:
    why = line.verdict.why
    day = line.call.opened_on
    return {
        "line": line, "why": WHY_WORDS[why], "tone": TONES.get(why, "bad"),
        "place": words.called("warehouse", line.call.berth, day) if line.call.berth else None,
        "linked": is_staff(actor),
    }  # fmt: skip


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order."""
    actor, now = actor_of(request), clock.now()
    kept = queries.kept(actor)
    asked = AreaForm(request.GET, kept).asked()
    boxes.catch_up(now)
    heads = [
        _("Container"), _("Seals"), _("Size and type"), _("Bills"), _("Declarations"), _("State"), _("Why"),
        _("Waits for"), _("Left"), _("Dossier"), _("Vessel"), _("Arrived"), _("Supervised place"),
    ]  # fmt: skip
    rows = (list(_cells(each)) for each in queries.export(asked, kept, now=now))
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="supervised-area.csv"'
    return answer


def _cells(line: queries.Line) -> Iterator[object]:
    box, verdict, call = line.box, line.verdict, line.call
    yield from (box.number, box.seals, f"{box.size}{box.type}", " ".join(each.number for each in line.bills))
    yield " ".join(each.number for each in line.declarations)
    yield dict(zip(STATES, (_("May leave"), _("Must stay"), _("Has left")), strict=True))[verdict.state]
    yield from (say(WHY_WORDS[verdict.why]), " ".join(verdict.waits_for))
    yield verdict.left_at.isoformat(timespec="minutes") if verdict.left_at else ""
    yield from (call.number, call.vessel_name, call.arrived_at.isoformat(timespec="minutes") if call.arrived_at else "")
    yield call.berth
