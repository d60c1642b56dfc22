"""Tokens of programs: given by whom they may be, known by a hash, revoked at once, covered by the log."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from motcua.ground.models import Leaf
from motcua.ground.queries.verification import verify
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed
from motcua.people import domain, models, queries, services
from motcua.people.domain import Grant, tokens

AT = datetime(2023, 5, 10, 2, tzinfo=UTC)
DAY = date(2023, 5, 10)
PARTY = "5700100001"
ONE = timedelta(days=1)
pytestmark = pytest.mark.django_db


def grant(**changes: Any) -> Grant:
    facts = {"name": "kế toán", "party": PARTY, "scopes": frozenset({"declarations:read"}), "since": DAY,
             "until": DAY + 30 * ONE}  # fmt: skip
    return Grant(**{**facts, **changes})


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """No token of another test is remembered."""
    queries.forget_tokens()


@pytest.fixture
def trader() -> Actor:
    account = services.open_account(username="an", name="An", password="mot-cua-2023-trial", by=SYSTEM, at=AT)
    tenure = domain.Tenure("trader", DAY, party=PARTY)
    services.give_post(account=account.pk, tenure=tenure, by=SYSTEM, at=AT)
    return queries.actor_for(account.pk, DAY)


def test_a_secret_opens_what_its_token_says_on_its_days_and_no_other(trader: Actor) -> None:
    leaf, secret = services.give_token(grant(), by=trader, at=AT)
    found = queries.program_for(secret, DAY)
    assert found is not None
    assert (found.kind, found.account, found.parties, found.scopes) == (
        "program", leaf, frozenset({PARTY}), frozenset({"declarations:read"}),
    )  # fmt: skip
    assert found.reference == f"token/{leaf}"
    opened = {n: queries.program_for(secret, DAY + ONE * n) is not None for n in (-1, 0, 30, 31)}
    assert opened == {-1: False, 0: True, 30: True, 31: False}


def test_only_the_hash_of_a_secret_is_kept(trader: Actor) -> None:
    _, secret = services.give_token(grant(), by=trader, at=AT)
    assert len(secret) == 50
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any(secret in str(cell) or secret.encode() in _bytes(cell) for row in cursor for cell in row)


def _bytes(cell: object) -> bytes:
    return bytes(cell) if isinstance(cell, bytes | memoryview) else b""


@pytest.mark.parametrize("who", [
    Actor(9, "officer", posts=frozenset({Post("officer", "20BB")})),
    Actor(9, "another", posts=frozenset({Post("trader")}), parties=frozenset({"5700100002"})),
    Actor(9, "program", kind="program", posts=frozenset({Post("trader"), Post("admin")}), parties=frozenset({PARTY})),
])  # fmt: skip
def test_others_give_and_revoke_nothing(who: Actor) -> None:
    leaf, _ = services.give_token(grant(), by=SYSTEM, at=AT)
    with pytest.raises(NotAllowed):
        services.give_token(grant(name="other"), by=who, at=AT)
    with pytest.raises(NotAllowed):
        services.revoke_token(token=leaf, by=who, at=AT)
    assert not queries.tokens_visible_to(who).exists()


def test_an_administrator_gives_for_any_enterprise() -> None:
    account = services.open_account(username="ad", name="Ad", password="mot-cua-2023-trial", by=SYSTEM, at=AT)
    admin = Actor(account.pk, "Ad", posts=frozenset({Post("admin")}))
    leaf, _ = services.give_token(grant(), by=admin, at=AT)
    assert [token.pk for token in queries.tokens_visible_to(admin)] == [leaf]


@pytest.mark.parametrize(("changes", "fault"), [
    ({"name": " "}, domain.BadToken), ({"scopes": frozenset()}, domain.BadToken),
    ({"scopes": frozenset({"all"})}, domain.UnknownScope), ({"until": DAY - ONE}, domain.BadToken),
    ({"until": DAY + ONE * (tokens.LONGEST_DAYS + 1)}, domain.BadToken), ({"party": ""}, domain.BadToken),
])  # fmt: skip
def test_a_grant_that_cannot_be_is_refused(changes: dict[str, Any], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        services.give_token(grant(**changes), by=SYSTEM, at=AT)
    assert not models.Token.objects.exists()


def test_the_longest_and_the_shortest_term_are_given() -> None:
    services.give_token(grant(until=DAY), by=SYSTEM, at=AT)
    services.give_token(grant(name="long", until=DAY + ONE * tokens.LONGEST_DAYS), by=SYSTEM, at=AT)


def test_a_name_is_free_again_when_its_token_is_revoked() -> None:
    leaf, _ = services.give_token(grant(), by=SYSTEM, at=AT)
    with pytest.raises(domain.TokenNameTaken):
        services.give_token(grant(), by=SYSTEM, at=AT)
    services.give_token(grant(party="5700100002"), by=SYSTEM, at=AT)
    services.revoke_token(token=leaf, by=SYSTEM, at=AT)
    services.give_token(grant(), by=SYSTEM, at=AT)


def test_a_revoked_token_is_forgotten_at_once_in_this_process(django_capture_on_commit_callbacks: Any) -> None:
    leaf, secret = services.give_token(grant(), by=SYSTEM, at=AT)
    assert queries.program_for(secret, DAY) is not None
    with django_capture_on_commit_callbacks(execute=True):
        services.revoke_token(token=leaf, by=SYSTEM, at=AT)
    assert queries.program_for(secret, DAY) is None
    with pytest.raises(domain.TokenRevokedBefore):
        services.revoke_token(token=leaf, by=SYSTEM, at=AT)


def test_a_token_unknown_is_told(db: None) -> None:
    with pytest.raises(domain.UnknownToken):
        services.revoke_token(token=5, by=SYSTEM, at=AT)


def test_a_token_is_believed_no_longer_than_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    _, secret = services.give_token(grant(), by=SYSTEM, at=AT)
    now = [100.0]
    monkeypatch.setattr(queries.time, "monotonic", lambda: now[0])
    assert queries.program_for(secret, DAY) is not None
    models.Token.objects.all().delete()
    now[0] = 100.99
    assert queries.program_for(secret, DAY) is not None
    now[0] = 101.0
    assert queries.program_for(secret, DAY) is None


def test_giving_and_revoking_are_leaves_that_cover_their_rows(trader: Actor) -> None:
    leaf, _ = services.give_token(grant(), by=trader, at=AT)
    services.revoke_token(token=leaf, by=trader, at=AT)
    verbs = [verb for verb in Leaf.objects.order_by("id").values_list("verb", flat=True) if verb.startswith("token")]
    assert verbs == ["token.given", "token.revoked"]
    log.sequence()
    log.sign_head(AT)
    assert verify().faults == []
    models.Token.objects.update(scopes="declarations:write")
    assert [fault.place for fault in verify().faults]
