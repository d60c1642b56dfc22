"""Second factors: codes of an application, recovery codes, passkeys in the tables, and a reset by two."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from motcua.ground.models import Notice
from motcua.ground.queries.verification import verify
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.refusals import NotAllowed
from motcua.people import domain, queries, sealing, services
from motcua.people.domain import Preferences, Tenure
from motcua.people.domain.factors import STEP, application
from motcua.people.models import Account, Factor, Recovery, Reset
from motcua.people.queries import factors as reads
from motcua.people.services import factors, resets
from motcua.people.services.preferences import prefer

AT = datetime(2023, 5, 10, 2, tzinfo=UTC)
REAL = datetime(2026, 1, 5, 2, tzinfo=UTC)
DAY = date(2023, 5, 10)
KEY = b"a key of twenty byte"
TICK = timedelta(seconds=STEP)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> Any:
    """No demonstration remembered."""
    clock.forget()
    yield
    clock.forget()


@pytest.fixture
def account() -> Account:
    """Somebody without posts."""
    return services.open_account(username="an", name="An", password=None, by=SYSTEM, at=AT)


def who(account: Account) -> Actor:
    return queries.actor_for(account, DAY)


def code(real: datetime = REAL, key: bytes = KEY) -> str:
    return application(key).generate(int(real.timestamp())).decode()


def with_codes(account: Account) -> int:
    return factors.add_codes(
        account.pk, key=KEY, code=code(), name="Máy", by=who(account), at=AT, real=REAL
    )  # fmt: skip


def test_the_codes_are_those_of_rfc_6238() -> None:
    totp = application(b"12345678901234567890")
    assert [totp.generate(at).decode() for at in (59, 1111111109, 2000000000)] == ["287082", "081804", "279037"]


def test_an_application_is_added_by_a_right_code_and_its_key_lies_sealed(account: Account) -> None:
    with pytest.raises(domain.WrongCode):
        factors.add_codes(account.pk, key=KEY, code="000000", name="", by=who(account), at=AT, real=REAL)
    with_codes(account)
    held = bytes(Factor.objects.get().secret)
    assert KEY not in held
    assert sealing.unseal(held, account.pk) == KEY
    with pytest.raises(domain.FactorThere):
        with_codes(account)
    assert not verify().faults


def test_a_sealed_key_opens_for_no_other_account(account: Account) -> None:
    from cryptography.exceptions import InvalidTag

    with pytest.raises(InvalidTag):
        sealing.unseal(sealing.seal(KEY, 1), 2)


@pytest.mark.parametrize(("ticks", "right"), [(-2, False), (-1, False), (0, False), (1, True), (2, True), (3, False)])
def test_a_code_is_used_once_and_clocks_may_differ_by_one_step(account: Account, ticks: int, right: bool) -> None:
    with_codes(account)  # used the code of REAL
    said = code(REAL + ticks * TICK)
    assert bool(factors.use_code(account, said, at=AT, real=REAL + TICK)) is right
    assert not factors.use_code(account, said, at=AT, real=REAL + TICK)


def test_wrong_codes_make_the_account_wait(account: Account) -> None:
    with_codes(account)
    now = REAL + 4 * TICK
    for _ in range(domain.ALLOWED):
        with pytest.raises(domain.WrongCode):
            factors.need_code(account, "000000", at=AT, real=now)
    with pytest.raises(domain.WrongCode):
        factors.need_code(account, code(now), at=AT, real=now)
    later = now + domain.LOCK
    assert factors.need_code(account, code(later), at=AT, real=later) == "codes"


def test_each_recovery_code_opens_once_and_a_new_set_replaces_the_old(account: Account) -> None:
    with_codes(account)
    first = factors.make_recovery(account.pk, by=who(account), at=AT)
    assert len(set(first)) == 10
    assert all(each.encode() not in bytes(row.digest) for each in first for row in Recovery.objects.all())
    assert factors.use_code(account, first[0].lower().replace("-", " "), at=AT, real=REAL) == "recovery"
    assert factors.use_code(account, first[0], at=AT, real=REAL) == ""
    second = factors.make_recovery(account.pk, by=who(account), at=AT)
    assert factors.use_code(account, first[1], at=AT, real=REAL) == ""
    assert factors.use_code(account, second[1], at=AT, real=REAL) == "recovery"
    assert Notice.objects.filter(recipient=f"account/{account.pk}", words_en__contains="recovery code").count() == 2
    assert not verify().faults


def test_nobody_adds_a_factor_for_another(account: Account) -> None:
    with pytest.raises(NotAllowed):
        factors.add_codes(account.pk, key=KEY, code=code(), name="", by=SYSTEM, at=AT, real=REAL)
    with pytest.raises(domain.UnknownFactor):
        factors.remove(with_codes(account), by=Actor(account.pk + 1, "Lạ"), at=AT)


def test_a_passkey_is_one_accounts_and_its_count_goes_on(account: Account) -> None:
    made = factors.add_passkey(account.pk, handle=b"h", public=b"p", counter=3, name="", by=who(account), at=AT)
    with pytest.raises(domain.BadPasskey):
        factors.add_passkey(account.pk, handle=b"h", public=b"p", counter=0, name="", by=who(account), at=AT)
    factors.passkey_used(made, 4, real=REAL)
    for copied in (4, 2):
        with pytest.raises(domain.BadPasskey):
            factors.passkey_used(made, copied, real=REAL)
    factors.passkey_used(made, 0, real=REAL)
    factors.remove(made, by=who(account), at=AT)
    assert reads.by_handle(b"h") is None
    with pytest.raises(domain.BadPasskey):
        factors.passkey_used(made, 9, real=REAL)


@pytest.mark.parametrize(("role", "stays"), [("leader", True), ("revenue", True), ("risk", False)])
def test_who_must_have_a_factor_keeps_the_last_one(account: Account, role: str, stays: bool) -> None:
    services.give_post(account=account.pk, tenure=Tenure(role, DAY), by=SYSTEM, at=AT)
    made = with_codes(account)
    if stays:
        with pytest.raises(domain.LastFactor):
            factors.remove(made, by=who(account), at=AT)
        clock.set_demonstration(AT)
    factors.remove(made, by=who(account), at=AT)


def administrators() -> list[Actor]:
    found = []
    for name in ("mot", "hai", "ba"):
        opened = services.open_account(username=name, name=name, password=None, by=SYSTEM, at=AT)
        services.give_post(account=opened.pk, tenure=Tenure("admin", DAY), by=SYSTEM, at=AT)
        found.append(who(opened))
    return found


def test_a_lost_factor_is_reset_by_two_administrators_and_the_person_is_told(account: Account) -> None:
    with_codes(account)
    factors.make_recovery(account.pk, by=who(account), at=AT)
    first, second, _ = administrators()
    asked = resets.ask_reset(account.pk, reason="Mất điện thoại", by=first, at=AT)
    with pytest.raises(domain.FourEyes):
        resets.decide_reset(asked, agreed=True, by=first, at=AT)
    resets.decide_reset(asked, agreed=True, by=second, at=AT)
    assert reads.of(account.pk) == []
    assert reads.unused_recovery(account.pk) == []
    assert Notice.objects.filter(recipient=f"account/{account.pk}").count() == 4
    with pytest.raises(domain.NothingToReset):
        resets.decide_reset(asked, agreed=True, by=second, at=AT)
    assert not verify().faults


def test_a_reset_that_is_denied_takes_nothing(account: Account) -> None:
    with_codes(account)
    first, second, _ = administrators()
    resets.decide_reset(resets.ask_reset(account.pk, reason="?", by=first, at=AT), agreed=False, by=second, at=AT)
    assert len(reads.of(account.pk)) == 1


def test_nobody_resets_the_own_factors_nor_without_reason_or_cause(account: Account) -> None:
    first, _, third = administrators()
    with pytest.raises(domain.NothingToReset):
        resets.ask_reset(account.pk, reason="Mất", by=first, at=AT)
    with_codes(account)
    with pytest.raises(domain.NeedsWords):
        resets.ask_reset(account.pk, reason=" ", by=first, at=AT)
    with pytest.raises(domain.FourEyes):
        resets.ask_reset(first.account, reason="Mất", by=first, at=AT)
    with pytest.raises(NotAllowed):
        resets.ask_reset(account.pk, reason="Mất", by=who(account), at=AT)
    services.give_post(account=account.pk, tenure=Tenure("admin", DAY), by=SYSTEM, at=AT)
    asked = resets.ask_reset(account.pk, reason="Mất", by=first, at=AT)
    with pytest.raises(domain.FourEyes):
        resets.decide_reset(asked, agreed=True, by=who(account), at=AT)
    assert Reset.objects.filter(decided=None).count() == 1
    assert third.holds("admin")


@pytest.mark.parametrize(
    "wanted", [Preferences(language="fr"), Preferences(page_size=7), Preferences(theme="pink"),
               Preferences(notices=frozenset({"pigeon"}))]
)  # fmt: skip
def test_a_preference_is_one_of_the_choices(account: Account, wanted: Preferences) -> None:
    with pytest.raises(domain.BadPreference):
        prefer(wanted, by=who(account), on=DAY)


def test_preferences_are_kept_with_the_account(account: Account) -> None:
    wanted = Preferences("en", "dark", "dense", 100, "20BB", frozenset({"site", "mail"}))
    prefer(Preferences(), by=who(account), on=DAY)
    prefer(wanted, by=who(account), on=DAY)
    assert queries.preferences_of([account.pk, 0]) == {account.pk: wanted, 0: Preferences()}
