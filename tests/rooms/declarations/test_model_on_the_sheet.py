"""What an officer reads of the model's part in a channel, and a trader does not."""

from datetime import date, timedelta

import pytest
from tests.rooms.risk.rough_scorer import RoughScorer

from motcua.declarations import factories, services
from motcua.declarations.web import sheet
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.risk import models
from motcua.risk.domain.decision import BOUNDS, MODEL
from motcua.risk.services import scoring

AT = law_moment(date(2023, 5, 4), 9)

pytestmark = pytest.mark.django_db


@pytest.fixture
def declaration(monkeypatch) -> int:
    """One that a model has judged."""
    monkeypatch.setattr(scoring, "scorer", lambda: RoughScorer(no=4))
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=AT - timedelta(days=400))
    bodies = [factories.body(no, day=date(2023, 5, 4)) for no in range(3)]
    answers = services.submit([services.Raw(body, AT) for body in bodies], by=SYSTEM)
    return answers[-1].declaration_id


def trace(declaration: int, *, staff: bool = True) -> list[tuple[str, str, str]]:
    return sheet.reason(declaration, staff=staff)["trace"]


def test_an_officer_reads_score_threshold_and_model_and_a_trader_none_of_it(declaration):
    told = [step for step in trace(declaration) if "4" in step[2] and step[0].startswith("Điểm của mô hình")]
    assert len(told) == 1
    assert trace(declaration, staff=False) == []


@pytest.mark.parametrize("unserved", [MODEL, *BOUNDS])
def test_an_officer_reads_what_kept_the_model_from_an_inspection(declaration, unserved):
    models.Decision.objects.filter(pk=declaration).update(unserved=unserved)
    words = BOUNDS[unserved].vi if unserved in BOUNDS else "Chưa có lượt cho"
    assert (words, unserved, "") in trace(declaration)
