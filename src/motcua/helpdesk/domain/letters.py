"""Mail to the support desk: what it asks, whose thread it goes on with, and which are no questions at all."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from hashlib import sha256
from html.parser import HTMLParser

import msgspec

from motcua.helpdesk.domain.answers import MOST, TITLE
from motcua.helpdesk.domain.attachments import Sent, taken

LARGEST = 10 << 20
"""Bytes of a mail that is read whole."""
LONGEST_ID = 250
_OURS = re.compile(r"<question\.([A-Z]{2}-\d{4}-\d{6})\.\d+@[^>\s]{1,200}>")
_ID = re.compile(r"<[^<>\s]{1,240}>")
_AGAIN = re.compile(r"^(?:\s*(?:re|fw|fwd|tr|trả lời|chuyển tiếp)\s*:)+", re.IGNORECASE)
_QUOTES = re.compile(r"^(?:on .+ wrote:|vào .+ đã viết:|-{3,}\s*(?:original message|thư gốc).*|from: .+|từ: .+)$", re.I)
_MACHINES = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounce[s]?|abuse)\b", re.IGNORECASE)
_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
_MARKS = ("X-Autoreply", "X-Autorespond", "X-Motcua-Question", "X-Motcua-Notice", "List-Id", "List-Unsubscribe")


class Letter(msgspec.Struct, frozen=True):
    """A mail that asks. `number` is the question whose thread it names, if any."""

    message_id: str
    sender: str
    name: str
    title: str
    body: str
    number: str = ""
    files: tuple[Sent, ...] = ()


class Ignored(msgspec.Struct, frozen=True):
    """A mail that is no question, and why: `automatic`, `own` or `empty`."""

    message_id: str
    why: str


def read(raw: bytes, own: str = "") -> Letter | Ignored:
    """A mail as it came; `own` is the desk's own address. Never fails: what cannot be read has no words."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    identifier = _first_id(_header(message, "Message-ID")) or f"<{sha256(raw).hexdigest()}@none>"
    name, sender = parseaddr(_header(message, "From"))
    sender = sender.strip().lower()[:200]
    if sender and sender == own.strip().lower():
        return Ignored(identifier, "own")
    if not sender or is_automatic(message, sender):
        return Ignored(identifier, "automatic")
    thread = _OURS.search(f"{_header(message, 'In-Reply-To')} {_header(message, 'References')}")
    words = _words(message, reply=thread is not None)
    title = _AGAIN.sub("", _header(message, "Subject")).strip()[:TITLE] or words.partition("\n")[0][:TITLE]
    if not title.strip() or not (words or title):
        return Ignored(identifier, "empty")
    files = tuple(taken(list(_files(message))))
    return Letter(identifier, sender, name[:120], title, words or title, thread.group(1) if thread else "", files)


def is_automatic(message: EmailMessage, sender: str) -> bool:
    """Whether a machine wrote it: an absence note, a bounce, a list, one of our own."""
    submitted = _header(message, "Auto-Submitted").lower()
    return (
        submitted not in ("", "no")
        or _header(message, "Precedence").lower() in _BULK
        or _header(message, "Return-Path").strip() == "<>"
        or any(mark in message for mark in _MARKS)
        or _MACHINES.match(sender) is not None
    )


def our_id(number: str, leaf: int, host: str) -> str:
    """The Message-ID of a mail of ours: by it the reply finds its question."""
    return f"<question.{number}.{leaf}@{host}>"


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).replace("\x00", "").split())
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        return ""


def _first_id(told: str) -> str:
    found = _ID.search(told)
    return found.group()[:LONGEST_ID] if found else ""


def _words(message: EmailMessage, *, reply: bool) -> str:
    try:
        part = message.get_body(("plain", "html"))
        text = part.get_content() if part is not None else ""
        if part is not None and part.get_content_type() == "text/html":
            text = plain(text)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
        text = ""
    lines = list(_own(text.replace("\x00", "").splitlines())) if reply else text.replace("\x00", "").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()[:MOST]


def _own(lines: list[str]) -> Iterator[str]:
    """Of a reply what is above the quoted mail."""
    for line in lines:
        if _QUOTES.match(line.strip()):
            return
        if not line.startswith(">"):
            yield line


def _files(message: EmailMessage) -> Iterator[Sent]:
    try:
        for part in message.iter_attachments():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and part.get_filename():
                yield Sent(str(part.get_filename()), content)
    except (ValueError, LookupError, TypeError, AttributeError, KeyError):
        return


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in ("script", "style", "head")
        if tag in ("p", "br", "div", "li", "tr"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "head"):
            self._hidden = max(0, self._hidden - 1)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def plain(html: str) -> str:
    """The words of a page, without its code."""
    reader = _Plain()
    reader.feed(html)
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.parts)).strip()
