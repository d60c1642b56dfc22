"""Who gets through the programs' door: tokens, scopes, methods, hosts, limits; and problems for all others."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client
from tests.rooms.door.conftest import OPENS, Ask, body, grant

from motcua.declarations import services
from motcua.declarations.services import Busy
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_day
from motcua.people import queries as people
from motcua.people import services as tokens
from motcua.people.domain import SCOPES
from motcua.people.models import Token
from motcua.procedures import factories as procedure_factories
from motcua.procedures import services as procedures
from motcua.site import access
from motcua.site.door import limits, middleware
from motcua.site.door.operations import OPERATIONS, by_route

pytestmark = pytest.mark.django_db
LODGE = "/api/declarations"
NUMBER = "100000000012"
PROCEDURE = "QT-ZZ-01"


def address(path: str) -> str:
    needed = "?before=2022-12-31&after=2023-01-01" if path == "tariff/changes" else ""
    code = PROCEDURE if path.startswith("procedures/") else "27011900"
    return "/api/" + path.replace("{number}", NUMBER).replace("{code}", code).replace("{year}", "2023") + needed


def problem(answer: Any, status: int) -> dict[str, Any]:
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.told["status"] == status
    assert {"type", "title", "code", "message_vi", "message_en"} <= set(answer.told)
    return dict(answer.told)


@pytest.mark.parametrize("operation", [each for each in OPERATIONS if each.scope], ids=lambda each: each.id)
def test_an_operation_opens_to_its_scope_and_to_no_other(ask: Ask, give: Callable[..., str], operation: Any) -> None:
    sent = b"{}" if operation.method == "post" else None
    others = give(scopes=frozenset(SCOPES) - {operation.scope})
    assert problem(ask(address(operation.path), sent, token=others), 403)["message_en"].count(operation.scope)
    own = give(scopes=frozenset({operation.scope}))
    assert ask(address(operation.path), sent, token=own).status_code not in (401, 403)
    refused = ask(address(operation.path), sent, token=None)
    problem(refused, 401)
    assert refused["WWW-Authenticate"].startswith("Bearer")


KEEPS_NOTHING = {"assessDuties", "valueGoods"}
SIGNED = {"reportOutage"}
"""What it keeps is known by the signature of a registered key, not by a token."""
PUBLISHED_LATER = {"showSurvey", "downloadSurvey"}
"""There is nothing of that year yet."""
ASKS_FOR_MORE = {"assessDuties", "adviseDuties", "valueGoods", "reportOutage"}


@pytest.mark.parametrize("operation", [each for each in OPERATIONS if not each.scope], ids=lambda each: each.id)
def test_what_needs_no_scope_is_everybodys_and_only_read(ask: Ask, operation: Any) -> None:
    assert operation.method == "get" or operation.id in KEEPS_NOTHING | SIGNED
    body = b"{}" if operation.method == "post" else None
    wanted = (400, 422) if operation.id in ASKS_FOR_MORE else (404,) if operation.id in PUBLISHED_LATER else (200,)
    made = [procedure_factories.content(PROCEDURE)]
    procedures.load_packaged(made, in_force_from=date(2020, 1, 1), by=SYSTEM, at=OPENS)
    assert ask(address(operation.path), body, token=None).status_code in wanted


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer nonsense", "Basic bW90Y3Vh", "Bearer motcua_" + "A" * 43, "bearer \xe9"]
)
def test_every_wrong_token_is_answered_alike(department: None, header: str) -> None:
    answer = Client().get(LODGE, headers={"Authorization": header} if header else {})
    usual = Client().get(LODGE)
    assert (answer.status_code, answer.content) == (401, usual.content)


def test_a_revoked_token_opens_nothing_within_a_second(ask: Ask, give: Callable[..., str], monkeypatch: Any) -> None:
    secret = give()
    assert ask(LODGE, token=secret).status_code == 200
    tokens.revoke_token(token=Token.objects.last().pk, by=SYSTEM, at=OPENS)  # type: ignore[union-attr]
    now = people.time.monotonic()
    monkeypatch.setattr(people.time, "monotonic", lambda: now + people.FRESH)
    problem(ask(LODGE, token=secret), 401)


@pytest.mark.parametrize(("shift", "status"), [(-1, 401), (0, 200)])
def test_a_token_ends_after_its_last_day_of_the_real_calendar(ask: Ask, shift: int, status: int) -> None:
    today = law_day(datetime.now(UTC))
    last = today + timedelta(days=shift)
    secret = tokens.give_token(grant("old", since=last, until=last), by=SYSTEM, at=OPENS)[1]
    assert ask(LODGE, token=secret).status_code == status


def test_a_token_that_is_not_of_an_enterprise_reads_nothing_of_it(ask: Ask, give: Callable[..., str]) -> None:
    number = ask(LODGE, body()).told["number"]
    other = give(party="5799900003")
    for path in ("", "/receipt", "/proof", "/message"):
        problem(ask(f"{LODGE}/{number}{path}", token=other), 404)
    problem(ask(f"{LODGE}/{number}/cancel", b'{"reason":"E1"}', token=other), 404)
    assert ask(LODGE, token=other).told["declarations"] == []


def test_a_person_who_is_signed_in_is_nobody_here(ask: Ask, client: Client) -> None:
    from motcua.people.services import open_account

    client.force_login(open_account(username="an", name="An", password="mot-cua-2023-trial", by=SYSTEM, at=OPENS))
    assert client.get(LODGE).status_code == 401
    person = Actor(1, "An", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))
    assert not any(access.allowed(name, verb, person) for (name, verb), each in by_route().items() if each.scope)


def test_a_program_uses_no_pages() -> None:
    program = Actor(1, "p", kind="program", posts=frozenset({Post("trader")}), scopes=frozenset(SCOPES))
    names = {name for name, verb in access.table() if access.allowed(name, verb, program)}
    assert names == {name for name, _ in by_route()}


@pytest.mark.parametrize(("path", "status"), [
    ("/api/nothing", 404), ("/api/declarations/", 404), ("/api/declarations/1/2/3", 404), ("/api//", 404),
    ("/api/declarations/999999999999", 404), ("/api/declarations/%00", 404), ("/api/declarations/%C3%A9", 404),
    ("/api/declarations?page=0", 400), ("/api/declarations?page=x&since=2023-13-01&state=gone&size=201", 400),
    ("/api/log/heads?above=-1", 400), (f"/api/log/heads?above={'9' * 19}", 400),
])  # fmt: skip
def test_what_is_not_there_or_not_readable_is_a_problem(ask: Ask, path: str, status: int) -> None:
    told = problem(ask(path), status)
    assert len(told.get("errors", ())) == (4 if "gone" in path else 1 if status == 400 else 0)


def test_a_query_of_thousands_of_names_is_not_read(ask: Ask) -> None:
    problem(ask(f"{LODGE}?{'a=1&' * 3000}"), 400)


@pytest.mark.parametrize("verb", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_are_refused_with_those_there_are(ask: Ask, verb: str) -> None:
    answer = ask(LODGE, verb=verb)
    problem(answer, 405)
    assert answer["Allow"] == "GET, HEAD, POST"
    assert ask("/api/messages", verb="GET")["Allow"] == "POST"


def test_answers_carry_the_locks_of_a_browser_and_no_cookie(ask: Ask) -> None:
    for path, token in ((LODGE, None), ("/api/status", None), ("/api/nothing", None)):
        answer = ask(path, token=token)
        assert answer["Content-Security-Policy"].startswith("default-src 'none'")
        assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
        assert not answer.cookies


def test_a_host_that_is_not_ours_is_refused(ask: Ask) -> None:
    problem(ask("/api/status", token=None, Host="evil.example"), 400)


def test_only_https_where_it_is_demanded(ask: Ask, settings: Any) -> None:
    settings.HTTPS = True
    problem(ask(LODGE), 403)


@pytest.mark.parametrize("key", ["x" * 101, "a b", "é", "\x7f"])
def test_a_key_is_short_and_plain(ask: Ask, key: str) -> None:
    assert problem(ask(LODGE, body(), Idempotency_Key=key), 400)["errors"][0]["path"] == "Idempotency-Key"


def test_a_caller_beyond_its_limit_waits_and_others_do_not(
    ask: Ask, give: Callable[..., str], monkeypatch: Any
) -> None:
    monkeypatch.setattr(limits, "LIMITS", limits.Limits(requests=2, declarations=0, at_once=0))
    assert [ask(LODGE).status_code for _ in range(3)] == [200, 200, 429]
    answer = ask(LODGE)
    problem(answer, 429)
    assert 1 <= int(answer["Retry-After"]) <= 31
    assert ask(LODGE, token=give(party="5799900003")).status_code == 200


def test_declarations_are_counted_one_by_one_also_in_one_call(ask: Ask, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "LIMITS", limits.Limits(requests=0, declarations=4, at_once=0))
    three = b"[" + b",".join([b'{"direction":"import"}'] * 3) + b"]"
    assert [ask(LODGE, three).status_code, ask(LODGE, three, Idempotency_Key="2").status_code] == [422, 429]


def test_many_that_were_beyond_the_limit_are_taken_later_under_the_same_key(ask: Ask, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "LIMITS", limits.Limits(requests=0, declarations=2, at_once=0))
    assert ask(LODGE, body(16)).status_code == 201
    three = b"[" + b",".join(body(no) for no in (1, 6, 11)) + b"]"
    assert ask(LODGE, three, Idempotency_Key="k").status_code == 429
    monkeypatch.setattr(limits, "LIMITS", limits.Limits(requests=0, declarations=0, at_once=0))
    assert ask(LODGE, three, Idempotency_Key="k").status_code == 200


def test_wrong_tokens_are_counted_and_the_right_one_still_opens(ask: Ask, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "WRONG", limits.Limits(requests=0, declarations=2, at_once=0))
    wrong = [ask(LODGE, token="motcua_" + letter * 43).status_code for letter in "abcd"]
    assert wrong == [401, 401, 429, 429]
    assert ask(LODGE).status_code == 200


@pytest.mark.parametrize(
    "fault", [OperationalError("database is locked"), IntegrityError("raced"), Busy(), TimeoutError(), OSError("full")]
)
def test_what_the_machine_cannot_do_now_is_told_with_when_to_come_again(
    ask: Ask, monkeypatch: Any, fault: Exception
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise fault

    monkeypatch.setattr(services.INTAKE, "lodge", fail)
    answer = ask(LODGE, body())
    problem(answer, 503)
    assert answer["Retry-After"] == middleware.PASSING


def test_a_fault_of_ours_tells_a_reference_and_nothing_else(ask: Ask, monkeypatch: Any, caplog: Any) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(services.INTAKE, "lodge", fail)
    answer = ask(LODGE, body())
    told = problem(answer, 500)
    assert b"secret" not in answer.content
    assert told["instance"].rpartition(":")[2] in caplog.text


def test_the_clock_of_limits_fills_a_bucket_again() -> None:
    now = [0.0]
    held = limits.Limits(requests=60, declarations=0, at_once=0, clock=lambda: now[0])

    def passes() -> bool:
        try:
            with held.within("a"):
                return True
        except limits.Stopped:
            return False

    assert all(passes() for _ in range(60))
    assert not passes()
    now[0] = 0.99
    assert not passes()
    now[0] = 2.0
    assert [passes(), passes(), passes()] == [True, True, False]


def test_so_many_at_once_and_no_more() -> None:
    held = limits.Limits(requests=0, declarations=0, at_once=2)
    with held.within("a"), held.within("a"), held.within("b"), pytest.raises(limits.Stopped), held.within("a"):
        pass
    with held.within("a"), held.within("a"):
        pass


def test_one_call_with_more_than_a_minute_holds_is_given_when_the_bucket_is_full() -> None:
    now = [0.0]
    bucket = limits.Bucket(100, now[0])
    assert bucket.take(250, 0.0) == 0
    assert bucket.take(1, 0.0) == pytest.approx((1 + 150) * 0.6)


def test_callers_are_forgotten_when_there_are_too_many(monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "MOST_CALLERS", 3)
    held = limits.Limits(requests=1, declarations=0, at_once=0)
    for name in "abcde":
        with held.within(name):
            pass
    with held.within("a"):
        assert len(held._callers) == 3


def test_an_address_without_a_token_has_limits_too(ask: Ask, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "ANYBODY", limits.Limits(requests=2, declarations=0, at_once=0))
    found = [ask("/api/status", token=None).status_code for _ in range(3)]
    assert found == [200, 200, 429]
    assert ask("/api/declarations").status_code == 200


def test_questions_of_an_address_are_counted_one_by_one(ask: Ask, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "ANYBODY", limits.Limits(requests=0, declarations=3, at_once=0))
    assert ask("/api/duties/assess", b"[{},{}]", token=None).status_code == 422
    assert ask("/api/duties/assess", b"[{},{}]", token=None).status_code == 429
