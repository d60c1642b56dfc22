"""A department with enterprises, a clock in 2023, and programs with tokens that knock at the door."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from motcua.declarations import factories, services
from motcua.declarations.services.intake import Order, store
from motcua.ground.services import clock, log
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day, law_moment
from motcua.parties import services as parties
from motcua.people import queries as people
from motcua.people import services as tokens
from motcua.people.domain import SCOPES, Grant
from motcua.site.door import limits

DAY = date(2023, 5, 4)
OPENS = law_moment(DAY, 9)
SINCE = datetime(2022, 1, 1, tzinfo=UTC)
FIRST, SECOND = "5799900001", "5799900002"
Ask = Callable[..., Any]


def grant(name: str = "kế toán", **changes: Any) -> Grant:
    today = law_day(datetime.now(UTC))
    facts = {"party": SECOND, "scopes": frozenset(SCOPES), "since": today, "until": today + timedelta(days=30)}
    return Grant(**{"name": name, **facts, **changes})


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing remembered of another test; limits that no test meets by chance."""
    monkeypatch.setattr(limits, "LIMITS", limits.Limits(requests=0, declarations=0, at_once=0))
    monkeypatch.setattr(limits, "ANYBODY", limits.Limits(requests=0, declarations=0, at_once=0))
    monkeypatch.setattr(limits, "WRONG", limits.Limits(requests=0, declarations=0, at_once=0))
    clock.forget()
    people.forget_tokens()
    yield
    clock.forget()
    people.forget_tokens()


@pytest.fixture
def straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Intake in the test's own thread and transaction."""

    def lodge(raw: services.Raw, *, by: Actor, arrival: Any = None, timeout: float = 0) -> services.Answer:
        order = Order(services.prepare([raw], services.kit()), by, Future(), arrival)
        store([order])
        return order.answer.result(timeout)

    monkeypatch.setattr(services.INTAKE, "lodge", lodge)


@pytest.fixture
def department(db: None, straight: None) -> None:
    """Five enterprises, and nine in the morning of a working day."""
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=SINCE)
    clock.set_demonstration(OPENS)


@pytest.fixture
def give(department: None) -> Callable[..., str]:
    """Gives a program of the second enterprise a token with all scopes, unless told otherwise."""
    given = [0]

    def token(**changes: Any) -> str:
        given[0] += 1
        return tokens.give_token(grant(f"program {given[0]}", **changes), by=SYSTEM, at=OPENS)[1]

    return token


@pytest.fixture
def ask(give: Callable[..., str]) -> Ask:
    """Asks at the door as a program; `token` None sends none. Answers carry `told`, their JSON."""
    usual = give()
    client = Client(raise_request_exception=False)

    def asked(
        path: str, body: bytes | None = None, *, token: str | None = usual, kind: str = "application/json",
        verb: str = "", **headers: str,
    ) -> Any:  # fmt: skip
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        if token is not None:
            named["Authorization"] = f"Bearer {token}"
        method = verb or ("POST" if body is not None else "GET")
        answer: Any = client.generic(method, path, body or b"", content_type=kind, headers=named)
        answer.told = _json(answer)
        return answer

    return asked


def _json(answer: HttpResponse) -> Any:
    return json.loads(answer.content) if answer.content[:1] in (b"{", b"[") else None


def body(no: int = 1, **changes: Any) -> bytes:
    """A good declaration of the second enterprise."""
    assert (1 + no % 5) == 2, "this number is another enterprise's"
    return factories.body(no, **{"day": DAY, **changes})


def sequenced() -> None:
    """What the worker does within a second."""
    log.sequence()
    log.sign_head(OPENS)
