"""Proofs: whoever gives rights or tokens has shown a short while ago who they are.

Moments are real time, and lie in the session.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

PROVED = "proved_at"
LASTS = 15 * 60
"""Seconds for which a proof is believed: the platform's own policy."""
View = Callable[..., HttpResponse]


def real() -> datetime:
    """The real time."""
    return datetime.now(UTC)


def prove(request: HttpRequest) -> None:
    """The person has just proved who they are."""
    request.session[PROVED] = real().timestamp()


def proved(view: View) -> View:
    """Ask for the password again where it was last given some time ago: for pages that give rights."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **rest: Any) -> HttpResponse:
        if real().timestamp() - request.session.get(PROVED, 0) <= LASTS:
            return view(request, *args, **rest)
        back = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
        return HttpResponseRedirect(f"{reverse('me:again')}?{urlencode({'next': back})}")

    return asked
