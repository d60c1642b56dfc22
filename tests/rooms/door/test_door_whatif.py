"""A program of the department asks what if (rates, the cap, officers) and reads the run; no other program does."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.rooms.door.conftest import DAY, OPENS, Ask

from motcua.declarations import factories, services
from motcua.declarations.models import Declaration
from motcua.ground.services import jobs
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.reports.services import whatif

pytestmark = pytest.mark.django_db
PLACE = "/api/whatif/tariff"
ASKED = {"changes": ["VAT:*@10=8"], "since": "2023-01-01", "until": "2023-12-31"}
CAP = "/api/whatif/cap"
CAPPED = {"cap": "4.99", "since": "2023-01-01", "until": "2023-12-31"}
STAFF = "/api/whatif/staff"
STAFFED = {"office": "20BB", "officers": "+1", "present": 2, "since": "2023-01-01", "until": "2023-12-31"}


@pytest.fixture
def token(give: Callable[..., str]) -> str:
    return give(party="", scopes=frozenset({"whatif:ask"}))


@pytest.fixture
def some(department: None) -> int:
    """A few declarations of the day; how many."""
    raws = [services.Raw(factories.body(no, day=DAY), OPENS) for no in range(20)]
    assert all(answer.accepted for answer in services.submit(raws, by=SYSTEM))
    return len(raws)


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


def test_another_cap_is_asked_once_worked_out_and_read(ask: Ask, token: str) -> None:
    first = ask(CAP, json.dumps(CAPPED).encode(), token=token)
    assert (first.status_code, first.told["said"], first.told["state"], first.told["kind"]) == (
        202, "4.99 %", "waiting", "cap",
    )  # fmt: skip
    assert ask(CAP, json.dumps(CAPPED).encode(), token=token).told["run"] == first.told["run"]
    place = f"/api/whatif/runs/{first.told['run']}"
    assert ask(place, token=token).told == first.told
    worked(int(first.told["run"]))
    assert ask(place, token=token).told["state"] == "refused"


def test_the_answer_of_another_cap_is_told_whole(ask: Ask, token: str, some: int) -> None:
    told = ask(CAP, json.dumps(CAPPED | {"minutes": 30}).encode(), token=token).told
    worked(int(told["run"]))
    read = ask(f"/api/whatif/runs/{told['run']}", token=token).told
    assert (read["state"], read["declarations"], read["cap"]["work_minutes"]) == ("answered", some, 30)
    assert sum(each["was"] for each in read["cap"]["channels"]) == some


def worked(number: int) -> None:
    """The worker does what waits."""
    end = whatif.work(jobs.Job(1, "reports.whatif", {"id": number}, 1, "x"), OPENS)
    assert end is not None
    end()


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"cap": 3}, 400), ({"more": 1}, 400), ({"until": "2023-13-01"}, 400), ({"minutes": "x"}, 400),
        ({"cap": "0"}, 422), ({"cap": "101"}, 422), ({"cap": "-1"}, 422), ({"minutes": -1}, 422),
        ({"since": "0001-01-01"}, 422), ({"until": "9999-12-31"}, 422), ({"office": "20XX"}, 422),
    ],
)  # fmt: skip
def test_a_cap_that_cannot_be_asked_is_told_as_a_problem(
    ask: Ask, token: str, changed: dict[str, object], status: int
) -> None:
    assert ask(CAP, json.dumps(CAPPED | changed).encode(), token=token).status_code == status


def test_other_officers_are_asked_for_once_worked_out_and_read(ask: Ask, token: str, some: int) -> None:
    first = ask(STAFF, json.dumps(STAFFED).encode(), token=token)
    assert (first.status_code, first.told["said"], first.told["kind"]) == (202, "20BB +1", "staff")
    assert ask(STAFF, json.dumps(STAFFED).encode(), token=token).told["run"] == first.told["run"]
    place = f"/api/whatif/runs/{first.told['run']}"
    worked(int(first.told["run"]))
    assert ask(place, token=token).told["state"] == "refused"
    officer = Actor(31, "Công chức", posts=frozenset({Post("officer", "20BB")}))
    waiting = list(Declaration.objects.filter(state="document_check", office="20BB"))
    assert 0 < len(waiting) <= some
    services.accept_documents([services.Step(each.id, OPENS + timedelta(minutes=9)) for each in waiting], by=officer)
    told = ask(STAFF, json.dumps(STAFFED).encode(), token=token).told
    worked(int(told["run"]))
    read = ask(f"/api/whatif/runs/{told['run']}", token=token).told
    assert (read["state"], read["staff"]["checks"], read["staff"]["staff_then"]) == ("answered", len(waiting), 3)
    assert read["staff"]["median_stays"][0]["measured"] == 540


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"officers": 3}, 400), ({"more": 1}, 400), ({"since": "2023-13-01"}, 400), ({"present": "x"}, 400),
        ({"officers": "0"}, 422), ({"officers": "-2"}, 422), ({"officers": "x"}, 422), ({"office": ""}, 422),
        ({"office": "20XX"}, 422), ({"present": -1}, 422), ({"document_minutes": -1}, 422),
        ({"since": "0001-01-01"}, 422), ({"until": "9999-12-31"}, 422),
    ],
)  # fmt: skip
def test_officers_that_cannot_be_asked_for_are_told_as_a_problem(
    ask: Ask, token: str, changed: dict[str, object], status: int
) -> None:
    assert ask(STAFF, json.dumps(STAFFED | changed).encode(), token=token).status_code == status


def test_a_program_without_the_scope_is_turned_away(ask: Ask, give: Callable[..., str]) -> None:
    token = give(scopes=frozenset({"question:read"}))
    assert ask(CAP, json.dumps(CAPPED).encode(), token=token).status_code == 403
    assert ask(STAFF, json.dumps(STAFFED).encode(), token=token).status_code == 403
    assert ask(PLACE, json.dumps(ASKED).encode(), token=token).status_code == 403
    assert ask("/api/whatif/runs/1", token=token).status_code == 403
