"""Packages made offline: the definition to take along, and taking a package into a draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.dossiers.domain.package import LARGEST_PACKAGE
from motcua.dossiers.services import packages as services
from motcua.dossiers.web.filing.papers import too_large
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.procedures import queries as procedures
from motcua.procedures.domain import record


@require_safe
def definition(request: HttpRequest, code: str) -> HttpResponse:
    """The procedure in force with its form, as JSON: what `motcua dossier pack` judges by."""
    held = procedures.in_force(code[:40], law_day(clock.now()))
    if held is None:
        raise NotFound(what=code[:40])
    answer = HttpResponse(record.write(held.content), content_type="application/json")
    answer["Content-Disposition"] = content_disposition_header(True, f"{held.code}-{held.no}.json")
    return answer


@csrf_exempt
def package(request: HttpRequest) -> HttpResponse:
    """Take a package. What is larger than is taken is refused before it is received in full."""
    if not too_large(request, LARGEST_PACKAGE):
        return _received(request)
    request.method = "GET"
    return _page(request, _("A package may have at most %(most)s MB.") % {"most": LARGEST_PACKAGE >> 20})


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _received(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, "")
    file = request.FILES.get("file")
    if file is None:
        return _page(request, _("Choose a file first."))
    try:
        draft = services.begin(file.read(), language=language(), by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        return _page(request, refusal.in_language(language()))
    messages.success(request, _("The package is taken into a draft: look it through, then lodge it."))
    return redirect("dossiers:draft_check", draft.pk)


def _page(request: HttpRequest, problem: str) -> HttpResponse:
    context = {"problem": problem, "most": LARGEST_PACKAGE >> 20}
    return render(request, "dossiers/filing/package.html", context, status=400 if problem else 200)
