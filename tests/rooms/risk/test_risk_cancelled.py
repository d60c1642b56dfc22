"""A cancelled declaration gives nothing back, of neither budget, and stays in the stream."""

from datetime import date, timedelta

import pytest
from tests.rooms.risk.test_risk_selection import HEAD, faults

from motcua.declarations import factories, services
from motcua.declarations.domain.life import Channel, State
from motcua.declarations.models import Declaration
from motcua.declarations.queries.cancelled import cancelled
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.risk import models, queries
from motcua.risk import services as risk
from motcua.risk.domain import ONE
from motcua.risk.domain.simulation import Result
from motcua.risk.services import simulation

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)

pytestmark = pytest.mark.django_db


def lodge(first: int, count: int) -> None:
    bodies = [factories.body(no, day=DAY) for no in range(first, first + count)]
    assert all(answer.accepted for answer in services.submit([services.Raw(body, AT) for body in bodies], by=SYSTEM))


def budgets() -> tuple[int, int, int]:
    """The balances, and how many declarations have earned."""
    held = models.Bucket.objects.get()
    return held.balance_millionths, held.documents_millionths, held.turn


@pytest.mark.parametrize("channel", [Channel.YELLOW, Channel.RED])
def test_a_cancelled_declaration_gives_nothing_back(channel):
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=AT - timedelta(days=400))
    lodge(0, 60)
    if channel is Channel.RED:
        green = Declaration.objects.filter(channel=Channel.GREEN).exclude(state=State.CLEARED).first()
        risk.upgrade(subject=green.id, ground="legal", reason="Tin báo", by=HEAD, at=AT)
        chosen = green
    else:
        chosen = Declaration.objects.filter(channel=channel, state=State.DOCUMENT_CHECK).first()
    before, decision = budgets(), queries.decision(chosen.id)
    services.cancel([services.Cancellation(chosen.id, AT + timedelta(hours=3), "E3")], by=SYSTEM)
    chosen.refresh_from_db()
    assert chosen.state == State.CANCELLED
    assert (budgets(), queries.decision(chosen.id)) == (before, decision)
    lodge(60, 1)
    spent = models.Decision.objects.latest("turn")
    assert spent.turn == before[2] + 1
    assert spent.balance_millionths == before[0] + 50_000 - (ONE if spent.channel == Channel.RED else 0)
    assert faults() == []


def test_what_was_cancelled_before_its_inspection_is_of_unknown_result_and_what_was_inspected_is_known():
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=AT - timedelta(days=400))
    lodge(0, 60)
    first, second, *_ = Declaration.objects.filter(channel=Channel.GREEN).exclude(state=State.CLEARED)
    for found in (first, second):
        risk.upgrade(subject=found.id, ground="legal", reason="Tin báo", by=HEAD, at=AT)
    risk.record_outcome(subject=second.id, finding="TEN", recovered=7, by=SYSTEM, at=AT)
    services.cancel([services.Cancellation(first.id, AT + timedelta(hours=3), "E3")], by=SYSTEM)
    assert cancelled() == {first.id}
    truth = {first.id: Result(True, 5), second.id: Result(True, 7)}
    for results in (truth, None):
        held = simulation.stored(DAY, results, whole=results is not None, cancelled={first.id, second.id}).stream
        told = {each.subject: result for each, result in zip(held.candidates, held.results, strict=True)}
        assert (told[first.id], told[second.id]) == (None, Result(True, 7))
