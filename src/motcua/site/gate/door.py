"""The gate's door: nobody but an officer of the list beyond it, and what every page's frame shows."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.crossings.domain.gates import GATES
from motcua.crossings.web.device import opened
from motcua.crossings.web.device.urls import OPEN


class OfficersOnly:
    """Lets a page through to an officer who is signed in; the few others are named in `OPEN`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Called once the route is known."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in OPEN or opened.officer_of(request) is not None:
            return None
        return redirect("device:enter")


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of every page."""
    held = opened.gate()
    return {
        "officer": opened.officer_of(request) if hasattr(request, "session") else None,
        "state": held.state(), "here": GATES[held.store.facts()["gate"]].words,
    }  # fmt: skip


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language, and stay where one was."""
    there = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}):
        there = "/"
    answer = HttpResponseRedirect(there)
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, wanted, max_age=settings.LANGUAGE_COOKIE_AGE, samesite="Lax",
            secure=settings.HTTPS,
        )  # fmt: skip
    return answer


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came from elsewhere, or from before a restart."""
    words = _("This form is too old. Go back, load the page again and send it once more.")
    return render(request, "device/error.html", {"words": words}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page."""
    return render(request, "device/error.html", {"words": _("There is no such page.")}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Unforeseen. What was told as recorded is recorded."""
    words = _("Something went wrong. What the screen called recorded is recorded; look under “Recorded last”.")
    return render(request, "device/error.html", {"words": words}, status=500)
