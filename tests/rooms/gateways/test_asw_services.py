"""The window: what partners say is taken once and answered; what they are told goes out until it is taken."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from tests.faults.spoiling import NAMED_AS, another
from tests.rooms.gateways.asw_factories import (
    AT,
    DAYS,
    HOUR,
    answering,
    certificate,
    down,
    faults,
    keys,
    known,
    said,
    state,
    take,
    tell,
    work,
)  # fmt: skip

from motcua.gateways.asw import services
from motcua.gateways.asw.domain import certificates as x509
from motcua.gateways.asw.domain import errors
from motcua.gateways.asw.models import Certificate, Line, Message, Queue, Step, Thread
from motcua.gateways.asw.queries import certificates, lines
from motcua.gateways.asw.services import keys as keeping
from motcua.gateways.asw.services import letters
from motcua.ground.domain.covering import REGISTER
from motcua.ground.models import Message as Posted
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.origin.domain.answer import Answer
from motcua.origin.models import Certificate as Registered

pytestmark = pytest.mark.django_db
HEAD = Actor(5, "An", posts=frozenset({Post("head", "20BB")}))
OFFICER = Actor(6, "Bình", posts=frozenset({Post("officer", "20BB")}))


@pytest.fixture(autouse=True)
def partner(db: None) -> x509.Told:
    return known()


def test_a_certificate_is_taken_receipted_and_entered_in_the_register() -> None:
    raw = said(certificate())
    status, receipt = take(raw)
    assert (status, receipt.taken, receipt.by, receipt.to) == (202, True, "VN", "TH")
    assert receipt.received == x509.sha256(raw).hexdigest()
    work()
    assert Registered.objects.get().reference == "TH-1"
    assert list(Message.objects.filter(direction="in").values_list("kind", flat=True)) == ["certificate"]


def test_the_same_message_again_gets_the_same_receipt_byte_for_byte() -> None:
    raw = said(certificate())
    first = services.take(raw, peer=keys()[1].fingerprint, at=AT)
    assert services.take(raw, peer=keys()[1].fingerprint, at=AT + DAYS).content == first.content
    anew = said(certificate(), created_at=AT + HOUR)
    assert services.take(anew, peer=keys()[1].fingerprint, at=AT + HOUR).content == first.content
    assert Message.objects.count() == 1


def test_the_same_id_with_another_content_is_refused() -> None:
    take(said(certificate(), id="TH-same"))
    status, receipt = take(said(certificate(remarks="khác"), id="TH-same"))
    assert (status, receipt.code, receipt.again) == (409, "ASW-E11", False)


@pytest.mark.parametrize(("offset", "taken"), [(300, True), (301, False)])
def test_a_message_may_be_signed_five_minutes_in_our_future(offset: int, taken: bool) -> None:
    _, receipt = take(said(certificate(), created_at=AT + timedelta(seconds=offset)))
    assert receipt.taken is taken
    assert (receipt.code, receipt.again) == (("", False) if taken else ("ASW-E09", True))


@pytest.mark.parametrize(("days", "taken"), [(30, True), (31, False)])
def test_a_message_may_be_thirty_days_old(days: int, taken: bool) -> None:
    _, receipt = take(said(certificate(), created_at=AT), at=AT + days * DAYS)
    assert receipt.taken is taken


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"sender": "SG"}, "ASW-E07"), ({"receiver": "SG"}, "ASW-E08"), ({"hash": "0" * 64}, "ASW-E12")],
)
def test_what_the_envelope_says_must_be_right(changes: dict[str, Any], code: str) -> None:
    status, receipt = take(said(certificate(), **changes))
    assert (receipt.taken, receipt.code) == (False, code)
    assert status >= 400
    assert Posted.objects.get().errors == 1, "it is kept in the post book as it came"
    assert not Message.objects.exists()


def test_a_document_that_does_not_obey_the_schema_is_rejected_and_its_sender_told_where(monkeypatch: Any) -> None:
    sent = answering(monkeypatch)
    raw = said(certificate(), document="<a>", hash=x509.sha256(b"<a>").hexdigest())
    assert take(raw)[1].taken
    work()
    assert [(each.kind, "ASW-E13" in each.document) for each in sent] == [("unreadable", True)]
    assert state(Message.objects.get(direction="in")) == "rejected"


def test_a_document_about_something_else_than_its_envelope_is_rejected(monkeypatch: Any) -> None:
    sent = answering(monkeypatch)
    take(said(certificate(), about="TH-2"))
    work()
    assert ["ASW-E14" in each.document for each in sent] == [True]
    assert not Registered.objects.exists()


def test_what_the_partner_is_told_is_receipted_and_both_stand_in_the_post_book(monkeypatch: Any) -> None:
    sent = answering(monkeypatch)
    message = tell()
    work()
    assert [each.id for each in sent] == [message.identifier]
    assert state(message) == "receipted"
    assert [step.verb for step in Step.objects.order_by("leaf")] == ["queue", "sign", "receipt"]
    book = Posted.objects.get()
    assert (book.medium, book.kind, book.status, book.answered_at) == ("window", "asw.sent", 202, AT)
    assert not Queue.objects.exists()


def test_a_receipt_of_other_bytes_or_by_another_key_counts_for_nothing(monkeypatch: Any) -> None:
    answering(monkeypatch, received="0" * 64)
    message = tell()
    work()
    assert state(message) == "queued"
    assert "ASW-E01" in Queue.objects.get().fault
    answering(monkeypatch, by="SG")
    work(AT + HOUR)
    assert state(message) == "queued"


def test_a_refusal_for_good_makes_a_dead_letter_at_once(monkeypatch: Any) -> None:
    answering(monkeypatch, taken=False, code="ASW-E12", message_vi="Sai.", message_en="Wrong.")
    message = tell()
    work()
    assert state(message) == "dead"
    assert "Wrong." in Step.objects.get(verb="die").note
    answering(monkeypatch)
    services.resend(message.pk, by=HEAD, at=AT + HOUR)
    work(AT + HOUR)
    assert state(message) == "receipted"


def test_a_refusal_that_may_pass_is_signed_anew(monkeypatch: Any) -> None:
    first = answering(monkeypatch, taken=False, code="ASW-E09", again=True)
    message = tell()
    work()
    assert state(message) == "queued"
    second = answering(monkeypatch)
    work(AT + HOUR)
    assert state(message) == "receipted"
    assert (first[0].id, first[0].created_at) != (second[0].id, second[0].created_at)
    assert first[0].id == second[0].id


def test_without_a_certificate_of_our_own_nothing_goes_and_the_queue_says_why(monkeypatch: Any) -> None:
    answering(monkeypatch)
    own = Certificate.objects.get(own=1)
    services.end(own.pk, note="lộ khóa", by=SYSTEM, at=AT)
    tell()
    work()
    assert "ASW-E20" in Queue.objects.get().fault
    assert not Line.objects.filter(failures__gt=0).exists(), "that is no fault of the line"


def test_a_line_that_is_down_rests_and_the_partners_page_says_since_when(monkeypatch: Any) -> None:
    down(monkeypatch)
    for no in range(5):
        tell(reference=f"TH-{no}")
    work()
    (found,) = lines.partners(AT)
    assert (found.state, found.down_since, found.queued) == ("down", AT, 5)
    assert sum(Queue.objects.values_list("attempts", flat=True)) == 1, "one tried it, the others wait"
    answering(monkeypatch)
    work(AT + HOUR)
    assert lines.partners(AT + HOUR)[0].state == "up"


def test_only_a_head_or_an_administrator_sees_to_letters(monkeypatch: Any) -> None:
    answering(monkeypatch, taken=False, code="ASW-E12")
    message = tell()
    work()
    with pytest.raises(NotAllowed):
        services.resend(message.pk, by=OFFICER, at=AT)
    with pytest.raises(NotFound):
        services.resend(1, by=HEAD, at=AT)
    with pytest.raises(errors.NoReason):
        services.give_up(message.pk, note=" ", by=HEAD, at=AT)
    with pytest.raises(errors.NothingToDo):
        services.obey_now(message.pk, note="x", by=HEAD, at=AT)
    services.give_up(message.pk, note="không cần", by=HEAD, at=AT)
    assert state(message) == "closed"
    assert Message.objects.get(kind="void").no == message.no


def test_what_waits_for_an_earlier_message_a_week_is_set_before_a_person() -> None:
    take(said(Answer("withdrawn", "TH-1", "TH", AT), no=2))
    work()
    message = Message.objects.get()
    assert state(message) == "held"
    assert letters.set_aside(AT + 7 * DAYS - HOUR) == 0
    assert letters.set_aside(AT + 7 * DAYS) == 1
    assert state(message) == "dead"
    services.obey_now(message.pk, note="đã hỏi", by=HEAD, at=AT + 7 * DAYS)
    assert state(message) == "obeyed"
    assert Thread.objects.get().obeyed == 2


def test_a_certificate_is_registered_only_with_the_fingerprint_that_was_heard() -> None:
    _, told = keys(2)
    with pytest.raises(errors.OtherFingerprint):
        services.add(told.der, address="https://th:1", heard="0" * 16, by=SYSTEM, at=AT)
    with pytest.raises(errors.OtherFingerprint):
        services.add(told.der, address="https://th:1", heard=told.fingerprint[-15:], by=SYSTEM, at=AT)
    services.add(told.der, address="https://th:1", heard=x509.spoken(told.fingerprint).upper(), by=SYSTEM, at=AT)
    with pytest.raises(errors.CertificateKnown):
        services.add(told.der, address="https://th:1", by=SYSTEM, at=AT)


@pytest.mark.parametrize(
    ("content", "address"),
    [(b"-----BEGIN", "https://th:1"), (b"x" * 9000, "https://th:1"), (None, "http://th:1"), (None, "https://th/x y")],
)
def test_what_is_no_certificate_or_no_address_is_refused(content: bytes | None, address: str) -> None:
    with pytest.raises(errors.BadCertificate):
        services.add(content or keys(3)[1].der, address=address, by=SYSTEM, at=AT)


def test_only_an_administrator_keeps_certificates() -> None:
    with pytest.raises(NotAllowed):
        services.add(keys(4)[1].der, address="https://th:1", by=HEAD, at=AT)
    with pytest.raises(NotAllowed):
        services.make(name="x", since=AT, until=AT + DAYS, by=HEAD, at=AT)


def test_our_own_country_is_no_partner() -> None:
    with pytest.raises(errors.BadCertificate):
        services.add(keys(1, "VN")[1].der, address="https://vn:1", by=SYSTEM, at=AT)


def test_the_newest_certificate_in_force_signs_and_its_key_is_for_its_owner_alone() -> None:
    later = services.make(name="Hải quan", since=AT + DAYS, until=AT + 300 * DAYS, by=SYSTEM, at=AT)
    assert keeping.key_path(later.fingerprint).stat().st_mode & 0o077 == 0
    assert take(said(certificate()))[1].taken
    own = Certificate.objects.exclude(pk=later.pk).get(own=1)
    assert certificates.own(AT).pk == own.pk
    assert certificates.own(AT + 2 * DAYS).pk == later.pk


def test_what_an_ended_certificate_signed_is_believed_no_more() -> None:
    held = Certificate.objects.get(own=0)
    services.end(held.pk, note="lộ khóa", by=SYSTEM, at=AT)
    assert take(said(certificate()), at=AT + HOUR)[1].code == "ASW-E03"
    with pytest.raises(errors.CertificateGone):
        services.end(held.pk, note="nữa", by=SYSTEM, at=AT)


def some_exchange(monkeypatch: Any) -> None:
    """Everything that writes into the tables of the window."""
    answering(monkeypatch)
    take(said(certificate()))
    take(said(Answer("clarified", "TH-1", "TH", AT), no=3))
    work()
    tell()
    work()
    answering(monkeypatch, taken=False, code="ASW-E12")
    services.end(Certificate.objects.get(own=0).pk, note="đổi", by=SYSTEM, at=AT + HOUR)


def spoiled(table: str, column: str, kind: str) -> bool:
    """Whether verify names the table when one of its cells is changed."""
    key = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {key}, "{column}" FROM "{table}" LIMIT 1')
        which, value = cursor.fetchone()
        cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE {key} = %s', [another(value, kind), which])
    return any(NAMED_AS.get(table, table) in fault for fault in faults())


def test_verify_finds_any_cell_of_the_window_that_was_changed(monkeypatch: Any) -> None:
    some_exchange(monkeypatch)
    assert faults() == []
    missed = []
    for table in sorted(name for name in {*REGISTER.tables, "asw_standing", "asw_thread"} if name.startswith("asw_")):
        with connection.cursor() as cursor:
            described = connection.introspection.get_table_description(cursor, table)
        for column in described[:: 5 if connection.vendor == "postgresql" else 1]:
            save = transaction.savepoint()
            kind = connection.introspection.get_field_type(column.type_code, column)
            try:
                seen = spoiled(table, column.name, kind)
            except Exception:  # noqa: BLE001 - the database itself would not have it
                seen = True
            transaction.savepoint_rollback(save)
            if not seen:
                missed.append(f"{table}.{column.name}")
    assert missed == []
