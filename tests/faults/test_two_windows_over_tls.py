"""Two windows over real connections: only who is registered is spoken with, in both directions."""

import json
import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from http.client import HTTPSConnection, RemoteDisconnected
from pathlib import Path

import pytest
from tests.faults.windows import BEGIN, ROOT, YEAR, Between, renew, two_windows

from motcua.gateways.asw.domain import certificates as x509

pytestmark = pytest.mark.own_sqlite
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture(scope="module")
def wired(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Between, dict[str, int]]]:
    """Two windows with their doors open, each with a second certificate registered with its true address."""
    with two_windows(tmp_path_factory.mktemp("tls"), alone=True) as found:
        ports = {country: side.ask("open_door") for country, side in found.sides.items()}
        for side in found.sides.values():
            renew(side, since=BEGIN - timedelta(hours=12))
            found.other(side.country).ask("add", pem=side.pems[-1], port=ports[side.country])
        yield found, ports


def say(between: Between, country: str, about: str) -> None:
    to = between.other(country).country
    between.sides[country].ask("say", to=to, about=about, kind="certificate", note="1")


def context(folder: Path, country: str = "SG", until: timedelta = YEAR) -> ssl.SSLContext:
    """A client of our own making with a certificate that nobody has registered."""
    key, der = x509.make(country, "Nobody", BEGIN - DAY, BEGIN + until)
    (folder / "key.pem").write_bytes(key)
    (folder / "crt.pem").write_bytes(x509.pem(der))
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    made.load_cert_chain(folder / "crt.pem", folder / "key.pem")
    return made


def posted(port: int, secured: ssl.SSLContext, body: bytes = b"{}", path: str = "/asw/messages") -> int:
    link = HTTPSConnection("127.0.0.1", port, context=secured, timeout=10)
    link.request("POST", path, body)
    return link.getresponse().status


def test_messages_go_both_ways_over_mutual_tls(wired: tuple[Between, dict[str, int]]) -> None:
    between, _ = wired
    for country in ("VN", "TH"):
        say(between, country, f"{country}-wire")
        between.work()
        between.work()
        assert between.other(country).ask("heard", about=f"{country}-wire") == ["1"]
        assert between.sides[country].ask("states", about=f"{country}-wire") == ["receipted"]


def test_a_certificate_that_is_not_registered_makes_no_connection(
    wired: tuple[Between, dict[str, int]], tmp_path: Path
) -> None:
    with pytest.raises((ssl.SSLError, ConnectionError, RemoteDisconnected)):
        posted(wired[1]["VN"], context(tmp_path))


def test_without_a_certificate_there_is_no_connection(wired: tuple[Between, dict[str, int]]) -> None:
    plain = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    plain.check_hostname, plain.verify_mode = False, ssl.CERT_NONE
    with pytest.raises((ssl.SSLError, ConnectionError, RemoteDisconnected)):
        posted(wired[1]["VN"], plain)


def test_older_tls_makes_no_connection(wired: tuple[Between, dict[str, int]], tmp_path: Path) -> None:
    old = context(tmp_path)
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises((ssl.SSLError, ConnectionError, RemoteDisconnected)):
        posted(wired[1]["VN"], old)


def test_who_connects_and_says_nothing_holds_nobody_up(wired: tuple[Between, dict[str, int]]) -> None:
    between, ports = wired
    silent = [socket.create_connection(("127.0.0.1", ports["TH"])) for _ in range(8)]
    say(between, "VN", "VN-silent")
    between.work()
    assert between.sides["VN"].ask("states", about="VN-silent") == ["receipted"]
    for each in silent:
        each.close()


def test_a_window_that_shows_another_certificate_is_sent_nothing(
    wired: tuple[Between, dict[str, int]], tmp_path: Path
) -> None:
    """Somebody listens at the address of TH with a key of nobody's: VN ends the handshake and says nothing."""
    between, ports = wired
    key, der = x509.make("TH", "Impostor", BEGIN - DAY, BEGIN + YEAR)
    (tmp_path / "key.pem").write_bytes(key)
    (tmp_path / "crt.pem").write_bytes(x509.pem(der))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(tmp_path / "crt.pem", tmp_path / "key.pem")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        moved = x509.read(between.sides["TH"].pems[-1].encode())
        assert sha256(moved.der).hexdigest() == moved.fingerprint
        renew(between.sides["TH"], since=BEGIN - timedelta(hours=1))
        between.sides["VN"].ask("add", pem=between.sides["TH"].pems[-1], port=listening.getsockname()[1])
        say(between, "VN", "VN-impostor")
        heard: list[bytes] = []

        def impostor() -> None:
            plain, _ = listening.accept()
            with pytest.raises(ssl.SSLError), server.wrap_socket(plain, server_side=True) as secured:
                heard.append(secured.recv(100))

        thread = threading.Thread(target=impostor)
        thread.start()
        between.sides["VN"].ask("work")
        thread.join(10)
    assert heard == []
    assert between.sides["VN"].ask("states", about="VN-impostor") == ["queued"]
    [(_, state, _, _)] = between.sides["VN"].ask("state")["lines"]
    assert state == "down"
    renew(between.sides["TH"], since=BEGIN)
    between.sides["VN"].ask("add", pem=between.sides["TH"].pems[-1], port=ports["TH"])
    between.move(DAY)
    between.settle()
    assert between.sides["TH"].ask("heard", about="VN-impostor") == ["1"]


def test_two_countries_tell_the_whole_story_as_processes_of_their_own(tmp_path: Path) -> None:
    environment = {**os.environ, "MOTCUA_HOME": str(tmp_path), "DATABASE_URL": "", "PYTHONPATH": f"{ROOT / 'src'}"}
    ended = subprocess.run(
        [sys.executable, "-m", "motcua.site.cli", "demo", "asw", "--json"], env=environment, cwd=ROOT, text=True,
        capture_output=True, timeout=400,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-2000:]
    told = json.loads(ended.stdout)
    assert told["agree"]
    assert [step["agree"] for step in told["steps"]] == [True] * 15
