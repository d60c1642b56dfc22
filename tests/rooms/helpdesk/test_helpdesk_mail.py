"""Mail: fetched once each from a mailbox, answered in its thread; machines, lists and our own mails are let lie."""

from collections.abc import Iterator
from email.message import EmailMessage, Message
from typing import Any

import pytest
from django.db import IntegrityError
from tests.rooms.helpdesk.conftest import ANSWER, AT, HOUR, SUPPORT, content, faults, published
from tests.rooms.helpdesk.mailboxes import Box, mail_server, mailbox

from motcua.ground.services import jobs
from motcua.helpdesk import services
from motcua.helpdesk.models import Attachment, Mail, Question
from motcua.helpdesk.queries import questions as queries
from motcua.helpdesk.services import mailing

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    """An empty mailbox, which the settings name."""
    made = Box()
    with mailbox(made) as address:
        settings.IMAP_URL = address
        yield made


@pytest.fixture
def sent(settings: Any) -> Iterator[list[Message]]:
    """What a mail server was handed, which the settings name."""
    made: list[Message] = []
    with mail_server(made) as address:
        settings.MAIL_URL = address
        yield made


def mail(
    subject: str = "Khai sai sau thông quan", body: str = "Phải làm gì?", *, no: int = 1,
    sender: str = "Lan <lan@example.vn>", **headers: str,
) -> EmailMessage:  # fmt: skip
    """A mail of an enterprise."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "ho-tro@example.vn", subject
    made["Message-ID"] = f"<{no}@example.vn>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(body)
    return made


def test_a_mail_becomes_a_question_once_and_its_answer_goes_back_in_the_thread(box: Box, sent: list[Message]) -> None:
    published([content(domain="MS")])
    box.put(mail().as_bytes())
    assert mailing.fetch(AT) == {"opened": 1}
    found = Question.objects.get()
    assert (found.channel, found.title, found.domain) == ("mail", "Khai sai sau thông quan", "MS")
    assert queries.contact(found) == services.Contact("Lan", "lan@example.vn")
    assert mailing.fetch(AT) == {}
    box.seen.clear()
    assert mailing.fetch(AT) == {"known": 1}
    services.answer(found.number, ANSWER, by=SUPPORT, at=AT + HOUR)
    assert jobs.send_due(AT + HOUR) == 2
    told = sent[-1]
    assert told["To"] == "lan@example.vn"
    assert "<1@example.vn>" in told["References"]
    text = told.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert ANSWER.body in text
    assert "/support/follow/" in text
    answer = mail(
        "Re: [HD] Khai sai", "Còn quá 60 ngày?\n\nOn 4 May wrote:\n> Khai bổ sung", no=2,
        References=str(told["Message-ID"]),
    )  # fmt: skip
    box.put(answer.as_bytes())
    assert mailing.fetch(AT + 2 * HOUR) == {"ask_again": 1}
    found = Question.objects.get()
    assert found.again == 1
    assert queries.written(found)[-1].body == "Còn quá 60 ngày?"
    assert faults() == []


def test_a_stranger_cannot_write_into_anothers_thread(box: Box, sent: list[Message]) -> None:
    box.put(mail().as_bytes())
    mailing.fetch(AT)
    jobs.send_due(AT)
    thread = str(sent[0]["Message-ID"])
    box.put(mail(no=2, sender="khac@example.com", In_Reply_To=thread).as_bytes())
    assert mailing.fetch(AT + HOUR) == {"opened": 1}
    assert Question.objects.count() == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List_Id": "<tin.example.vn>"},
        {"X_Motcua_Question": "HD-2023-000001"}, {"sender": "MAILER-DAEMON@example.vn"},
        {"sender": "motcua@localhost"}, {"Return_Path": "<>"},
    ],
)  # fmt: skip
def test_what_machines_write_is_no_question_and_gets_no_answer(box: Box, headers: dict[str, str]) -> None:
    box.put(mail(**headers).as_bytes())  # type: ignore[arg-type]
    (outcome,) = mailing.fetch(AT)
    assert outcome in ("automatic", "own")
    assert not Question.objects.exists()
    assert Mail.objects.get().question_id == 0


def test_attachments_are_taken_within_bounds_and_a_giant_mail_is_left(box: Box) -> None:
    made = mail()
    made.add_attachment(b"%PDF-1.7 x", maintype="application", subtype="pdf", filename="a.pdf")
    made.add_attachment(b"MZ\x90", maintype="application", subtype="octet-stream", filename="virus.exe")
    box.put(made.as_bytes())
    box.put(b"Subject: x\r\nFrom: a@example.vn\r\n\r\n" + b"x" * (11 << 20))
    assert mailing.fetch(AT) == {"opened": 1, "too-large": 1}
    assert list(Attachment.objects.values_list("name", flat=True)) == ["a.pdf"]


def test_a_mailbox_that_cannot_be_reached_is_tried_again_later(settings: Any) -> None:
    settings.IMAP_URL = "imap://a:b@127.0.0.1:1/INBOX"
    mailing.begin(AT)
    assert jobs.send_due(AT) == 1
    assert jobs.waits(mailing.FETCH)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"From: a@b.vn\r\nContent-Type: multipart/mixed\r\n\r\nx"])
def test_bytes_that_are_hardly_a_mail_fail_nothing(raw: bytes) -> None:
    assert mailing.take(raw, at=AT) in ("automatic", "empty", "opened")


def test_a_mail_that_the_database_refuses_for_another_reason_is_not_taken_for_a_known_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise IntegrityError("helpdesk_state_known")

    monkeypatch.setattr(mailing, "ask", refused)
    with pytest.raises(IntegrityError):
        mailing.take(mail().as_bytes(), at=AT)
