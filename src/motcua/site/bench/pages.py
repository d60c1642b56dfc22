"""How long pages take with the data that is here: every page that a person of each role can reach by its links."""

import re
import sys
import time
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

import msgspec
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.http import Http404
from django.test import Client
from django.urls import resolve, reverse

from motcua.declarations.domain.life import State
from motcua.declarations.queries import desks
from motcua.declarations.queries.listing import visible_to
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.people import queries as people
from motcua.people.domain import posts
from motcua.people.services import proofs
from motcua.site import access
from motcua.site.bench.results import Result

MOST_MS = 200.0
OK = 200
BARE = "/login/"
"""The baseline: a page that reads no rows, with the same frame."""
ROLES = ("", *posts.ROLES)
BEGIN = (
    "/declarations/", "/", "/components/", "/declarations/?state=checking&sort=due",
    "/declarations/?state=checking&desk=mine", "/declarations/?q=8471", "/declarations/?state=late&sort=due",
    "/tariff/?q=than", "/tariff/84713020/", "/duties/advice/", "/reports/",
)  # fmt: skip
"""Where the walk begins beside the home page: what is listed before it is narrowed, and searches that no link holds."""
EACH = 4
"""So many addresses of one route, with the same kinds of question, are looked at by each role …"""
ASKED = 12
"""… so many of one route in all …"""
SLOWEST = 3
"""… and so many, the slowest of all roles, are measured."""
OF_STATE = 2
"""So many declarations of each state, on the own desk and at all, are begun with: whoever has a number types it."""
_LINK = re.compile(r'<a\b[^>]*?\shref="([^"#]+)')
_SAME_FRAME = frozenset({"page", "at", "after", "before"})
"""Parts of a question that only turn a page."""


class Visit(NamedTuple):
    """One look at an address during the walk."""

    ms: float
    role: str
    path: str
    client: Client
    page: bool
    """Whether it is a page; files have no goal, for a year of rows takes its time."""


def measure(rounds: int) -> Iterator[Result]:
    """p95 of each page beside that of a page without rows; at the end how many routes the walk reached."""
    found: dict[str, dict[str, Visit]] = defaultdict(dict)
    for role in ROLES:
        client = _client(role)
        if client is not None:
            for name, visit in _walk(client, role or "public", _numbers(client)):
                known = found[name].get(visit.path)
                if known is None or known.ms < visit.ms:
                    found[name][visit.path] = visit
    bare = _p95(Client(), BARE, rounds) or 1.0
    for name in sorted(found):
        for visit in sorted(found[name].values(), key=lambda visit: -visit.ms)[:SLOWEST]:
            taken = _p95(visit.client, visit.path, rounds)
            if taken is not None:
                yield _result(visit, taken, bare)
    shown = {name for name, verb in access.table() if verb == "get" and not name.startswith("api:")}
    reached = len(shown & found.keys())
    missing = ", ".join(sorted(shown - found.keys()))
    yield Result("routes", connection.vendor, "reached", len(shown), reached, round(reached / len(shown), 2),
                 note=f"no link leads to: {missing}")  # fmt: skip


def _result(visit: Visit, taken: float, bare: float) -> Result:
    return Result(
        f"{visit.role} {visit.path}", connection.vendor, "ms, p95", round(bare, 1), round(taken, 1),
        round(taken / bare, 1), f"<= {MOST_MS:.0f} ms" if visit.page else "", taken <= MOST_MS if visit.page else None,
        "" if visit.page else "a file",
    )  # fmt: skip


def _client(role: str) -> Client | None:
    """Signed in as the first who holds the role and may enter, who has just proved it; None where nobody does."""
    client = Client()
    if not role:
        return client
    for account in people.holders(role, law_day(clock.now())):
        held = people.visible_to(SYSTEM).get(pk=account)
        if held.has_usable_password():
            client.force_login(held)
            session = client.session
            session[proofs.PROVED] = proofs.real().timestamp()
            session.save()
            return client
    return None


def _numbers(client: Client) -> list[str]:
    """Pages of declarations that the person may see: some of each state, and of those that were amended."""
    account = client.session.get(SESSION_KEY)
    if account is None:
        return []
    actor = people.actor_for(int(account), law_day(clock.now()))
    seen = visible_to(actor)
    found = list(seen.filter(version__gt=1).order_by("-id").values_list("number", flat=True)[:1])
    for state in State:
        for rows in (seen.filter(desks.on_desk(actor.account)), seen):
            found += rows.filter(state=state).order_by("-id").values_list("number", flat=True)[:OF_STATE]
    return [reverse("declarations:one", args=(number,)) for number in dict.fromkeys(found)]


def _walk(client: Client, role: str, begin: Collection[str]) -> Iterator[tuple[str, Visit]]:
    """What answers with a page or file, by following links; each with the name of its route.

    What is begun with is looked at however many there are of it.
    """
    seen: set[str] = set()
    held: Counter[tuple[str, frozenset[str]]] = Counter()
    of_route: Counter[str] = Counter()
    coming = deque((*begin, *BEGIN))
    while coming:
        path = coming.popleft()
        if path in seen:
            continue
        seen.add(path)
        kind = _kind(path)
        if kind is None or (path not in begin and (held[kind] >= EACH or of_route[kind[0]] >= ASKED)):
            continue
        begun = time.perf_counter()
        answer = client.get(path)
        if answer.status_code != OK:
            continue
        held[kind] += 1
        of_route[kind[0]] += 1
        page = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
        yield kind[0], Visit((time.perf_counter() - begun) * 1000, role, path, client, page)
        if page:
            coming += [urljoin(path, unescape(link)) for link in _LINK.findall(answer.content.decode())]


def _kind(path: str) -> tuple[str, frozenset[str]] | None:
    """The route of an address and what its question asks; None for what is not a page of ours."""
    asked = urlsplit(path)
    if asked.netloc or asked.scheme:
        return None
    try:
        name = resolve(asked.path).view_name
    except Http404:
        return None
    if (name, "get") not in access.table() or name.startswith("api:"):
        return None
    return name, frozenset(key for key, value in parse_qsl(asked.query) if value) - _SAME_FRAME


def _p95(client: Client, path: str, rounds: int) -> float | None:
    """Milliseconds under which 95 of 100 answers come; None where the page is not there."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        answer = client.get(path)
        if answer.status_code != OK:
            return None
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[arg-type]
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)[min(len(taken) - 1, round(len(taken) * 0.95))]


def main() -> None:
    """Print the results as JSON."""
    found = list(measure(int(sys.argv[2])))
    sys.stdout.write(msgspec.json.encode(found).decode())
