"""Mandates with their tables: offered, accepted, ended, by whom; agents recognised; the record of rights."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from motcua.declarations import factories
from motcua.ground.models import Notice
from motcua.ground.queries.verification import verify
from motcua.kernel.actor import SYSTEM, Acting, Actor, Post
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.parties import domain
from motcua.parties import services as parties
from motcua.parties.domain import Mandate
from motcua.parties.queries import mandates as reads
from motcua.parties.services import mandates
from motcua.reference.domain import UnknownCode, UnknownOffice

AT = datetime(2023, 5, 10, 2, tzinfo=UTC)
DAY, ONE = date(2023, 5, 10), timedelta(days=1)
PRINCIPAL, AGENT, OTHER = (factories.party(no).tax_code for no in (1, 2, 3))
MANAGER = Actor(11, "Chủ", parties=frozenset({PRINCIPAL}))
CLERK = Actor(12, "Đại lý", parties=frozenset({AGENT}))
LODGER = Actor(13, "Nhân viên", acting=(Acting(PRINCIPAL, frozenset({"see", "lodge"})),))
STRANGER = Actor(14, "Lạ", parties=frozenset({OTHER}))

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    """Three enterprises; the second is an agent."""
    parties.register([factories.party(no) for no in (1, 2, 3)], by=SYSTEM, at=AT)
    mandates.recognise(AGENT, since=DAY - ONE, decision="QĐ 1", by=SYSTEM, at=AT)


def wanted(**changes: Any) -> Mandate:
    facts = {"principal": PRINCIPAL, "agent": AGENT, "since": DAY, "until": DAY + 9 * ONE,
             "acts": frozenset({"lodge"}), **changes}  # fmt: skip
    return Mandate(**facts)


def test_offered_accepted_and_ended_each_is_told_and_logged() -> None:
    mandate = mandates.give(wanted(), by=MANAGER, at=AT)
    assert not reads.with_mandates(CLERK, DAY).may(PRINCIPAL, "lodge")
    mandates.accept(mandate, by=CLERK, at=AT)
    assert reads.with_mandates(CLERK, DAY).may(PRINCIPAL, "lodge")
    mandates.end(mandate, reason="Xong việc", by=CLERK, at=AT + 2 * ONE)
    assert not reads.with_mandates(CLERK, DAY + 2 * ONE).may(PRINCIPAL, "lodge")
    assert reads.with_mandates(CLERK, DAY + ONE).may(PRINCIPAL, "lodge")
    told = list(Notice.objects.order_by("id").values_list("recipient", flat=True))
    assert told == [f"party/{AGENT}", f"party/{PRINCIPAL}", f"party/{PRINCIPAL}"]
    assert not verify().faults


@pytest.mark.parametrize(
    "by", [LODGER, STRANGER, CLERK, Actor(1, "máy", kind="program", parties=frozenset({PRINCIPAL}))]
)
def test_only_a_manager_of_the_principal_gives(by: Actor) -> None:
    with pytest.raises(NotAllowed):
        mandates.give(wanted(), by=by, at=AT)


@pytest.mark.parametrize(("by", "refusal"), [(MANAGER, NotAllowed), (STRANGER, domain.UnknownMandate)])
def test_only_the_agent_accepts(by: Actor, refusal: type[Exception]) -> None:
    mandate = mandates.give(wanted(), by=MANAGER, at=AT)
    with pytest.raises(refusal):
        mandates.accept(mandate, by=by, at=AT)


def test_nothing_is_accepted_or_ended_twice() -> None:
    mandate = mandates.give(wanted(), by=MANAGER, at=AT)
    mandates.accept(mandate, by=CLERK, at=AT)
    with pytest.raises(domain.MandateDecided):
        mandates.accept(mandate, by=CLERK, at=AT)
    mandates.end(mandate, reason="x", by=MANAGER, at=AT)
    with pytest.raises(domain.MandateDecided):
        mandates.end(mandate, reason="x", by=MANAGER, at=AT)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"agent": OTHER}, domain.NoAgent),
        ({"agent": PRINCIPAL}, domain.MandateOfOneself),
        ({"acts": frozenset()}, domain.NothingInMandate),
        ({"acts": frozenset({"manage"})}, domain.NothingInMandate),
        ({"until": DAY - ONE}, domain.BadMandate),
        ({"until": DAY + 1831 * ONE}, domain.BadMandate),
        ({"offices": frozenset({"99ZZ"})}, UnknownOffice),
        ({"procedures": frozenset({"Z99"})}, UnknownCode),
    ],
)
def test_what_cannot_be_is_not_given(changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        mandates.give(wanted(**changes), by=MANAGER, at=AT)


def test_an_agent_whose_recognition_has_ended_accepts_nothing() -> None:
    mandate = mandates.give(wanted(), by=MANAGER, at=AT)
    agent = reads.agents()[0]
    mandates.end_agent(agent.id, until=DAY, reason="Thu hồi", by=SYSTEM, at=AT)
    with pytest.raises(domain.MandateDecided):
        mandates.accept(mandate, by=CLERK, at=AT + ONE)


def test_agents_are_named_by_customs_with_a_decision_and_once() -> None:
    with pytest.raises(NotAllowed):
        mandates.recognise(
            OTHER, since=DAY, decision="QĐ", by=Actor(5, "An", posts=frozenset({Post("officer")})), at=AT
        )
    with pytest.raises(domain.NeedsReason):
        mandates.recognise(OTHER, since=DAY, decision=" ", by=SYSTEM, at=AT)
    with pytest.raises(domain.AgentBefore):
        mandates.recognise(AGENT, since=DAY, decision="QĐ", by=SYSTEM, at=AT)
    with pytest.raises(NotFound):
        mandates.recognise("9999999999", since=DAY, decision="QĐ", by=SYSTEM, at=AT)


def test_whoever_is_a_user_of_an_agent_never_decides_for_its_principals() -> None:
    mandate = mandates.give(wanted(), by=MANAGER, at=AT)
    mandates.accept(mandate, by=CLERK, at=AT)
    once = Actor(15, "Công chức", posts=frozenset({Post("officer", "20BB")}), barred=frozenset({AGENT}))
    assert reads.with_mandates(once, DAY).barred == {AGENT, PRINCIPAL}
    assert reads.with_mandates(once, DAY + 10 * ONE).barred == {AGENT}


def test_with_the_recognition_its_mandates_end_and_both_sides_are_told() -> None:
    accepted, offered = mandates.give(wanted(), by=MANAGER, at=AT), mandates.give(wanted(), by=MANAGER, at=AT)
    mandates.accept(accepted, by=CLERK, at=AT)
    mandates.end_agent(reads.agents()[0].id, until=DAY, reason="Thu hồi", by=SYSTEM, at=AT)
    held = {n: reads.with_mandates(CLERK, DAY + n * ONE).may(PRINCIPAL, "lodge") for n in (0, 1)}
    assert held == {0: True, 1: False}
    for mandate in (accepted, offered):
        with pytest.raises(domain.MandateDecided):
            mandates.end(mandate, reason="x", by=MANAGER, at=AT)
    assert Notice.objects.filter(words_en__contains="has ended").count() == 4
    assert not verify().faults
