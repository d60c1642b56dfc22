"""Messages of any kind: kept before they are read, read by whom they are for, answered once and for all."""

import re
from datetime import datetime
from typing import Any

import pytest
from lxml import etree
from tests.rooms.door.conftest import DAY, Ask, body

from motcua.declarations import factories
from motcua.declarations.models import Declaration
from motcua.declarations.services import Busy
from motcua.gateways import reading
from motcua.gateways.wco.domain import write as as_xml
from motcua.ground.models import Message
from motcua.ground.services import files
from motcua.ground.services.post import Reply
from motcua.kernel.actor import Actor
from motcua.kernel.moves import Impossible

SEND = "/api/messages"
pytestmark = pytest.mark.django_db
read: list[tuple[bytes, str, str]] = []


def obey(raw: bytes, by: Actor, at: datetime, key: str) -> Reply:
    """A tiny gateway: it counts what it obeys and answers in XML."""
    read.append((raw, by.reference, key))
    if b"<busy/>" in raw:
        raise Busy
    if b"<late/>" in raw:
        raise Impossible(verb="x", state="y", possible="z")
    found = re.search(rb'id="(\w+)"', raw)
    if found is None:
        return Reply(b"<refused/>", "application/xml", 422, kind="tiny", errors=1)
    return Reply(b"<taken no='%d'/>" % len(read), "application/xml", 201, kind="tiny", reference=found[1].decode())


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gateways of the house, and one for tiny XML."""
    monkeypatch.setattr(reading, "_readers", dict(reading._readers))
    reading.register(reading.Reader("tiny", lambda raw: raw.lstrip()[:5] == b"<tiny", obey))
    read.clear()


def test_the_reader_that_knows_the_message_obeys_and_answers_in_its_language(ask: Ask) -> None:
    answer = ask(SEND, b'<tiny id="a1"/>', kind="text/plain")
    assert (answer.status_code, answer["Content-Type"], answer.content) == (201, "application/xml", b"<taken no='1'/>")
    row = Message.objects.get()
    assert files.slice(row.file, row.start, row.length) == b'<tiny id="a1"/>'
    assert (row.medium, row.media_type, row.kind, row.reference, row.status) == (
        "message",
        "text/plain",
        "tiny",
        "a1",
        201,
    )


@pytest.mark.parametrize("key", ["", "k-1"])
def test_the_same_message_is_obeyed_once_and_answered_alike(ask: Ask, key: str) -> None:
    headers = {"Idempotency_Key": key} if key else {}
    first, again = (ask(SEND, b'<tiny id="a1"/>', **headers) for _ in range(2))
    assert (again.content, again.status_code) == (first.content, 201)
    assert again["Idempotent-Replayed"] == "true"
    assert len(read) == 1


def test_a_key_with_another_message_is_refused(ask: Ask) -> None:
    ask(SEND, b'<tiny id="a1"/>', Idempotency_Key="k-1")
    answer = ask(SEND, b'<tiny id="a2"/>', Idempotency_Key="k-1")
    assert (answer.status_code, answer.told["code"]) == (422, "GRD-E20")


def test_a_declaration_in_json_is_lodged_as_at_its_own_address(ask: Ask) -> None:
    answer = ask(SEND, b"\n " + body())
    assert answer.status_code == 201
    assert answer.told["number"] == Declaration.objects.get().number
    assert ask(SEND, b"\n " + body()).content == answer.content
    assert ask(SEND, body(6, incoterm="XXX")).status_code == 422
    assert Message.objects.filter(kind="declaration").count() == 2


def test_a_declaration_in_wco_xml_is_lodged_and_answered_by_a_response(ask: Ask) -> None:
    raw = as_xml(factories.declaration(1, day=DAY))
    first, again = (ask(SEND, raw, kind="application/xml") for _ in range(2))
    assert (first.status_code, first["Content-Type"]) == (201, "application/xml")
    response = etree.fromstring(first.content).find("{*}Response")
    assert response.findtext("{*}FunctionCode") == "01"
    assert response.findtext("{*}Declaration/{*}ID") == Declaration.objects.get().number
    assert again.content == first.content
    assert Message.objects.get().kind == "WCO declaration"


def test_wco_xml_that_is_cut_off_is_answered_by_a_response_with_its_line(ask: Ask) -> None:
    answer = ask(SEND, as_xml(factories.declaration(1, day=DAY))[:3_000], kind="application/xml")
    assert answer.status_code == 422
    assert "dòng" in etree.fromstring(answer.content).findtext(".//{*}Error/{*}Description")


@pytest.mark.parametrize("raw", [b"ISA*00*", b"\x00\xff", b"PK\x03\x04", b"<other/>", b"[]", b"x" * 100_000])
def test_what_nobody_knows_is_kept_and_answered_politely(ask: Ask, raw: bytes) -> None:
    answer = ask(SEND, raw, kind="application/octet-stream")
    row = Message.objects.get()
    assert (answer.status_code, row.status, row.kind) == (415, 415, "unknown")
    assert str(row.id) in answer.told["message_vi"]
    assert files.slice(row.file, row.start, row.length) == raw


def test_what_the_house_cannot_do_now_is_kept_unanswered_and_read_when_it_comes_again(ask: Ask) -> None:
    for _ in range(2):
        assert ask(SEND, b"<tiny><busy/></tiny>").status_code == 503
    assert (len(read), Message.objects.get().answered_at) == (2, None)


def test_a_refusal_of_the_service_is_an_answer(ask: Ask) -> None:
    answer = ask(SEND, b"<tiny><late/></tiny>")
    assert (answer.status_code, Message.objects.get().status) == (409, 409)


def test_an_empty_message_is_not_kept(ask: Ask) -> None:
    assert ask(SEND, b"").status_code == 400
    assert not Message.objects.exists()


def test_gateways_have_names_of_their_own() -> None:
    with pytest.raises(ValueError, match="two gateways"):
        reading.register(reading.Reader("tiny", lambda raw: False, obey))


def test_the_identity_of_a_message_is_told_to_its_reader(ask: Ask) -> None:
    ask(SEND, b'<tiny id="a1"/>', Idempotency_Key="k-1")
    ask(SEND, b'<tiny id="a2"/>')
    identities: list[Any] = [key for _, _, key in read]
    assert identities[0] == "k-1"
    assert len(identities[1]) == 64
