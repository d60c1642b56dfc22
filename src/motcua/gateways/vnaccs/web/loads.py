"""Uploads in two steps, kept and previewed, then loaded; past loads with what was wrong in them."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.paging import page
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.gateways.vnaccs import queries, services
from motcua.gateways.vnaccs.domain import UnreadableExport, UnreadableMap
from motcua.gateways.vnaccs.web.forms import KINDS as KINDS_OF_FILES
from motcua.gateways.vnaccs.web.forms import UploadForm
from motcua.ground.services import clock
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

SHOWN = 100
"""Faults on a page; the CSV has all that were kept."""
SIZE = 20
KINDS = {
    "declaration": Words("Tờ khai", "Declarations"),
    "step": Words("Luồng, thông quan, qua KVGS", "Channels and later steps"),
    "payment": Words("Khoản nộp", "Payments"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """The form and the past loads; a POST keeps the files and goes to their preview."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        arrived = services.arrive(form.sources(), by=actor_of(request), at=clock.now())
        return redirect("vnaccs:arrival", arrived)
    place = page(page_asked(request), SIZE, queries.how_many())
    loads = [_past(each) for each in queries.loads(place.start, place.size)]
    context = {"form": form, "loads": loads, "page": place}
    return render(request, "vnaccs/home.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def arrival(request: HttpRequest, leaf: int) -> HttpResponse:
    """What loading would do; a POST loads."""
    arrived = queries.arrival(leaf)
    by, at = actor_of(request), clock.now()
    context: dict[str, Any] = {"arrived": arrived, "leaf": leaf, "before": queries.loaded(leaf)}
    try:
        if request.method == "POST":
            return redirect("vnaccs:load", services.load(leaf, by=by, at=at).leaf)
        summary = services.preview(leaf, by=by, at=at)
    except (UnreadableExport, UnreadableMap) as refusal:
        return _unreadable(request, context, refusal)
    context |= {
        "summary": summary, "counts": _counts(summary.counts), "found": len(summary.faults),
        "faults": [_fault(each, services.told(each), _names(arrived)) for each in summary.faults[:SHOWN]],
        "anything": any(held.new or held.version for held in summary.counts.values()),
    }  # fmt: skip
    return render(request, "vnaccs/arrival.html", context)


def _unreadable(request: HttpRequest, context: dict[str, Any], refusal: Refusal) -> HttpResponse:
    context["refusal"] = refusal.in_language(language())
    return render(request, "vnaccs/arrival.html", context, status=200 if request.method == "GET" else 400)


@require_safe
def file(request: HttpRequest, leaf: int, no: int) -> HttpResponse:
    """A file byte for byte as it arrived."""
    for each in queries.arrival(leaf):
        if each.no == no:
            answer = HttpResponse(queries.content(each), content_type="application/octet-stream")
            answer["Content-Disposition"] = f'attachment; filename="vnaccs-{leaf}-{no}{_ending(each.name)}"'
            return answer
    raise Http404


@require_safe
def load(request: HttpRequest, leaf: int) -> HttpResponse:
    """One load: its counts and what was wrong."""
    past = queries.load(leaf)
    names = [each.name for each in queries.arrival(past.load.arrival) if each.role == "export"]
    context = {
        "past": past, "counts": _counts(past.counts), "arrived": queries.arrival(past.load.arrival),
        "found": past.load.faults,
        "faults": [_fault(each, Words(each.vi, each.en), names) for each in queries.faults(leaf, SHOWN)],
    }  # fmt: skip
    return render(request, "vnaccs/load.html", context)


@require_safe
def errors(request: HttpRequest, leaf: int) -> StreamingHttpResponse:
    """What was wrong in a load, as CSV, row by row."""
    past = queries.load(leaf)
    names = [each.name for each in queries.arrival(past.load.arrival) if each.role == "export"]
    heads = [_("File"), _("Sheet"), _("Row"), _("Column"), _("Value"), _("Code"), _("What is wrong and what to do")]
    rows = (_row(_fault(each, Words(each.vi, each.en), names)) for each in queries.faults(leaf))
    return csv_file(f"vnaccs-{leaf}-errors", heads, rows)


def _row(fault: dict[str, Any]) -> Iterator[object]:
    return (fault[name] for name in ("file", "sheet", "row", "column", "value", "code", "words"))


def _past(each: queries.PastLoad) -> dict[str, Any]:
    return {
        "load": each.load, "names": each.names, "new": each.sum("new") + each.sum("version"), "same": each.sum("same"),
        "refused": each.sum("refused"),
    }  # fmt: skip


def _counts(counts: Any) -> list[dict[str, Any]]:
    return [{"label": words, "held": counts[kind]} for kind, words in KINDS.items() if kind in counts]


def _names(arrived: list[Any]) -> list[str]:
    return [each.name for each in arrived if each.role == "export"]


def _fault(each: Any, words: Words, names: list[str]) -> dict[str, Any]:
    name = names[each.file - 1] if 0 < each.file <= len(names) else ""
    return {
        "file": name, "sheet": each.sheet, "row": each.row, "column": each.column, "value": each.value,
        "code": each.code, "words": say(words),
    }  # fmt: skip


def _ending(name: str) -> str:
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    return ending if ending in KINDS_OF_FILES else ""
