"""The treasury's files: sent, looked at before anything is stored, taken, and given out again byte for byte."""

import binascii
from base64 import b64decode, b64encode
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.files import workbook as made
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock, files
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.revenue import services
from motcua.revenue.domain.closing_errors import Unsent
from motcua.revenue.domain.treasury_file import COLUMNS, NEEDED, STATE_WORDS, Read, compare
from motcua.revenue.models import TreasuryFile
from motcua.revenue.queries import treasury
from motcua.revenue.services import Sent
from motcua.revenue.web import kit

LARGEST = 1 << 20
"""Bytes of a day's file: some fifteen thousand lines."""
SHOWN = 100
LISTED = 60


@require_http_methods(["GET", "HEAD", "POST"])
def taken(request: HttpRequest) -> HttpResponse:
    """Files of the last days; sent, a file is looked at first and taken with a second button."""
    refusal, looked = "", {}
    if request.method == "POST":
        try:
            sent = _sent(request)
            if request.POST.get("verb") == "take":
                leaf = services.take_file(sent, by=actor_of(request), at=clock.now())
                messages.success(request, _("The file was taken."))
                return redirect("ledger:day", treasury.file_of(leaf).day.isoformat())
            looked = _looked(sent)
        except Refusal as refused:
            refusal = refused.in_language(language())
    rows = TreasuryFile.objects.order_by("-day", "-leaf")[:LISTED]
    context = {
        "refusal": refusal, "looked": looked, "rows": rows, "largest": LARGEST >> 20, "decides":
        kit.decides(actor_of(request)), "columns": [(words, key in NEEDED) for key, words in COLUMNS.items()],
    }  # fmt: skip
    return render(request, "ledger/files.html", context, status=400 if refusal or looked.get("faults") else 200)


def _sent(request: HttpRequest) -> Sent:
    """The file as it came, or as it was looked at."""
    file = request.FILES.get("file")
    if file is not None and file.size:
        if file.size > LARGEST:
            raise Unsent(why=_("the file is larger than %(most)s MB") % {"most": LARGEST >> 20})
        return Sent(file.read(), (file.name or "")[:100].replace("\x00", ""))
    try:
        content = b64decode(request.POST.get("content", ""), validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if not content or len(content) > LARGEST:
        raise Unsent(why=_("choose a file first"))
    return Sent(content, request.POST.get("name", "")[:100].replace("\x00", ""))


def _looked(sent: Sent) -> dict[str, Any]:
    """What the file says, beside the ledger."""
    told: Read = services.look(sent)
    if told.day is None:
        faults = [{"row": each.row, "words": each.words} for each in told.faults[:SHOWN]]
        return {"faults": faults, "count": len(told.faults), "name": sent.name}
    ours = treasury.booked(told.day, told.day).get(told.day, [])
    counted: dict[str, int] = {}
    for each in compare(told.lines, ours):
        counted[each.state] = counted.get(each.state, 0) + 1
    return {
        "day": told.day, "name": sent.name, "lines": len(told.lines), "total": sum(one.amount for one in told.lines),
        "first": told.lines[:SHOWN], "cut": len(told.lines) > SHOWN, "ours": sum(side.amount for side in ours),
        "states": [(STATE_WORDS[state], count) for state, count in counted.items()],
        "content": b64encode(sent.content).decode(), "known": treasury.files_of(told.day),
    }  # fmt: skip


@require_safe
def original(request: HttpRequest, leaf: int) -> HttpResponse:
    """A file as it came."""
    found = treasury.file_of(leaf)
    content = files.read(found.file)
    kind, ending = ("application/zip", "xlsx") if content[:2] == b"PK" else ("text/csv", "csv")
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="treasury-{found.day}.{ending}"'
    return answer


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """A workbook with the right titles."""
    day = law_day(clock.now())
    sample = [day.isoformat(), "0000.7111.2001", "FT0000000001", "1702", 1_000_000, "", ""]
    return made("treasury-template", ((_("Treasury"), [say(words) for words in COLUMNS.values()], [sample]),))
