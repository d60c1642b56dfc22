"""The access table, joined from the rooms, and the middleware that closes every route not in it."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from motcua.design.domain.access import EVERYBODY, SIGNED_IN, Row
from motcua.ground.services import clock
from motcua.kernel.actor import PUBLIC, Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed
from motcua.parties.queries import mandates
from motcua.people import queries as people
from motcua.people.queries import factors
from motcua.people.web import entering
from motcua.site.door import operations
from motcua.site.web import errors

ROOMS = (
    "ground", "people", "parties", "tariff", "duties", "procedures", "risk", "origin", "manifests", "crossings",
    "revenue", "declarations", "dossiers", "helpdesk", "transport", "survey", "control", "reports", "gateways",
    "gateways.vnaccs", "gateways.bank", "gateways.asw", "demo",
)  # fmt: skip
ACCESS: list[Row] = [
    ("site:home", "get", EVERYBODY),
    ("site:track", "get", EVERYBODY),
    ("site:track", "post", EVERYBODY),
    ("site:login", "get", EVERYBODY),
    ("site:login", "post", EVERYBODY),
    ("site:logout", "post", SIGNED_IN),
    ("site:language", "post", EVERYBODY),
    ("site:theme", "post", EVERYBODY),
    ("site:gallery", "get", EVERYBODY),
    ("site:clock", "get", frozenset({"admin"})),
    ("site:clock", "post", frozenset({"admin"})),
    ("api:description", "get", EVERYBODY),
]

WITHOUT_FACTOR = frozenset(
    {
        "site:logout", "site:language", "site:theme", "me:security", "me:again", "me:password", "me:codes",
        "me:passkey", "me:passkey_ask", "me:recovery",
    }
)  # fmt: skip
"""Where somebody gets who must have a second factor and has none yet."""


@cache
def table() -> Mapping[tuple[str, str], frozenset[str]]:
    """Every route and verb with the roles that may use it. ValueError if one stands twice."""
    joined: dict[tuple[str, str], frozenset[str]] = {}
    rooms = (import_module(f"motcua.{room}.access").ACCESS for room in ROOMS)
    for name, verb, roles in (*ACCESS, *operations.rows(), *(row for rows in rooms for row in rows)):
        if (name, verb) in joined:
            raise ValueError(f"{name} {verb} stands twice in the access table")
        joined[name, verb] = frozenset(roles)
    return joined


def roles(actor: Actor) -> frozenset[str]:
    """The roles of an actor; `public` is everybody's."""
    return frozenset(post.role for post in actor.posts) | {"public"}


def allowed(name: str, verb: str, actor: Actor) -> bool:
    """Whether the table lets this actor use the route: by role, and a program by the scopes of its token.

    Programs use no pages, and persons no operations of the programs' door but those that are everybody's.
    """
    verb = "get" if verb.lower() == "head" else verb.lower()
    if not table().get((name, verb), frozenset()) & roles(actor):
        return False
    needed = operations.scope(name, verb)
    if needed is None:
        return actor.kind != "program"
    return not needed or (actor.kind == "program" and needed in actor.scopes)


def actor_of(request: HttpRequest) -> Actor:
    """Who makes the request, with the posts held on the business day."""
    if not request.user.is_authenticated:
        return PUBLIC
    day = law_day(clock.now())
    delegation = request.session.get(entering.STANDS_IN, 0)
    return mandates.with_mandates(people.actor_for(request.user, day, delegation=delegation), day)


def _to_second_factor(request: HttpRequest, name: str) -> HttpResponseBase | None:
    """Whoever must have a second factor and has none adds one before anything else."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if name in WITHOUT_FACTOR or not factors.needed(actor) or factors.of(actor.account):
        return None
    return HttpResponseRedirect(reverse("me:security"))


class DenyByDefault:
    """Let a request through only where the access table says so, and name its actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Called once the route is known. A visitor is asked to sign in, a person without the post is refused."""
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.is_authenticated:
            entering.see(request)
        if allowed(name, request.method or "", request.actor):  # type: ignore[attr-defined]
            return _to_second_factor(request, name)
        if not request.user.is_authenticated and request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path(), reverse("site:login"))
        return errors.answer(request, NotAllowed(who=request.actor.name, act=name))  # type: ignore[attr-defined]

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """A refusal that no view has turned into an answer becomes its page."""
        return errors.answer(request, exception)
