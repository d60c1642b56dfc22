"""Accounts and posts with their tables: rights by day, leaves of the log, and lock-out at the door."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import AnonymousUser, Group
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory

from motcua.ground import queries as ground
from motcua.ground.queries.verification import verify
from motcua.ground.services import log
from motcua.kernel.actor import PUBLIC, SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.people import covering, domain, entry, models, queries, services
from motcua.people.domain import Tenure
from motcua.reference.domain import UnknownOffice

AT = datetime(2023, 5, 10, 2, tzinfo=UTC)
DAY = date(2023, 5, 10)
ONE = timedelta(days=1)
SECRET = "một mật khẩu đủ dài"
OFFICER = Tenure("officer", DAY, office="20BB")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(request: pytest.FixtureRequest, settings: Any) -> None:
    """Hash quickly where the test is not about hashing."""
    if "argon2" not in request.node.name:
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def opened(username: str = "an", **changes: Any) -> models.Account:
    wanted = {"username": username, "name": "Nguyễn Thị An", "password": SECRET, "by": SYSTEM, "at": AT, **changes}
    return services.open_account(**wanted)


def enter(username: str, password: str) -> Any:
    return authenticate(RequestFactory().post("/"), username=username, password=password)


def test_a_new_account_holds_no_posts() -> None:
    account = opened()
    found = queries.actor_for(account, DAY)
    assert found == Actor(account.pk, "Nguyễn Thị An", traded=False)
    assert found.kind == "person"
    assert not account.is_staff
    assert not account.is_superuser


def test_a_post_gives_its_right_from_its_first_day_and_its_end_takes_it_after_its_last() -> None:
    account = opened()
    post = services.give_post(account=account.pk, tenure=OFFICER, by=SYSTEM, at=AT)
    services.end_post(post=post, until=DAY + ONE * 9, by=SYSTEM, at=AT + ONE)
    held = {n: queries.actor_for(account.pk, DAY + ONE * n).holds("officer", "20BB") for n in (-1, 0, 9, 10)}
    assert held == {-1: False, 0: True, 9: True, 10: False}


def test_an_end_on_the_eve_of_the_first_day_takes_the_post_back_wholly() -> None:
    account = opened()
    post = services.give_post(account=account.pk, tenure=OFFICER, by=SYSTEM, at=AT)
    services.end_post(post=post, until=DAY - ONE, by=SYSTEM, at=AT)
    assert queries.actor_for(account.pk, DAY).posts == frozenset()
    assert queries.holders("officer", DAY) == []


def test_a_post_is_ended_once() -> None:
    post = services.give_post(account=opened().pk, tenure=OFFICER, by=SYSTEM, at=AT)
    services.end_post(post=post, until=DAY, by=SYSTEM, at=AT)
    with pytest.raises(domain.AlreadyEnded, match="2023-05-10"):
        services.end_post(post=post, until=DAY + ONE, by=SYSTEM, at=AT)


def test_a_post_that_ends_by_itself_cannot_be_ended_later_and_can_be_ended_earlier() -> None:
    tenure = Tenure("risk", DAY, DAY + ONE * 5)
    post = services.give_post(account=opened().pk, tenure=tenure, by=SYSTEM, at=AT)
    with pytest.raises(domain.AlreadyEnded):
        services.end_post(post=post, until=DAY + ONE * 5, by=SYSTEM, at=AT)
    services.end_post(post=post, until=DAY + ONE * 4, by=SYSTEM, at=AT)


def test_ending_a_post_that_is_not_there_is_refused() -> None:
    with pytest.raises(domain.UnknownPost, match="12345"):
        services.end_post(post=12345, until=DAY, by=SYSTEM, at=AT)


def test_a_trader_acts_for_a_party() -> None:
    account = opened()
    tenure = Tenure("trader", DAY, party="5700000001")
    services.give_post(account=account.pk, tenure=tenure, by=SYSTEM, at=AT)
    found = queries.actor_for(account, DAY)
    assert found.parties == {"5700000001"}
    assert found.posts == {Post("trader")}


def test_only_an_administrator_opens_accounts_and_gives_posts() -> None:
    officer = Actor(3, "Bình", posts=frozenset({Post("officer", "20BB")}))
    admin = Actor(4, "Chi", posts=frozenset({Post("admin")}))
    with pytest.raises(NotAllowed):
        opened(by=officer)
    account = opened(by=admin)
    with pytest.raises(NotAllowed):
        services.give_post(account=account.pk, tenure=OFFICER, by=officer, at=AT)
    post = services.give_post(account=account.pk, tenure=OFFICER, by=admin, at=AT)
    with pytest.raises(NotAllowed):
        services.end_post(post=post, until=DAY, by=officer, at=AT)
    with pytest.raises(NotAllowed):
        services.close_account(account=account.pk, by=PUBLIC, at=AT)


def test_a_post_at_an_office_that_did_not_exist_leaves_nothing_behind() -> None:
    account = opened()
    with pytest.raises(UnknownOffice):
        services.give_post(account=account.pk, tenure=Tenure("officer", DAY, office="20CD"), by=SYSTEM, at=AT)
    assert not models.Held.objects.exists()
    assert len(ground.leaves_of(f"account/{account.pk}")) == 1


def test_a_name_is_taken_whatever_its_case() -> None:
    opened("an")
    with pytest.raises(domain.NameTaken):
        opened("AN")


@pytest.mark.parametrize(("password", "strong"), [("x" * 11, False), ("x" * 12, True), ("xx-AN-xxxxxxxxx", False)])
def test_a_password_needs_twelve_characters_and_not_the_name(password: str, strong: bool) -> None:
    if strong:
        opened(password=password)
        return
    with pytest.raises(domain.WeakPassword):
        opened(password=password)
    assert not models.Account.objects.exists()


def test_passwords_are_kept_as_argon2() -> None:
    assert opened().password.startswith("argon2$argon2id$")


def test_one_sets_ones_own_password_and_not_anothers() -> None:
    account, other = opened("an"), opened("binh")
    myself = queries.actor_for(account, DAY)
    services.set_password(account=account.pk, password="một mật khẩu khác hẳn", by=myself, at=AT)
    assert enter("an", SECRET) is None
    assert enter("an", "một mật khẩu khác hẳn") == account
    with pytest.raises(NotAllowed):
        services.set_password(account=other.pk, password="một mật khẩu khác hẳn", by=myself, at=AT)


def test_a_closed_account_cannot_enter_and_holds_nothing() -> None:
    account = opened()
    services.give_post(account=account.pk, tenure=OFFICER, by=SYSTEM, at=AT)
    services.close_account(account=account.pk, by=SYSTEM, at=AT)
    assert enter("an", SECRET) is None
    assert queries.actor_for(account.pk, DAY).posts == frozenset()
    assert queries.holders("officer", DAY) == []
    with pytest.raises(domain.AccountClosed):
        services.give_post(account=account.pk, tenure=OFFICER, by=SYSTEM, at=AT)
    with pytest.raises(domain.AccountClosed):
        services.close_account(account=account.pk, by=SYSTEM, at=AT)


def test_a_stranger_is_the_public_and_an_unknown_account_is_not_found() -> None:
    assert queries.actor_for(AnonymousUser(), DAY) is PUBLIC
    with pytest.raises(NotFound):
        queries.actor_for(987, DAY)
    with pytest.raises(NotFound):
        services.close_account(account=987, by=SYSTEM, at=AT)


def test_holders_at_an_office_include_those_who_hold_the_role_everywhere() -> None:
    here, everywhere, elsewhere = opened("a"), opened("b"), opened("c")
    give = {here: ("risk", "20BB"), everywhere: ("risk", ""), elsewhere: ("risk", "20CF")}
    for account, (role, office) in give.items():
        services.give_post(account=account.pk, tenure=Tenure(role, DAY, office=office), by=SYSTEM, at=AT)
    assert queries.holders("risk", DAY, "20BB") == [here.pk, everywhere.pk]
    assert queries.holders("risk", DAY) == [here.pk, everywhere.pk, elsewhere.pk]
    assert queries.holders("risk", DAY - ONE) == []


def test_a_roster_knows_the_holders_of_every_day_at_once(django_assert_num_queries: Any) -> None:
    here, everywhere, closed = opened("an"), opened("binh"), opened("chi")
    post = services.give_post(account=here.pk, tenure=Tenure("risk", DAY, office="20BB"), by=SYSTEM, at=AT)
    services.give_post(account=everywhere.pk, tenure=Tenure("risk", DAY + ONE, DAY + ONE * 3), by=SYSTEM, at=AT)
    services.give_post(account=closed.pk, tenure=Tenure("risk", DAY), by=SYSTEM, at=AT)
    services.end_post(post=post, until=DAY + ONE * 5, by=SYSTEM, at=AT + ONE)
    services.close_account(account=closed.pk, by=SYSTEM, at=AT + ONE)
    days = [DAY + ONE * no for no in range(-1, 8)]
    right = [queries.holders("risk", day, office) for day in days for office in ("20BB", "20CF", "")]
    with django_assert_num_queries(1):
        roster = queries.Roster("risk")
        assert [roster.on(day, office) for day in days for office in ("20BB", "20CF", "")] == right
    assert [here.pk] in right
    assert [here.pk, everywhere.pk] in right


def test_one_sees_oneself_and_an_administrator_sees_all() -> None:
    account, _other = opened("an"), opened("binh")
    assert set(queries.visible_to(queries.actor_for(account, DAY))) == {account}
    assert queries.visible_to(Actor(9, "x", posts=frozenset({Post("admin")}))).count() == 2
    assert queries.visible_to(PUBLIC).count() == 0


def test_every_change_of_right_is_a_leaf_without_a_name_in_it() -> None:
    account = opened()
    post = services.give_post(account=account.pk, tenure=OFFICER, by=SYSTEM, at=AT)
    services.end_post(post=post, until=DAY, by=SYSTEM, at=AT)
    services.set_password(account=account.pk, password=SECRET + "!", by=SYSTEM, at=AT)
    services.close_account(account=account.pk, by=SYSTEM, at=AT)
    leaves = sorted(ground.leaves_of(f"account/{account.pk}"), key=lambda leaf: leaf.id)
    assert [leaf.verb for leaf in leaves] == [
        "account.opened", "post.given", "post.ended", "account.password_set", "account.closed",
    ]  # fmt: skip
    for leaf in leaves:
        text = leaf.body.decode()
        assert "Nguyễn" not in text
        assert account.username not in text.replace("account", "").replace("rank", "")


def test_the_database_refuses_a_trader_without_a_party() -> None:
    account = opened()
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Held.objects.create(leaf=1, account=account, role="trader", office="", party="", since=DAY)


MARKS = [{"is_active": False}, {"is_staff": True}, {"is_superuser": True}]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_set_past_the_log_is_found(mark: dict[str, bool]) -> None:
    account = opened()
    assert list(covering.rights_come_from_posts()) == []
    models.Account.objects.filter(pk=account.pk).update(**mark)
    (fault,) = covering.rights_come_from_posts()
    assert fault.place.startswith(f"people_account {account.pk} is_")


def test_an_account_in_a_group_of_django_is_found() -> None:
    account = opened()
    account.groups.add(Group.objects.create(name="x"))
    assert [fault.place for fault in covering.rights_come_from_posts()] == [f"people_account {account.pk} groups"]


TAMPER = [
    ("people_held", "office = '20CF'"),
    ("people_held", "until = NULL"),
    ("people_ended", "until = '2030-01-01'"),
    ("people_account", "username = 'eve'"),
]


def made() -> models.Account:
    account = opened()
    tenure = Tenure("officer", DAY, DAY + ONE * 30, office="20BB")
    post = services.give_post(account=account.pk, tenure=tenure, by=SYSTEM, at=AT)
    services.end_post(post=post, until=DAY + ONE, by=SYSTEM, at=AT)
    log.sequence()
    return account


def places() -> list[str]:
    return [fault.place for fault in verify().faults if "people" in fault.place]


@pytest.mark.django_db(transaction=True)
def test_what_the_services_write_is_what_the_log_answers_for() -> None:
    made()
    assert places() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("table", "change"), TAMPER)
def test_a_row_changed_past_the_log_is_found_and_placed(table: str, change: str) -> None:
    made()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change}")
    assert any(table in place for place in places())


def fail(times: int, username: str = "an") -> None:
    for _ in range(times):
        assert enter(username, "sai rồi") is None


def test_after_five_wrong_passwords_the_right_one_is_refused_too() -> None:
    opened()
    fail(domain.ALLOWED)
    assert queries.locked_until("an", datetime.now(UTC)) is not None
    assert enter("an", SECRET) is None


def test_after_four_wrong_passwords_the_right_one_enters_and_clears_the_count() -> None:
    account = opened()
    fail(domain.ALLOWED - 1)
    assert enter("an", SECRET) == account
    fail(domain.ALLOWED - 1)
    assert enter("an", SECRET) == account


def test_the_lock_holds_whatever_the_case_of_the_name_and_not_for_others() -> None:
    opened("an")
    other = opened("binh")
    fail(domain.ALLOWED, "An")
    assert enter("an", SECRET) is None
    assert enter("binh", SECRET) == other


def test_the_lock_ends_in_real_time_whatever_the_demonstration_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    account = opened()
    fail(domain.ALLOWED)
    monkeypatch.setattr(entry.clock, "now", lambda: AT + ONE * 400)
    assert enter("an", SECRET) is None
    past = datetime.now(UTC) - domain.LOCK
    models.Attempts.objects.update(since=past - ONE / 48, locked_until=past)
    assert enter("an", SECRET) == account


def test_a_lock_on_an_account_is_one_leaf_and_a_name_of_nobody_is_locked_without() -> None:
    account = opened()
    fail(domain.ALLOWED + 3)
    fail(domain.ALLOWED, "nobody")
    locked = [leaf for leaf in ground.leaves_of(f"account/{account.pk}") if leaf.verb == "account.locked"]
    assert len(locked) == 1
    assert queries.locked_until("nobody", datetime.now(UTC)) is not None


def test_traces_older_than_a_day_are_dropped() -> None:
    real = datetime.now(UTC)
    services.note_failure("old", real=real - ONE - timedelta(seconds=1), at=AT)
    services.note_failure("new", real=real, at=AT)
    assert list(models.Attempts.objects.values_list("username", flat=True)) == ["new"]


def test_a_locked_name_is_refused_before_its_password_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    account = opened()
    asked = []
    monkeypatch.setattr(models.Account, "check_password", lambda self, raw: asked.append(raw))
    fail(domain.ALLOWED)
    assert len(asked) == domain.ALLOWED
    assert enter(account.username, SECRET) is None
    assert len(asked) == domain.ALLOWED


@pytest.mark.django_db
def test_an_account_without_password_opens_for_nobody_until_one_is_set() -> None:
    account = services.open_account(username="moi", name="Mới", password=None, by=SYSTEM, at=AT)
    assert not account.has_usable_password()
    assert not account.check_password("")
    services.set_password(account=account.pk, password="mot-mat-khau-dai", by=SYSTEM, at=AT)
    account.refresh_from_db()
    assert account.check_password("mot-mat-khau-dai")
