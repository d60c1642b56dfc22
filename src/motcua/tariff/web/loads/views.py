"""Loads of official tables: the list, a file with its terms, its preview, and the load it becomes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.paging import page
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock, files
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.tariff import queries, services
from motcua.tariff.domain.errors import NothingToTakeBack
from motcua.tariff.domain.terms import KINDS
from motcua.tariff.services import Preview
from motcua.tariff.web.loads import rows
from motcua.tariff.web.loads.forms import LARGEST, ReasonForm, UploadForm, too_large

SIZE = 20
_AROUND = 1 << 17
"""Bytes of a request beside the file itself."""


@never_cache
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every load, the latest first, and what is due."""
    place = page(page_asked(request), SIZE, queries.how_many())
    found = queries.loads(place.start, place.size)
    context = {"rows": _shown(found), "page": place, "dues": queries.due(clock.now())}
    return render(request, "tariff/loads/list.html", context)


@csrf_exempt
def new(request: HttpRequest) -> HttpResponse:
    """Send a file. What is larger than is read is refused before it is received in full."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.method == "POST" and length.isdecimal() and int(length) > LARGEST + _AROUND:
        request.method = "GET"
        return _form(request, UploadForm(today=_today()), too_large(), 413)
    return _sent(request)


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _sent(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, UploadForm(today=_today()))
    form = UploadForm(request.POST, request.FILES, today=_today())
    if not form.is_valid():
        return _form(request, form, status=400)
    try:
        arrival = services.arrive(form.sent(), by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        form.add_error("file", refusal.in_language(language()))
        return _form(request, form, status=400)
    return redirect("tariff:load_preview", arrival)


def _form(request: HttpRequest, form: UploadForm, refusal: str = "", status: int = 200) -> HttpResponse:
    return render(request, "tariff/loads/new.html", {"form": form, "refusal": refusal}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, arrival: int) -> HttpResponse:
    """What loading would change; a POST loads exactly that, or says why not."""
    if request.method != "POST":
        return _preview(request, arrival)
    try:
        done = services.load_arrived(
            arrival, by=actor_of(request), at=clock.now(), stands_on=request.POST.get("stands_on", "?")[:40],
            without_faults=request.POST.get("without_faults") == "1", note=request.POST.get("note", "").strip()[:500],
        )  # fmt: skip
    except NotFound:
        raise
    except Refusal as refusal:
        return _preview(request, arrival, refusal)
    if done.again:
        messages.info(request, _("This file had been loaded already; nothing was loaded twice."))
    else:
        messages.success(request, _("The table is loaded. It holds from its first day on."))
    return redirect("tariff:load", done.leaf)


def _preview(request: HttpRequest, arrival: int, refusal: Refusal | None = None) -> HttpResponse:
    shown = services.preview_arrived(arrival)
    held = queries.arrival(arrival)
    parts = rows.parts(shown)
    view = rows.asked(request, [key for key, _title, _count in parts])
    found, place = rows.rows(shown, view)
    context = {
        "shown": shown, "table": shown.table, "arrived": held, "kind": KINDS[shown.table.kind], "parts": parts,
        "view": view, "rows": found, "page": place, "counts": rows.counts(shown.comparison),
        "before": queries.load_of(arrival), "refusal": refusal.in_language(language()) if refusal else "",
        "stands": _stands(shown), "schedules": shown.comparison.schedules,
    }  # fmt: skip
    return render(request, "tariff/loads/preview.html", context, status=409 if refusal else 200)


def _stands(shown: Preview) -> dict[str, Any]:
    """On which state of the tariff a preview stands."""
    number, _mark, latest = shown.stands_on.partition(".")
    return {"count": int(number), "latest": queries.one(int(latest)) if latest else None}


@never_cache
@require_safe
def changes(request: HttpRequest, arrival: int) -> StreamingHttpResponse:
    """Every change that loading would make, and what is new, as CSV."""
    comparison = services.preview_arrived(arrival).comparison
    heads = [_("Schedule"), _("Code"), _("From"), _("Before"), _("After")]
    return csv_file(f"tariff-{arrival}-changes", heads, rows.cells([*comparison.changed, *comparison.added]))


@never_cache
@require_safe
def one(request: HttpRequest, leaf: int) -> HttpResponse:
    """One load: what it was, by whom, and whether it counts."""
    load = queries.one(leaf)
    arrived = queries.arrival(load.arrival) if load.arrival else None
    context = {**_shown([load])[0], "arrived": arrived, "above": _above(load)}
    return render(request, "tariff/loads/one.html", context)


@require_safe
def file(request: HttpRequest, leaf: int) -> HttpResponse:
    """The file of a load or of an arrival, byte for byte as it came."""
    arrived = queries.arrival(leaf)
    name, file_id = (arrived.name, arrived.file_id) if arrived else _of_load(leaf)
    answer = HttpResponse(files.read(file_id), content_type="application/octet-stream")
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    ending = ending if ending in (".csv", ".xlsx", ".txt", ".tsv") else ""
    answer["Content-Disposition"] = f'attachment; filename="tariff-{leaf}{ending}"'
    return answer


def _of_load(leaf: int) -> tuple[str, int]:
    load = queries.one(leaf)
    return load.name, load.file_id


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, leaf: int) -> HttpResponse:
    """What taking a load back changes; a POST takes it back."""
    load = queries.one(leaf)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if load.withdrawn:
        if request.method == "POST":
            messages.info(request, _("This load had been taken back already."))
        return redirect("tariff:load", leaf)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw(leaf, by=actor_of(request), at=clock.now(), reason=form.cleaned_data["reason"])
        except NothingToTakeBack:
            messages.info(request, _("This load had been taken back already."))
        else:
            messages.success(request, _("The load is taken back. It stays in the list and no longer counts."))
        return redirect("tariff:load", leaf)
    comparison = queries.back(leaf)
    view = rows.asked(request, ["changed"])
    found, place = rows.differences([*comparison.changed, *comparison.added], view)
    context = {
        **_shown([load])[0], "form": form, "view": view, "rows": found, "page": place,
        "counts": rows.counts(comparison), "schedules": comparison.schedules,
        "covered": sum(comparison.same.values()), "above": _above(load),
    }  # fmt: skip
    return render(request, "tariff/loads/withdraw.html", context, status=400 if form.errors else 200)


def _above(load: queries.LoadShown) -> int:
    """How many later loads of its kind lie over a load."""
    return sum(other.leaf > load.leaf and other.counts and other.kind == load.kind for other in queries.loads())


def _shown(found: list[queries.LoadShown]) -> list[dict[str, Any]]:
    names = queries.names(found)
    system = _("The system")
    return [
        {"load": each, "kind": KINDS[each.kind], "who": names.get(each.account, system),
         "withdrawer": names.get(each.withdrawn_by, system)}
        for each in found
    ]  # fmt: skip


def _today() -> Any:
    return law_day(clock.now())
