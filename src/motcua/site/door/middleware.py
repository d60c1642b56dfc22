"""The door itself: a short way past all that pages need, which keeps every lock.

A request under `/api/` is answered here: its route, its token, its limits, its body, one operation, and whatever goes
wrong as a problem. It touches no session, cookie, language or form token; the access table decides as for pages.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from secrets import token_hex

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import DataError, Error
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, get_resolver

from motcua.declarations.services import Busy
from motcua.design.domain.api import Call, Operation, Told, told_problem
from motcua.design.domain.problems import Stopped, error, of_refusal, problem
from motcua.ground.services import clock
from motcua.ground.services.keys import OtherBody
from motcua.kernel.actor import PUBLIC, Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.kernel.words import Words
from motcua.parties.queries import mandates
from motcua.people import queries as people
from motcua.site import access
from motcua.site.door import bodies, limits
from motcua.site.door.operations import SPACE, by_route

ADDRESS = "/api/"
LONGEST_KEY = 100
PASSING = "2"
"""Seconds to wait for what the machine itself cannot do just now."""
_VERBS = {"GET": "get", "HEAD": "get", "POST": "post"}
_logger = logging.getLogger(__name__)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    **({"Strict-Transport-Security": f"max-age={settings.SECURE_HSTS_SECONDS}"} if settings.HTTPS else {}),
}
_BEFORE_THE_BODY = frozenset({401, 403, 404, 405, 411, 413, 429})
_UNREAD = {"Connection": "close"}
"""Tells a sender whose body was left unread to use a new connection."""
_CHALLENGE = {"WWW_Authenticate": 'Bearer realm="motcua"'}


class ProgramsDoor:
    """Answers what programs ask; lets pages through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ADDRESS) or request.path_info == ADDRESS:
            return self.get_response(request)
        told = answer(request)
        made = HttpResponse(told.content, status=told.status, content_type=told.media_type)
        for name, text in (*HEADERS.items(), *told.headers.items()):
            made[name] = text
        made["Content-Length"] = str(len(told.content))
        return made


def answer(request: HttpRequest) -> Told:
    """The answer of the operation, or the problem that kept it from answering."""
    try:
        return _answered(request)
    except Stopped as stopped:
        wait = {"Retry_After": str(stopped.wait)} if stopped.wait else {}
        challenge = _CHALLENGE if stopped.problem.code == "API-401" else {}
        allow = {"Allow": stopped.allow} if isinstance(stopped, _WrongMethod) else {}
        unread = _UNREAD if stopped.problem.status in _BEFORE_THE_BODY and request.META.get("CONTENT_LENGTH") else {}
        return told_problem(stopped.problem, **wait, **challenge, **allow, **unread)
    except Refusal as refusal:
        return _refused(refusal)
    except SuspiciousOperation:
        return told_problem(problem("unreadable"))
    except DataError:
        return _broken()
    except (Error, OSError):  # of the database or the machine; TimeoutError is an OSError
        _logger.warning("a request could not be served for now", exc_info=True)
        return told_problem(problem("busy"), Retry_After=PASSING)
    except Exception:  # noqa: BLE001 - the edge: nothing but a reference leaves the house
        return _broken()


def _answered(request: HttpRequest) -> Told:
    _check_way(request)
    name, place = _route(request)
    operation = _operation(request, name)
    if not operation.scope:
        return _answered_to_anybody(request, operation, place)
    by = _caller(request)
    if not access.allowed(name, operation.method, by):
        why = Words(f"Cần phạm vi {operation.scope}.", f"The scope {operation.scope} is needed.")
        raise Stopped("forbidden", why)
    mine = by.reference if not by.own else min(by.own)
    with limits.LIMITS.within(mine) as spend:
        if operation.method == "post":
            spend(1)
        call = Call(
            by, clock.now(), _query(request), _body(request, operation), request.content_type or "",
            _key(request), spend,
        )  # fmt: skip
        return operation.answer(call, **place)


def _answered_to_anybody(request: HttpRequest, operation: Operation, place: Mapping[str, str]) -> Told:
    """Without a token; counted by address."""
    with limits.ANYBODY.within(address(request)) as spend:
        if operation.method == "post":
            spend(1)
        body = _body(request, operation)
        call = Call(PUBLIC, clock.now(), _query(request), body, request.content_type or "", "", spend)
        return operation.answer(call, **place)


def _check_way(request: HttpRequest) -> None:
    try:
        request.get_host()
    except SuspiciousOperation:
        words = Words("Tên máy chủ không đúng.", "The host is not one of ours.")
        raise Stopped("unreadable", errors=[error("API-400", "Host", words)]) from None
    if settings.HTTPS and not request.is_secure():
        raise Stopped("forbidden", Words("Chỉ nhận qua HTTPS.", "HTTPS only."))


def _route(request: HttpRequest) -> tuple[str, Mapping[str, str]]:
    try:
        match = get_resolver("motcua.site.door.urls").resolve(request.path_info[len(ADDRESS) - 1 :])
    except Resolver404:
        raise Stopped("not-found") from None
    if any(not (text.isascii() and text.isprintable()) or len(text) > 40 for text in match.kwargs.values()):  # noqa: PLR2004
        raise Stopped("not-found")
    return f"{SPACE}:{match.url_name}", match.kwargs


def _operation(request: HttpRequest, name: str) -> Operation:
    found = by_route().get((name, _VERBS.get(request.method or "", "")))
    if found is None:
        raise _WrongMethod(name)
    return found


class _WrongMethod(Stopped):
    def __init__(self, name: str) -> None:
        super().__init__("method")
        verbs = [verb.upper() for route, verb in by_route() if route == name]
        self.allow = ", ".join(sorted([*verbs, *(["HEAD"] if "GET" in verbs else [])]))


def _caller(request: HttpRequest) -> Actor:
    """The program whose token is shown. Wrong ones are counted by address, and all are answered alike."""
    kind, _, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if not secret:
        raise Stopped("unauthorized")
    found = people.program_for(secret.strip(), law_day(datetime.now(UTC))) if kind.lower() == "bearer" else None
    if found is None:
        limits.WRONG.spend(address(request), 1)
        raise Stopped("unauthorized")
    return mandates.with_mandates(found, law_day(clock.now()))


def address(request: HttpRequest) -> str:
    """From where the request came, without the port."""
    text = str(request.META.get("REMOTE_ADDR", ""))
    host, colon, port = text.rpartition(":")
    return host if colon and port.isdecimal() and (host.count(":") == 0 or host.endswith("]")) else text


def _query(request: HttpRequest) -> Mapping[str, str]:
    return {name: text.replace("\0", "") for name, text in request.GET.items() if isinstance(text, str)}


def _body(request: HttpRequest, operation: Operation) -> bytes:
    if not operation.largest:
        return b""
    return bodies.read(request.environ, largest=operation.largest, seconds=settings.API_SECONDS)  # type: ignore[attr-defined]


def _key(request: HttpRequest) -> str:
    text: str = request.META.get("HTTP_IDEMPOTENCY_KEY", "")
    if len(text) > LONGEST_KEY or not all("!" <= letter <= "~" for letter in text):
        words = Words("Khóa dài 1 đến 100 ký tự ASCII, không dấu cách.", "A key has 1 to 100 ASCII letters, no space.")
        raise Stopped("unreadable", errors=[error("API-400", "Idempotency-Key", words, text)])
    return text


def _refused(refusal: Refusal) -> Told:
    if isinstance(refusal, Busy):
        return told_problem(of_refusal(refusal, "busy"), Retry_After=PASSING)
    if isinstance(refusal, NotFound):
        return told_problem(of_refusal(refusal, "not-found"))
    if isinstance(refusal, NotAllowed):
        return told_problem(of_refusal(refusal, "forbidden"))
    if isinstance(refusal, OtherBody):
        words = Words(refusal.in_language("vi"), refusal.in_language("en"))
        wrong = error(refusal.code, "Idempotency-Key", words, refusal.facts.get("key"))
        return told_problem(problem("refused", words, errors=[wrong], code=refusal.code))
    return told_problem(of_refusal(refusal, "conflict"))


def _broken() -> Told:
    reference = token_hex(6)
    _logger.exception("request %s failed", reference)
    return told_problem(problem("broken", instance=f"urn:motcua:fault:{reference}"))
