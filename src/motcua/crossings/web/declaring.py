"""Declaring: a new vehicle, its correction, and a spreadsheet of many, on pages that work without JavaScript."""

import io
from datetime import timedelta
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.crossings.domain.errors import Faulty
from motcua.crossings.domain.sheet import COLUMNS, MOST
from motcua.crossings.queries import announcements
from motcua.crossings.services import announcing, sheets
from motcua.crossings.web.forms import DRIVERS, VehicleForm, initial_of
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.parties import queries as parties

LARGEST = 2 << 20
"""Bytes of a spreadsheet."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new vehicle: try it out, add a driver, or declare it."""
    actor = actor_of(request)
    form = _form(request, actor, _begun(request, actor))
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        found = _send(request, form, actor, "")
        if found:
            return redirect("crossings:announcement", found)
    return _answer(request, form, {})


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Correct a declaration that is not decided."""
    actor = actor_of(request)
    found = announcements.find(number, actor)
    message = announcements.message(found)
    form = _form(request, actor, {**initial_of(message), "seen": found.leaf}, len(message.drivers))
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        sent = _send(request, form, actor, found.number)
        if sent:
            return redirect("crossings:announcement", sent)
    return _answer(request, form, {"found": found})


def _begun(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """What a new form begins with: a copy of an earlier declaration where one is named."""
    tomorrow = law_day(clock.now()) + timedelta(days=1)
    begun: dict[str, Any] = {
        "expected_on": f"{tomorrow:%d/%m/%Y}",
        "direction": "in",
        "kind": "goods",
        "key": token_hex(16),
    }
    copied = request.GET.get("copy", "")
    if copied:
        told = initial_of(announcements.message(announcements.find(copied, actor)))
        dropped = ("expected_on", "exit_on", "declarations", "returns", "containers")
        begun |= {name: value for name, value in told.items() if name not in dropped}
    return begun


def _form(request: HttpRequest, actor: Actor, initial: dict[str, Any], count: int = 1) -> VehicleForm:
    data = request.POST if request.method == "POST" else None
    told = data.get("drivers", "") if data is not None else ""
    count = int(told) if told.isascii() and told.isdecimal() and len(told) == 1 else count
    if data is not None and "more" in data:
        count += 1
        data = data.copy()
        data["drivers"] = str(min(count, DRIVERS))
    return VehicleForm(
        data, day=law_day(clock.now()), parties=_names(actor), initial=initial, count=min(max(count, 1), DRIVERS)
    )


def _names(actor: Actor) -> dict[str, str]:
    """For whom the actor declares."""
    found = {}
    for code in sorted(actor.represented):
        try:
            found[code] = parties.find(code).name
        except NotFound:
            found[code] = ""
    return found


def _send(request: HttpRequest, form: VehicleForm, actor: Actor, number: str) -> str:
    """Try it out or send it; the number where it was sent."""
    now, message = clock.now(), form.message()
    try:
        if "try" in request.POST:
            form.take(announcing.check_out(message, by=actor, at=now))
            return ""
        if number:
            seen = form.cleaned_data.get("seen") or 0
            return announcing.correct(number, message, seen=seen, by=actor, at=now).number
        done = announcing.announce(message, by=actor, at=now, key=form.cleaned_data.get("key") or "")
    except Faulty as refusal:
        form.take(refusal.findings)
    except Refusal as refusal:
        form.add_error(None, refusal.in_language(language()))
    else:
        messages.success(request, _("The vehicle is declared. Show the QR code at the gate."))
        return done.number
    return ""


def _answer(request: HttpRequest, form: VehicleForm, more: dict[str, Any]) -> HttpResponse:
    grows = request.method == "POST" and "more" in request.POST
    sound = request.method == "POST" and "try" in request.POST and not form.errors
    context = {
        "form": form, "groups": list(form.groups()), "more": form.count < DRIVERS, "grows": grows, "sound": sound,
        **more,
    }  # fmt: skip
    status = 400 if form.errors and not grows else 200
    return render(request, "crossings/form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """A spreadsheet of vehicles: rows that are sound are declared, the others told with row and column."""
    actor, now = actor_of(request), clock.now()
    names = _names(actor)
    context: dict[str, Any] = {"parties": names, "most": MOST}
    if request.method != "POST":
        return render(request, "crossings/sheet.html", context)
    sent, party = request.FILES.get("file"), request.POST.get("party", "")
    if sent is None or sent.size is None or sent.size > LARGEST or party not in names:
        context["fault"] = _("Choose a file of at most 2 MB and a carrier.")
        return render(request, "crossings/sheet.html", context, status=400)
    try:
        done = sheets.declare(sent.read(), sent.name or "", party, by=actor, at=now)
    except Refusal as refusal:
        context["fault"] = refusal.in_language(language())
        return render(request, "crossings/sheet.html", context, status=400)
    context |= {"done": done, "lines": [line for each in done.rows for line in _lines(each)]}
    return render(request, "crossings/sheet.html", context, status=200 if not done.wrong else 400)


def _lines(each: sheets.Outcome) -> list[dict[str, Any]]:
    cells = [
        {"row": each.row, "plate": each.plate, "column": fault.column, "value": fault.value,
         "why": _("Expected: %(what)s") % {"what": say(fault.expected)}}
        for fault in each.faults
    ]  # fmt: skip
    found = [
        {"row": each.row, "plate": each.plate, "column": f.path.strip("/"), "value": f.value or "",
         "why": f"{say(f.message)} {say(f.remedy)} ({f.code})"}
        for f in each.findings
    ]  # fmt: skip
    good = [{"row": each.row, "plate": each.plate, "number": each.number}] if each.number else []
    return good + cells + found


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The spreadsheet to fill: the columns with what they mean."""
    import xlsxwriter  # heavy, and only here

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "in_memory": True}) as book:
        page, meaning = book.add_worksheet("vehicles"), book.add_worksheet("columns")
        for place, column in enumerate(COLUMNS):
            page.write_string(0, place, column.name)
            meaning.write_string(place, 0, column.name)
            meaning.write_string(place, 1, say(column.words))
    answer = HttpResponse(buffer.getvalue(), content_type=_XLSX)
    answer["Content-Disposition"] = 'attachment; filename="vehicles.xlsx"'
    return answer
