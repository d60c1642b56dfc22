"""Lodging: a call announced, a document on its form, long lists by sheet. All of it works without JavaScript."""

from typing import Any

import msgspec
from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock, post
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.manifests import services
from motcua.manifests.domain import sheets
from motcua.manifests.domain.errors import Faulty
from motcua.manifests.domain.life import KIND_WORDS, Paper
from motcua.manifests.domain.message import KINDS, Document, GeneralDeclaration
from motcua.manifests.domain.sheets import COLUMNS, Fault, Table
from motcua.manifests.events import MESSAGE
from motcua.manifests.models import Call
from motcua.manifests.queries import one as queries
from motcua.manifests.services import sheets as workbooks
from motcua.manifests.web.case import head
from motcua.manifests.web.forms import MOST_ROWS, HeadForm, PaperForm, carriers, has_rows, head_of, initial_of

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200
"""Faults on a page; all are in the error file."""
_CARRIED = 2 << 20
"""Characters of a sheet that the page of its faults carries on to the error file."""


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Announce a call, so that its deadlines are seen before any document is lodged."""
    actor, now = actor_of(request), clock.now()
    form = HeadForm(
        request.POST if request.method == "POST" else None, actor=actor, day=law_day(now), initial={"direction": "I"}
    )
    if request.method == "POST" and form.is_valid():
        try:
            call = services.open_call(GeneralDeclaration(**form.head()), by=actor, at=now)
        except Faulty as refusal:
            form.take(refusal.findings)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            messages.success(request, _("The call is announced. Its documents are due as shown."))
            return redirect("manifests:one", call.number)
    context = {"form": form, "house": False, "carriers": carriers(actor)}
    return render(request, "manifests/new.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def house(request: HttpRequest) -> HttpResponse:
    """House bills by a forwarder, who names the call of the master bills and sends a sheet."""
    actor, now = actor_of(request), clock.now()
    form = HeadForm(
        request.POST if request.method == "POST" else None, actor=actor, day=law_day(now), initial={"direction": "I"}
    )
    sheet = SheetForm(request.POST if request.method == "POST" else None, request.FILES or None)
    told: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid() and sheet.is_valid():
        done, told = _take(request, "house", form.head(), sheet, actor)
        if done is not None:
            return redirect("manifests:document", done.call, done.document)
    context = {"form": form, "sheet": sheet, "house": True, "kind_code": "house", "carriers": carriers(actor), **told}
    wrong = form.errors or sheet.errors or told.get("faults")
    return render(request, "manifests/new.html", context, status=400 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def lodge(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """A document on its form: what stands is corrected, what does not is lodged."""
    actor = actor_of(request)
    call = queries.find(number, actor)
    _need_kind(kind)
    standing = _standing(call, kind, actor, request)
    form = _form(request, call, kind, standing, actor)
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        done = _send(request, form, call, actor)
        if done is not None:
            messages.success(request, _("The document is lodged. Its receipt is signed."))
            return redirect("manifests:document", done.call, done.document)
    grows = "more" in request.POST
    context = {
        **head(call), "kind": KIND_WORDS[kind], "kind_code": kind, "form": form, "groups": list(form.groups()),
        "standing": standing is not None, "listed": has_rows(kind), "more": has_rows(kind) and form.count < MOST_ROWS,
        "grows": grows, "sound": getattr(form, "sound", False), "warnings": getattr(form, "warned", ()),
        "long": standing is not None and form.count >= MOST_ROWS,
    }  # fmt: skip
    return render(request, "manifests/form.html", context, status=400 if form.errors and not grows else 200)


class SheetForm(forms.Form):
    """A workbook, or its rows pasted."""

    file = forms.FileField(label=gettext_lazy("Workbook (XLSX) or CSV"), required=False)
    pasted = forms.CharField(
        label=gettext_lazy("Or paste the rows with their titles"), required=False, max_length=_CARRIED,
        widget=forms.Textarea(attrs={"rows": 6, "class": "w-full"}), strip=False,
    )  # fmt: skip
    note = forms.CharField(label=gettext_lazy("Note on this version"), required=False, max_length=400)

    def __init__(self, data: Any, files: Any) -> None:
        super().__init__(data, files, auto_id="s-%s")

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        said = super().clean() or {}
        if not said.get("file") and not (said.get("pasted") or "").strip():
            self.add_error("file", _("Choose a file, or paste the rows."))
        return said

    def content(self) -> tuple[bytes, str]:
        """The bytes that were sent, and a name for them."""
        file = self.cleaned_data.get("file")
        if file:
            return file.read(), file.name
        return self.cleaned_data["pasted"].replace("\r\n", "\n").encode(), "pasted.csv"


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """A document by sheet: checked row by row, lodged whole or not at all."""
    actor = actor_of(request)
    call = queries.find(number, actor)
    _need_rows(kind)
    form = SheetForm(request.POST if request.method == "POST" else None, request.FILES or None)
    told: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        done, told = _take(request, kind, head_of(call, _carrier(call, kind, actor)), form, actor)
        if done is not None:
            return redirect("manifests:document", done.call, done.document)
    context = {**head(call), "kind": KIND_WORDS[kind], "kind_code": kind, "form": form, **told}
    wrong = form.errors or told.get("faults")
    return render(request, "manifests/sheet.html", context, status=400 if wrong else 200)


@require_safe
def template(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """A workbook with the right titles: empty, or with what stands."""
    actor = actor_of(request)
    call = queries.find(number, actor)
    _need_rows(kind)
    standing = _standing(call, kind, actor, request)
    rows = sheets.table_of(standing)[1] if standing is not None else []
    return _workbook(workbooks.template(kind, language(), rows), f"motcua-{kind}.xlsx")


@require_safe
def house_template(request: HttpRequest) -> HttpResponse:
    """The workbook for house bills, empty."""
    return _workbook(workbooks.template("house", language()), "motcua-house.xlsx")


@require_POST
def errors(request: HttpRequest, kind: str) -> HttpResponse:
    """The sheet as it was sent, with what is wrong beside each row; nothing of it was stored."""
    _need_rows(kind)
    try:
        told = _decode(request.POST.get("carried", "").encode())
    except msgspec.DecodeError as fault:
        raise BadRequest("carried") from fault
    return _workbook(workbooks.errors(kind, language(), told.heads, told.rows, told.faults), f"errors-{kind}.xlsx")


class Carried(msgspec.Struct, frozen=True):
    """A sheet with its faults, carried from the page that shows them to the file."""

    heads: list[str]
    rows: list[list[str]]
    faults: list[Fault]


_decode = msgspec.json.Decoder(Carried).decode


def _take(
    request: HttpRequest, kind: str, told: dict[str, Any], form: SheetForm, actor: Actor
) -> tuple[services.Submitted | None, dict[str, Any]]:
    """Read and submit a sheet, or only check it; what came of it, or what is wrong in it."""
    content, name = form.content()
    now = clock.now()
    try:
        table, heads, rows = workbooks.read_file(kind, content, name)
        document = KINDS[kind](**told, **table.values)
        if table.faults or "try" in request.POST:
            findings = services.check_out(document, by=actor, at=now)
            return None, _shown(kind, table, heads, rows, sheets.faults_at(kind, table, findings))
        done = services.submit(document, note=form.cleaned_data["note"], by=actor, at=now)
    except Faulty as refusal:
        return None, _shown(kind, table, heads, rows, sheets.faults_at(kind, table, refusal.findings))
    except Refusal as refusal:
        form.add_error(None, refusal.in_language(language()))
        return None, {}
    _keep(content, name, document, done, actor)
    messages.success(request, _("The document is lodged. Its receipt is signed."))
    return done, {}


def _keep(content: bytes, name: str, document: Document, done: services.Submitted, actor: Actor) -> None:
    """Keep the file byte for byte in the post book, with the number that came of it."""
    kind = SHEET if content[:2] == b"PK" else "text/csv"
    letter = post.receive(
        content, by=actor, medium="file", media_type=kind, at=done.at, about=f"{done.call} {done.document}"
    )
    if not letter.answered:
        reply = post.Reply(
            msgspec.json.encode({"document": done.document, "version": done.version}), "application/json", 201,
            kind=MESSAGE, reference=document.reference or name[:60], subject=done.call,
        )  # fmt: skip
        post.answer(letter, reply, at=done.at)


def _shown(kind: str, table: Table, heads: list[str], rows: list[list[str]], faults: list[Fault]) -> dict[str, Any]:
    titles = {column.key: (at, say(column.words)) for at, column in enumerate(COLUMNS[kind])}
    places = {head: at for at, head in enumerate(heads)}
    refused = [each for each in faults if each.severity == "refuse"]
    carried = msgspec.json.encode(Carried(heads, rows, faults)).decode()
    return {
        "faults": [_cell(kind, each, titles, places) for each in refused[:SHOWN]], "fault_count": len(refused),
        "wrong_rows": len({each.row for each in refused}), "row_count": len(rows), "cut": len(refused) > SHOWN,
        "carried": carried if len(carried) <= _CARRIED else "", "checked": not refused,
        "warnings": [_cell(kind, each, titles, places) for each in faults if each.severity == "warn"],
    }  # fmt: skip


def _cell(kind: str, fault: Fault, titles: dict[str, tuple[int, str]], places: dict[str, int]) -> dict[str, Any]:
    title = titles.get(fault.column, (0, ""))[1]
    names = {c.key: (c.words.vi, c.words.en, c.key) for c in COLUMNS[kind] if c.key == fault.column}
    at = next((places[head] for head in names.get(fault.column, ()) if head in places), None)
    cell = f"{_letters(at)}{fault.row}" if at is not None and fault.row else ""
    return {"fault": fault, "title": title, "cell": cell}


def _letters(at: int) -> str:
    text, number = "", at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _form(request: HttpRequest, call: Call, kind: str, standing: Document | None, actor: Actor) -> PaperForm:
    initial, count = initial_of(standing) if standing is not None else ({"carrier": call.carrier}, 1)
    data = request.POST if request.method == "POST" else None
    if data is not None:
        told = data.get("rows", "")
        count = int(told) if told.isascii() and told.isdecimal() and len(told) < 4 else count  # noqa: PLR2004
        if "more" in data:
            count += 1
            data = data.copy()
            data["rows"] = str(min(count, MOST_ROWS))
    held = carriers(actor)
    if standing is not None:
        held = {standing.carrier: held.get(standing.carrier, standing.carrier)}
    return PaperForm(data, kind=kind, count=min(max(count, 1), MOST_ROWS), initial=initial, carriers_=held)


def _send(request: HttpRequest, form: PaperForm, call: Call, actor: Actor) -> services.Submitted | None:
    """Submit what was typed, or only try it out; what came of it, where something did."""
    table, now = form.table(), clock.now()
    document = form.document(head_of(call), table)
    try:
        if table.faults or "try" in request.POST:
            faults = sheets.faults_at(form.kind, table, services.check_out(document, by=actor, at=now))
            form.take(faults)
            form.sound = not form.errors  # type: ignore[attr-defined]
            form.warned = [each for each in faults if each.severity == "warn"]  # type: ignore[attr-defined]
            return None
        return services.submit(document, note=form.cleaned_data["note"], by=actor, at=now)
    except Faulty as refusal:
        form.take(sheets.faults_at(form.kind, table, refusal.findings))
    except Refusal as refusal:
        form.add_error(None, refusal.in_language(language()))
    return None


def _standing(call: Call, kind: str, actor: Actor, request: HttpRequest) -> Document | None:
    """What stands of that kind: the document that is named, else the first."""
    wanted = request.GET.get("document", "")
    for each in queries.documents(call, actor):
        right = each.kind == kind and each.version and each.state != Paper.CANCELLED
        if right and wanted in ("", each.number):
            return queries.message(each)
    return None


def _carrier(call: Call, kind: str, actor: Actor) -> str:
    """For which carrier a sheet is lodged: that of the call, or the first for which the actor announces."""
    held = carriers(actor)
    return call.carrier if call.carrier in held or not held else next(iter(held))


def _need_kind(kind: str) -> None:
    if kind not in KINDS:
        raise Http404


def _need_rows(kind: str) -> None:
    if not (kind in KINDS and has_rows(kind)):
        raise Http404


def _workbook(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=SHEET)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
