"""The pages of partner windows: how a line is, what was said, what waits for a person, which certificates count."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.rooms.gateways.asw_factories import (
    AT,
    DAYS,
    HOUR,
    answering,
    certificate,
    down,
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
from motcua.gateways.asw.models import Certificate, Message, Step
from motcua.gateways.asw.services import letters
from motcua.kernel.actor import SYSTEM
from motcua.origin.domain.answer import Answer

pytestmark = pytest.mark.django_db
Enter = Callable[..., Client]


@pytest.fixture(autouse=True)
def partner(demonstration: Any) -> x509.Told:
    return known()


def text(client: Client, address: str) -> str:
    answer = client.get(address, headers={"accept-language": "en"})
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_the_page_of_partners_says_how_each_line_is(enter: Enter, monkeypatch: Any) -> None:
    client = enter("officer")
    assert "Not heard of yet" in text(client, "/asw/")
    take(said(certificate()))
    answering(monkeypatch, at=AT + HOUR)
    tell()
    work()
    shown = text(client, "/asw/")
    assert "Up" in shown
    assert re.search(r"\+3[56]\d\d\.", shown), "its clock is an hour ahead"
    down(monkeypatch)
    tell(reference="TH-9")
    work()
    assert "Down" in text(client, "/asw/")


def test_the_own_certificate_is_shown_with_its_fingerprint_and_given_as_a_file(enter: Enter) -> None:
    client = enter("admin")
    own = Certificate.objects.get(own=1)
    assert x509.spoken(own.fingerprint) in text(client, "/asw/")
    assert x509.read(client.get("/asw/certificate.pem").content).fingerprint == own.fingerprint


def test_a_certificate_that_ends_soon_is_warned_about_until_the_next_is_made(enter: Enter) -> None:
    own = Certificate.objects.get(own=1)
    services.end(own.pk, note="x", by=SYSTEM, at=AT)
    services.make(name="x", since=AT - DAYS, until=AT + 29 * DAYS, by=SYSTEM, at=AT)
    client = enter("admin")
    assert "ends soon" in text(client, "/asw/")
    services.make(name="x", since=AT + DAYS, until=AT + 300 * DAYS, by=SYSTEM, at=AT)
    assert "ends soon" not in text(client, "/asw/")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3), ("direction=in", 1), ("direction=out", 2), ("kind=clarify", 1), ("state=receipted", 2),
        ("partner=TH", 3), ("partner=SG", 3), ("q=TH-1", 3), ("q=nothing", 0), ("since=23/12/2023", 0),
        ("until=22/12/2023", 3), ("since=x", 3),
    ],
)  # fmt: skip
def test_the_list_is_searched_and_filtered(enter: Enter, monkeypatch: Any, query: str, count: int) -> None:
    answering(monkeypatch)
    take(said(certificate()))
    tell()
    work()
    client = enter("officer")
    lines: Any = client.get(f"/asw/messages.csv?{query}")
    rows = list(csv.reader(io.StringIO(b"".join(lines.streaming_content).decode("utf-8-sig"))))
    assert len(rows) - 1 == count
    assert ("No message fits" in text(client, f"/asw/messages/?{query}")) is (count == 0)


def test_one_message_shows_its_document_its_steps_and_what_was_kept(enter: Enter, monkeypatch: Any) -> None:
    answering(monkeypatch)
    raw = said(certificate())
    take(raw)
    work()
    message = Message.objects.get(kind="certificate")
    client = enter("officer")
    shown = text(client, f"/asw/messages/{message.pk}/")
    assert "&lt;Reference&gt;TH-1&lt;/Reference&gt;" in shown
    assert "Taken, receipt given" in shown
    assert b"<EFormD" in client.get(f"/asw/messages/{message.pk}/document").content
    step = Step.objects.get(message=message, verb="take")
    kept = client.get(f"/asw/messages/{message.pk}/steps/{step.pk}/")
    assert (kept["Content-Type"], kept.content[:1]) == ("application/octet-stream", b"{")
    assert client.get(f"/asw/messages/{message.pk}/steps/1/").status_code == 404
    assert client.get("/asw/messages/1/").status_code == 404


def test_a_dead_letter_is_listed_with_its_reason_and_sent_again(enter: Enter, monkeypatch: Any) -> None:
    answering(monkeypatch, taken=False, code="ASW-E12", message_vi="Sai.", message_en="Wrong.")
    message = tell()
    work()
    client = enter("head")
    assert "Wrong." in text(client, "/asw/letters/")
    place = f"/asw/letters/{message.pk}/"
    assert "Sign it anew" in text(client, place)
    assert client.post(place, {"act": "resend"}).status_code == 302
    assert state(message) == "queued"
    assert client.get(place).status_code == 404, "there is nothing to see to any more"
    assert "No letter waits" in text(client, "/asw/letters/")


def test_giving_up_needs_a_reason(enter: Enter, monkeypatch: Any) -> None:
    answering(monkeypatch, taken=False, code="ASW-E12")
    message = tell()
    work()
    client = enter("admin")
    place = f"/asw/letters/{message.pk}/"
    refused = client.post(place, {"act": "give_up", "note": ""}, headers={"accept-language": "en"})
    assert refused.status_code == 400
    assert "A reason is needed." in refused.content.decode()
    assert client.post(place, {"act": "give_up", "note": "hủy lô hàng"}).status_code == 302
    assert state(message) == "closed"


def test_what_waited_too_long_is_done_without_waiting(enter: Enter) -> None:
    take(said(Answer("withdrawn", "TH-1", "TH", AT), no=2))
    work()
    letters.set_aside(AT + 8 * DAYS)
    message = Message.objects.get()
    client = enter("head")
    assert client.post(f"/asw/letters/{message.pk}/", {"act": "obey_now", "note": "đã hỏi"}).status_code == 302
    assert state(message) == "obeyed"


def test_an_administrator_registers_a_certificate_that_was_compared_and_ends_one(enter: Enter) -> None:
    client = enter("admin")
    _, told = keys(2, "SG")
    form = {"what": "add", "content": x509.pem(told.der).decode(), "address": "https://sg.example:8443"}
    wrong = client.post("/asw/keys/", {**form, "heard": "0" * 16}, headers={"accept-language": "en"})
    assert wrong.status_code == 400
    assert "not the fingerprint" in wrong.content.decode()
    assert client.post("/asw/keys/", {**form, "heard": told.fingerprint[-16:]}).status_code == 302
    held = Certificate.objects.get(country="SG")
    assert client.post(f"/asw/keys/{held.pk}/end/", {"note": "thử"}).status_code == 302
    assert "Ended" in text(client, "/asw/keys/")
    assert client.get("/asw/keys/1/end/").status_code == 404


def test_an_administrator_makes_a_certificate_of_this_window(enter: Enter) -> None:
    client = enter("admin")
    form = {"what": "make", "name": "Hải quan", "since": "01/01/2024", "until": "31/12/2024"}
    assert client.post("/asw/keys/", form).status_code == 302
    assert client.post("/asw/keys/", {**form, "until": "31/12/2023"}).status_code == 400
    assert Certificate.objects.filter(own=1).count() == 2
