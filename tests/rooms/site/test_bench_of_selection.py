"""The measurement of selection: every part is measured, and nothing of it stays."""

import pytest
from tests.rooms.risk.rough_scorer import RoughScorer

from motcua.declarations.models import Declaration
from motcua.risk import models
from motcua.risk.services import scoring
from motcua.site.bench import selection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    for name, count in {"GROUP": 20, "SINGLE": 30, "EXPLAINED": 5}.items():
        monkeypatch.setattr(selection, name, count)


def test_without_a_model_share_and_single_decision_are_measured_and_taken_back():
    beside, single = selection.measure(2)
    assert beside.baseline > beside.ours > 0
    assert "no model in force" in beside.note
    assert single.p99_ms >= single.p50_ms > 0
    assert not Declaration.objects.exists()
    assert not models.Bucket.objects.exists()


def test_what_was_not_seen_is_not_called_fast(monkeypatch):
    monkeypatch.setattr(selection.Watch, "_timed", lambda self, function: function)
    with pytest.raises(SystemExit, match="nothing was measured"):
        list(selection.measure(1))


def test_with_a_model_its_explanations_are_measured_too(monkeypatch):
    monkeypatch.setattr(scoring, "scorer", lambda: RoughScorer(no=4))
    beside, _, explained = selection.measure(1)
    assert "model 4" in beside.note
    assert explained.work.startswith("explanation")
