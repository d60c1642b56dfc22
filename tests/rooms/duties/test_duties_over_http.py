"""The desk of duties for programs: one question or many, advice, and what is refused."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.rooms.door.conftest import Ask, ask, department, fresh, give, straight  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
ASSESS, ADVICE = "/api/duties/assess", "/api/duties/advice"
COAL = {
    "direction": "import", "hs": "27011900", "origin": "ID", "value": 1000, "currency": "USD", "incoterm": "FOB",
    "freight": 50, "insurance": 5, "quantity": 10, "unit": "TNE", "on": "2023-05-02", "form": "D",
}  # fmt: skip


def sent(*questions: Any) -> bytes:
    return json.dumps(questions[0] if len(questions) == 1 else questions).encode()


def test_one_question_without_a_token(ask: Ask) -> None:  # noqa: F811
    answer = ask(ASSESS, sent(COAL), token=None)
    assert answer.status_code == 200
    assert (answer.told["customs_value"], answer.told["exchange_rate"], answer.told["total"]) == (
        24_655_350, 23_370, 2_630_535,
    )  # fmt: skip


def test_numbers_may_be_texts_so_that_they_stay_exact(ask: Ask) -> None:  # noqa: F811
    exact = {name: str(value) if isinstance(value, int) else value for name, value in COAL.items()}
    assert ask(ASSESS, sent(exact), token=None).told == ask(ASSESS, sent(COAL), token=None).told


def test_without_a_day_it_is_asked_for_today(ask: Ask) -> None:  # noqa: F811
    today = {name: value for name, value in COAL.items() if name != "on"}
    assert ask(ASSESS, sent(today), token=None).told["on"] == "2023-05-04"


def test_many_are_answered_in_their_order_and_a_bad_one_never_fails_its_neighbours(ask: Ask) -> None:  # noqa: F811
    answer = ask(ASSESS, sent(COAL, {**COAL, "origin": "US"}, {"hs": 1}), token=None)
    assert answer.status_code == 207
    good, refused, unread = answer.told
    assert good["total"] == 2_630_535
    assert [each["code"] for each in refused["errors"]] == ["IMP-ORI-02"]
    assert (unread["status"], unread["errors"][0]["code"]) == (400, "DUT-50")


def test_lines_of_json_are_many(ask: Ask) -> None:  # noqa: F811
    body = b"\n".join([sent(COAL)] * 3)
    answer = ask(ASSESS, body, token=None, kind="application/x-ndjson")
    assert [each["total"] for each in answer.told] == [2_630_535] * 3


def test_more_than_500_are_refused(ask: Ask) -> None:  # noqa: F811
    assert len(ask(ASSESS, b"[" + b",".join([sent(COAL)] * 500) + b"]", token=None).told) == 500
    answer = ask(ASSESS, b"[" + b",".join([sent(COAL)] * 501) + b"]", token=None)
    assert (answer.status_code, answer.told["errors"][0]["code"]) == (413, "DUT-52")


def test_what_is_wrong_is_told_at_its_field_with_what_to_do(ask: Ask) -> None:  # noqa: F811
    answer = ask(ASSESS, sent({**COAL, "incoterm": "CIF", "unit": "TON"}), token=None)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.status_code == 422
    errors = {each["path"]: each for each in answer.told["errors"]}
    assert set(errors) == {"/freight", "/insurance", "/unit"}
    assert all(each["expected"] and each["remedy_vi"] and each["remedy_en"] for each in errors.values())


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b"", "/"),
        (b"{", "/"),
        (b'{"direction": "sideways"}', "/direction"),
        (b'{"direction": "import", "fright": 5}', "/"),
        (b'{"direction": "import", "items": [{"hs": 5}]}', "/items/0/hs"),
        (b"[", "/"),
        (b"[]", "/"),
    ],
)
def test_what_cannot_be_read_says_where(ask: Ask, body: bytes, path: str) -> None:  # noqa: F811
    answer = ask(ASSESS, body, token=None, verb="POST")
    assert (answer.status_code, answer.told["errors"][0]["path"]) == (400, path)


def test_a_question_beyond_its_size_is_refused(ask: Ask) -> None:  # noqa: F811
    answer = ask(ASSESS, sent({**COAL, "hs": "1" * (1 << 20)}), token=None)
    assert (answer.status_code, answer.told["errors"][0]["code"]) == (413, "DUT-52")


def test_advice_names_the_cheapest_and_what_a_missing_proof_costs(ask: Ask) -> None:  # noqa: F811
    told = ask(f"{ADVICE}?hs=27011900&origin=ID&on=2023-05-02&quantity=10&unit=TNE", token=None).told
    assert (told["best"], told["value"], told["missing_proof_total"]) == ("ATIGA", 1_000_000_000, 22_000_000)
    best = told["options"][0]
    assert (best["form"], best["rate"], best["best"], best["proof"]["verified"]) == ("D", "0%", True, False)


def test_advice_that_cannot_be_given_says_why(ask: Ask) -> None:  # noqa: F811
    answer = ask(f"{ADVICE}?hs=1&origin=ZZ", token=None)
    assert answer.status_code == 422
    assert [each["path"] for each in answer.told["errors"]] == ["/hs", "/origin"]


@pytest.mark.parametrize("query", ["on=5/5/2023", "value=many", "quantity=x"])
def test_a_query_that_cannot_be_read_is_told(ask: Ask, query: str) -> None:  # noqa: F811
    answer = ask(f"{ADVICE}?hs=27011900&origin=ID&{query}", token=None)
    assert (answer.status_code, answer.told["errors"][0]["code"]) == (400, "DUT-50")


def test_the_samples_of_the_guide_are_answered(ask: Ask) -> None:  # noqa: F811
    guide = (Path(__file__).parents[3] / "docs" / "howto" / "duty.md").read_text("utf-8")
    question = re.search(r"-d '(\{.*?\})'", guide)
    address = re.search(r"'http://localhost:8000(/api/duties/advice\?[^']*)'", guide)
    assert question is not None
    assert address is not None
    assert ask(ASSESS, question[1].encode(), token=None).told["total"] == 2_630_535
    assert ask(address[1], token=None).told["best"] == "ATIGA"
