"""The papers of a draft: one file at a time for each paper of the procedure, looked at by their bytes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from motcua.declarations.domain import enclosing
from motcua.design.asking import whole
from motcua.design.templatetags.figures import language
from motcua.dossiers.domain.drafting import PAPERS
from motcua.dossiers.queries import drafts as queries
from motcua.dossiers.services import drafts as services
from motcua.dossiers.web.filing.asked import Asked, asked
from motcua.dossiers.web.filing.steps import lodged
from motcua.kernel.refusals import NotFound, Refusal
from motcua.procedures.domain import wording

AROUND = 1 << 16
"""Bytes of a request beside the file itself."""
ACCEPT = ".pdf,.png,.jpg,.jpeg,.tif,.tiff,.xlsx,.docx,.xml"


def too_large(request: HttpRequest, most: int = enclosing.LARGEST) -> bool:
    """Whether a request says that it carries more than is taken."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length) > most + AROUND


@csrf_exempt
def papers(request: HttpRequest, draft: int) -> HttpResponse:
    """The papers. What is larger than is taken is refused before it is received in full."""
    if not too_large(request):
        return _received(request, draft)
    request.method = "GET"
    words = _("A file may have at most %(most)s MB.") % {"most": enclosing.LARGEST >> 20}
    return _page(request, asked(request, draft), words, "")


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _received(request: HttpRequest, draft: int) -> HttpResponse:
    found = asked(request, draft)
    if found.draft.dossier_id is not None:
        return lodged(request, found)
    if request.method != "POST":
        return _page(request, found, "", "")
    file, paper = request.FILES.get("file"), request.POST.get("paper", "")
    if file is None:
        return _page(request, found, _("Choose a file first."), paper)
    try:
        services.attach(found.draft.pk, paper, [(file.read(), file.name or "")], by=found.actor, at=found.now)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(request, found, refusal.in_language(language()), paper)
    messages.success(request, _("The file is attached."))
    return redirect(found.address(PAPERS))


def _page(request: HttpRequest, found: Asked, problem: str, paper: str) -> HttpResponse:
    context = {
        **found.frame(PAPERS), "papers": listed(found), "problem": problem, "at": paper, "accept": ACCEPT,
        "after": found.after(PAPERS), "most": enclosing.LARGEST >> 20,
    }  # fmt: skip
    return render(request, "dossiers/filing/papers.html", context, status=400 if problem else 200)


def listed(found: Asked) -> list[dict[str, Any]]:
    """The papers of the procedure with the files of the draft."""
    held = queries.papers(found.draft)
    return [
        {
            "paper": each, "copies": wording.paper_copies(each), "files": [it for it in held if it.paper == each.code],
            "required": each.required and found.supplemented is None,
        }
        for each in found.content.papers
    ]  # fmt: skip


@require_POST
def detach(request: HttpRequest, draft: int) -> HttpResponse:
    """Take a file out of the draft."""
    found = asked(request, draft)
    if found.draft.dossier_id is not None:
        return lodged(request, found)
    services.detach(found.draft.pk, whole(request.POST.get("file", ""), 0), by=found.actor, at=found.now)
    return redirect(found.address(PAPERS))
