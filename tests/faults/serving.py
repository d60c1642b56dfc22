"""A small installation served by `motcua serve` in a process of its own, for tests from outside.

As a program, `python -m tests.faults.serving`, it makes the installation in MOTCUA_HOME and prints a token for each
of its enterprises; `verify` as argument checks the log and the tables and prints what there is.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2023, 5, 4)
PARTIES = 5


@dataclass
class Site:
    """A served installation."""

    home: Path
    environment: dict[str, str]
    port: int = 0
    tokens: list[str] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def start(self, *arguments: str, plain: bool = False) -> None:
        """Serve, and wait until it answers; `plain`: without migrating first and without the worker."""
        self.port = free_port()
        command = [sys.executable, "-m", "motcua.site.cli", "serve", "--port", str(self.port), *arguments]
        if plain:
            server = ["granian", "--interface", "wsgi", "--port", str(self.port), "motcua.site.wsgi:application"]
            command = [sys.executable, "-m", *server]
        with (self.home / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        begun = time.monotonic()
        while time.monotonic() - begun < 60:
            try:
                if self.ask("GET", "/api/status", token="")[0] in (200, 503):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.home / "serve.log").read_text()[-2000:])

    def stop(self, number: int = signal.SIGTERM) -> None:
        """End the server and all that it started."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait(20)
        self.process = None

    def ask(
        self, method: str, path: str, body: bytes = b"", *, token: str | None = None, **headers: str
    ) -> tuple[int, dict[str, str], Any]:
        """One request on a connection of its own: status, headers, and the JSON or bytes."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=90)
        shown = self.tokens[1] if token is None else token
        named = {"Content-Type": "application/json", **{name.replace("_", "-"): text for name, text in headers.items()}}
        if shown:
            named["Authorization"] = f"Bearer {shown}"
        try:
            connection.request(method, path, body or None, named)
            answer = connection.getresponse()
            raw = answer.read()
            told = json.loads(raw) if raw[:1] in (b"{", b"[") else raw
            return answer.status, {name.lower(): text for name, text in answer.getheaders()}, told
        finally:
            connection.close()

    def look(self) -> dict[str, Any]:
        """What is stored, after checking the log and every table."""
        ended = subprocess.run(
            [sys.executable, "-m", "tests.faults.serving", "verify"], env=self.environment, cwd=ROOT,
            capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr[-3000:]
        return dict(json.loads(ended.stdout.splitlines()[-1]))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def installed(home: Path, **environment: str) -> Iterator[Site]:
    """A fresh installation on SQLite in that folder, not yet served; stopped at the end."""
    held = {
        **os.environ, "MOTCUA_HOME": str(home), "DATABASE_URL": "", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "motcua.site.settings", **environment,
    }  # fmt: skip
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.serving", "make"], env=held, cwd=ROOT, capture_output=True, text=True,
        timeout=300,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    site = Site(home, held, tokens=ended.stdout.split()[-PARTIES:])
    try:
        yield site
    finally:
        site.stop()


def _make() -> None:

    from tests.fresh import migrate

    from motcua.declarations import factories
    from motcua.ground.services import clock
    from motcua.kernel.actor import SYSTEM
    from motcua.kernel.days import law_day, law_moment
    from motcua.parties import services as parties
    from motcua.people import services as people
    from motcua.people.domain import SCOPES, Grant

    migrate()
    parties.register([factories.party(no) for no in range(1, PARTIES + 1)], by=SYSTEM, at=law_moment(date(2022, 1, 1)))
    clock.set_demonstration(law_moment(DAY, 9))
    today = law_day(datetime.now(UTC))
    for no in range(1, PARTIES + 1):
        grant = Grant("test", f"57999{no:05d}", frozenset(SCOPES), today, today + timedelta(days=30))
        print(people.give_token(grant, by=SYSTEM, at=clock.now())[1])


def _verify() -> None:
    from motcua.declarations.models import Declaration, Item, Number, Version
    from motcua.ground.models import Key, Message
    from motcua.ground.queries.verification import verify
    from motcua.ground.services import clock, log

    log.sequence()
    log.sign_head(clock.now())
    faults = [f"{fault.place}: {fault.words.en}" for fault in verify().faults]
    models = (Declaration, Version, Number, Item, Key, Message)
    running = sorted(int(number[2:10]) for number in Number.objects.values_list("number", flat=True))
    print(json.dumps({
        "faults": faults[:5], "gaps": bool(running) and running[-1] - running[0] + 1 != len(running),
        "numbers": sorted(Number.objects.values_list("number", flat=True)),
        **{model.__name__: model.objects.count() for model in models},
    }))  # fmt: skip


if __name__ == "__main__":
    import django

    django.setup()
    {"make": _make, "verify": _verify}[sys.argv[1]]()
