"""Sending: a notice leaves the house by mail or webhook, at least once, always with its id.

These are jobs done outside any transaction. What was sent is a leaf; killed between the two, it is sent again.
"""

import http.client
import smtplib
import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.message import EmailMessage
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.conf import settings
from django.db import transaction

from motcua.ground import events
from motcua.ground.domain import noticing
from motcua.ground.domain.errors import PrivateAddress
from motcua.ground.keyring import webhook_key
from motcua.ground.models import Job as JobRow
from motcua.ground.models import Notice
from motcua.ground.queries import addresses
from motcua.ground.services import jobs, log
from motcua.ground.services.addresses import CODE
from motcua.ground.services.notices import SENT_BY
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words

SECONDS = 5.0
"""For each step of a conversation with the other side."""
LONGEST = 10.0
"""Seconds for a whole webhook, however slowly its answer drips."""
WELCOME = range(200, 300)
Then = Callable[[], None] | None


class NotWelcome(RuntimeError):
    """The receiver did not answer with 2xx."""


class NoMail(RuntimeError):
    """MOTCUA_MAIL_URL is not set."""


@jobs.sender(SENT_BY[noticing.Medium.MAIL])
def mail(job: jobs.Job, at: datetime) -> Then:
    """Send a notice as a mail whose Message-ID is the notice's id."""
    found = _both(job)
    if found is None:
        return None
    notice, way = found
    words = Words(notice.words_vi, notice.words_en)
    message = _letter(
        way.target, words.vi, f"{words.vi}\n\n{words.en}\n\n{_link(notice.link)}\n", f"notice.{notice.id}"
    )
    message["X-Motcua-Notice"] = str(notice.id)
    deliver(message)
    return _sent(notice, way, at)


@jobs.sender(CODE)
def mail_code(job: jobs.Job, at: datetime) -> Then:
    """Send the code that confirms a mail address."""
    try:
        way = addresses.one(job.payload["address"])
    except NotFound:
        return None
    code = job.payload["code"]
    text = (
        f"Mã xác nhận địa chỉ nhận thông báo: {code}\nNếu không yêu cầu, hãy bỏ qua thư này.\n\n"
        f"The code that confirms this address for notices: {code}\nIf you did not ask for it, ignore this mail.\n\n"
        f"{_link('/notices/addresses/')}\n"
    )
    deliver(_letter(way.target, "Mã xác nhận / Code", text, f"code.{job.id}"))
    return None


@jobs.sender(SENT_BY[noticing.Medium.WEBHOOK])
def webhook(job: jobs.Job, at: datetime) -> Then:
    """Post a notice to an endpoint, its bytes signed with the key of that endpoint."""
    found = _both(job)
    if found is None:
        return None
    notice, way = found
    content = noticing.body(
        noticing.told(
            notice.id, notice.at, notice.recipient, notice.kind, notice.subject,
            Words(notice.words_vi, notice.words_en), _link(notice.link),
        )
    )  # fmt: skip
    key = webhook_key(way.leaf)
    post(way.target, content, {
        "Content-Type": "application/json",
        "Idempotency-Key": str(notice.id),
        "Motcua-Signature": f"ed25519={b64encode(key.sign(content)).decode()}",
        "Motcua-Key": key.public_key().public_bytes_raw().hex(),
        "User-Agent": "motcua",
    })  # fmt: skip
    return _sent(notice, way, at)


@transaction.atomic
def send_again(job: int, *, by: Actor, at: datetime) -> None:
    """Set failed work going again, by an administrator. NotFound where there is none of that id."""
    by.need("admin")
    held = JobRow.objects.filter(pk=job, due_at=None).first()
    if held is None or not jobs.revive(job, at=at):
        raise NotFound(what=f"job/{job}")
    log.record(events.JOB_REVIVED, subject=f"job/{job}", at=at, by=by, facts={"kind": held.kind})


def _both(job: jobs.Job) -> tuple[Notice, addresses.Standing] | None:
    """The notice and its address; None where the address was removed meanwhile."""
    try:
        way = addresses.one(job.payload["address"])
    except NotFound:
        return None
    return Notice.objects.get(pk=job.payload["notice"]), way


def _sent(notice: Notice, way: addresses.Standing, at: datetime) -> Callable[[], None]:
    def note() -> None:
        facts = {"address": str(way.leaf), "medium": way.medium.value}
        log.record(events.NOTICE_SENT, subject=f"notice/{notice.id}", at=at, by=SYSTEM, facts=facts)

    return note


def _link(path: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}" if path.startswith("/") else path


def _letter(to: str, subject: str, text: str, identifier: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = settings.MAIL_FROM
    message["To"] = to
    message["Subject"] = " ".join(subject.split())[:180]
    message["Message-ID"] = f"<{identifier}@{host()}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def host() -> str:
    """The host that identifiers of our mails name."""
    return urlsplit(settings.PUBLIC_URL).hostname or "motcua"


def deliver(message: EmailMessage) -> None:
    """Hand a mail to the server of MOTCUA_MAIL_URL: smtp://user:word@host:port?starttls=1, or smtps://. NoMail."""
    if not settings.MAIL_URL:
        raise NoMail("MOTCUA_MAIL_URL")
    url = urlsplit(settings.MAIL_URL)
    made = smtplib.SMTP_SSL if url.scheme == "smtps" else smtplib.SMTP
    with made(
        url.hostname or "localhost", url.port or (465 if url.scheme == "smtps" else 25), timeout=SECONDS
    ) as server:
        if dict(parse_qsl(url.query)).get("starttls") == "1":
            server.starttls(context=ssl.create_default_context())
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)


class _Host(NamedTuple):
    name: str
    port: int
    address: str


def post(target: str, content: bytes, headers: dict[str, str]) -> None:
    """Post to an endpoint outside, at the very address that was looked at. NotWelcome unless it answers with 2xx.

    No redirect is followed and nothing of the answer but its status is used. PrivateAddress.
    """
    url = urlsplit(target)
    host = _resolved(url)
    link = _Pinned(host, secure=url.scheme == "https")
    with _at_most(link):
        path = url.path or "/"
        link.request("POST", f"{path}?{url.query}" if url.query else path, content, headers)
        status = link.getresponse().status
    if status not in WELCOME:
        raise NotWelcome(f"HTTP {status}")


def _resolved(url: SplitResult) -> _Host:
    """The host with one address; every address that it has must be public unless the settings allow others."""
    name, port = url.hostname or "", url.port or (443 if url.scheme == "https" else 80)
    try:
        found = [str(told[4][0]) for told in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]
    except OSError:
        found = []
    if not found or not (settings.NOTICES_PRIVATE or all(noticing.is_public(each) for each in found)):
        raise PrivateAddress(host=name)
    return _Host(name, port, found[0])


class _Pinned(http.client.HTTPConnection):
    """A connection to one address under the name of its host: looked up once, checked once."""

    def __init__(self, host: _Host, *, secure: bool) -> None:
        super().__init__(host.name, host.port, timeout=SECONDS)
        self._pinned, self._secure = host, secure
        if secure:
            self.default_port = 443

    def connect(self) -> None:
        """Connect to the address; with TLS the certificate must be the host's."""
        plain = socket.create_connection((self._pinned.address, self._pinned.port), SECONDS)
        context = ssl.create_default_context() if self._secure else None
        self.sock = context.wrap_socket(plain, server_hostname=self._pinned.name) if context else plain


@contextmanager
def _at_most(link: _Pinned) -> Iterator[None]:
    """Cut the connection after LONGEST seconds, whatever the other side does."""

    def cut() -> None:
        with suppress(OSError):
            if link.sock is not None:
                link.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(LONGEST, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        link.close()
