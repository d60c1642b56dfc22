"""What every page's frame shows: who is here, the way around, the clock, language and appearance."""

from importlib.metadata import version
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from motcua.ground import queries as ground
from motcua.ground.services import addresses, clock, role
from motcua.kernel.actor import PUBLIC, Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.people import queries as people
from motcua.people.web import entering
from motcua.reference import domain as reference
from motcua.site import navigation
from motcua.tariff import queries as tariff

VERSION = version("motcua")
THEME_COOKIE = "theme"
THEMES = ("light", "dark")
BEGINNINGS = frozenset({"reports:dashboard", "declarations:list", "site:clock"})


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of every page."""
    actor: Actor = getattr(request, "actor", PUBLIC)
    works = navigation.works(actor)
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "actor": actor,
        "who": actor.name if actor.kind == "person" else "",
        "absent": people.account(actor.behalf).name if actor.behalf else "",
        "density": _preferred(request).get("density", ""),
        "frame": "design/work.html" if works else "design/service.html",
        "rail": works,
        "menu": navigation.menu(request, actor),
        "finder": reverse("declarations:list") if works else "",
        "unit": unit(actor),
        "home": reverse("site:home"),
        "theme": theme if theme in THEMES else "",
        "release": VERSION,
        "installation": role.WORDS[role.role()],
        "companion": role.is_companion(),
        "due_loads": due_loads(request, actor),
        "unread_notices": unread(actor),
        "clock": {"now": clock.now(), "demonstration": clock.is_demonstration()},
    }


def _preferred(request: HttpRequest) -> dict[str, Any]:
    """What the person signed in prefers; nothing where no session is at hand."""
    session = getattr(request, "session", None)
    return session.get(entering.PREFERENCES, {}) if session is not None else {}


def unread(actor: Actor) -> int:
    """How many notices a person has not read."""
    return ground.unread(addresses.recipients(actor)) if actor.kind == "person" else 0


def due_loads(request: HttpRequest, actor: Actor) -> list[tariff.Due]:
    """What an administrator should load, told on the pages where work begins."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    return tariff.due(clock.now()) if name in BEGINNINGS and actor.holds("admin") else []


def unit(actor: Actor) -> str:
    """The name of the actor's office, or of the department."""
    offices = sorted(post.office for post in actor.posts if post.office)
    code = offices[0] if len(offices) == 1 else reference.DEPARTMENT
    try:
        words = reference.office(code, law_day(clock.now())).words
    except Refusal:
        return code
    return words.in_language(get_language() or "vi")
