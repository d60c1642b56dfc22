"""Mail of the support desk: fetched by IMAP, taken once each, and answers sent by SMTP in the same thread."""

import imaplib
import logging
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction

from motcua.ground.services import clock, ids, jobs, sending
from motcua.helpdesk import events
from motcua.helpdesk.domain import answers, letters
from motcua.helpdesk.domain.askers import Contact
from motcua.helpdesk.domain.errors import NoWords
from motcua.helpdesk.domain.letters import Ignored, Letter
from motcua.helpdesk.domain.standing import Class
from motcua.helpdesk.models import Answer, Mail, Question, Text
from motcua.helpdesk.queries import published
from motcua.helpdesk.queries import questions as queries
from motcua.helpdesk.services import rows, telling
from motcua.helpdesk.services.asking import New, ask, reply
from motcua.helpdesk.services.casework import Arrived
from motcua.helpdesk.services.writing import Sheet
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day

FETCH = "helpdesk.fetch"
EVERY, AFTER_TROUBLE = timedelta(minutes=1), timedelta(minutes=5)
AT_ONCE = 20
SECONDS = 10.0
OTHERWISE = "TT"
"""The domain of a mail that is like no published answer."""
_logger = logging.getLogger(__name__)
Then = Callable[[], None] | None


def take(raw: bytes, *, at: datetime) -> str:
    """Take a mail, once: what became of it (`opened`, `reply`, `add`, `ask_again`, `known`, or why it was ignored)."""
    told = letters.read(raw, parseaddr(settings.MAIL_FROM)[1])
    if Mail.objects.filter(message_id=told.message_id).exists():
        return "known"
    try:
        with transaction.atomic():
            return _ignored(told, at) if isinstance(told, Ignored) else _taken(told, at)
    except IntegrityError:
        if not Mail.objects.filter(message_id=told.message_id).exists():
            raise
        return "known"


def _taken(told: Letter, at: datetime) -> str:
    mail, found = Arrived(told.message_id), _thread(told)
    if found is not None:
        reply(found.number, told.body, by=SYSTEM, at=at, files=told.files, mail=mail)
    else:
        like = published.search(told.title, law_day(at), limit=1)
        classed = Class(like[0].content.domain if like else OTHERWISE)
        new = New(told.title, told.body, classed, "mail", contact=Contact(told.name, told.sender))
        ask(new, by=SYSTEM, at=at, files=told.files, mail=mail)
    outcome: str = Mail.objects.get(message_id=told.message_id).outcome
    return outcome


def _thread(told: Letter) -> Question | None:
    """The question that it goes on with: only where its asker wrote from the same address."""
    found = Question.objects.filter(number=told.number).first() if told.number else None
    if found is None:
        return None
    contact = queries.contact(found)
    return found if contact is not None and contact.mail.strip().lower() == told.sender else None


def _ignored(told: Ignored, at: datetime) -> str:
    sheet, leaf = Sheet(), ids.one(at)
    row = (leaf, told.message_id, 1, 0, at, told.why)
    sheet.leaf(events.MAIL, f"mail/{leaf}", {rows.T_MAIL: [row]}, at=at, leaf=leaf, by=SYSTEM)
    sheet.write()
    return told.why


def fetch(at: datetime) -> dict[str, int]:
    """Take what is unread in the mailbox of MOTCUA_IMAP_URL; how many of what. OSError, imaplib.IMAP4.error."""
    done: dict[str, int] = {}
    with _box() as box:
        for number in box.search(None, "UNSEEN")[1][0].split()[:AT_ONCE]:
            outcome = _one(box, number, at)
            box.store(number, "+FLAGS", "\\Seen")
            done[outcome] = done.get(outcome, 0) + 1
    return done


def _one(box: imaplib.IMAP4, number: bytes, at: datetime) -> str:
    size = _bytes(box.fetch(number.decode(), "(RFC822.SIZE)"))
    digits = bytes(each for each in size.rpartition(b"RFC822.SIZE")[2] if 48 <= each <= 57)  # noqa: PLR2004
    if int(digits or b"0") > letters.LARGEST:
        return "too-large"
    try:
        return take(_bytes(box.fetch(number.decode(), "(BODY.PEEK[])")), at=at)
    except NoWords:
        return "empty"


def _bytes(answer: tuple[str, Sequence[object]]) -> bytes:
    """What was fetched, or the line that tells of it."""
    for part in answer[1]:
        if isinstance(part, tuple):
            return bytes(part[1])
        if isinstance(part, bytes):
            return part
    return b""


@contextmanager
def _box() -> Iterator[imaplib.IMAP4]:
    """The mailbox: imaps://user:word@host:993/INBOX, or imap:// for one on the same machine."""
    url = urlsplit(settings.IMAP_URL)
    host, secure = url.hostname or "localhost", url.scheme == "imaps"
    box = (
        imaplib.IMAP4_SSL(host, url.port or 993, ssl_context=ssl.create_default_context(), timeout=SECONDS)
        if secure
        else imaplib.IMAP4(host, url.port or 143, timeout=SECONDS)
    )
    with box:
        box.login(unquote(url.username or ""), unquote(url.password or ""))
        if box.select(unquote(url.path.strip("/")) or "INBOX")[0] != "OK":
            raise imaplib.IMAP4.error("no such mailbox")
        yield box


@jobs.sender(FETCH)
def fetch_again(job: jobs.Job, at: datetime) -> Then:
    """Fetch, then again in a minute; where the mailbox cannot be reached, later."""
    wait = EVERY
    try:
        fetch(at)
    except (OSError, imaplib.IMAP4.error) as fault:
        _logger.warning("the mailbox could not be read: %s", fault)
        wait = AFTER_TROUBLE
    if not settings.IMAP_URL:
        return None
    return lambda: begin(clock.now(), wait)


def begin(at: datetime, wait: timedelta = timedelta(0)) -> None:
    """Let the mailbox be fetched, where one is set."""
    if settings.IMAP_URL:
        jobs.put(FETCH, {}, at=at, due_at=at + wait)


@jobs.sender(telling.MAIL)
def send(job: jobs.Job, at: datetime) -> Then:
    """Send a mail on an act to who asked without being signed in; nothing where no address is left."""
    found = Question.objects.filter(pk=job.payload["question"]).first()
    contact = queries.contact(found) if found else None
    if found is None or contact is None or not contact.mail:
        return None
    leaf, verb = int(job.payload["leaf"]), str(job.payload["verb"])
    identifier = letters.our_id(found.number, leaf, sending.host())
    if Mail.objects.filter(message_id=identifier).exists():
        return None
    message = _message(found, contact.mail, identifier, leaf, verb)
    sending.deliver(message)
    return lambda: _sent(found, identifier, verb, at)


def _message(found: Question, to: str, identifier: str, leaf: int, verb: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = settings.MAIL_FROM, to, identifier
    message["Subject"] = f"[{found.number}] {' '.join(found.title.split())}"
    message["Auto-Submitted"] = "auto-replied"
    message["X-Motcua-Question"] = found.number
    known = list(Mail.objects.filter(question_id=found.pk).order_by("leaf").values_list("message_id", flat=True))
    if known:
        message["In-Reply-To"], message["References"] = known[-1], " ".join(known[-10:])
    message.set_content(_text(found, leaf, verb))
    return message


def _text(found: Question, leaf: int, verb: str) -> str:
    words = telling.TOLD[verb]
    parts = [words.vi % found.number]
    if verb == "answer" and (given := Answer.objects.filter(pk=leaf).first()):
        basis = "\n".join(f"- {each.act} {each.article}".rstrip() for each in answers.bases(given.basis))
        parts += [given.body, f"Căn cứ / Basis:\n{basis}"]
    elif verb == "ask_back" and (asked := Text.objects.filter(pk=leaf).first()):
        parts.append(asked.body)
    address = f"{settings.PUBLIC_URL}/support/follow/{telling.follow_key(found.number)}/"
    parts += [words.en % found.number, f"Trả lời thư này, hoặc xem tại: / Reply to this mail, or see:\n{address}"]
    return "\n\n".join(parts) + "\n"


def _sent(found: Question, identifier: str, verb: str, at: datetime) -> None:
    sheet, leaf = Sheet(), ids.one(at)
    row = (leaf, identifier, 0, found.pk, at, verb)
    sheet.leaf(events.MAIL, f"question/{found.number}", {rows.T_MAIL: [row]}, at=at, leaf=leaf, by=SYSTEM)
    sheet.write()
