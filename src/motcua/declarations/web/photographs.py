"""Photographs of an inspection: the inspector adds them from a phone or camera, both sides look at them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from motcua.declarations import services
from motcua.declarations.domain import enclosing
from motcua.declarations.domain.errors import PaperTooLarge
from motcua.declarations.queries import inspections, one
from motcua.declarations.web.inspection import page
from motcua.declarations.web.papers import as_kept, too_large
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.refusals import Refusal


@csrf_exempt
def photographs(request: HttpRequest, number: str) -> HttpResponse:
    """Add a photograph. What is larger than is taken is refused before it is received in full."""
    if too_large(request):
        refusal = PaperTooLarge(name="–", most=enclosing.LARGEST >> 20)
        return page(request, number, refusal.in_language(language()))
    return _received(request, number)


@csrf_protect
@require_POST
def _received(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_of(request)
    found = one.find(number, actor)
    sent = request.FILES.get("photograph")
    if sent is None:
        return page(request, number, _("Choose a picture first."))
    picture = services.Picture(sent.read(), sent.name or "", request.POST.get("caption", ""))
    try:
        services.photograph(found.id, picture, by=actor, at=clock.now())
    except Refusal as refusal:
        return page(request, number, refusal.in_language(language()))
    messages.success(request, _("The photograph is kept with the record."))
    return redirect("declarations:inspection", number)


@require_safe
def photograph(request: HttpRequest, number: str, no: int) -> HttpResponse:
    """A photograph byte for byte."""
    actor = actor_of(request)
    found, content = inspections.photograph(one.find(number, actor).id, no)
    return as_kept(content, found.media_type)
