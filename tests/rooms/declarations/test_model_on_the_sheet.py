"""What an officer reads of the model's part in a channel, and a trader does not."""

from datetime import date, timedelta

import pytest
from tests.rooms.risk.rough_scorer import RoughScorer

from motcua.declarations import factories, services
from motcua.declarations.web import reasons
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.risk import models
from motcua.risk.domain.decision import BOUNDS, DRAW, MODEL
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


def read_by(role: str, declaration: int) -> list[tuple[str, str, str]]:
    """All lines of the reason that this role reads."""
    told = reasons.reason(declaration, Actor(1, role, posts=frozenset({Post(role, "20BB")})))
    assert told is not None
    return [*told["trace"], *told["inner"]]


def test_who_answers_for_risk_reads_score_and_threshold_an_officer_and_a_trader_do_not(declaration):
    told = [step for step in read_by("risk", declaration) if step[0].startswith("Điểm của mô hình số 4")]
    assert len(told) == 1
    assert not any(step[0].startswith("Điểm") for step in read_by("officer", declaration))
    assert read_by("trader", declaration) == []


@pytest.mark.parametrize("unserved", BOUNDS)
def test_an_officer_reads_what_kept_an_inspection_from_being_made(declaration, unserved):
    models.Decision.objects.filter(pk=declaration).update(unserved=unserved)
    assert (BOUNDS[unserved].vi, unserved, "") in read_by("officer", declaration)


@pytest.mark.parametrize(("unserved", "asks"), [(MODEL, "Mô hình chấm điểm"), (DRAW, "Chọn ngẫu nhiên")])
def test_an_officer_reads_for_what_no_token_was_left(declaration, unserved, asks):
    models.Decision.objects.filter(pk=declaration).update(unserved=unserved)
    assert ("Đã đề nghị kiểm tra thực tế nhưng hết lượt", "", asks) in read_by("officer", declaration)
