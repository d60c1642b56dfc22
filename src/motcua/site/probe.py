"""The probe outside: a program of its own that asks a site how it is, and reports when it was not there.

It keeps its key and what it saw in a folder of its own, so that nothing is lost when either side falls.
"""

import json
import os
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_bytes

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from motcua.ground.domain.outages import Seen, Watch
from motcua.ground.domain.statements import written

TIMEOUT = 10.0
_TABLES = """
CREATE TABLE IF NOT EXISTS seen (id INTEGER PRIMARY KEY, service TEXT, began TEXT, ended TEXT, signature TEXT,
                                 answer INTEGER NOT NULL DEFAULT 0, UNIQUE (service, began));
CREATE TABLE IF NOT EXISTS failing (service TEXT PRIMARY KEY, began TEXT);
"""
Ask = Callable[[str, bytes | None], int]


def ask(address: str, content: bytes | None = None) -> int:
    """GET, or POST JSON; the status of the answer, 0 where there was none."""
    request = urllib.request.Request(  # noqa: S310 - the address is the operator's
        address, data=content, headers={"Content-Type": "application/json", "User-Agent": "motcua-probe"}
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (OSError, ValueError):
        return 0


class Probe:
    """Looks at the pages and the programs' door of one site."""

    def __init__(self, url: str, folder: Path, ask: Ask = ask) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.url, self._ask, self._path = url.rstrip("/"), ask, folder / "probe.sqlite3"
        self.key = _key(folder / "probe.key")
        with closing(self._open()) as store:
            store.executescript(_TABLES)

    @property
    def public_key(self) -> str:
        """By which the site knows this probe (hex)."""
        return self.key.public_key().public_bytes_raw().hex()

    def round(self, now: datetime | None = None) -> int:
        """Look at both services, keep what ended, report what was not yet taken. How many reports were taken."""
        at = now or datetime.now(UTC)
        for service, path in (("pages", "/status/"), ("door", "/api/status")):
            self._look(service, at, good=200 <= self._ask(self.url + path, None) < 500)  # noqa: PLR2004
        return self._report()

    def _look(self, service: str, at: datetime, *, good: bool) -> None:
        """What fails is kept at once: a probe that is killed meanwhile goes on where it was."""
        with closing(self._open()) as store, store:
            row = store.execute("SELECT began FROM failing WHERE service = ?", (service,)).fetchone()
            watch = Watch(service, datetime.fromisoformat(row[0]) if row else None)
            seen = watch.look(at, good=good)
            store.execute("DELETE FROM failing WHERE service = ?", (service,))
            if watch.began is not None:
                store.execute("INSERT INTO failing VALUES (?, ?)", (service, watch.began.isoformat()))
            if seen is not None:
                self._keep(store, seen)

    def _keep(self, store: sqlite3.Connection, seen: Seen) -> None:
        signature = self.key.sign(seen.statement(bytes.fromhex(self.public_key))).hex()
        store.execute(
            "INSERT OR IGNORE INTO seen (service, began, ended, signature) VALUES (?, ?, ?, ?)",
            (seen.service, written(seen.began), written(seen.ended), signature),
        )

    def _report(self) -> int:
        count = 0
        with closing(self._open()) as store:
            rows = store.execute("SELECT id, service, began, ended, signature FROM seen WHERE answer = 0").fetchall()
            for number, service, began, ended, signature in rows:
                told = {"key": self.public_key, "service": service, "began": began, "ended": ended,
                        "signature": signature}  # fmt: skip
                status = self._ask(f"{self.url}/api/outages", json.dumps(told).encode())
                if status in (200, 201, 400, 422):  # taken, or never to be taken
                    with store:
                        store.execute("UPDATE seen SET answer = ? WHERE id = ?", (status, number))
                    count += status < 400  # noqa: PLR2004
        return count

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=TIMEOUT)


def _key(path: Path) -> Ed25519PrivateKey:
    """The key of this probe, made once in a file that only its owner reads."""
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(token_bytes(32).hex())
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))
