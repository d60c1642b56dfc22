"""Programs ask for their enterprise once a key, read what is theirs, and look among published answers."""

import json
from typing import Any

import pytest
from tests.rooms.door.conftest import FIRST, OPENS, SECOND, Ask
from tests.rooms.helpdesk.conftest import content, published

from motcua.helpdesk.models import Question

pytestmark = pytest.mark.django_db
PLACE = "/api/questions"


def asked(**changes: Any) -> bytes:
    """A question as a program writes it."""
    told = {"party": SECOND, "title": "Khai sai mã hàng", "body": "Phải làm gì?", "domain": "MS", **changes}
    return json.dumps(told).encode()


def test_a_program_asks_and_the_same_key_asks_once(ask: Ask) -> None:
    first = ask(PLACE, asked(), idempotency_key="k1")
    again = ask(PLACE, asked(), idempotency_key="k1")
    assert (first.status_code, first.told["state"], first.told["channel"]) == (201, "new", "api")
    assert (again.status_code, again.told, again["Idempotent-Replayed"]) == (201, first.told, "true")
    assert Question.objects.get().number == first.told["number"]
    assert ask(PLACE, asked(), idempotency_key="k2").told["number"] != first.told["number"]


def test_a_program_asks_for_its_own_enterprise_and_in_words_alone(ask: Ask) -> None:
    other = ask(PLACE, asked(party=FIRST), idempotency_key="k1")
    assert (other.status_code, other.told["errors"][0]["path"]) == (422, "/party")
    assert ask(PLACE, b"[", idempotency_key="k2").status_code == 400
    empty = ask(PLACE, asked(body=" "), idempotency_key="k3")
    assert (empty.status_code, "HLP-E03" in str(empty.told)) == (409, True)
    assert not Question.objects.exists()


def test_a_program_reads_and_goes_on_with_what_is_its_enterprises(ask: Ask, give: Any) -> None:
    number = ask(PLACE, asked(), idempotency_key="k1").told["number"]
    assert [each["number"] for each in ask(PLACE).told["questions"]] == [number]
    assert ask(f"{PLACE}/{number}").told["said"][0]["words"] == "Phải làm gì?"
    assert ask(f"{PLACE}/{number}/replies", b'{"words": "105912386410"}', idempotency_key="k2").status_code == 200
    stranger = give(party=FIRST)
    assert ask(PLACE, token=stranger).told["questions"] == []
    for place in (number, "HD-2023-999999"):
        assert ask(f"{PLACE}/{place}", token=stranger).status_code == 404
    sent = ask(f"{PLACE}/{number}/replies", b'{"words": "x"}', token=stranger, idempotency_key="k3")
    assert sent.status_code in (404, 409)
    assert len(ask(f"{PLACE}/{number}").told["said"]) == 2
    assert ask(f"{PLACE}?state=lost").status_code == 400


def test_published_answers_are_found_by_words_and_domain(ask: Ask) -> None:
    published([content(), content("Kho ngoại quan ở đâu?", domain="KB")], at=OPENS)
    found = ask("/api/answers?q=khai%20sai%20thong%20quan").told["answers"]
    assert [each["code"] for each in found] == ["T-001"]
    assert [each["code"] for each in ask("/api/answers?domain=KB").told["answers"]] == ["T-002"]
    assert ask("/api/answers?domain=none").status_code == 400
