"""What each role finds in its navigation. Two levels at most; the third is tabs inside a page."""

from collections.abc import Iterator

import msgspec
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.design.domain.access import STAFF
from motcua.kernel.actor import Actor
from motcua.site.access import allowed, roles


class Entry(msgspec.Struct, frozen=True):
    """A link, or the head of a group of links."""

    label: str
    address: str = ""
    current: bool = False
    head: bool = False


Place = tuple[str, str, str]
"""English label, URL name, query."""

GROUPS: tuple[tuple[str, tuple[Place, ...]], ...] = (
    (
        gettext_noop("Leadership"),
        (
            (gettext_noop("Dashboard"), "reports:dashboard", ""),
            (gettext_noop("Targets"), "reports:targets", ""),
            (gettext_noop("Forecast of revenue"), "reports:forecast", ""),
            (gettext_noop("What if"), "reports:whatif", ""),
            (gettext_noop("Press check"), "reports:press", ""),
        ),
    ),
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
        gettext_noop("Border gates"),
        (
            (gettext_noop("Vehicles at the gate"), "crossings:gate", ""),
            (gettext_noop("Announced vehicles"), "crossings:announcements", "state=open"),
            (gettext_noop("Vehicles: temporary entry and exit"), "crossings:stays", "state=overdue"),
            (gettext_noop("Vehicles that crossed"), "crossings:crossed", ""),
            (gettext_noop("Vehicles by gate and month"), "crossings:figures", ""),
            (gettext_noop("Count people"), "crossings:passengers_count", ""),
            (gettext_noop("Passengers"), "crossings:passengers", ""),
            (gettext_noop("Control results"), "crossings:controls", ""),
            (gettext_noop("Border residents"), "crossings:residents", ""),
            (gettext_noop("Gates that are cut off"), "gates:list", ""),
            (gettext_noop("Disputed records"), "gates:disputed", ""),
        ),
    ),
    (
        gettext_noop("Seaports"),
        (
            (gettext_noop("Board of calls"), "manifests:board", ""),
            (gettext_noop("Berths"), "manifests:berths", ""),
            (gettext_noop("Ships' calls"), "manifests:list", ""),
            (gettext_noop("Bills that do not match"), "manifests:bills", ""),
            (gettext_noop("Goods that stay"), "manifests:staying", ""),
            (gettext_noop("Supervised area"), "declarations:area", ""),
            (gettext_noop("Register of vessels"), "manifests:vessels", ""),
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
            (gettext_noop("Months and quarters"), "reports:months", ""),
            (gettext_noop("Issued reports"), "reports:issued", ""),
        ),
    ),
    (
        gettext_noop("Money"),
        (
            (gettext_noop("Book of collections"), "ledger:book", ""),
            (gettext_noop("Files of the treasury"), "ledger:files", ""),
            (gettext_noop("Accounts of parties"), "money:accounts", ""),
            (gettext_noop("Debts by age"), "money:ages", ""),
            (gettext_noop("Instalments"), "money:plans", "state=asked"),
            (gettext_noop("Money to be matched"), "money:suspense", ""),
            (gettext_noop("Refunds"), "money:refunds", "state=open&sort=due"),
            (gettext_noop("Guarantees"), "money:guarantees", ""),
            (gettext_noop("Notices of banks"), "bank:book", ""),
        ),
    ),
    (
        gettext_noop("Origin of goods"),
        (
            (gettext_noop("Queue of origin"), "origin:queue", ""),
            (gettext_noop("Certificates of origin"), "origin:list", ""),
            (gettext_noop("Lines that name a certificate"), "origin:claims", ""),
            (gettext_noop("Applications for form D"), "origin:applications", "state=waiting&sort=applied"),
        ),
    ),
    (
        gettext_noop("Procedures"),
        (
            (gettext_noop("Catalogue of procedures"), "procedures:list", ""),
            (gettext_noop("Procedures being written"), "procedures:queue", ""),
            (gettext_noop("Procedures to be read"), "procedures:unread", ""),
            (gettext_noop("Internal audit"), "procedures:audit_home", ""),
            (gettext_noop("Nonconformities"), "procedures:audit_nonconformities", "state=open&sort=due"),
            (gettext_noop("Quality objectives"), "procedures:audit_objectives", ""),
        ),
    ),
    (
        gettext_noop("One-stop dossiers"),
        (
            (gettext_noop("One-stop desk"), "dossiers:reception", ""),
            (gettext_noop("My desk"), "dossiers:desk", ""),
            (gettext_noop("Register of dossiers"), "dossiers:register", "state=open&sort=due"),
            (gettext_noop("Load and lateness"), "dossiers:load", ""),
            (gettext_noop("Step times"), "dossiers:times", ""),
        ),
    ),
    (
        gettext_noop("Support of enterprises"),
        (
            (gettext_noop("Questions of enterprises"), "helpdesk:list", "state=open&sort=due"),
            (gettext_noop("Write down a question"), "helpdesk:write", ""),
            (gettext_noop("Published answers"), "helpdesk:entries", ""),
            (gettext_noop("Indicators of support"), "helpdesk:indicators", ""),
            (gettext_noop("Dialogue conferences"), "helpdesk:conferences", ""),
            (gettext_noop("Promised answers"), "helpdesk:promised", ""),
            (gettext_noop("Visits to enterprises"), "helpdesk:visits", ""),
            (gettext_noop("To be done after visits"), "helpdesk:visit_todo", ""),
            (gettext_noop("Survey rounds"), "survey:rounds", ""),
            (gettext_noop("Survey results"), "survey:results", ""),
        ),
    ),
    (
        gettext_noop("Control"),
        (
            (gettext_noop("Control indicators"), "control:indicators", ""),
            (gettext_noop("Monthly returns"), "control:returns", ""),
            (gettext_noop("Intelligence notes"), "control:notes", ""),
            (gettext_noop("Control registers"), "control:registers", "state=open"),
            (gettext_noop("Watch list"), "control:watches", ""),
            (gettext_noop("Plans of patrols"), "control:plans", ""),
            (gettext_noop("Cases"), "control:cases", "state=open&sort=due"),
            (gettext_noop("Seizure store"), "control:store", ""),
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
        gettext_noop("Partner windows"),
        (
            (gettext_noop("Partner windows"), "asw:partners", ""),
            (gettext_noop("Messages between windows"), "asw:messages", ""),
            (gettext_noop("Dead letters"), "asw:letters", ""),
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
            (gettext_noop("Certificates of windows"), "asw:keys", ""),
            (gettext_noop("Clock"), "site:clock", ""),
        ),
    ),
)
TOP: tuple[Place, ...] = (
    (gettext_noop("My declarations"), "declarations:list", ""),
    (gettext_noop("One-stop dossiers"), "dossiers:mine", ""),
    (gettext_noop("Taxes"), "money:mine", ""),
    (gettext_noop("Tariff"), "tariff:search", ""),
    (gettext_noop("Calculate duties"), "duties:calculator", ""),
    (gettext_noop("Formalities"), "procedures:list", ""),
    (gettext_noop("Questions"), "helpdesk:answers", ""),
    (gettext_noop("Survey"), "survey:results", ""),
    (gettext_noop("Enterprise"), "enterprise:users", ""),
    (gettext_noop("Baggage"), "crossings:traveller", ""),
)
"""The line of traders and of visitors, who see of it what is open to them.

The post book and programs are tabs of the list of declarations and of the enterprise.
"""


def works(actor: Actor) -> bool:
    """Whether the actor sits at a desk of the department."""
    return bool(roles(actor) & STAFF)


def menu(request: HttpRequest, actor: Actor) -> list[Entry]:
    """The navigation of an actor: a rail in groups for those who work here, one line for others."""
    if not works(actor):
        return list(_entries(request, actor, TOP))
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
