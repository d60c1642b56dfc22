"""Users of an enterprise: invited by a link that works once, given tasks, ended; never without a manager."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from motcua.ground.queries.verification import verify
from motcua.kernel.actor import PUBLIC, SYSTEM, Acting, Actor
from motcua.kernel.refusals import NotAllowed
from motcua.people import domain, queries, services
from motcua.people.domain import Tenure
from motcua.people.models import Held, Invitation
from motcua.people.queries import rights
from motcua.people.queries.rights import Wanted
from motcua.people.services import enterprise

AT = datetime(2023, 5, 10, 2, tzinfo=UTC)
REAL = datetime(2026, 1, 5, 2, tzinfo=UTC)
DAY, ONE = date(2023, 5, 10), timedelta(days=1)
PARTY, OTHER = "5799900001", "5799900002"
PREPARE = frozenset({"see", "prepare"})
SECRET = "một mật khẩu đủ dài"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    """Hash quickly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def manager() -> Actor:
    """The first user of an enterprise, who may everything."""
    account = services.open_account(username="chu", name="Chủ", password=None, by=SYSTEM, at=AT)
    services.give_post(account=account.pk, tenure=Tenure("trader", DAY, party=PARTY), by=SYSTEM, at=AT)
    return queries.actor_for(account, DAY)


def invited(by: Actor, may: frozenset[str] = PREPARE, party: str = PARTY) -> str:
    return enterprise.invite(party, name="Chị Hoa", may=may, by=by, at=AT, real=REAL)[1]


def joined(secret: str, username: str = "hoa", real: datetime = REAL) -> Actor:
    account = enterprise.join_new(
        secret, username=username, name="Hoa", password=SECRET, email="", at=AT, real=real
    )  # fmt: skip
    return queries.actor_for(account, DAY)


def post(actor: Actor) -> int:
    return Held.objects.filter(account=actor.account).latest("leaf").pk


def test_somebody_invited_does_what_was_given_and_nothing_else(manager: Actor) -> None:
    user = joined(invited(manager))
    assert {act for act in domain.ACTS if user.may(PARTY, act)} == PREPARE
    assert not user.parties
    assert user.own == {PARTY}
    assert manager.parties == {PARTY}
    assert not verify().faults


def test_a_link_works_once_within_its_days(manager: Actor) -> None:
    secret = invited(manager)
    for late in (enterprise.LASTS, enterprise.LASTS + ONE):
        with pytest.raises(domain.BadInvitation):
            joined(secret, real=REAL + late)
    joined(secret, real=REAL + enterprise.LASTS - timedelta(seconds=1))
    with pytest.raises(domain.BadInvitation):
        joined(secret, "khac")
    assert secret.encode() not in bytes(Invitation.objects.get().digest)


def test_a_withdrawn_link_opens_nothing(manager: Actor) -> None:
    secret = invited(manager)
    enterprise.withdraw(Invitation.objects.get().pk, by=manager, at=AT)
    with pytest.raises(domain.BadInvitation):
        joined(secret)


def test_somebody_with_an_account_joins_with_it(manager: Actor) -> None:
    user = joined(invited(manager))
    secret = enterprise.invite(OTHER, name="Hoa", may=PREPARE, by=SYSTEM, at=AT, real=REAL)[1]
    enterprise.join(secret, by=user, at=AT, real=REAL)
    assert queries.actor_for(user.account, DAY).own == {PARTY, OTHER}
    with pytest.raises(NotAllowed):
        enterprise.join(secret, by=PUBLIC, at=AT, real=REAL)


@pytest.mark.parametrize("by", [
    Actor(7, "Thường", acting=(Acting(PARTY, frozenset({"see", "lodge"})),)),
    Actor(8, "Lạ", parties=frozenset({OTHER})),
    Actor(9, "máy", kind="program", parties=frozenset({PARTY})), PUBLIC,
])  # fmt: skip
def test_only_managers_invite(by: Actor, manager: Actor) -> None:
    with pytest.raises(NotAllowed):
        invited(by)


def test_tasks_are_changed_and_ended_at_once(manager: Actor) -> None:
    user = joined(invited(manager))
    enterprise.change_user(post(user), may=frozenset({"pay"}), by=manager, at=AT)
    assert queries.actor_for(user.account, DAY).acting == (Acting(PARTY, frozenset({"see", "pay"})),)
    enterprise.end_user(post(user), by=manager, at=AT)
    assert not queries.actor_for(user.account, DAY).own
    assert not verify().faults


def test_the_last_manager_stays(manager: Actor) -> None:
    with pytest.raises(domain.LastManager):
        enterprise.end_user(post(manager), by=manager, at=AT)
    second = joined(invited(manager, frozenset(domain.ACTS)))
    with pytest.raises(domain.OfOneself):
        enterprise.change_user(post(manager), may=PREPARE, by=manager, at=AT)
    enterprise.end_user(post(manager), by=second, at=AT)
    with pytest.raises(domain.LastManager):
        enterprise.end_user(post(second), by=second, at=AT)


def test_other_enterprises_users_are_nobodys_to_touch(manager: Actor) -> None:
    boss = Actor(99, "Khác", parties=frozenset({OTHER}))
    with pytest.raises(domain.NotOfTheEnterprise):
        enterprise.end_user(post(manager), by=boss, at=AT)
    invited(manager)
    with pytest.raises(domain.BadInvitation):
        enterprise.withdraw(Invitation.objects.get().pk, by=boss, at=AT)


def test_nothing_is_given_for_nothing(manager: Actor) -> None:
    with pytest.raises(domain.UnknownAct):
        invited(manager, frozenset())
    with pytest.raises(domain.UnknownAct):
        invited(manager, frozenset({"steal"}))


def test_no_more_than_some_invitations_wait(manager: Actor) -> None:
    for _ in range(enterprise.MOST_WAITING):
        invited(manager)
    with pytest.raises(domain.TooManyInvitations):
        invited(manager)


def test_the_record_says_who_had_which_right_on_which_day_and_who_gave_it(manager: Actor) -> None:
    user = joined(invited(manager))
    later = AT + 10 * ONE
    enterprise.change_user(post(user), may=frozenset({"pay"}), by=manager, at=later)

    def of(day: date | None) -> list[tuple[str, str, str]]:
        found = rights.told(rights.rights(Wanted(account=user.account, day=day)))
        return [(told.right.what.en, told.by, told.ended_by) for told in found]

    mine = f"account/{manager.account}"
    first = ("Trader: See, Prepare declarations", "system", mine)
    second = ("Trader: See, Pay", mine, "")
    assert of(DAY) == of(DAY + 9 * ONE) == [first]
    assert of(DAY + 10 * ONE) == [second]
    assert of(None) == [second, first]
    assert of(DAY - ONE) == []


def test_no_administrator_gives_rights_to_the_own_account() -> None:
    account = services.open_account(username="qt", name="QT", password=None, by=SYSTEM, at=AT)
    services.give_post(account=account.pk, tenure=Tenure("admin", DAY), by=SYSTEM, at=AT)
    with pytest.raises(domain.OfOneself):
        services.give_post(
            account=account.pk, tenure=Tenure("leader", DAY), by=queries.actor_for(account, DAY), at=AT
        )  # fmt: skip
