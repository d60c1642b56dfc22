"""The simulated bank's own door on this machine: pages for people, JSON for tests."""

import json
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from motcua.demo.services.bank import pages
from motcua.demo.services.bank.sending import Bank
from motcua.demo.services.bank.store import Order, Short
from motcua.kernel.days import law_day

MOST = 1 << 16
LONGEST = 300
MOST_DONG = 10**15


class Wrong(ValueError):
    """An order that nobody can pay; its text is shown."""


def serve(folder: Path, port: int, to: str, *, twice: float = 0.2) -> None:
    """Serve until Ctrl-C."""
    bank = Bank(folder, to, twice=twice)
    server = server_of(bank, port)
    worker = threading.Thread(target=bank.work, name="notices", daemon=True)
    worker.start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        bank.end()
        worker.join()
        server.server_close()
        bank.store.close()


def server_of(bank: Bank, port: int) -> ThreadingHTTPServer:
    """The server, bound to this machine alone; port 0 takes a free one."""
    return ThreadingHTTPServer(("127.0.0.1", port), type("Door", (Door,), {"bank": bank}))


class Door(BaseHTTPRequestHandler):
    """One request."""

    bank: Bank
    protocol_version = "HTTP/1.1"
    timeout = 20

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        """Pages, a style, and a payment as JSON."""
        address = urlsplit(self.path)
        asked = {name: values[-1] for name, values in parse_qs(address.query).items()}
        parts = [part for part in address.path.split("/") if part]
        if address.path == "/style.css":
            self._send(pages.STYLE.encode(), "text/css; charset=utf-8")
        elif address.path == "/pay":
            self._form(asked)
        elif len(parts) == 2 and parts[0] == "payments":  # noqa: PLR2004
            self._payment(parts[1])
        elif not parts:
            self._home(asked.get("said", ""))
        else:
            self._send(b"404", "text/plain", 404)

    def do_POST(self) -> None:  # noqa: N802 - the library's name
        """Pay, or send a statement. Other sites may not send forms here."""
        length = int(self.headers.get("Content-Length") or 0)
        origin = self.headers.get("Origin")
        if length > MOST or (origin and urlsplit(origin).netloc != self.headers.get("Host")):
            self._send(b"403", "text/plain", 403)
            return
        body = self.rfile.read(length)
        if self.path == "/pay":
            self._pay(body)
        elif self.path == "/statement":
            self._statement(body)
        else:
            self._send(b"404", "text/plain", 404)

    def _form(self, asked: Mapping[str, str]) -> None:
        try:
            order = order_of(asked, _items(asked.get("items", "")))
        except Wrong as wrong:
            self._send(pages.page("Nộp thuế / Pay taxes", f"<p class='bad'>{wrong}</p>"), status=400)
            return
        self._send(pages.pay(order, self.bank.store.balance(order.payer, order.name)))

    def _pay(self, body: bytes) -> None:
        as_json = self.headers.get("Content-Type", "").startswith("application/json")
        try:
            if as_json:
                told = json.loads(body)
                order = order_of(told, {str(item): int(amount) for item, amount in told["items"].items()})
            else:
                told = {name: values[-1] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
                order = order_of(told, {name[5:]: _dong(told[name]) for name in told if name.startswith("item-")})
            found = self.bank.pay(order)
        except (Wrong, ValueError, KeyError, TypeError, AttributeError) as wrong:
            words = (
                "Số dư không đủ / the balance is short"
                if isinstance(wrong, Short)
                else f"Không hợp lệ / wrong: {wrong}"
            )
            self._send(pages.page("Nộp thuế / Pay taxes", f"<p class='bad'>{pages.escape(words)}</p>"), status=400)
            return
        if as_json:
            self._send(json.dumps({"payment": found}).encode(), "application/json", 201)
        else:
            self._go(f"/payments/{found}")

    def _payment(self, text: str) -> None:
        number, _, ending = text.partition(".")
        row = self.bank.store.one(int(number)) if number.isdecimal() and len(number) < 10 else None  # noqa: PLR2004
        if row is None:
            self._send(b"404", "text/plain", 404)
        elif ending == "json":
            told: dict[str, Any] = {name: row[name] for name in row.keys() if name != "body"}  # noqa: SIM118
            self._send(json.dumps(told).encode(), "application/json")
        else:
            self._send(pages.payment(row))

    def _home(self, said: str) -> None:
        store, day = self.bank.store, law_day(self.bank.now()).isoformat()
        self._send(pages.home(store.last(), store.accounts(), day, said[:LONGEST]))

    def _statement(self, body: bytes) -> None:
        told = parse_qs(body.decode("utf-8", "replace"))
        day = told.get("day", [""])[-1][:10]
        try:
            answer = self.bank.state_day(day)
        except OSError as error:
            self._go(f"/?said={_quoted(str(error))}")
            return
        good = answer.told.get("accepted")
        words = "Hải quan đã nhận sao kê / the statement was taken" if good else str(answer.told.get("message_vi", ""))
        self._go(f"/?said={_quoted(words)}")

    def _go(self, to: str) -> None:
        self.send_response(303)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, content: bytes, kind: str = "text/html; charset=utf-8", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


def order_of(told: Mapping[str, Any], items: Mapping[str, int]) -> Order:
    """An order as told; Wrong where nobody could pay it."""
    payer = str(told.get("payer", ""))
    if not (payer.isdecimal() and len(payer) in (10, 13)):
        raise Wrong("mã số thuế / tax code")
    if not items or any(not (item.isdecimal() and len(item) == 4) for item in items):  # noqa: PLR2004
        raise Wrong("tiểu mục / sub-items")
    if any(not 0 < amount < MOST_DONG for amount in items.values()):
        raise Wrong("số tiền / amount")
    back = str(told.get("back", ""))[:LONGEST]
    return Order(
        payer, str(told.get("name", ""))[:LONGEST] or payer, str(told.get("declaration", ""))[:20],
        str(told.get("account", ""))[:20], dict(items), str(told.get("content", ""))[:210],
        back if back.startswith(("http://", "https://")) else "",
    )  # fmt: skip


def _items(text: str) -> dict[str, int]:
    return {item: _dong(amount) for item, _, amount in (part.partition(":") for part in text.split(",") if part)}


def _dong(text: str) -> int:
    plain = text.replace(".", "").replace(",", "").replace(" ", "")
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 16):  # noqa: PLR2004
        raise Wrong("số tiền / amount")
    return int(plain)


def _quoted(text: str) -> str:
    return quote(text[:LONGEST])
