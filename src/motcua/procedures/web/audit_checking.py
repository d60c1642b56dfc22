"""The checklist of an audit, line by line, on a phone as well as at a desk."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit import data, rights
from motcua.procedures.domain.audit.bodies import RESULT_WORDS, Audit, Item
from motcua.procedures.domain.audit.checklist import Answer
from motcua.procedures.domain.audit.life import State
from motcua.procedures.queries.audit import one
from motcua.procedures.services import audit as services
from motcua.procedures.web.audit_fields import text
from motcua.procedures.web.audit_pages import head
from motcua.procedures.web.audit_shown import RESULT_TONES


class LineForm(forms.Form):
    """A line of the checklist."""

    result = forms.ChoiceField(label=gettext_lazy("Result"), widget=forms.RadioSelect)
    evidence = text(
        pgettext_lazy("of an audit", "Evidence"), required=False, rows=4,
        hint=gettext_lazy("What was seen: dossier, form, person asked. Needed unless it conforms."),
    )  # fmt: skip

    def __init__(self, data_: Any, item: Item) -> None:
        super().__init__(data_, initial={"result": item.result, "evidence": item.evidence}, auto_id="a-%s")
        field = self.fields["result"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, say(words)) for code, words in RESULT_WORDS.items()]


@require_safe
def checklist(request: HttpRequest, number: str) -> HttpResponse:
    """All lines with their results, and how many are left."""
    actor = actor_of(request)
    found, body = _audit(number, request)
    clauses = {each.code: each.title for each in data.clauses()}
    lines = [
        {"it": item, "title": clauses.get(item.code), "result": RESULT_WORDS.get(item.result),
         "tone": RESULT_TONES.get(item.result, "")}
        for item in body.items
    ]  # fmt: skip
    left = [item.no for item in body.items if not item.result]
    context = {
        **head(found, law_day(clock.now())), "lines": lines, "left": len(left), "done": len(lines) - len(left),
        "next": left[0] if left else 0, "answers": _answers(found, request),
        "reports": rights.may("report", actor, found.subject()),
    }  # fmt: skip
    return render(request, "procedures/audit/checklist.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, number: str, no: int) -> HttpResponse:
    """One line: what is asked, the result, the evidence; then the next that has none."""
    found, body = _audit(number, request)
    item = next((each for each in body.items if each.no == no), None)
    if item is None or not _answers(found, request):
        raise Http404
    form = LineForm(request.POST if request.method == "POST" else None, item)
    if request.method == "POST" and form.is_valid():
        told = Answer(no, form.cleaned_data["result"], form.cleaned_data["evidence"])
        try:
            services.answer_items(number, [told], by=actor_of(request), at=clock.now())
        except Refusal as refusal:
            form.add_error("evidence", refusal.in_language(language()))
        else:
            left = [each.no for each in body.items if not each.result and each.no != no]
            after = [each for each in left if each > no] or left
            if after:
                return redirect("procedures:audit_line", number, after[0])
            return redirect("procedures:audit_checklist", number)
    context = {**head(found, law_day(clock.now())), "form": form, "item": item, "count": len(body.items),
               "title": {each.code: each.title for each in data.clauses()}.get(item.code)}  # fmt: skip
    return render(request, "procedures/audit/line.html", context, status=400 if form.errors else 200)


def _audit(number: str, request: HttpRequest) -> tuple[Record, Audit]:
    found = one.find(number, actor_of(request))
    body = found.said()
    if not isinstance(body, Audit) or not body.items:
        raise Http404
    return found, body


def _answers(found: Record, request: HttpRequest) -> bool:
    return found.state == State.CHECKING and rights.may("answer", actor_of(request), found.subject())
