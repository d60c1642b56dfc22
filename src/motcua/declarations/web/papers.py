"""Papers: what customs asked for, ticked off; what is held; handing in and taking a copy."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from motcua.declarations import services
from motcua.declarations.domain import enclosing
from motcua.declarations.domain.errors import PaperTooLarge
from motcua.declarations.models import Declaration, Paper
from motcua.declarations.queries import one
from motcua.declarations.queries import papers as queries
from motcua.declarations.services.deciding import may_amend
from motcua.declarations.web import sheet, words
from motcua.design.asking import actor_of
from motcua.design.domain import numbers
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.reference import domain as reference

_LIST = "attachment_kind"
_AROUND = 1 << 16
"""Bytes of a request beside the file itself."""
ACCEPT = ".pdf,.png,.jpg,.jpeg,.tif,.tiff,.xlsx,.docx,.xml"


class PaperForm(forms.Form):
    """A paper to hand in."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of paper"))
    file = forms.FileField(
        label=gettext_lazy("File"), allow_empty_file=True, max_length=400,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text=gettext_lazy("PDF, image, XLSX, DOCX or XML, 10 MB at the most"),
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("What it is"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"class": "w-full"}), help_text=gettext_lazy("Such as number and day"),
    )  # fmt: skip

    def __init__(self, data: Any, files: Any, day: Any, kind: str = "") -> None:
        super().__init__(data, files, auto_id="p-%s", initial={"kind": kind})
        box = self.fields["kind"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = kinds(day)


def kinds(day: Any) -> list[tuple[str, str]]:
    """The kinds of paper of a day, in words."""
    return [(code, called(code, day)) for code in sorted(reference.lists_on(day)[_LIST])]


def called(code: str, day: Any) -> str:
    """A kind of paper in words."""
    return say(words.called(_LIST, code, day))


@csrf_exempt
def papers(request: HttpRequest, number: str) -> HttpResponse:
    """The papers of a declaration. What is larger than is taken is refused before it is received in full."""
    if too_large(request):
        request.method = "GET"
        actor = actor_of(request)
        form = PaperForm(None, None, law_day(clock.now()))
        refusal = PaperTooLarge(name="–", most=enclosing.LARGEST >> 20)
        return _page(request, one.find(number, actor), form, refusal.in_language(language()))
    return _received(request, number)


def too_large(request: HttpRequest) -> bool:
    """Whether a request says that it carries more than one file may hold."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length) > enclosing.LARGEST + _AROUND


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _received(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_of(request)
    found = one.find(number, actor)
    now = clock.now()
    if request.method != "POST":
        return _page(request, found, PaperForm(None, None, law_day(now), request.GET.get("kind", "")))
    form = PaperForm(request.POST, request.FILES, law_day(now))
    if form.is_valid():
        said = form.cleaned_data
        sent = services.SentPaper(said["file"].read(), said["file"].name, said["kind"], said["title"])
        try:
            held = services.attach(number, sent, by=actor, at=now)
            messages.success(request, _("The paper is held under number %(number)s.") % {"number": held.number})
            return redirect("declarations:papers", number)
        except Refusal as refusal:
            form.add_error("file", refusal.in_language(language()))
    return _page(request, found, form)


def _page(request: HttpRequest, found: Declaration, form: PaperForm, problem: str = "") -> HttpResponse:
    actor = actor_of(request)
    context = {
        "declaration": found, "head": sheet.head(found), "form": form if may_amend(actor, found) else None,
        "problem": problem, **listed(found),
    }  # fmt: skip
    status = 400 if problem or form.errors else 200
    return render(request, "declarations/papers.html", context, status=status)


def listed(found: Declaration) -> dict[str, Any]:
    """The papers that are held, and those asked for with what became of it."""
    held = queries.papers(found.id)
    asked = queries.asked(found.id, held)
    answers = {each.held.no: each for each in reversed(asked) if each.held is not None}
    return {
        "papers": held, "other_papers": [row(each) for each in held if each.no not in answers],
        "asked_papers": [_told(each, answers) for each in asked],
        "missing": sum(each.held is None and each.open for each in asked),
    }  # fmt: skip


def _told(asked: queries.AskedPaper, answers: Mapping[int, queries.AskedPaper]) -> dict[str, Any]:
    """A paper that was asked for; what was handed in stands in whole where it first answers, and nowhere else."""
    first = asked.held is not None and answers[asked.held.no] is asked
    return {
        "each": asked, "name": called(asked.kind, law_day(asked.at)),
        "row": row(asked.held) if first and asked.held is not None else None,
    }  # fmt: skip


def named(codes: str, at: datetime) -> str:
    """Kinds of paper in words, by their codes between spaces."""
    return ", ".join(called(code, law_day(at)) for code in codes.split())


def row(paper: Paper) -> dict[str, Any]:
    """A paper for a list."""
    size = max(1, round(paper.size / 1024))
    return {
        "paper": paper, "kind": called(paper.kind, law_day(paper.at)), "size": f"{numbers.grouped(size, language())} KB"
    }  # fmt: skip


@require_safe
def paper(request: HttpRequest, number: str, no: int) -> HttpResponse:
    """A paper byte for byte, to be kept by the reader: nothing in it is ever run or shown here."""
    actor = actor_of(request)
    found = queries.paper(one.find(number, actor).id, no)
    answer = as_kept(queries.content(found), found.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, f"{found.number}-{found.name}")
    return answer


def as_kept(content: bytes, media_type: str) -> HttpResponse:
    """What somebody sent, byte for byte; nothing in it runs, and nobody between keeps a copy."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
