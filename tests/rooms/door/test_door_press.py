"""A program of the department has a press text checked; no other program does."""

import json
from collections.abc import Callable

import pytest
from tests.rooms.door.conftest import Ask

pytestmark = pytest.mark.django_db
PLACE = "/api/press/check"
TEXT = "Có 560/800 phiếu (75%) đánh giá tốt."


@pytest.fixture
def token(give: Callable[..., str]) -> str:
    return give(party="", scopes=frozenset({"press:check"}))


def test_every_quantity_comes_back_with_its_verdict_and_place(ask: Ask, token: str) -> None:
    told = ask(PLACE, json.dumps({"text": TEXT, "language": "en"}).encode(), token=token).told
    assert told["claims"][1] == {
        "text": "75%", "value": 75, "unit": "%", "kind": "share", "verdict": "contradicted", "expected": 70,
        "because": "560 / 800 = 70%: not “75%”.",
    }  # fmt: skip
    assert (told["places"], told["contradicted"], told["compared_to"]) == ([[3, 16], [18, 21]], 1, None)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"text": 5}, 400),
        ({"text": "5", "more": 1}, 400),
        ({"text": " "}, 422),
        ({"text": "a" * 200_001}, 422),
    ],
)
def test_what_cannot_be_read_is_told_as_a_problem(ask: Ask, token: str, body: dict[str, object], status: int) -> None:
    assert ask(PLACE, json.dumps(body).encode(), token=token).status_code == status


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_any_day_is_answered(ask: Ask, token: str, day: str) -> None:
    text = "Năm 2023, Hải quan Quảng Ninh làm thủ tục cho 9.000 tờ khai."
    assert ask(PLACE, json.dumps({"text": text, "as_of": day}).encode(), token=token).status_code == 200


def test_a_program_without_the_scope_is_turned_away(ask: Ask, give: Callable[..., str]) -> None:
    token = give(scopes=frozenset({"question:read"}))
    assert ask(PLACE, json.dumps({"text": TEXT}).encode(), token=token).status_code == 403
