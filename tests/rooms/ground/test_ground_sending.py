"""Notices leave the house by mail and webhook: signed, with their id, until they are taken; never to places inside."""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from tests.rooms.ground.ground_trial import AT, rolled_back
from tests.rooms.ground.receivers import MailServer, Program, mail_server, program

from motcua.ground import queries
from motcua.ground.domain.errors import BadAddress, PrivateAddress, WrongCode
from motcua.ground.domain.noticing import MOST_ADDRESSES, Medium
from motcua.ground.models import Job, Leaf, Notice
from motcua.ground.queries import addresses as held
from motcua.ground.queries import verification
from motcua.ground.services import addresses, jobs, log, notices, sending
from motcua.kernel.actor import Actor, Post
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.kernel.words import Words

pytestmark = pytest.mark.django_db
TRADER = Actor(9, "Chị Hoa", posts=frozenset({Post("trader")}), parties=frozenset({"5700100000"}))
ADMIN = Actor(1, "Quản trị", posts=frozenset({Post("admin")}))
PARTY = "party/5700100000"
WORDS = Words("Tờ khai 100 cần bổ sung hợp đồng.", "Declaration 100 needs the contract.")


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with mail_server() as found:
        settings.MAIL_URL, settings.PUBLIC_URL = found.url, "https://mot-cua.example.vn"
        yield found


@pytest.fixture
def receiver(settings: Any) -> Iterator[Program]:
    settings.NOTICES_PRIVATE = True
    with program() as found:
        yield found


def tell(kind: str = "request") -> int:
    return notices.tell(PARTY, WORDS, "/declarations/100/", at=AT, kind=kind, subject="100")


def hook(receiver: Program, *kinds: str) -> int:
    return addresses.register(PARTY, Medium.WEBHOOK, receiver.url, kinds or ["request"], by=TRADER, at=AT)


def confirmed(server: MailServer) -> int:
    address = addresses.register("account/9", Medium.MAIL, "hoa@example.vn", ["desk"], by=TRADER, at=AT)
    jobs.send_due(AT)
    code = re.search(r"\d{8}", server.mails[-1].get_content())
    assert code is not None
    addresses.confirm(address, code[0], by=TRADER, at=AT)
    return address


def test_a_webhook_brings_the_notice_signed_with_the_key_of_its_address(receiver: Program) -> None:
    address, notice = hook(receiver), tell()
    assert jobs.send_due(AT) == 1
    [(headers, body)] = receiver.taken
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(addresses.public_key(address)))
    key.verify(b64decode(headers["Motcua-Signature"].removeprefix("ed25519=")), body)
    told = json.loads(body)
    assert (told["id"], headers["Idempotency-Key"]) == (str(notice), str(notice))
    assert (told["recipient"], told["kind"], told["subject"]) == (PARTY, "request", "100")
    assert (told["words_vi"], told["words_en"]) == WORDS
    assert queries.inbox([PARTY])[0].id == notice


def test_what_was_sent_is_a_leaf_and_every_table_is_covered(receiver: Program) -> None:
    hook(receiver)
    notice = tell()
    jobs.send_due(AT)
    assert Leaf.objects.filter(verb="notice.sent", subject=f"notice/{notice}").count() == 1
    log.sequence()
    assert verification.verify().good


def test_a_mail_carries_the_notice_as_its_message_id(server: MailServer) -> None:
    confirmed(server)
    notice = notices.tell("account/9", WORDS, "/declarations/100/", at=AT, kind="desk")
    jobs.send_due(AT)
    mail = server.mails[-1]
    assert mail["Message-ID"] == f"<notice.{notice}@mot-cua.example.vn>"
    assert mail["Subject"] == WORDS.vi
    assert WORDS.en in mail.get_content()
    assert "https://mot-cua.example.vn/declarations/100/" in mail.get_content()


def test_no_mail_goes_to_an_address_that_was_not_confirmed(server: MailServer) -> None:
    address = addresses.register("account/9", Medium.MAIL, "hoa@example.vn", ["desk"], by=TRADER, at=AT)
    notices.tell("account/9", WORDS, at=AT, kind="desk")
    jobs.send_due(AT)
    assert [mail["Subject"] for mail in server.mails] == ["Mã xác nhận / Code"]
    with pytest.raises(WrongCode):
        addresses.confirm(address, "00000000x", by=TRADER, at=AT)


def test_a_class_that_was_not_chosen_stays_on_the_site(receiver: Program) -> None:
    address = hook(receiver, "desk")
    tell()
    assert jobs.send_due(AT) == 0
    addresses.change(address, ["request"], by=TRADER, at=AT)
    tell()
    assert jobs.send_due(AT) == 1


def test_nothing_is_sent_any_more_to_an_address_that_was_removed(receiver: Program) -> None:
    address = hook(receiver)
    tell()
    addresses.remove(address, by=TRADER, at=AT)
    tell()
    assert jobs.send_due(AT) == 1
    assert receiver.taken == []
    assert held.standing([PARTY]) == []


def test_what_is_not_taken_is_tried_again_later_and_then_waits_for_an_administrator(receiver: Program) -> None:
    hook(receiver)
    notice = tell()
    receiver.status = 503
    at = AT
    for _ in range(jobs.MOST_ATTEMPTS):
        assert jobs.send_due(at) == 0
        assert jobs.send_due(at) == 0
        at += timedelta(hours=2)
    assert len(receiver.taken) == jobs.MOST_ATTEMPTS
    [dead] = queries.dead_letters()
    assert dead.error == "NotWelcome: HTTP 503"
    receiver.status = 204
    with pytest.raises(NotAllowed):
        sending.send_again(dead.id, by=TRADER, at=at)
    sending.send_again(dead.id, by=ADMIN, at=at)
    assert jobs.send_due(at) == 1
    assert {headers["Idempotency-Key"] for headers, _ in receiver.taken} == {str(notice)}
    with pytest.raises(NotFound):
        sending.send_again(dead.id, by=ADMIN, at=at)


def test_a_redirect_is_not_followed(receiver: Program) -> None:
    receiver.status, receiver.headers_more = 307, {"Location": receiver.url}
    hook(receiver)
    tell()
    assert jobs.send_due(AT) == 0
    assert len(receiver.taken) == 1


def test_a_receiver_that_does_not_answer_holds_nobody_up_for_long(
    receiver: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.2)
    receiver.wait = 3
    hook(receiver)
    tell()
    assert jobs.send_due(AT) == 0
    assert Job.objects.get().attempts == 1


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "169.254.169.254"])
def test_a_webhook_never_reaches_a_private_address(host: str, settings: Any) -> None:
    settings.NOTICES_PRIVATE = False
    with pytest.raises(PrivateAddress):
        sending.post(f"https://{host}/", b"{}", {})


def test_a_host_that_has_one_private_address_among_public_ones_is_not_asked(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_args, **_named: both)
    settings.NOTICES_PRIVATE = False
    with pytest.raises(PrivateAddress):
        sending.post("https://both.example.vn/", b"{}", {})


def test_addresses_are_few_different_and_ones_own(receiver: Program, settings: Any) -> None:
    hook(receiver)
    with pytest.raises(BadAddress):
        hook(receiver)
    settings.NOTICES_PRIVATE = False
    with pytest.raises(BadAddress):
        addresses.register(PARTY, Medium.WEBHOOK, "http://hook.example.vn/", ["desk"], by=TRADER, at=AT)
    for number in range(1, MOST_ADDRESSES):
        addresses.register(PARTY, Medium.WEBHOOK, f"https://h.example.vn/{number}", ["desk"], by=TRADER, at=AT)
    with pytest.raises(BadAddress):
        addresses.register(PARTY, Medium.WEBHOOK, "https://h.example.vn/one-more", ["desk"], by=TRADER, at=AT)
    with pytest.raises(NotAllowed):
        addresses.register("party/5700999999", Medium.WEBHOOK, "https://h.example.vn/", ["desk"], by=TRADER, at=AT)
    with pytest.raises(NotFound):
        addresses.remove(held.standing([PARTY])[0].leaf, by=ADMIN, at=AT)


def test_a_notice_that_is_rolled_back_is_neither_shown_nor_sent(receiver: Program) -> None:
    hook(receiver)
    with rolled_back():
        tell()
    assert (Notice.objects.count(), jobs.send_due(AT), receiver.taken) == (0, 0, [])
