"""A small department with people in it, a few declarations, and a clock that stands near the end of 2023."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.declarations.draft_factories import ready

from motcua.declarations import factories, services
from motcua.declarations.domain.message import write
from motcua.declarations.models import Draft
from motcua.declarations.services import Answer, Raw
from motcua.declarations.services.intake import INTAKE
from motcua.ground.services import clock, log
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.people import services as people
from motcua.people.domain import Tenure, posts
from motcua.people.models import Account
from motcua.people.services import proofs
from motcua.reports.web import held, present
from motcua.risk.queries import ruling
from motcua.risk.web import held as selection

SINCE = datetime(2021, 12, 1, tzinfo=UTC)
NOW = law_moment(date(2023, 12, 22), 10)
PASSWORD = "mot-cua-2023-trial"
ROLES = tuple(posts.ROLES)


@pytest.fixture(autouse=True)
def fresh(settings: Any) -> Iterator[None]:
    """Nothing remembered of another test; passwords are cheap to check."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR = frozenset()
    clock.forget()
    held.forget()
    present.forget()
    selection.forget()
    ruling.forget()
    yield
    clock.forget()
    held.forget()
    present.forget()
    selection.forget()
    ruling.forget()


@pytest.fixture
def demonstration(db: None) -> datetime:
    """A clock that shows ten in the morning of 22 December 2023."""
    clock.set_demonstration(NOW)
    return NOW


@pytest.fixture
def account(db: None) -> Callable[..., Account]:
    """Opens an account with one post."""

    def open_(role: str, **tenure: Any) -> Account:
        facts = {"office": "20BB"} if role in ("officer", "head") else {}
        if role == "trader":
            facts = {"party": factories.party(1).tax_code}
        opened = people.open_account(
            username=f"{role}{Account.objects.count()}", name=f"Người {role}", password=PASSWORD, by=SYSTEM, at=SINCE
        )
        held_ = Tenure(**{"role": role, "since": SINCE.date(), **facts, **tenure})
        people.give_post(account=opened.pk, tenure=held_, by=SYSTEM, at=SINCE)
        return opened

    return open_


def prove(client: Client) -> None:
    """The person has just given the password."""
    session = client.session
    session[proofs.PROVED] = datetime.now(UTC).timestamp()
    session.save()


@pytest.fixture
def enter(account: Callable[..., Account], client: Client) -> Callable[..., Client]:
    """Signs in somebody with the role; `public` nobody."""

    def sign_in(role: str, **tenure: Any) -> Client:
        client.logout()
        if role != "public":
            client.force_login(account(role, **tenure))
            prove(client)
        return client

    return sign_in


@pytest.fixture
def lodge(demonstration: datetime) -> Callable[..., list[Answer]]:
    """Lodges made-up declarations of five enterprises, the first on 1 December 2023."""
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=SINCE)

    def lodged(count: int = 6, **changes: Any) -> list[Answer]:
        raws = []
        for no in range(count):
            day = date(2023, 12, 1) + timedelta(days=no % 20)
            direction = "export" if no % 3 == 2 else "import"
            message = factories.declaration(no, day=day, lines=1 + no % 3, direction=direction, **changes)
            raws.append(Raw(write(message), law_moment(day, 9, no % 60)))
        answers = services.submit(raws, by=SYSTEM)
        assert all(answer.accepted for answer in answers), [answer.findings for answer in answers]
        log.sequence()
        log.sign_head(NOW)
        return answers

    return lodged


@pytest.fixture
def straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lodging stores in the test's own transaction, which the writer's thread could not see."""
    monkeypatch.setattr(INTAKE, "lodge", lambda raw, by, arrival=None, timeout=30: services.submit([raw], by=by)[0])


@pytest.fixture
def trader(enter: Callable[..., Client], demonstration: Any) -> Client:
    """A trader of the first enterprise, signed in."""
    parties.register(
        [factories.party(no) for no in range(1, 4)], by=SYSTEM, at=NOW - timedelta(days=400)
    )  # fmt: skip
    return enter("trader")


@pytest.fixture
def draft(trader: Client) -> Draft:
    """An import draft that can be lodged."""
    return ready(at=NOW)
