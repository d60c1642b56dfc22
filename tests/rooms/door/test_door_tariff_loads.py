"""An administrator's program tries, loads, lists and takes back tables; no other program does."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.rooms.door.conftest import Ask, grant

from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed
from motcua.people import queries as people_queries
from motcua.people import services as people
from motcua.people.domain import BadToken
from motcua.tariff import queries, services
from motcua.tariff.domain.terms import Terms

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
TABLE = b"code,mfn\n27011900,4\n"
PLACE = "/api/tariff/loads?since=2024-01-01&name=a.csv"


@pytest.fixture
def token(give: Callable[..., str]) -> str:
    return give(party="", scopes=frozenset({"tariff:write"}))


def test_a_file_is_only_tried_unless_the_program_says_otherwise(ask: Ask, token: str) -> None:
    told = ask(PLACE, TABLE, token=token).told
    (change,) = told["changed"]
    assert (change["code"], change["before"], change["after"]) == ("27011900", "2 %", "4 %")
    assert (told["kind"], told["stands_on"], queries.version()) == ("rates", "0", ())


def test_a_file_is_loaded_once_and_the_same_again_is_told_what_was_told(ask: Ask, token: str) -> None:
    address = f"{PLACE}&dry_run=0&stands_on=0"
    first = ask(address, TABLE, token=token)
    assert first.status_code == 201
    again = ask(address, TABLE, token=token)
    assert (again.status_code, again.content, again["Idempotent-Replayed"]) == (201, first.content, "true")
    keyed = ask(f"{PLACE}&dry_run=0", TABLE, token=token, Idempotency_Key="other")
    assert (keyed.status_code, keyed.told["again"], keyed.told["load"]) == (200, True, first.told["load"])
    assert len(queries.version()) == 1


def test_a_tariff_that_changed_since_the_preview_is_a_conflict(ask: Ask, token: str) -> None:
    stands = ask(PLACE, TABLE, token=token).told["stands_on"]
    services.load(b"code,mfn\n27011900,5\n", "b.csv", Terms(date(2024, 1, 1)), by=SYSTEM, at=NOW)
    refused = ask(f"{PLACE}&dry_run=0&stands_on={stands}", TABLE, token=token)
    assert (refused.status_code, refused.told["code"]) == (409, "TAR-L04")


@pytest.mark.parametrize(("query", "body", "status", "code"), [
    ("dry_run=2", TABLE, 400, "API-400"), ("until=x", TABLE, 400, "API-400"), ("", b"", 400, "API-400"),
    ("", b"\xff\xd8\xff", 422, "TAR-E08"), ("", b" ", 422, "TAR-L01"), ("until=2023-01-01", TABLE, 422, "TAR-L07"),
    ("complete=NONE", TABLE, 422, "TAR-L07"), ("columns=x=NONE", TABLE, 422, "TAR-L07"),
    ("dry_run=0", b"code,mfn\nx,4\n", 422, "TAR-E07"), ("dry_run=0", b"code,mfn\n", 422, "TAR-L05"),
])  # fmt: skip
def test_what_cannot_be_loaded_is_a_problem_with_what_to_do(
    ask: Ask, token: str, query: str, body: bytes, status: int, code: str
) -> None:
    told = ask(f"{PLACE}&{query}", body, token=token)
    assert (told.status_code, told["Content-Type"]) == (status, "application/problem+json")
    assert code in (told.told["code"], *(each["code"] for each in told.told["errors"]))
    assert queries.version() == ()


def test_faults_may_be_left_out_and_columns_named(ask: Ask, token: str) -> None:
    body = b"code,rule\n27011900,8\nx,4\n"
    told = ask(f"{PLACE}&columns=rule%3DVAT", body, token=token).told
    assert ([each["row"] for each in told["problems"]], told["entries"]) == ([3], 1)
    done = ask(f"{PLACE}&columns=rule%3DVAT&dry_run=0&without_faults=1", body, token=token)
    assert (done.status_code, done.told["left"]) == (201, 1)


def test_loads_are_listed_and_taken_back_once(ask: Ask, token: str) -> None:
    leaf = ask(f"{PLACE}&dry_run=0&source=1%2F2024", TABLE, token=token).told["load"]
    listed = ask("/api/tariff/loads", token=token).told
    assert [(each["load"], each["source"], each["withdrawn"]) for each in listed["loads"]] == [(leaf, "1/2024", "")]
    place = f"/api/tariff/loads/{leaf}/withdraw"
    assert ask(place, b"{}", token=token).status_code == 400
    assert ask(place, b'{"reason": " "}', token=token).told["code"] == "TAR-L08"
    done = ask(place, b'{"reason": "wrong file"}', token=token)
    assert (done.status_code, done.told["load"]) == (200, leaf)
    assert ask(place, b'{"reason": "wrong file"}', token=token).content == done.content
    assert ask(place, b'{"reason": "once more"}', token=token).status_code == 409
    assert ask("/api/tariff/loads/5/withdraw", b'{"reason": "x"}', token=token).status_code == 404
    assert ask("/api/tariff/loads/x/withdraw", b'{"reason": "x"}', token=token).status_code == 404
    assert queries.version() == ()


def test_who_loaded_by_program_is_told_by_the_name_of_its_token(ask: Ask, token: str) -> None:
    ask(f"{PLACE}&dry_run=0", TABLE, token=token)
    assert list(queries.names(queries.loads()).values()) == ["program 2"]


def test_only_an_administrator_gives_a_token_that_loads() -> None:
    trader = Actor(7, "An", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))
    wanted = grant(scopes=frozenset({"tariff:write", "declarations:read"}))
    with pytest.raises(NotAllowed):
        people.give_token(wanted, by=trader, at=NOW)
    people.give_token(wanted, by=SYSTEM, at=NOW)
    with pytest.raises(BadToken):
        people.give_token(grant("x", party="", scopes=frozenset({"declarations:read"})), by=SYSTEM, at=NOW)


def test_a_program_of_the_house_acts_for_no_enterprise(ask: Ask, token: str) -> None:
    real = law_day(datetime.now(UTC))
    found = people_queries.program_for(token, real)
    assert found is not None
    assert found.parties == frozenset()
    assert ask("/api/declarations", b"{}", token=token).status_code == 403


def test_a_trader_is_not_offered_the_scope(client: Any) -> None:
    from motcua.people.web.programs import TokenForm

    today = date(2023, 5, 4)
    trader = Actor(7, "An", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))
    admin = Actor(8, "Bình", posts=frozenset({Post("admin")}))
    offered = [
        [key for key, _ in TokenForm(None, by=by, today=today).fields["scopes"].choices] for by in (trader, admin)
    ]
    assert ["tariff:write" in each for each in offered] == [False, True]
    form = TokenForm(
        {"name": "x", "party": "", "scopes": ["tariff:write"], "until": "01/06/2023"}, by=admin, today=today
    )
    assert form.is_valid(), form.errors
    form = TokenForm(
        {"name": "x", "party": "", "scopes": ["messages:write"], "until": "01/06/2023"}, by=admin, today=today
    )
    assert "party" in form.errors
