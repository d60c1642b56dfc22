"""What each role finds in its navigation. Two levels at most; the third is tabs inside a page."""

from collections.abc import Iterator

import msgspec
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.kernel.actor import Actor
from motcua.site.access import allowed, roles

WORKERS = frozenset({"officer", "head", "leader", "risk", "revenue", "admin"})


class Entry(msgspec.Struct, frozen=True):
    """A link, or the head of a group of links."""

    label: str
    address: str = ""
    current: bool = False
    head: bool = False


Place = tuple[str, str, str]
"""English label, URL name, query."""

GROUPS: tuple[tuple[str, tuple[Place, ...]], ...] = (
    (gettext_noop("Leadership"), ((gettext_noop("Dashboard"), "reports:dashboard", ""),)),
    (
        gettext_noop("Work"),
        (
            (gettext_noop("My desk"), "declarations:list", "state=checking&desk=mine&sort=due"),
            (gettext_noop("Waiting for a check"), "declarations:list", "state=checking&sort=due"),
            (gettext_noop("Gate"), "declarations:gate", ""),
            (gettext_noop("Load of the branch"), "declarations:branch", ""),
            (gettext_noop("Overdue"), "declarations:list", "state=late&sort=due"),
            (gettext_noop("Amendments to decide"), "declarations:amendments", ""),
            (gettext_noop("Requests to cancel"), "declarations:requests", ""),
            (gettext_noop("Temporary import and export"), "declarations:temporary", "state=overdue"),
            (gettext_noop("Transports"), "transport:list", "state=open&sort=due"),
        ),
    ),
    (
        gettext_noop("Risk"),
        (
            (gettext_noop("Selection"), "risk:home", ""),
            (gettext_noop("Risk profiles"), "risk:profiles", ""),
            (gettext_noop("Models"), "risk:models", ""),
            (gettext_noop("Simulate selection"), "simulation:list", ""),
            (gettext_noop("Requests not served"), "risk:waiting", ""),
            (gettext_noop("Enterprises inspected"), "risk:parties", ""),
            (gettext_noop("Work of inspectors"), "declarations:workload", ""),
        ),
    ),
    (
        gettext_noop("Look up"),
        (
            (gettext_noop("Declarations"), "declarations:list", ""),
            (gettext_noop("Tariff"), "tariff:search", ""),
            (gettext_noop("Calculate duties"), "duties:calculator", ""),
            (gettext_noop("Receipts"), "ground:receipt", ""),
            (gettext_noop("Draws of each day"), "draws:list", ""),
            (gettext_noop("Post book"), "post:book", ""),
            (gettext_noop("Annual report"), "reports:annual", ""),
        ),
    ),
    (
        gettext_noop("Money"),
        (
            (gettext_noop("Accounts of parties"), "money:accounts", ""),
            (gettext_noop("Money to be matched"), "money:suspense", ""),
            (gettext_noop("Refunds"), "money:refunds", "state=open&sort=due"),
            (gettext_noop("Guarantees"), "money:guarantees", ""),
            (gettext_noop("Notices of banks"), "bank:book", ""),
        ),
    ),
    (
        "VNACCS",
        (
            (gettext_noop("Load from VNACCS"), "vnaccs:home", ""),
            (gettext_noop("Differences from VNACCS"), "vnaccs:differences", ""),
        ),
    ),
    (
        gettext_noop("Administration"),
        (
            (gettext_noop("Outages"), "status:outages", ""),
            (gettext_noop("Failed work"), "notices:failed", ""),
            (gettext_noop("Tariff loads"), "tariff:loads", ""),
            (gettext_noop("People"), "staff:people", ""),
            (gettext_noop("Delegation"), "staff:delegations", ""),
            (gettext_noop("Record of rights"), "staffrights:rights", ""),
            (gettext_noop("Registered agents"), "staffrights:agents", ""),
            (gettext_noop("Mandates"), "mandates:list", ""),
            (gettext_noop("Operators of places"), "declarations:operators", ""),
            (gettext_noop("Connected programs"), "people:programs", ""),
            (gettext_noop("Keys of banks"), "bank:keys", ""),
            (gettext_noop("Clock"), "site:clock", ""),
        ),
    ),
)
TOP: tuple[Place, ...] = (
    (gettext_noop("My declarations"), "declarations:list", ""),
    (gettext_noop("Taxes"), "money:mine", ""),
    (gettext_noop("Tariff"), "tariff:search", ""),
    (gettext_noop("Calculate duties"), "duties:calculator", ""),
    (gettext_noop("Enterprise"), "enterprise:users", ""),
)
"""The post book and programs are tabs of the list of declarations and of the enterprise: the line has no room."""
VISITORS: tuple[Place, ...] = (*TOP, (gettext_noop("Check a receipt"), "ground:receipt", ""))
"""A trader's line is full; the foot of every page leads there too."""


def works(actor: Actor) -> bool:
    """Whether the actor sits at a desk of the department."""
    return bool(roles(actor) & WORKERS)


def menu(request: HttpRequest, actor: Actor) -> list[Entry]:
    """The navigation of an actor: a rail in groups for those who work here, one line for others."""
    if not works(actor):
        return list(_entries(request, actor, VISITORS if actor.kind == "public" else TOP))
    found: list[Entry] = []
    for label, places in GROUPS:
        entries = list(_entries(request, actor, places))
        if entries:
            found += [Entry(_(label), head=True), *entries]
    return found


def _entries(request: HttpRequest, actor: Actor, places: tuple[Place, ...]) -> Iterator[Entry]:
    for label, name, query in places:
        if allowed(name, "get", actor):
            address = reverse(name)
            here = request.resolver_match is not None and request.resolver_match.view_name == name
            yield Entry(_(label), f"{address}?{query}" if query else address, here and _shows(request, query))


def _shows(request: HttpRequest, query: str) -> bool:
    state, desk = request.GET.get("state", ""), request.GET.get("desk", "")
    wanted = query.split("&")
    if not query:
        return state not in ("checking", "late")
    return f"state={state}" in wanted and (f"desk={desk}" in wanted if desk == "mine" else "desk=mine" not in wanted)
