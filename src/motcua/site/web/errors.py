"""Pages for what went wrong: what happened, what to do next, never a trace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.kernel.refusals import NotAllowed, NotFound, Refusal


def answer(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The page of a foreseen refusal; None for anything else."""
    if isinstance(exception, NotFound):
        return not_found(request, exception)
    if isinstance(exception, NotAllowed):
        return forbidden(request, exception)
    if isinstance(exception, Refusal):
        sentence = exception.in_language(get_language() or "vi")
        return _page(request, 409, _("This cannot be done now"), sentence)
    return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be read."""
    why = _("The request could not be read. Go back, load the page again and repeat the step.")
    return _page(request, 400, _("The request was not understood"), why)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but without the post that this page needs."""
    why = _("Your posts do not include this page. If you need it, ask the head of your branch or an administrator.")
    return _page(request, 403, _("You may not open this page"), why)


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is missing or old."""
    why = _("The form was open for too long or cookies are switched off. Load the page again and send it once more.")
    return _page(request, 403, _("The form has expired"), why)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing of that address that this visitor may see."""
    why = _("There is nothing at this address, or not for you. Check the number, or search from the start page.")
    return _page(request, 404, _("Not found"), why)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault. Rendered without the frame, whose parts may be what is broken."""
    return HttpResponse(render_to_string("site/broken.html", {"LANGUAGE_CODE": get_language() or "vi"}), status=500)


def _page(request: HttpRequest, status: int, title: str, why: str) -> HttpResponse:
    return render(request, "site/error.html", {"heading": title, "why": why, "status": status}, status=status)
