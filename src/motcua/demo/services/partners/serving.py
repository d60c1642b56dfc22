"""The doors of simulated windows, and their clerk, who answers after a while what a partner would answer."""

import json
import ssl
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from http.client import HTTPException, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from motcua.demo.services.partners.keys import Own, own
from motcua.demo.services.partners.registering import PLATFORM
from motcua.demo.services.partners.store import Store
from motcua.gateways.asw.domain import certificates as x509
from motcua.gateways.asw.domain.adapting import ADAPTER, Answer
from motcua.gateways.asw.domain.envelopes import (
    MEDIA_TYPE,
    MESSAGE,
    Header,
    Receipt,
    digest,
    header_of,
    open_envelope,
    seal,
)
from motcua.gateways.asw.domain.errors import Refused

MOST = 1 << 20
SECONDS = 10
ANSWERS = {"clarify": ("clarified",), "verify": ("confirmed",), "certificate": ("received", "accepted")}
"""What a simulated window says after a while to what it was told; to everything else nothing."""
NO_CHECK_TIME = 0x200000
PATH = "/asw/messages"


class Windows:
    """All simulated windows at work. `pause`: seconds until one answers."""

    def __init__(self, folder: Path, home: str, site: str, door: str, pause: float = 8.0) -> None:
        self.home, self.site, self.door, self.pause = home, site.rstrip("/"), door, pause
        self.folder = folder
        self.store = Store(folder / "windows.sqlite3")
        self.platform = x509.read((folder / PLATFORM).read_bytes())
        self._end = threading.Event()

    def now(self) -> datetime:
        """The time of the platform, so that a demonstration's day is the day; the real one where nobody answers."""
        try:
            with urlopen(f"{self.site}/bank/time", timeout=SECONDS) as found:  # noqa: S310 - the address is given
                return datetime.fromisoformat(json.load(found)["at"])
        except (OSError, HTTPException, ValueError, KeyError):
            return datetime.now(UTC)

    def take(self, country: str, mine: Own, raw: bytes) -> tuple[int, bytes]:
        """A message of the platform: a receipt, the same for the same message; and something to answer later."""
        at = self.now()
        told: dict[str, Any] = {"by": country, "to": self.home, "received": digest(raw), "at": at}
        try:
            opened = open_envelope(raw, MESSAGE, MOST)
            opened.need(self.platform.public, self.home)
            header = header_of(opened)
        except Refused as refusal:
            words = {"message_vi": refusal.in_language("vi"), "message_en": refusal.in_language("en")}
            receipt = Receipt(message="", taken=False, code=refusal.code, **words, **told)
            return refusal.status, seal(receipt, mine.key, mine.told.fingerprint)
        known = self.store.receipt(country, header.id)
        if known is not None:
            return 202, known
        answer = seal(Receipt(message=header.id, taken=True, **told), mine.key, mine.told.fingerprint)
        self.store.keep(country, header.id, raw, answer)
        for kind in ANSWERS.get(header.kind, ()):
            self.store.put(country, header.issuer, header.about, kind, header.id, time.time() + self.pause)
        return 202, answer

    def work(self) -> None:
        """Send what is to be answered until told to end; what is not received is sent again."""
        while not self._end.wait(1.0):
            for row in self.store.due(time.time()):
                if self._sent(row):
                    self.store.done(row["id"])
                else:
                    self.store.later(row["id"], time.time() + 3 * self.pause)

    def end(self) -> None:
        """Let the clerk go home."""
        self._end.set()

    def _sent(self, row: Any) -> bool:
        at = self.now()
        mine = own(self.folder, row["country"], at)
        raw = bytes(row["raw"] or b"")
        if not raw:
            raw = self._signed(row, mine, at)
            self.store.signed(row["id"], raw)
        link = HTTPSConnection(self.door, timeout=SECONDS, context=self._context(mine, server=False))
        try:
            link.request("POST", PATH, raw, {"Content-Type": MEDIA_TYPE})
            return link.getresponse().status == 202  # noqa: PLR2004 - taken
        except (OSError, HTTPException):
            return False
        finally:
            link.close()

    def _signed(self, row: Any, mine: Own, at: datetime) -> bytes:
        answer = Answer(
            row["kind"], row["about"], row["issuer"], at, note="Trả lời giả lập / simulated answer",
            regards=row["regards"],
        )  # fmt: skip
        document = ADAPTER.write(answer).decode()
        header = Header(
            id=row["id"], correlation=row["regards"], kind=row["kind"], sender=row["country"], receiver=self.home,
            issuer=row["issuer"], about=row["about"], no=row["no"], created_at=at, hash=digest(document.encode()),
            document=document,
        )  # fmt: skip
        return seal(header, mine.key, mine.told.fingerprint)

    def _context(self, mine: Own, *, server: bool) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER if server else ssl.PROTOCOL_TLS_CLIENT)
        made.minimum_version = ssl.TLSVersion.TLSv1_3
        made.check_hostname = False
        made.verify_mode = ssl.CERT_REQUIRED
        made.verify_flags = ssl.VerifyFlags(int(ssl.VerifyFlags.VERIFY_X509_PARTIAL_CHAIN) | NO_CHECK_TIME)
        made.load_cert_chain(mine.certificate_file, mine.key_file)
        made.load_verify_locations(cadata=x509.pem(self.platform.der).decode())
        return made

    def server(self, country: str, port: int) -> ThreadingHTTPServer:
        """A country's door, bound to this machine alone; port 0 takes a free one."""
        mine = own(self.folder, country, self.now())
        handler = type("Door", (_Door,), {"windows": self, "country": country, "mine": mine})
        made = _Server(("127.0.0.1", port), handler)
        made.secure = self._context(mine, server=True)
        return made


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    secure: ssl.SSLContext

    def finish_request(self, request: Any, client_address: Any) -> None:
        """TLS in the thread of the connection."""
        request.settimeout(SECONDS)
        try:
            with self.secure.wrap_socket(request, server_side=True) as secured:
                super().finish_request(secured, client_address)
        except OSError:
            return


class _Door(BaseHTTPRequestHandler):
    windows: Windows
    country: str
    mine: Own

    def do_POST(self) -> None:  # noqa: N802 - http.server calls it so
        length = self.headers.get("Content-Length", "")
        size = int(length) if length.isascii() and length.isdecimal() and len(length) < 9 else 0  # noqa: PLR2004
        if self.path != PATH or not 0 < size <= MOST:
            return self._say(404, b"")
        return self._say(*self.windows.take(self.country, self.mine, self.rfile.read(size)))

    def _say(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", MEDIA_TYPE)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
        """Say nothing."""


def serve(windows: Windows, countries: Sequence[str], port: int) -> None:
    """Open a door for each country and answer until Ctrl-C."""
    with ExitStack() as stack:
        for no, country in enumerate(countries):
            door = stack.enter_context(windows.server(country, port + no))
            threading.Thread(target=door.serve_forever, daemon=True).start()
            stack.callback(door.shutdown)
        stack.callback(windows.end)
        try:
            windows.work()
        except KeyboardInterrupt:
            return
