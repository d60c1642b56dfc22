"""A mailbox (IMAP) and a mail server (SMTP) on the loopback, as small as a client needs, in threads of this process."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from typing import Any


class Box:
    """Mails of one mailbox: their bytes, and which were seen."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.seen: set[int] = set()
        self.word = "secret"

    def put(self, raw: bytes) -> None:
        """A mail comes in."""
        self.mails.append(raw)


class _Imap(socketserver.StreamRequestHandler):
    box: Box

    def handle(self) -> None:
        self._say(b"* OK ready")
        for line in self.rfile:
            tag, _, rest = line.strip().decode().partition(" ")
            verb, _, told = rest.partition(" ")
            act = getattr(self, f"on_{verb.lower()}", None)
            ended = act(told) if act else "OK done"
            self._say(f"{tag} {ended}".encode())
            if verb.upper() == "LOGOUT":
                return

    def on_capability(self, told: str) -> str:
        self._say(b"* CAPABILITY IMAP4rev1")
        return "OK done"

    def on_login(self, told: str) -> str:
        return "OK done" if self.box.word in told else "NO wrong"

    def on_select(self, told: str) -> str:
        if "INBOX" not in told:
            return "NO none"
        self._say(f"* {len(self.box.mails)} EXISTS".encode())
        return "OK [READ-WRITE] done"

    def on_search(self, told: str) -> str:
        unseen = [str(no) for no in range(1, len(self.box.mails) + 1) if no not in self.box.seen]
        self._say(f"* SEARCH {' '.join(unseen)}".encode())
        return "OK done"

    def on_fetch(self, told: str) -> str:
        number, _, what = told.partition(" ")
        raw = self.box.mails[int(number) - 1]
        if "SIZE" in what:
            self._say(f"* {number} FETCH (RFC822.SIZE {len(raw)})".encode())
        else:
            self._say(f"* {number} FETCH (BODY[] {{{len(raw)}}}".encode())
            self.wfile.write(raw)
            self._say(b")")
        return "OK done"

    def on_store(self, told: str) -> str:
        self.box.seen.add(int(told.split()[0]))
        return "OK done"

    def on_logout(self, told: str) -> str:
        self._say(b"* BYE")
        return "OK done"

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


class _Smtp(socketserver.StreamRequestHandler):
    sent: list[Message]

    def handle(self) -> None:
        self._say("220 ready")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                self._say("354 go on")
                self.sent.append(message_from_bytes(b"".join(self._lines())))
            self._say("221 bye" if verb == b"QUIT" else "250 ok")
            if verb == b"QUIT":
                return

    def _lines(self) -> Iterator[bytes]:
        for line in self.rfile:
            if line == b".\r\n":
                return
            yield line.removeprefix(b".") if line.startswith(b"..") else line

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def _serving(handler: type[socketserver.BaseRequestHandler], **told: Any) -> Iterator[int]:
    kind = type("Handler", (handler,), told)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), kind) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join(2)


@contextmanager
def mailbox(box: Box) -> Iterator[str]:
    """The address of a mailbox with these mails."""
    with _serving(_Imap, box=box) as port:
        yield f"imap://ho-tro:{box.word}@127.0.0.1:{port}/INBOX"


@contextmanager
def mail_server(sent: list[Message]) -> Iterator[str]:
    """The address of a server that keeps what it was handed."""
    with _serving(_Smtp, sent=sent) as port:
        yield f"smtp://127.0.0.1:{port}"
