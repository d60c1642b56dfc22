"""Whom a result concerns: shown once for a reason, which is logged; erased by a head."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.crossings.services import persons
from motcua.crossings.web import passengers_controls
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal


@never_cache
@require_POST
def read(request: HttpRequest, control: int) -> HttpResponse:
    """Show the person; the reading and its reason are a leaf of the log."""
    reason = request.POST.get("reason", "")
    try:
        found = persons.read(control, reason=reason, by=actor_of(request), at=clock.now())
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return passengers_controls.page(request, control, refusal=refusal.in_language(language()))
    return passengers_controls.page(request, control, person=found)


@require_POST
def erase(request: HttpRequest, control: int) -> HttpResponse:
    """Erase the person before the day."""
    try:
        persons.erase(control, reason=request.POST.get("reason", ""), by=actor_of(request), at=clock.now())
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return passengers_controls.page(request, control, refusal=refusal.in_language(language()))
    messages.success(request, _("The personal data were erased; the result stands."))
    return redirect("crossings:control", control)
