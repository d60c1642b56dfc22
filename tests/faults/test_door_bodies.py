"""Bodies that break off, drag on or never end: refused in time, nothing half stored, and the next one is served."""

import socket
import struct
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.faults.serving import DAY, Site, installed

from motcua.declarations import factories

pytestmark = pytest.mark.own_sqlite
SECONDS = 3.0
THREADS = 8
AT_ONCE = 6


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("bodies")
    limits = {"MOTCUA_API_SECONDS": str(SECONDS), "MOTCUA_API_AT_ONCE": str(AT_ONCE)}
    with installed(home, **limits) as found:
        found.start("--threads", str(THREADS), "--processes", "1")  # limits are counted by process
        yield found


def body(no: int) -> bytes:
    """A good declaration of the second enterprise."""
    return factories.body(1 + 5 * no, day=DAY)


def knock(site: Site, length: int, *, token: int = 1, more: str = "") -> socket.socket:
    """The head of a request whose body is said to be so long."""
    opened = socket.create_connection(("127.0.0.1", site.port), timeout=20)
    head = (
        f"POST /api/declarations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {site.tokens[token]}\r\n"
        f"Content-Type: application/json\r\n{more or f'Content-Length: {length}'}\r\n\r\n"
    )
    opened.sendall(head.encode())
    return opened


def status(opened: socket.socket) -> int:
    return int(opened.recv(65536).split(b" ", 2)[1])


def still_serves(site: Site, no: int) -> None:
    answer = site.ask("POST", "/api/declarations", body(no))
    assert answer[0] in (200, 201), answer
    found = site.look()
    assert (found["faults"], found["gaps"]) == ([], False)
    assert found["Declaration"] == found["Version"] == found["Number"]


@pytest.mark.parametrize("reset", [False, True])
def test_a_body_that_breaks_off_leaves_nothing(site: Site, reset: bool) -> None:
    before = site.look()
    for cut in (0, 1, 500, -1):
        raw = body(1000)
        opened = knock(site, len(raw))
        opened.sendall(raw[:cut])
        if reset:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        opened.close()
    time.sleep(0.3)
    after = site.look()
    assert (after["Declaration"], after["Message"]) == (before["Declaration"], before["Message"])
    still_serves(site, 1)


def test_a_body_that_drags_on_is_given_up_in_time(site: Site) -> None:
    opened = knock(site, 5000)
    begun = time.monotonic()
    opened.settimeout(0.1)
    while time.monotonic() - begun < SECONDS * 4:
        opened.send(b"{")
        try:
            assert status(opened) == 408
            break
        except TimeoutError:
            continue
    assert SECONDS - 0.2 <= time.monotonic() - begun < SECONDS + 2
    opened.close()
    still_serves(site, 2)


def test_silent_senders_hold_up_only_themselves_and_only_for_a_while(site: Site) -> None:
    silent = [knock(site, 5000) for _ in range(AT_ONCE + 1)]
    begun = time.monotonic()
    assert site.ask("GET", "/api/declarations", token=site.tokens[2])[0] == 200
    assert time.monotonic() - begun < SECONDS
    assert sorted(map(status, silent)) == [408] * AT_ONCE + [429]
    assert time.monotonic() - begun < SECONDS + 2
    assert site.ask("GET", "/api/declarations")[0] == 200
    still_serves(site, 3)


def test_a_body_said_to_be_huge_is_refused_unread(site: Site) -> None:
    for length in (16 * 1024 * 1024 + 1, 10**10, 10**18):
        opened = knock(site, length)
        assert status(opened) == 413
        opened.close()


def test_a_declaration_longer_than_one_may_be_is_refused(site: Site) -> None:
    answer: Any = site.ask("POST", "/api/declarations", b"{" + b" " * (1 << 20) + b"}")
    assert (answer[0], answer[2]["errors"][0]["code"]) == (413, "API-413")


@pytest.mark.parametrize("more", ["Transfer-Encoding: chunked"])
def test_a_body_without_length_is_refused(site: Site, more: str) -> None:
    opened = knock(site, 0, more=more)
    opened.sendall(b"2\r\n{}\r\n0\r\n\r\n")
    assert status(opened) == 411
    opened.close()


def test_nobody_without_a_token_makes_the_house_read(site: Site) -> None:
    opened = socket.create_connection(("127.0.0.1", site.port), timeout=20)
    opened.sendall(b"POST /api/declarations HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
    assert status(opened) == 401
    opened.close()


def test_the_site_stands_after_all_of_it(site: Site, tmp_path: Path) -> None:
    still_serves(site, 4)
    assert "Traceback" not in (site.home / "serve.log").read_text()
