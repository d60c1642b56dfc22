"""How long pages take with the data that is here: each asked for again and again, by somebody who may see it."""

import sys
import time
from collections.abc import Iterator

import msgspec
from django.db import connection
from django.test import Client

from motcua.declarations.domain.asking import Filters
from motcua.declarations.queries.listing import listing
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.people import queries as people
from motcua.site.bench.results import Result

MOST_MS = 200.0
BARE = "/login/"
"""The baseline: a page that reads no rows, with the same frame."""
PUBLIC = ("/", "/tariff/?q=than", "/tariff/84713020/", "/duties/", "/receipts/", "/track/", "/status/",
          "/notices/verifying/", "/components/", "/api/status")  # fmt: skip
WORK = ("/notices/", "/notices/addresses/", "/post/", "/declarations/", "/declarations/?q=8471",
        "/declarations/?state=late&sort=due")  # fmt: skip
BY_ROLE = {
    "": PUBLIC,
    "trader": (*WORK, "/declarations/drafts/", "/programs/"),
    "officer": (*WORK, "/declarations/?state=checking&desk=mine&sort=due", "/declarations/requests/",
                "/declarations/branch/"),
    "head": (*WORK, "/declarations/branch/", "/status/outages/"),
    "leader": ("/reports/", "/reports/annual/", "/reports/figures/S2.declarations/"),
    "admin": ("/status/outages/", "/notices/failed/", "/tariff/loads/", "/clock/"),
}  # fmt: skip
OF_ONE = ("", "receipt/", "outages/", "cancellation/")


def measure(rounds: int) -> Iterator[Result]:
    """p95 of each page beside that of a page without rows."""
    for role, paths in BY_ROLE.items():
        client = _client(role)
        if client is None:
            continue
        bare = _p95(client if role == "" else Client(), BARE, rounds)
        for path in (*paths, *_of_one(role)):
            taken = _p95(client, path, rounds)
            if taken is not None and bare:
                yield Result(
                    f"{role or 'public'} {path}", connection.vendor, "ms, p95", round(bare, 1), round(taken, 1),
                    round(taken / bare, 1), f"<= {MOST_MS:.0f} ms", taken <= MOST_MS,
                )  # fmt: skip


def _client(role: str) -> Client | None:
    """Signed in as the first who holds the role and may enter; None where nobody does."""
    client = Client()
    if not role:
        return client
    for account in people.holders(role, law_day(clock.now())):
        held = people.visible_to(SYSTEM).get(pk=account)
        if held.has_usable_password():
            client.force_login(held)
            return client
    return None


def _of_one(role: str) -> Iterator[str]:
    """The pages of the newest declaration that the role sees."""
    if role not in ("trader", "officer"):
        return
    now = clock.now()
    actor = people.actor_for(people.holders(role, law_day(now))[0], law_day(now))
    for row in listing(Filters(), actor, now=now, size=1).rows[:1]:
        yield from (f"/declarations/{row.number}/{page}" for page in OF_ONE)


def _p95(client: Client, path: str, rounds: int) -> float | None:
    """Milliseconds under which 95 of 100 answers come; None where the page is not there for this role."""
    client.get(path)
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        answer = client.get(path)
        if answer.status_code != 200:  # noqa: PLR2004
            return None
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[arg-type]
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)[min(len(taken) - 1, round(len(taken) * 0.95))]


def main() -> None:
    """Print the results as JSON."""
    found = list(measure(int(sys.argv[2])))
    sys.stdout.write(msgspec.json.encode(found).decode())
