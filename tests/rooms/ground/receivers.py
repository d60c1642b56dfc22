"""What stands outside the house in tests: a mail server that speaks SMTP, and a program that takes webhooks."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class MailServer:
    """RFC 5321 as far as a client of ours needs it: EHLO, MAIL, RCPT, DATA with its dots, RSET, QUIT."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = b"250 taken\r\n"
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._talk, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 test ESMTP\r\n")
        while line := await reader.readline():
            verb = line.strip().upper()
            if verb.startswith(b"EHLO"):
                writer.write(b"250-test\r\n250 8BITMIME\r\n")
            elif verb == b"DATA":
                writer.write(b"354 go on\r\n")
                await writer.drain()
                self._keep(await reader.readuntil(b"\r\n.\r\n"))
                writer.write(self.answer)
            elif verb == b"QUIT":
                writer.write(b"221 bye\r\n")
                break
            else:
                writer.write(b"250 ok\r\n")
            await writer.drain()
        writer.close()

    def _keep(self, content: bytes) -> None:
        if self.answer.startswith(b"2"):
            plain = content[:-3].replace(b"\r\n..", b"\r\n.")
            found = message_from_bytes(plain, policy=policy.default)
            assert isinstance(found, EmailMessage)
            self.mails.append(found)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A mail server of its own port."""
    server = MailServer()
    try:
        yield server
    finally:
        server.stop()


class Program(ThreadingHTTPServer):
    """An enterprise's program: keeps what is posted, answers as it is told to."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taker)
        self.taken: list[tuple[dict[str, str], bytes]] = []
        self.status = 200
        self.headers_more: dict[str, str] = {}
        self.wait = 0.0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/notices?of=us"


class _Taker(BaseHTTPRequestHandler):
    server: Program

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((dict(self.headers.items()), content))
        time.sleep(self.server.wait)
        self.send_response(self.server.status)
        for name, text in self.server.headers_more.items():
            self.send_header(name, text)
        self.end_headers()

    def log_message(self, *parts: Any) -> None:
        """Say nothing."""


@contextmanager
def program() -> Iterator[Program]:
    """A program that takes webhooks."""
    server = Program()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
