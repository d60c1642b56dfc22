"""Thousands of requests at once: each is answered or told when to come again, and each is stored exactly once."""

import json
import threading
import time
from collections import Counter
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from tests.conftest import SOAK
from tests.faults.serving import DAY, Site, installed

from motcua.declarations import factories

pytestmark = pytest.mark.own_sqlite
CONNECTIONS = 64
REQUESTS = 20_000 if SOAK else 2_000
PASSING = {429, 503}


class Sender(threading.Thread):
    """Sends its share of the declarations over one connection, and each again until it is taken."""

    def __init__(self, site: Site, numbers: range, seen: Counter[int]) -> None:
        super().__init__(daemon=True)
        self.site, self.numbers, self.seen = site, numbers, seen
        self.got: dict[int, str] = {}
        self.connection = HTTPConnection("127.0.0.1", site.port, timeout=60)

    def run(self) -> None:
        for no in self.numbers:
            while no not in self.got:
                self._send(no)

    def _send(self, no: int) -> None:
        token = self.site.tokens[no % 5]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": f"n{no}"}
        try:
            self.connection.request("POST", "/api/declarations", factories.body(no, day=DAY), headers)
            answer = self.connection.getresponse()
            told = json.loads(answer.read())
        except (OSError, HTTPException):
            self.seen[0] += 1
            self.connection.close()
            return
        self.seen[answer.status] += 1
        if answer.status in PASSING:
            time.sleep(int(answer.headers["Retry-After"]) / 10)
        else:
            self.got[no] = told.get("number", f"{answer.status} {told}")


def send(site: Site, count: int, first: int = 0) -> tuple[Counter[int], dict[int, str]]:
    """So many declarations over all connections; statuses seen and numbers given."""
    seen: Counter[int] = Counter()
    senders = [Sender(site, range(first + at, first + count, CONNECTIONS), seen) for at in range(CONNECTIONS)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(900)
    return seen, {no: number for sender in senders for no, number in sender.got.items()}


@pytest.mark.parametrize("at_once", [0, 2])
def test_thousands_at_once_are_each_stored_once(tmp_path: Path, at_once: int) -> None:
    count = REQUESTS if not at_once else 300
    with installed(tmp_path, MOTCUA_API_AT_ONCE=str(at_once)) as site:
        site.start()
        seen, got = send(site, count)
        assert set(seen) <= {200, 201, *PASSING}, seen
        assert len(got) == count
        assert len(set(got.values())) == count
        found = site.look()
        assert sorted(got.values()) == found["numbers"]
        assert (found["faults"], found["gaps"], found["Version"]) == ([], False, count)
        assert seen[429] > 0 if at_once else seen[429] == 0
        assert "Traceback" not in (tmp_path / "serve.log").read_text()
