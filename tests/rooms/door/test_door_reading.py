"""What programs read, and how they ask for a cancellation."""

import json
from typing import Any

import pytest
from tests.rooms.door.conftest import OPENS, Ask, body, sequenced

from motcua.declarations import services
from motcua.declarations.models import Declaration, Request
from motcua.ground.domain import verify_receipt
from motcua.ground.keyring import public_key
from motcua.ground.models import Message, Notice
from motcua.ground.queries.verification import verify
from motcua.kernel.actor import Actor, Post

LODGE = "/api/declarations"
OFFICER = Actor(7, "Lê Minh Trực", posts=frozenset({Post("officer", "20BB")}))
pytestmark = pytest.mark.django_db


@pytest.fixture
def number(ask: Ask) -> str:
    return str(ask(LODGE, body()).told["number"])


def test_the_list_tells_the_newest_first_in_pages(ask: Ask) -> None:
    numbers = [ask(LODGE, body(no)).told["number"] for no in (1, 6, 11)]
    first = ask(f"{LODGE}?size=2").told
    assert [line["number"] for line in first["declarations"]] == numbers[:0:-1]
    assert (first["found"], first["more"], first["page"]) == (3, False, 1)
    second = ask(first["next"]).told
    assert [line["number"] for line in second["declarations"]] == numbers[:1]
    assert second["next"] == ""


def test_filters_narrow_the_list(ask: Ask, number: str) -> None:
    for query, found in (("q=" + number, 1), ("since=2023-05-04&until=2023-05-04", 1), ("since=2023-05-05", 0),
                         ("state=cancelled", 0)):  # fmt: skip
        assert len(ask(f"{LODGE}?{query}").told["declarations"]) == found, query


def test_one_declaration_tells_where_it_stands(ask: Ask, number: str) -> None:
    told = ask(f"{LODGE}/{number}").told
    assert (told["number"], told["version"], told["items"]) == (number, 1, 4)
    assert [step["verb"] for step in told["steps"]] == ["register"]
    assert set(told["reason"]) == {"code", "vi", "en"}
    assert told["requests"] == []


def test_the_message_comes_back_byte_for_byte(ask: Ask, number: str) -> None:
    assert ask(f"{LODGE}/{number}/message").content == body()
    assert ask(f"{LODGE}/{number}/message?version=2").status_code == 404


def test_the_proof_is_awaited_until_the_leaf_is_in_the_tree(ask: Ask, number: str) -> None:
    waiting = ask(f"{LODGE}/{number}/proof")
    assert (waiting.status_code, waiting["Retry-After"]) == (202, "1")
    assert "inclusion" not in waiting.told
    sequenced()
    proof = ask(f"{LODGE}/{number}/proof")
    assert (proof.status_code, proof.told["inclusion"]["head"]["size"] > proof.told["inclusion"]["index"]) == (
        200,
        True,
    )
    assert verify_receipt.faults(proof.told, public_key()) == []
    assert ask(f"{LODGE}/{number}/receipt").told == proof.told


def test_a_leaf_in_the_tree_is_proved_at_once_though_no_head_was_signed_yet(ask: Ask, number: str) -> None:
    from motcua.ground.services import log

    log.sequence()
    assert ask(f"{LODGE}/{number}/proof").status_code == 200


def test_anybody_reads_the_key_the_heads_and_the_state(ask: Ask, number: str) -> None:
    sequenced()
    status, key, heads = (ask(f"/api/{path}", token=None).told for path in ("status", "log/key", "log/heads"))
    assert (status["role"], status["demonstration"], status["head"]) == ("window", True, heads["heads"][-1])
    assert key["key"] == public_key().hex()
    assert ask(f"/api/log/heads?above={status['log_size']}", token=None).told["heads"] == []


def test_a_trader_asks_and_an_officer_grants(ask: Ask, number: str) -> None:
    asked = ask(f"{LODGE}/{number}/cancel", b'{"reason":"E1","note":"khai hai lan"}')
    assert (asked.status_code, asked.told["state"]) == (202, "asked")
    assert Declaration.objects.get().state != "cancelled"
    services.decide_request(number, verdict="grant", note="", by=OFFICER, at=OPENS)
    told = ask(f"{LODGE}/{number}").told
    assert (told["state"], told["requests"][0]["state"]) == ("cancelled", "granted")
    assert Notice.objects.filter(recipient="party/5799900002").count() == 1
    sequenced()
    assert verify().faults == []


def test_an_officer_denies_with_a_reason_and_the_trader_may_ask_again(ask: Ask, number: str) -> None:
    ask(f"{LODGE}/{number}/cancel", b'{"reason":"E1"}')
    with pytest.raises(services.requests.NeedsNote):  # type: ignore[attr-defined]
        services.decide_request(number, verdict="deny", note=" ", by=OFFICER, at=OPENS)
    services.decide_request(number, verdict="deny", note="Không trùng", by=OFFICER, at=OPENS)
    assert ask(f"{LODGE}/{number}").told["requests"][0]["answer"] == "Không trùng"
    assert ask(f"{LODGE}/{number}/cancel", b'{"reason":"E4"}').status_code == 202
    assert [row.no for row in Request.objects.order_by("no")] == [1, 2]


@pytest.mark.parametrize(("sent", "status", "code"), [
    (b'{"reason":"A1"}', 422, "DCL-E13"), (b'{"reason":"E2"}', 422, "DCL-E13"), (b'{"reason":"??"}', 422, "DCL-E13"),
    (b'{"reason":5}', 400, "API-400"), (b"{}", 400, "API-400"), (b"", 400, "API-400"), (b"[", 400, "API-400"),
    (b'{"reason":"E1","other":1}', 400, "API-400"),
])  # fmt: skip
def test_a_request_that_cannot_be_is_refused_and_kept(
    ask: Ask, number: str, sent: bytes, status: int, code: str
) -> None:
    answer = ask(f"{LODGE}/{number}/cancel", sent)
    assert (answer.status_code, answer.told["code"]) == (status, code)
    assert not Request.objects.exists()
    row = Message.objects.latest("id")
    assert (row.kind, row.subject, row.status) == ("cancellation", number, status)


def test_one_request_waits_at_a_time_and_its_repetition_gets_the_same_answer(ask: Ask, number: str) -> None:
    first, again = (ask(f"{LODGE}/{number}/cancel", b'{"reason":"E1"}') for _ in range(2))
    assert (again.status_code, again.content) == (202, first.content)
    assert ask(f"{LODGE}/{number}/cancel", b'{"reason":"E4"}').told["code"] == "DCL-E14"


def test_the_same_request_for_another_declaration_is_another_request(ask: Ask, number: str) -> None:
    other = ask(LODGE, body(6)).told["number"]
    for each in (number, other):
        assert ask(f"{LODGE}/{each}/cancel", b'{"reason":"E1"}').told["number"] == each


def test_what_has_passed_or_is_cancelled_cannot_be_cancelled(ask: Ask, number: str) -> None:
    Declaration.objects.update(state="passed")
    answer = ask(f"{LODGE}/{number}/cancel", b'{"reason":"E1"}')
    assert (answer.status_code, answer.told["code"]) == (409, "KRN-E20")


def forbidden(told: Any) -> list[str]:
    """Words of the selection that stand in what was told."""
    inside = ("profile", "draw", "threshold", "score", "probability", "hits", "random", "level", "rule", "turn")
    text = json.dumps(told).lower()
    return [word for word in inside if f'"{word}' in text or f"_{word}" in text]


def test_no_answer_tells_more_of_a_selection_than_its_class_of_reason(ask: Ask) -> None:
    number = ask(LODGE, body(1)).told["number"]
    sequenced()
    for path in ("", f"/{number}", f"/{number}/receipt", f"/{number}/proof"):
        told = ask(LODGE + path).told
        told.get("reason") and told.pop("reason")
        assert forbidden(told) == []
    leaf = json.loads(ask(f"{LODGE}/{number}/receipt").told["body"])
    assert set(leaf["facts"]) == {"channel", "office", "state", "tax"}
