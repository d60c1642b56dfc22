"""Entering: what signing in leaves in a session, and proving again who one is before what is grave.

Moments are real time: a demonstration's clock that jumps neither ends nor lengthens a session.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.people import services
from motcua.people.domain import Preferences
from motcua.people.models import Account, Preference
from motcua.people.queries import factors
from motcua.people.services import visits
from motcua.people.services.proofs import prove, proved, real

__all__ = [
    "begin_half", "enter", "forget_failures_of", "half", "prove", "proved", "real", "safe", "see", "wear",
]  # fmt: skip

HALF = "half"
HALF_LASTS = 600
"""Seconds between the password and the second factor."""
SEEN, SEEN_EVERY = "seen_at", 600
STANDS_IN = "stands_in"
PREFERENCES = "preferences"
BACKEND = "motcua.people.entry.GuardedBackend"
_YEAR = 365 * 86400


def begin_half(request: HttpRequest, account: Account, address: str) -> None:
    """The password was right, and a second factor is still to come."""
    request.session[HALF] = {"account": account.pk, "at": real().timestamp(), "next": address}


def half(request: HttpRequest) -> tuple[Account, str] | None:
    """Whose second factor is awaited, and where they want to go; None where that is over."""
    held = request.session.get(HALF)
    if not held or real().timestamp() - held["at"] > HALF_LASTS:
        request.session.pop(HALF, None)
        return None
    account = Account.objects.filter(pk=held["account"], is_active=True).first()
    return (account, held["next"]) if account else None


def enter(request: HttpRequest, account: Account, *, factor: str, address: str = "") -> HttpResponse:
    """Sign in, remember the browser, wear the person's preferences, and go where they wanted."""
    request.session.pop(HALF, None)
    login(request, account, backend=BACKEND)
    now = real()
    request.session[SEEN] = now.timestamp()
    prove(request)
    request.session.pop(STANDS_IN, None)
    visits.begin_visit(
        request.session.session_key or "", account.pk, browser=request.headers.get("User-Agent", ""), factor=factor,
        real=now,
    )  # fmt: skip
    answer = HttpResponseRedirect(safe(request, address))
    held = Preference.objects.filter(account=account).first()
    if held is not None:
        wear(request, answer, held.to_domain())
    return answer


def wear(request: HttpRequest, answer: HttpResponse, wanted: Preferences) -> None:
    """Let this browser show what the person prefers."""
    request.session[PREFERENCES] = {
        "density": wanted.density, "page_size": wanted.page_size, "office": wanted.office
    }  # fmt: skip
    for name, value in ((settings.LANGUAGE_COOKIE_NAME, wanted.language), ("theme", wanted.theme)):
        if value:
            kept: dict[str, Any] = {"max_age": _YEAR, "samesite": "Lax", "httponly": True, "secure": settings.HTTPS}
            answer.set_cookie(name, value, **kept)
        else:
            answer.delete_cookie(name)


def safe(request: HttpRequest, address: str) -> str:
    """The address where it is one of ours, else the start."""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours and address else "/"


def see(request: HttpRequest) -> None:
    """Note now and then that the browser is about."""
    now = real()
    if now.timestamp() - request.session.get(SEEN, 0) > SEEN_EVERY:
        request.session[SEEN] = now.timestamp()
        visits.see_visit(request.session.session_key or "", real=now)


def forget_failures_of(account: Account) -> None:
    """The right code was given."""
    services.forget_failures(factors.attempts_name(account.pk))
