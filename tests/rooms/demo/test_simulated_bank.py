"""The simulated bank: takes orders, tells customs until it answers, doubles on purpose, and says that it is none."""

import json
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from motcua.demo.services.bank import sending
from motcua.demo.services.bank.keys import public_key
from motcua.demo.services.bank.sending import Bank
from motcua.demo.services.bank.serving import server_of
from motcua.demo.services.bank.store import OPENING

ASKED = {
    "declaration": "100000000110", "payer": "5799900001", "name": "Công ty <b>Thử</b>", "account": "0000.7111.2001",
    "items": "1901:70,1702:30", "content": "NOP THUE", "back": "http://localhost/x",
}  # fmt: skip


class Customs:
    """Customs as the bank sees it: answers as it is told to, and remembers what came."""

    def __init__(self) -> None:
        self.came: list[tuple[bytes, str]] = []
        self.answers: list[int] = []
        outer = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.came.append((body, self.headers["X-Signature"]))
                self._answer(outer.answers.pop(0) if outer.answers else 200, {"accepted": True, "outcome": "booked"})

            def do_GET(self) -> None:
                self._answer(200, {"at": "2023-12-22T03:00:00+00:00"})

            def _answer(self, status: int, told: dict[str, Any]) -> None:
                content = json.dumps(told).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def customs() -> Iterator[Customs]:
    held = Customs()
    yield held
    held.server.shutdown()
    held.server.server_close()


@pytest.fixture
def opened(customs: Customs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """Opens the bank for business; returns the bank and the address of its door."""
    monkeypatch.setattr(sending, "LONGEST", 0.05)
    ends: list[Callable[[], None]] = []

    def open_(**facts: Any) -> tuple[Bank, str]:
        bank = Bank(tmp_path / "bank", customs.address, **facts)
        server = server_of(bank, 0)
        threads = [threading.Thread(target=bank.work), threading.Thread(target=server.serve_forever)]
        for thread in threads:
            thread.start()
        ends.extend([bank.end, server.shutdown, server.server_close, *(thread.join for thread in threads)])
        return bank, f"http://127.0.0.1:{server.server_port}"

    yield open_
    for end in ends:
        end()


def post(address: str, body: bytes, kind: str = "application/x-www-form-urlencoded", **headers: str) -> Any:
    return urlopen(Request(address, data=body, headers={"Content-Type": kind, **headers}), timeout=10)


def order(address: str, **changes: Any) -> int:
    told = {**ASKED, "items": {"1901": 70, "1702": 30}, **changes}
    with post(f"{address}/pay", json.dumps(told).encode(), "application/json") as found:
        return int(json.load(found)["payment"])


def settled(bank: Bank, payment: int) -> Any:
    for _ in range(200):
        row = bank.store.one(payment)
        assert row is not None
        if row["state"] != "waiting":
            return row
        threading.Event().wait(0.02)
    raise AssertionError("never told")


def doubled(bank: Bank, payment: int) -> None:
    settled(bank, payment)
    for _ in range(200):
        if bank.store.one(payment)["doubles"]:
            return
        threading.Event().wait(0.02)
    raise AssertionError("never doubled")


def test_an_order_takes_the_money_and_sends_a_signed_notice(
    customs: Customs, opened: Callable[..., Any], tmp_path: Path
) -> None:
    bank, address = opened(twice=0)
    row = settled(bank, order(address))
    assert (row["state"], bank.store.balance("5799900001")) == ("told", OPENING - 100)
    body, signature = customs.came[0]
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key(tmp_path / "bank"))).verify(b64decode(signature), body)
    told = json.loads(body)
    assert (told["total"], told["paid_at"]) == (100, "2023-12-22T03:00:00+00:00")


def test_it_tells_again_until_customs_answers_and_not_after_a_refusal(
    customs: Customs, opened: Callable[..., Any]
) -> None:
    bank, address = opened(twice=0)
    customs.answers = [500, 401, 503, 200]
    row = settled(bank, order(address))
    assert (row["state"], row["attempts"]) == ("told", 4)
    assert len({body for body, _ in customs.came}) == 1
    customs.answers = [422]
    assert settled(bank, order(address))["state"] == "refused"


def test_it_doubles_on_purpose_the_same_bytes_or_the_same_money(customs: Customs, opened: Callable[..., Any]) -> None:
    bank, address = opened(twice=1)
    for _ in range(8):
        doubled(bank, order(address))
    references = [json.loads(body)["reference"] for body, _ in customs.came]
    assert len(references) == 16
    assert all(references.count(each) == 2 for each in references)
    assert {json.loads(body)["notice"].endswith("-2") for body, _ in customs.came} == {True, False}


def test_what_waited_is_told_after_the_bank_was_started_again(customs: Customs, tmp_path: Path) -> None:
    bank = Bank(tmp_path / "bank", "http://127.0.0.1:9", twice=0)
    payment = bank.pay(sending.Order("5799900001", "X", "1", "A", {"1702": 5}, "", ""))
    bank._tell(payment, 0, bytes(bank.store.one(payment)["body"]))
    assert bank.store.one(payment)["state"] == "waiting"
    bank.store.close()
    again = Bank(tmp_path / "bank", customs.address, twice=0)
    again._tell(payment, 1, bytes(again.store.one(payment)["body"]))
    assert again.store.one(payment)["state"] == "told"
    again.store.close()


def test_every_page_says_that_no_money_moves(opened: Callable[..., Any]) -> None:
    bank, address = opened(twice=0)
    payment = order(address)
    settled(bank, payment)
    for path in ("/", f"/pay?{urlencode(ASKED)}", f"/payments/{payment}", "/?said=x"):
        with urlopen(address + path, timeout=10) as found:
            text = found.read().decode()
            assert "SIMULATED BANK" in text, path
            assert "<b>Thử" not in text
            assert "default-src 'none'" in found.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "changes",
    [{"items": {}}, {"items": {"1702": 0}}, {"items": {"1702": 10**16}}, {"items": {"x": 5}}, {"payer": "1"},
     {"items": {"1702": OPENING + 1}}, {"items": "1702:5"}],
)  # fmt: skip
def test_orders_that_nobody_can_pay_are_refused(opened: Callable[..., Any], changes: dict[str, Any]) -> None:
    _, address = opened(twice=0)
    with pytest.raises(HTTPError) as refused:
        order(address, **changes)
    assert refused.value.code == 400


def test_another_site_may_not_pay_from_here(opened: Callable[..., Any]) -> None:
    _, address = opened(twice=0)
    with pytest.raises(HTTPError) as refused:
        post(f"{address}/pay", b"x=1", Origin="http://elsewhere.example")
    assert refused.value.code == 403


def test_the_statement_of_the_day_holds_all_payments(customs: Customs, opened: Callable[..., Any]) -> None:
    bank, address = opened(twice=0)
    for _ in range(3):
        settled(bank, order(address))
    post(f"{address}/statement", b"day=2023-12-22").close()
    told = json.loads(customs.came[-1][0])
    assert (told["kind"], told["count"], told["total"]) == ("statement", 3, 300)
