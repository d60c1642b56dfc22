"""Listening: the window's own door, apart from the site, for partners alone.

TLS 1.3; a connection shows a certificate that is registered here or is not made. A certificate registered or changed
while the door stands open counts from the next connection on. POST /asw/messages takes one envelope.
"""

import contextlib
import logging
import socket
import ssl
import threading
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.db import close_old_connections, connections

from motcua.gateways.asw.domain.errors import NoOwnCertificate
from motcua.gateways.asw.domain.limits import limits_on
from motcua.gateways.asw.queries import certificates
from motcua.gateways.asw.services import incoming
from motcua.gateways.asw.services.carrying import PATH, context
from motcua.ground.services import clock
from motcua.kernel.days import law_day

AT_ONCE = 16
SECONDS = 15.0
_logger = logging.getLogger(__name__)


class Door(ThreadingHTTPServer):
    """A listener whose every connection is wrapped in its own thread, so that a slow handshake holds up nobody."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, host: str, port: int) -> None:
        self._room = threading.BoundedSemaphore(AT_ONCE)
        super().__init__((host, port), Handler)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """One connection: TLS, then one request. Everything foreseen about broken connections ends it quietly."""
        with self._room:
            try:
                request.settimeout(SECONDS)
                secured = _context().wrap_socket(request, server_side=True)
            except (OSError, ssl.SSLError, NoOwnCertificate) as fault:
                _logger.info("%s: no connection: %s", client_address, fault)
                self.shutdown_request(request)
                close_old_connections()
                return
            try:
                self.finish_request(secured, client_address)
            except (OSError, ssl.SSLError) as fault:
                _logger.info("%s: connection broke: %s", client_address, fault)
            finally:
                with contextlib.suppress(OSError):
                    secured.shutdown(socket.SHUT_RDWR)
                secured.close()
                connections.close_all()


class Handler(BaseHTTPRequestHandler):
    """POST /asw/messages and nothing else."""

    server_version, sys_version = "motcua", ""
    timeout = SECONDS

    def do_POST(self) -> None:  # noqa: N802 - http.server calls it so
        """Take one envelope."""
        at = clock.now()
        length = self._length(limits_on(law_day(at)).largest_bytes)
        if self.path != PATH or length is None:
            return self._say(404 if self.path != PATH else 413, b"", "text/plain")
        raw = self.rfile.read(length)
        if len(raw) != length:
            return self._say(400, b"", "text/plain")
        try:
            reply = incoming.take(raw, peer=self._peer(), at=at)
        except Exception:  # noqa: BLE001 - the partner sends again; what went wrong is in our log
            _logger.exception("a message of %s was not taken", self.client_address)
            return self._say(503, b"", "text/plain")
        return self._say(reply.status, reply.content, reply.media_type)

    def _length(self, most: int) -> int | None:
        text = self.headers.get("Content-Length", "")
        length = int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else -1
        return length if 0 < length <= most else None

    def _peer(self) -> str:
        return sha256(self.connection.getpeercert(binary_form=True)).hexdigest()

    def _say(self, status: int, content: bytes, media_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type if content else "text/plain")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
        """Say it to our log."""
        _logger.info("%s %s", self.client_address, format % args)


def _context() -> ssl.SSLContext:
    """What a connection is judged by now: the own certificate in force, and every partner's that was not taken back.

    One that has run out still connects, so that its owner can be told so in words.
    """
    trusted = tuple(row for row in certificates.registered() if not certificates.ended(row))
    return context(certificates.own(clock.now()), trusted, server=True)
