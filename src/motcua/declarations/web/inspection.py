"""The record of a physical inspection: an officer writes it line by line, another signs it, the parties read it."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.declarations import services
from motcua.declarations.domain.inspecting import AS_DECLARED, FoundLine, Record
from motcua.declarations.domain.life import MOVES, State
from motcua.declarations.models import Declaration, Inspected, Item
from motcua.declarations.queries import inspections
from motcua.declarations.queries import one as queries
from motcua.declarations.web import sheet, words
from motcua.design.asking import actor_of, whole
from motcua.design.fields import MomentField
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import LAW_ZONE, law_day
from motcua.kernel.moves import verbs
from motcua.kernel.refusals import Refusal
from motcua.people import queries as people
from motcua.reference import domain as reference

LINES = 60
"""Goods items on the form; a declaration with more is recorded in the note."""


class RecordForm(forms.Form):
    """What an inspector writes down; below it stands a row for each goods item."""

    began_at = MomentField(
        label=gettext_lazy("Begun at"), input_formats=["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"],
        help_text=gettext_lazy("day/month/year hour:minute"),
    )  # fmt: skip
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200)
    method = forms.ChoiceField(label=gettext_lazy("Method"))
    rate = forms.IntegerField(label=gettext_lazy("Goods opened, percent"), min_value=1, max_value=100)
    containers = forms.CharField(label=gettext_lazy("Containers opened"), required=False, max_length=400)
    seals = forms.CharField(label=gettext_lazy("Seals before and after"), required=False, max_length=400)
    finding = forms.ChoiceField(label=gettext_lazy("Conclusion"))
    samples = forms.CharField(label=gettext_lazy("Samples taken"), required=False, max_length=400)
    analysis = forms.BooleanField(label=gettext_lazy("The samples wait for an analysis"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"}),
    )  # fmt: skip

    def __init__(self, data: Any, items: list[Item], now: datetime) -> None:
        local = now.astimezone(LAW_ZONE)
        super().__init__(data, initial={"began_at": local.strftime("%d/%m/%Y %H:%M"), "rate": 100}, auto_id="r-%s")
        self.day = law_day(now)
        self.items = items
        self._choose("method", "inspection_method")
        self._choose("finding", "finding_code")
        for item in items:
            self.fields[f"found_{item.no}"] = forms.DecimalField(
                required=False, min_value=0, max_digits=16, decimal_places=4, label=gettext_lazy("Found")
            )
            self.fields[f"finding_{item.no}"] = forms.ChoiceField(choices=self._codes("finding_code"), required=False)
            self.fields[f"note_{item.no}"] = forms.CharField(required=False, max_length=400)

    def _codes(self, name: str) -> list[tuple[str, str]]:
        codes = sorted(reference.lists_on(self.day)[name], key=lambda code: (code != AS_DECLARED, code))
        return [(code, say(words.called(name, code, self.day))) for code in codes]

    def _choose(self, field: str, name: str) -> None:
        box = self.fields[field]
        assert isinstance(box, forms.ChoiceField)
        box.choices = self._codes(name)

    def rows(self) -> list[dict[str, Any]]:
        """A row for each goods item: what was declared, and the fields of what was found."""
        return [
            {"item": item, "found": self[f"found_{item.no}"], "finding": self[f"finding_{item.no}"],
             "note": self[f"note_{item.no}"]}
            for item in self.items
        ]  # fmt: skip

    def record(self) -> Record:
        """What was typed. Lines without any word of their own are as declared and uncounted."""
        said = self.cleaned_data
        lines = tuple(
            FoundLine(no, said[f"found_{no}"], said[f"finding_{no}"] or AS_DECLARED, said[f"note_{no}"])
            for no in (item.no for item in self.items)
        )
        return Record(
            said["began_at"], said["place"], said["method"], said["rate"], said["finding"], said["containers"],
            said["seals"], said["samples"], said["note"], said["analysis"], lines,
        )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def inspection(request: HttpRequest, number: str) -> HttpResponse:
    """The records of a declaration; the form to write one, or to sign the one that waits."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    now = clock.now()
    works = actor.holds("officer", found.office)
    waiting = inspections.waiting(found.id)
    writes = works and waiting is None and "record inspection" in verbs(MOVES, State(found.state))
    data = request.POST if request.method == "POST" else None
    items = queries.items(found.id, found.version, 0, LINES)
    form = RecordForm(data if writes else None, items, now) if writes else None
    problem = _done(request, found, form, actor, now) if data is not None and works else None
    if problem == "":
        return redirect("declarations:inspection", number)
    return _page(request, found, form, problem or "")


def page(request: HttpRequest, number: str, problem: str) -> HttpResponse:
    """The records, after something about them was refused."""
    actor = actor_of(request)
    return _page(request, queries.find(number, actor), None, problem)


def _page(request: HttpRequest, found: Declaration, form: RecordForm | None, problem: str) -> HttpResponse:
    actor = actor_of(request)
    waiting = inspections.waiting(found.id)
    works = actor.holds("officer", found.office)
    context = {
        "declaration": found, "head": sheet.head(found), "form": form, "rows": form.rows() if form else [],
        "records": [shown(each, found) for each in inspections.of(found.id)], "problem": problem,
        "signs": works and waiting is not None and waiting.actor != actor.reference,
        "own": waiting is not None and waiting.actor == actor.reference, "now": clock.now(),
    }  # fmt: skip
    return render(request, "declarations/inspection.html", context, status=400 if problem else 200)


def _done(
    request: HttpRequest, found: Declaration, form: RecordForm | None, actor: Actor, now: datetime
) -> str:  # fmt: skip
    """Write or sign what was seen; an empty text when done, else what stands in the way."""
    try:
        if "verdict" in request.POST:
            agreed, note = request.POST["verdict"] == "agree", request.POST.get("note", "")
            with services.as_seen(found.id, _number(request, "seen")):
                record = _number(request, "record")
                services.sign_record(found.id, agreed=agreed, note=note, record=record, by=actor, at=now)
            return ""
        if form is None:
            return _("There is nothing to be written now.")
        if not form.is_valid():
            return _("Some fields are to be put right.")
        with services.as_seen(found.id, _number(request, "seen")):
            services.write_record(found.id, form.record(), by=actor, at=now)
    except Refusal as refusal:
        return refusal.in_language(language())
    return ""


def _number(request: HttpRequest, name: str) -> int:
    """A leaf that the form carries; one that is none where it carries none."""
    return whole(request.POST.get(name, ""), -1)


def shown(record: Inspected, found: Declaration) -> dict[str, Any]:
    """A record with names and words, for a page or a print."""
    signed = getattr(record, "countersigned", None)
    day = law_day(record.at)
    people_ = people.names(_accounts(record.actor, signed.actor if signed else ""))
    return {
        "record": record, "signed": signed, "by": _name(record.actor, people_),
        "second": _name(signed.actor, people_) if signed else "",
        "method": words.called("inspection_method", record.method, day),
        "finding": words.called("finding_code", record.finding, day),
        "photographs": inspections.photographs(record), "lines": [
            {"line": line, "item": item, "finding": words.called("finding_code", line.finding, day)}
            for line, item in inspections.lines(record, found.id, found.version)
        ],
    }  # fmt: skip


def _accounts(*references: str) -> list[int]:
    return [int(each.partition("/")[2]) for each in references if each.startswith("account/")]


def _name(reference_: str, names: dict[int, str]) -> str:
    number = reference_.partition("/")[2]
    return names.get(int(number), reference_) if number else reference_
