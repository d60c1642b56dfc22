"""Kill the server under HTTP load, again and again, while clients retry with their keys.

A program of its own: `python -m tests.faults.killing_http 20`. It uses an installation in MOTCUA_HOME (and
DATABASE_URL), prints what it saw and ends with 1 at the first broken promise.
"""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
django.setup()

from django.db import connection  # noqa: E402
from tests.faults.killing import check_whole, need  # noqa: E402
from tests.faults.serving import free_port  # noqa: E402
from tests.fresh import migrate  # noqa: E402

from motcua.declarations import factories  # noqa: E402
from motcua.declarations.models import Declaration, Number  # noqa: E402
from motcua.ground.models import Key  # noqa: E402
from motcua.ground.services import clock  # noqa: E402
from motcua.kernel.actor import SYSTEM  # noqa: E402
from motcua.kernel.days import law_day, law_moment  # noqa: E402
from motcua.parties import services as parties  # noqa: E402
from motcua.people import services as people  # noqa: E402
from motcua.people.domain import Grant  # noqa: E402

DAY = date(2023, 5, 4)
PARTY = "5799900001"
CLIENTS = 8
EACH = 4
"""Declarations acknowledged between two kills at the least."""
RESTART = 10.0
"""Seconds from the start of a server to its first answer at the most."""


class Client(threading.Thread):
    """Posts one declaration after another; what got no answer is sent again, with the same key."""

    def __init__(self, number: int, port: int, token: str) -> None:
        super().__init__(daemon=True)
        self.number, self.port, self.token = number, port, token
        self.told: dict[str, str] = {}
        self.doubts: list[str] = []
        self.again = 0
        self.ending = threading.Event()

    def run(self) -> None:
        """Until told to end, and then until the last one has its answer."""
        no = 0
        while not self.ending.is_set():
            self.lodge(f"C{self.number}-{no:06d}", no)
            no += 1

    def lodge(self, reference: str, no: int) -> None:
        """Send until there is an answer."""
        body = factories.body(no * 5, day=DAY, lines=1 + no % 3, reference=reference, party_id=PARTY)
        sent = 0
        while reference not in self.told:
            try:
                status, told = self._post(body, reference)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
            else:
                self._take(reference, status, told, repeated=sent > 0)
            sent += 1

    def _post(self, body: bytes, key: str) -> tuple[int, dict[str, object]]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            head = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", "Idempotency-Key": key}
            line.request("POST", "/api/declarations", body, head)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            line.close()

    def _take(self, reference: str, status: int, told: dict[str, object], *, repeated: bool) -> None:
        if status == 503:
            time.sleep(0.2)
        elif status in (200, 201):
            self.told[reference] = str(told["number"])
            self.again += status == 200
        else:
            self.doubts.append(f"{reference}: {status} {told}")
            self.told[reference] = ""
        if status == 200 and not repeated:
            self.doubts.append(f"{reference}: answered as known, and was sent once")


def serve(port: int) -> tuple[subprocess.Popen[bytes], float]:
    """Start a server of its own process group, and wait for its first answer; the seconds that it took."""
    begun = time.monotonic()
    server = subprocess.Popen(
        [sys.executable, "-m", "motcua.site.cli", "serve", "--port", str(port)],
        start_new_session=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    while time.monotonic() - begun < 60:
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/api/status")
            if line.getresponse().status == 200:
                return server, time.monotonic() - begun
        except (OSError, http.client.HTTPException):
            time.sleep(0.02)
    raise SystemExit("BROKEN: the server does not answer")


def kill(server: "subprocess.Popen[bytes]") -> None:
    """Kill the server and whatever it started."""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def department() -> str:
    """An installation with one enterprise and a token of its; returns the token."""
    migrate()
    at = law_moment(DAY, 9)
    parties.register([factories.party(1, tax_code=PARTY)], by=SYSTEM, at=law_moment(DAY))
    clock.set_demonstration(at)
    since = law_day(datetime.now(UTC))  # tokens live in real time
    grant = Grant("kill", PARTY, frozenset({"declarations:write"}), since, since + timedelta(days=90))
    return people.give_token(grant, by=SYSTEM, at=at)[1]


def acknowledged(clients: list[Client]) -> int:
    """How many declarations the clients have an answer for."""
    return sum(len(client.told) for client in clients)


def lodge_some(clients: list[Client], server: "subprocess.Popen[bytes]") -> None:
    """Wait until a server just started has acknowledged a few: a kill before that proves little."""
    enough, last = acknowledged(clients) + EACH, time.monotonic() + 60
    while acknowledged(clients) < enough:
        need(server.poll() is None, f"the server ended by itself with {server.poll()}")
        need(time.monotonic() < last, "the server answers and nothing is lodged")
        time.sleep(0.02)


def main(times: int, seed: int) -> None:
    """Kill that often."""
    token, port, dice, slowest = department(), free_port(), random.Random(seed), 0.0
    clients = [Client(number, port, token) for number in range(CLIENTS)]
    server, took = serve(port)
    for client in clients:
        client.start()
    for _ in range(times):
        lodge_some(clients, server)
        time.sleep(dice.uniform(0, 0.4))
        kill(server)
        server, took = serve(port)
        slowest = max(slowest, took)
    for client in clients:
        client.ending.set()
    for client in clients:
        client.join(60)
    kill(server)
    check(clients)
    print(
        f"{times} kills, {acknowledged(clients)} acknowledged,"
        f" {sum(client.again for client in clients)} of them on a second asking,"
        f" slowest restart {slowest:.1f} s"
    )
    need(slowest <= RESTART, f"a restart took {slowest:.1f} s")


def check(clients: list[Client]) -> None:
    """All that was told is there once, under its own number, and nothing else is."""
    doubts = [doubt for client in clients for doubt in client.doubts]
    need(not doubts, f"{len(doubts)} strange answers: {doubts[:3]}")
    told = {reference: number for client in clients for reference, number in client.told.items()}
    need(not any(client.is_alive() for client in clients), "a client still waits for its answer")
    connection.close()
    numbers = dict(Number.objects.values_list("declaration_id", "number"))
    kept = {key: numbers[subject] for key, subject in Key.objects.filter(party=PARTY).values_list("key", "subject_id")}
    wrong = [reference for reference, number in told.items() if kept.get(reference) != number]
    need(not wrong, f"acknowledged and not so kept: {wrong[:5]}")
    need(len(set(told.values())) == len(told), "two declarations share a number")
    need(Declaration.objects.count() == len(told), "something is stored that nobody was told of")
    check_whole()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
