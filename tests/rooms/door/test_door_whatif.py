"""A program of the department asks what other rates would have brought, and reads the run; no other program does."""

import json
from collections.abc import Callable

import pytest
from tests.rooms.door.conftest import Ask

pytestmark = pytest.mark.django_db
PLACE = "/api/whatif/tariff"
ASKED = {"changes": ["VAT:*@10=8"], "since": "2023-01-01", "until": "2023-12-31"}


@pytest.fixture
def token(give: Callable[..., str]) -> str:
    return give(party="", scopes=frozenset({"whatif:ask"}))


def test_a_run_is_asked_once_and_read(ask: Ask, token: str) -> None:
    first = ask(PLACE, json.dumps(ASKED).encode(), token=token)
    assert (first.status_code, first.told["said"], first.told["state"]) == (202, "VAT:*@10=8", "waiting")
    again = ask(PLACE, json.dumps(ASKED).encode(), token=token)
    assert again.told["run"] == first.told["run"]
    read = ask(f"/api/whatif/runs/{first.told['run']}", token=token)
    assert read.told == first.told


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"changes": "x"}, 400), ({"more": 1}, 400), ({"since": "2023-13-01"}, 400),
        ({"changes": []}, 422), ({"changes": ["NFM:87=5"]}, 422), ({"changes": ["87"]}, 422),
        ({"since": "0001-01-01"}, 422), ({"until": "9999-12-31"}, 422), ({"office": "20\u0000X"}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_as_a_problem(
    ask: Ask, token: str, changed: dict[str, object], status: int
) -> None:
    assert ask(PLACE, json.dumps(ASKED | changed).encode(), token=token).status_code == status


@pytest.mark.parametrize("run", ["1", "9" * 40, "x"])
def test_a_run_that_is_not_there_is_not_found(ask: Ask, token: str, run: str) -> None:
    assert ask(f"/api/whatif/runs/{run}", token=token).status_code == 404


def test_a_program_without_the_scope_is_turned_away(ask: Ask, give: Callable[..., str]) -> None:
    token = give(scopes=frozenset({"question:read"}))
    assert ask(PLACE, json.dumps(ASKED).encode(), token=token).status_code == 403
    assert ask("/api/whatif/runs/1", token=token).status_code == 403
