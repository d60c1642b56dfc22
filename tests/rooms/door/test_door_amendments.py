"""Programs amend, hand in papers and read what happened and why."""

import json
from typing import Any

import msgspec
import pytest
from tests.rooms.door.conftest import Ask, body

from motcua.declarations import services
from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.message import read, write
from motcua.declarations.models import Declaration, Paper, Proposal
from motcua.kernel.actor import Actor, Post
from motcua.risk.models import Decision

LODGE = "/api/declarations"
OFFICER = Actor(7, "Lê Minh Trực", posts=frozenset({Post("officer", "20BB")}))
SECRETS = ("probability", "threshold", "draw", "balance", "score", "hits", "rule")
pytestmark = pytest.mark.django_db


@pytest.fixture
def number(ask: Ask) -> str:
    return str(ask(LODGE, body()).told["number"])


def amended(**changes: Any) -> bytes:
    message = read(body())
    assert isinstance(message, Message)
    after = msgspec.structs.replace(message, **{"vessel_name": "15C-99999", **changes})
    return b'{"declaration":' + write(after) + b',"reason":"6","note":"Sai"}'


def test_an_amendment_waits_and_the_same_again_is_told_the_same(ask: Ask, number: str) -> None:
    before = ask(f"{LODGE}/{number}/amendments").told
    assert (before["window"], before["hours"], before["amendments"]) == ("before_check", 2, [])
    first = ask(f"{LODGE}/{number}/amendments", amended())
    assert (first.status_code, first.told["state"], first.told["no"]) == (202, "proposed", 1)
    again = ask(f"{LODGE}/{number}/amendments", amended())
    assert (again.content, again["Idempotent-Replayed"]) == (first.content, "true")
    assert Proposal.objects.count() == 1
    other = ask(f"{LODGE}/{number}/amendments", amended(vessel_name="X"))
    assert (other.status_code, other.told["code"]) == (409, "DCL-E44")
    assert "DCL" not in ask(f"{LODGE}/{number}/amendments").told["impossible_en"]
    services.decide_proposal(
        number, 1, verdict="accept", note="", by=OFFICER, at=Declaration.objects.get().registered_at
    )  # fmt: skip
    told = ask(f"{LODGE}/{number}/amendments").told["amendments"][0]
    assert told["state"] == "accepted"
    assert ask(f"{LODGE}/{number}").told["version"] == 2


@pytest.mark.parametrize(("sent", "status"), [
    (b"{", 400), (b'{"reason":"6"}', 400), (amended(office="20CF"), 409), (amended(currency="???"), 409),
    (amended(vessel_name="15C-12345"), 409),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_its_reason(ask: Ask, number: str, sent: bytes, status: int) -> None:
    answer = ask(f"{LODGE}/{number}/amendments", sent)
    assert answer.status_code == status
    assert not Proposal.objects.exists()


def octets(ask: Ask, number: str, content: bytes, query: str = "kind=INV&name=hoa-don.pdf") -> Any:
    return ask(f"{LODGE}/{number}/papers?{query}", content, kind="application/octet-stream")


def test_a_paper_gets_its_number_and_comes_back_byte_for_byte(ask: Ask, number: str) -> None:
    first = octets(ask, number, b"%PDF-1.7 \x00\xff")
    assert (first.status_code, first.told["number"][:2]) == (201, "72")
    assert octets(ask, number, b"%PDF-1.7 \x00\xff").status_code == 200
    back = ask(f"{LODGE}/{number}/papers/1")
    assert (back.content, back["Content-Disposition"]) == (b"%PDF-1.7 \x00\xff", "attachment")
    assert ask(f"{LODGE}/{number}/papers/2").status_code == 404
    assert ask(f"{LODGE}/{number}/papers/x").status_code == 404
    assert octets(ask, number, b"MZ").told["code"] == "DCL-E50"
    assert octets(ask, number, b"%PDF-2", "kind=???").status_code == 422
    assert Paper.objects.count() == 1


def test_events_tell_what_happened_and_why_but_never_how_it_was_selected(ask: Ask, number: str) -> None:
    found = Declaration.objects.get()
    services.claim(found.id, by=OFFICER, at=found.registered_at) if found.state.endswith("check") else None
    octets(ask, number, b"%PDF-1.7")
    ask(f"{LODGE}/{number}/amendments", amended())
    told = ask(f"{LODGE}/{number}/events")
    kinds = [each["kind"] for each in told.told["events"]]
    assert kinds[0] == "register"
    assert {"propose", "receive paper"} <= set(kinds)
    assert all(each["law"] or each["kind"] == "receive paper" for each in told.told["events"])
    decision = Decision.objects.get()
    for path in ("", "/events", "/amendments", "/papers", "/receipt", "/message"):
        text = json.dumps(ask(f"{LODGE}/{number}{path}").told)
        assert str(decision.draw) not in text
        assert str(decision.threshold) not in text or decision.threshold < 1_000  # noqa: PLR2004
        assert not decision.rule or decision.rule not in text
        assert not any(f'"{secret}"' in text for secret in SECRETS)
