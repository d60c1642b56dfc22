"""Watch lists of control told to selection: by a second person, from tomorrow, inside the cap, until their last day."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.domain.risk.risk_factories import facts
from tests.rooms.risk.test_risk_profiles_written import DAY, NOON, TOMORROW, register

from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import Actor, Post
from motcua.kernel.refusals import NotAllowed
from motcua.risk import covering, models, queries, services
from motcua.risk.domain import RED, Facts
from motcua.risk.domain.errors import NotInUse, SecondOfficer, TooLate
from motcua.risk.domain.language import criteria_of
from motcua.risk.domain.watches import Order
from motcua.risk.queries import watches

pytestmark = pytest.mark.django_db
LEADER = Actor(41, "leader", posts=frozenset({Post("leader", "20ZZ")}))
ASKED = Actor(42, "control", posts=frozenset({Post("control", "20ZZ")}))
TRADER = Actor(43, "trader", posts=frozenset({Post("trader")}))
PARTY = "5799900777"
CODE = "WATCH-DS-2023-0001"


def quiet(party: str) -> Facts:
    """An export that no packaged profile asks to inspect."""
    return facts(party=party, direction="export", procedure="B11", origin="VN", origins=(), level=1)


def order(criteria: str = f"party in {PARTY}", until: date = DAY + timedelta(days=5), **changes: object) -> Order:
    given = {"number": "DS-2023-0001", "criteria": criteria_of(criteria), "until": until, "asked_by": "account/42"}
    return Order(**{**given, **changes})  # type: ignore[arg-type]


def test_what_is_watched_is_inspected_from_tomorrow_to_the_last_day_inside_the_cap() -> None:
    watched, other = quiet(PARTY), quiet("5799900001")
    register(*[other] * 400)
    assert services.watch(order(), by=LEADER, at=NOON) == TOMORROW
    assert CODE not in register(watched)[0].hits
    tomorrow = register(watched, other, day=TOMORROW)
    assert CODE in tomorrow[0].hits.split()
    assert (tomorrow[0].channel, tomorrow[0].rule, tomorrow[0].reason_class) == (RED, CODE, "risk")
    assert CODE not in tomorrow[1].hits
    assert all(each.balance_millionths >= 0 for each in tomorrow)
    last, after = DAY + timedelta(days=5), DAY + timedelta(days=6)
    assert CODE in register(watched, day=last)[0].hits
    assert CODE not in register(watched, day=after)[0].hits
    assert [each.day for each in watches.met(CODE)] == [last, TOMORROW]
    assert watches.met_counts([CODE, "WATCH-NONE"]) == {CODE: 2, "WATCH-NONE": 0}


def test_without_a_token_what_is_watched_has_its_documents_checked_and_waits() -> None:
    services.watch(order(), by=LEADER, at=NOON)
    (found,) = register(quiet(PARTY), day=TOMORROW)
    assert found.channel != RED
    assert found.unserved == CODE


def test_who_asked_does_not_decide_and_a_trader_never() -> None:
    with pytest.raises(SecondOfficer):
        services.watch(order(), by=ASKED, at=NOON)
    with pytest.raises(SecondOfficer):
        services.watch(order(), by=Actor(44, "x", posts=LEADER.posts, behalf=42), at=NOON)
    with pytest.raises(NotAllowed):
        services.watch(order(), by=TRADER, at=NOON)
    assert not models.Watch.objects.exists()


def test_an_order_told_twice_counts_once_and_one_that_is_over_never_begins() -> None:
    first = services.watch(order(), by=LEADER, at=NOON)
    assert services.watch(order(), by=LEADER, at=NOON + timedelta(days=1)) == first
    assert models.Watch.objects.count() == 1
    with pytest.raises(TooLate):
        services.watch(order(number="DS-2", until=DAY), by=LEADER, at=NOON)


def test_an_entry_that_is_stopped_is_met_no_more_from_the_next_day() -> None:
    with pytest.raises(NotInUse):
        services.stop_watching(CODE, by=LEADER, at=NOON)
    services.watch(order(), by=LEADER, at=NOON)
    day = services.stop_watching(CODE, by=LEADER, at=NOON + timedelta(days=1))
    assert day == TOMORROW + timedelta(days=1)
    assert services.stop_watching(CODE, by=LEADER, at=NOON + timedelta(days=2)) == day
    assert CODE in register(quiet(PARTY), day=TOMORROW)[0].hits
    assert CODE not in register(quiet(PARTY), day=day)[0].hits


def test_verify_takes_watched_decisions_again_and_sees_an_order_that_was_touched() -> None:
    services.watch(order(), by=LEADER, at=NOON)
    register(quiet(PARTY), day=TOMORROW)
    log.sequence()
    assert [fault.place for fault in verification.verify().faults if "watch" in fault.place] == []
    assert list(covering.check_told()) == []
    assert list(covering.check_watches()) == []
    with transaction.atomic():
        models.Watch.objects.update(asked_by="account/41")
    queries.forget_profiles()
    assert [fault.place for fault in covering.check_watches()] == [f"risk_watch {CODE}"]
    assert any("risk_watch" in fault.place for fault in verification.verify().faults)
