"""Lodging over HTTP, durable, answered with a receipt: the house's server beside the naive one, same client."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import msgspec
from django.db import connection

from motcua.declarations import factories
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day, law_moment
from motcua.parties import services as parties
from motcua.people import services as people
from motcua.people.domain import Grant
from motcua.site.bench import load
from motcua.site.bench.results import Result

DAY = date(2023, 5, 4)
CONNECTIONS = 64
WARM = 400
NAIVE_SHARE = 8
"""The naive server gets an eighth of the requests: it is that much slower."""
PATH = "/api/declarations"
GOALS = {"sqlite": (1_000, 150.0, None), "postgresql": (1_500, 100.0, 10.0)}
"""Declarations a second, p99 in milliseconds, and times the naive way (design goals for two cores)."""


def measure(count: int) -> Iterator[Result]:
    """Ours, then the naive server, on the database of this process, which is empty."""
    tokens = department()
    engine = connection.vendor
    connection.close()
    ours = _load(_house, requests(tokens, 0, WARM), requests(tokens, WARM, count))
    first = WARM + count
    slow = max(count // NAIVE_SHARE, 100)
    naive = _load(_naive, requests(tokens, first, WARM // 4), requests(tokens, first + WARM // 4, slow))
    rate, p99, times = GOALS[engine]
    reached = ours.rate >= rate and ours.quantile(0.99) <= p99 and (times is None or ours.rate >= times * naive.rate)
    goal = f">= {rate}/s, p99 <= {p99:.0f} ms" + (f", >= {times:.0f} x naive" if times else "")
    yield Result(
        f"lodge over HTTP, {CONNECTIONS} connections, {count} declarations of 4 items, durable, with receipt",
        engine, "declarations/s", round(naive.rate), round(ours.rate), round(ours.rate / naive.rate, 1), goal, reached,
        f"baseline: the same rows by the ORM, a commit each; its p99 {naive.quantile(0.99):.0f} ms;"
        " client, server and database share the machine",
        round(ours.quantile(0.5), 1), round(ours.quantile(0.99), 1),
    )  # fmt: skip


def department() -> dict[str, str]:
    """Five enterprises, each with a token of real days; business time is the day of the made-up declarations."""
    at = law_moment(DAY, 9)
    held = [factories.party(no) for no in range(1, 6)]
    parties.register(held, by=SYSTEM, at=law_moment(date(2022, 1, 1)))
    clock.set_demonstration(at)
    scopes, since = frozenset({"declarations:write"}), law_day(datetime.now(UTC))
    grants = [Grant("bench", party.tax_code, scopes, since, since + timedelta(days=30)) for party in held]
    return {grant.party: people.give_token(grant, by=SYSTEM, at=at)[1] for grant in grants}


def requests(tokens: Mapping[str, str], first: int, count: int) -> list[bytes]:
    """Requests of different declarations, each with the token of its enterprise."""
    numbers = range(first, first + count)
    return [load.post(PATH, tokens[f"57999{1 + no % 5:05d}"], factories.body(no, day=DAY)) for no in numbers]


def _load(command: "Command", warm: list[bytes], work: list[bytes]) -> load.Load:
    with serving(command) as port:
        for some in (warm, work):
            found = load.run("127.0.0.1", port, some, CONNECTIONS)
            if set(found.statuses) != {201}:
                raise SystemExit(f"not all were accepted: {found.statuses}")
    return found


Command = list[str]
_house: Command = ["-m", "motcua.site.cli", "serve", "--port"]
_naive: Command = ["-m", "motcua.site.bench.naive"]


@contextmanager
def serving(command: Command) -> Iterator[int]:
    """A server of its own on a free port, ended afterwards with all that it started."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    unlimited = dict.fromkeys(("MOTCUA_API_REQUESTS", "MOTCUA_API_DECLARATIONS", "MOTCUA_API_AT_ONCE"), "0")
    server = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *command, str(port)], start_new_session=True, stdout=subprocess.DEVNULL,
        env={**os.environ, **unlimited},
    )  # fmt: skip
    try:
        wait(port)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def wait(port: int, path: str = "/api/status", most: float = 60.0) -> float:
    """Wait for the server's first answer, whatever it is, and say how many seconds that took."""
    begun = time.monotonic()
    while time.monotonic() - begun < most:
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", path)
            line.getresponse().read()
            return time.monotonic() - begun
        except (OSError, http.client.HTTPException):
            time.sleep(0.02)
    raise SystemExit("the server does not answer")


def main() -> None:
    """Print the results as JSON; run as a program with a database of its own."""
    sys.stdout.buffer.write(msgspec.json.encode(list(measure(int(sys.argv[2])))))
