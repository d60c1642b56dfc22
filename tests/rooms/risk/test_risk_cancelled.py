"""A cancelled declaration gives nothing back, of neither budget, and stays in the stream."""

from datetime import date, timedelta

import pytest
from tests.rooms.risk.test_risk_selection import HEAD, faults

from motcua.declarations import factories, services
from motcua.declarations.domain.life import Channel, State
from motcua.declarations.models import Declaration
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.risk import models, queries
from motcua.risk import services as risk
from motcua.risk.domain import ONE

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
        cancelled = green
    else:
        cancelled = Declaration.objects.filter(channel=channel, state=State.DOCUMENT_CHECK).first()
    before, decision = budgets(), queries.decision(cancelled.id)
    services.cancel([services.Cancellation(cancelled.id, AT + timedelta(hours=3), "E3")], by=SYSTEM)
    cancelled.refresh_from_db()
    assert cancelled.state == State.CANCELLED
    assert (budgets(), queries.decision(cancelled.id)) == (before, decision)
    lodge(60, 1)
    spent = models.Decision.objects.latest("turn")
    assert spent.turn == before[2] + 1
    assert spent.balance_millionths == before[0] + 50_000 - (ONE if spent.channel == Channel.RED else 0)
    assert faults() == []
