"""Delegation: who may stand in for whom and when, with the absent one's post alone, under both names."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from motcua.ground.models import Notice
from motcua.ground.queries.verification import verify
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed
from motcua.people import domain, queries, services
from motcua.people.domain import Delegation, Tenure
from motcua.people.models import Account, Held
from motcua.people.services import delegations

AT = datetime(2023, 5, 10, 2, tzinfo=UTC)
DAY, ONE = date(2023, 5, 10), timedelta(days=1)
PARTY = "5799900001"

pytestmark = pytest.mark.django_db
Opened = Callable[..., Account]


@pytest.fixture
def opened(settings: Any) -> Opened:
    """Opens an account with one post."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def open_(username: str, role: str = "officer", **changes: Any) -> Account:
        account = services.open_account(username=username, name=username.title(), password=None, by=SYSTEM, at=AT)
        facts = {"office": "20BB"} if role in ("officer", "head") else {}
        if role == "trader":
            facts = {"party": PARTY}
        tenure = Tenure(**{"role": role, "since": DAY - 100 * ONE, **facts, **changes})
        services.give_post(account=account.pk, tenure=tenure, by=SYSTEM, at=AT)
        return account

    return open_


def post(account: Account) -> int:
    return Held.objects.filter(account=account).earliest("leaf").pk


def who(account: Account, on: date = DAY) -> Actor:
    return queries.actor_for(account, on)


def let(absent: Account, delegate: Account, by: Actor | None = None, **changes: Any) -> int:
    facts = {"since": DAY, "until": DAY + 9 * ONE, "reason": "Nghỉ phép", **changes}
    return delegations.delegate(
        Delegation(post(absent), absent.pk, delegate.pk, **facts), by=by or who(absent), at=AT
    )  # fmt: skip


def test_a_delegate_has_the_absent_ones_post_and_is_logged_with_both(opened: Opened) -> None:
    absent, delegate = opened("an", "head"), opened("binh")
    made = let(absent, delegate)
    standing = queries.actor_for(delegate, DAY, delegation=made)
    assert standing.posts == {Post("head", "20BB")}
    assert standing.reference == f"account/{delegate.pk} for account/{absent.pk}"
    assert who(delegate).posts == {Post("officer", "20BB")}
    assert Notice.objects.filter(recipient=f"account/{delegate.pk}").count() == 1
    assert not verify().faults


@pytest.mark.parametrize(("days", "stands"), [(-1, False), (0, True), (9, True), (10, False)])
def test_it_holds_from_its_first_day_to_its_last(opened: Opened, days: int, stands: bool) -> None:
    absent, delegate = opened("an", "head"), opened("binh")
    made = let(absent, delegate)
    found = queries.actor_for(delegate, DAY + days * ONE, delegation=made)
    assert (found.behalf == absent.pk) is stands
    assert found.holds("head") is stands


def test_it_ends_at_once_when_the_absent_one_is_back_or_their_post_ends(opened: Opened) -> None:
    absent, other, delegate = opened("an"), opened("em"), opened("binh")
    first, second = let(absent, delegate), let(other, delegate)
    delegations.end_delegation(first, by=who(absent), at=AT)
    services.end_post(post=post(other), until=DAY + ONE, by=SYSTEM, at=AT)
    assert queries.actor_for(delegate, DAY, delegation=first).behalf == 0
    assert queries.actor_for(delegate, DAY + ONE, delegation=second).behalf == other.pk
    assert queries.actor_for(delegate, DAY + 2 * ONE, delegation=second).behalf == 0
    with pytest.raises(domain.UnknownDelegation):
        delegations.end_delegation(first, by=who(absent), at=AT)


def test_nobody_uses_anothers_delegation(opened: Opened) -> None:
    absent, delegate, other = opened("an", "head"), opened("binh"), opened("em")
    made = let(absent, delegate)
    assert queries.actor_for(other, DAY, delegation=made) == who(other)


def test_closing_an_account_ends_what_hangs_on_it(opened: Opened) -> None:
    absent, delegate = opened("an", "head"), opened("binh")
    made = let(absent, delegate)
    services.close_account(account=absent.pk, by=SYSTEM, at=AT)
    assert not queries.actor_for(delegate, DAY, delegation=made).holds("head")


@pytest.mark.parametrize(
    ("role", "office", "may"),
    [("head", "20BB", True), ("head", "20CF", False), ("admin", "", True), ("leader", "20ZZ", False)],
)
def test_for_an_officer_the_head_of_the_branch_or_an_administrator_names_somebody(
    opened: Opened, role: str, office: str, may: bool
) -> None:
    absent, delegate = opened("an"), opened("binh")
    by = who(opened("em", role, office=office))
    if may:
        let(absent, delegate, by)
    else:
        with pytest.raises(NotAllowed):
            let(absent, delegate, by)


def test_a_head_is_not_delegated_by_another_head(opened: Opened) -> None:
    with pytest.raises(NotAllowed):
        let(opened("an", "head"), opened("binh"), who(opened("em", "head")))


def test_who_stands_in_passes_it_on_to_nobody(opened: Opened) -> None:
    absent, delegate, third = opened("an", "head"), opened("binh"), opened("em")
    standing = queries.actor_for(delegate, DAY, delegation=let(absent, delegate))
    with pytest.raises(NotAllowed):
        let(delegate, third, standing)
    with pytest.raises(NotAllowed):
        let(absent, third, standing, since=DAY + 20 * ONE, until=DAY + 21 * ONE)


@pytest.mark.parametrize("role", ["trader", "admin"])
def test_nobody_stands_in_for_traders_and_administrators(opened: Opened, role: str) -> None:
    with pytest.raises(domain.NotDelegable):
        let(opened("an", role), opened("binh"), SYSTEM)


@pytest.mark.parametrize(
    "changes",
    [{"reason": "  "}, {"until": DAY - ONE}, {"until": DAY + 92 * ONE}],
)
def test_a_delegation_has_a_reason_and_bounds(opened: Opened, changes: dict[str, Any]) -> None:
    with pytest.raises(domain.BadDelegation):
        let(opened("an"), opened("binh"), **changes)


def test_a_delegate_works_in_the_department_and_for_no_enterprise(opened: Opened) -> None:
    absent, trader, both = opened("an"), opened("binh", "trader"), opened("em")
    services.give_post(account=both.pk, tenure=Tenure("trader", DAY, party=PARTY), by=SYSTEM, at=AT)
    gone = opened("gia", until=DAY + ONE)
    for delegate in (trader, both, gone):
        with pytest.raises(domain.NoDelegate):
            let(absent, delegate)


def test_one_stands_in_at_a_time(opened: Opened) -> None:
    absent, first, second = opened("an"), opened("binh"), opened("em")
    made = let(absent, first)
    with pytest.raises(domain.DelegatedBefore):
        let(absent, second, since=DAY + 9 * ONE, until=DAY + 12 * ONE)
    let(absent, second, since=DAY + 10 * ONE, until=DAY + 12 * ONE)
    delegations.end_delegation(made, by=who(first), at=AT + 3 * ONE)
    let(absent, second, since=DAY + 3 * ONE, until=DAY + 5 * ONE)


def test_the_absent_ones_enterprises_are_barred_too(opened: Opened) -> None:
    absent, delegate = opened("an"), opened("binh")
    services.give_post(account=absent.pk, tenure=Tenure("trader", DAY, party=PARTY), by=SYSTEM, at=AT)
    standing = queries.actor_for(delegate, DAY, delegation=let(absent, delegate))
    assert standing.barred == {PARTY}
    assert standing.traded
    assert not standing.represented
