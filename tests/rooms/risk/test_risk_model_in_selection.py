"""The model in selection with its tables: asked once, before the lock; the window kept and restored; measures kept."""

from datetime import date
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.rooms.risk.rough_scorer import RoughScorer
from tests.rooms.risk.test_risk_selection import HEAD, NOON, faults

from motcua.ground.services import bulk, ids
from motcua.risk import models, queries, services
from motcua.risk.domain import GREEN, ONE, RED, YELLOW, Facts, Window, read, told
from motcua.risk.domain.decision import MODEL, PARTY
from motcua.risk.domain.errors import NotAsked, NoToken
from motcua.risk.domain.features import FEATURES_NO, matrix
from motcua.risk.domain.history import History
from motcua.risk.services import scoring
from motcua.risk.services import window as kept_window
from motcua.risk.services.window import window_at

LEGAL, PAPERS = "L-INFORMATION", "Y-LEVEL45"

pytestmark = pytest.mark.django_db


@pytest.fixture
def scorer(monkeypatch) -> RoughScorer:
    """A model is in force."""
    found = RoughScorer()
    monkeypatch.setattr(scoring, "scorer", lambda: found)
    return found


def waiting(count: int, *hits: str, known: bool = True) -> list[services.Candidate]:
    """Candidates by as many enterprises, with the facts that a model judges."""
    found = []
    for subject in ids.take(NOON, count):
        number, party = f"{subject % 10**12:012d}", f"{subject % 10**10:010d}"
        facts = Facts(office="20BB", direction="import", procedure="A11", party=party, level=3, codes=(), number=number)
        found.append(services.Candidate(subject, number, "20BB", party, hits, 3, told=told(facts) if known else b""))
    return found


def decided(candidates: list[services.Candidate], *, stored: bool = True) -> list[services.Decision]:
    """Select a group and store its rows, or let its transaction fail."""
    with transaction.atomic():
        decisions = services.select(candidates, at=NOON)
        rows = [services.rows(decision) for decision in decisions]
        bulk.insert(services.T_DECISION, services.DECISION, rows, services.DECISION_MOMENTS)
        transaction.set_rollback(not stored)
    return decisions


def by_model(decisions: list[services.Decision]) -> list[services.Decision]:
    return [each for each in decisions if each.source == "model" and each.channel == RED]


def measures() -> dict[int, models.Measure]:
    return {each.subject: each for each in models.Measure.objects.all()}


# Asking


def test_the_model_is_asked_once_for_a_group(scorer):
    decisions = decided(waiting(200))
    assert scorer.asked == 1
    assert {each.model for each in decisions} == {1}
    assert faults() == []


def test_a_group_is_judged_before_the_bucket_is_locked(scorer, monkeypatch):
    candidates, locked = waiting(5), []
    here = import_module("motcua.risk.services.select")
    monkeypatch.setattr(here, "lock", lambda: locked.append(scorer.asked) or services.hold())
    decided(candidates)
    assert locked == [1]


def test_declarations_without_facts_are_not_judged(scorer):
    decisions = decided([*waiting(3), *waiting(2, known=False), *waiting(1)])
    assert [each.model for each in decisions] == [1, 1, 1, 0, 0, 1]
    assert [each.score for each in decisions][3:5] == [-1, -1]


def test_without_a_model_in_force_nothing_is_scored_and_the_inspected_are_measured_by_what_is_known():
    decisions = decided(waiting(20, LEGAL))
    assert {(each.model, each.score, each.score_threshold) for each in decisions} == {(0, -1, -1)}
    red = {each.subject for each in decisions if each.channel == RED}
    assert {(subject, kept.model, kept.reasons) for subject, kept in measures().items()} == {
        (subject, 0, "[]") for subject in red
    }


@pytest.mark.usefixtures("scorer")
def test_a_trader_learns_of_the_model_as_of_any_risk():
    chosen = by_model(decided(waiting(1_500)))
    shown = queries.shown_to_trader(chosen[0].subject)
    assert shown is not None
    assert (shown.channel, shown.reason_class) == (RED, "risk")
    assert "odel" not in str(shown)


# The window


def restart() -> None:
    """As if another process went on."""
    kept_window._forget()


@pytest.mark.usefixtures("scorer")
def test_processes_that_take_turns_decide_as_one_would(monkeypatch):
    here, there = Window(), Window()
    for turn, size in enumerate([400, 1, 300, 2, 1, 500, 60] * 2):
        monkeypatch.setattr(kept_window, "_kept", here if turn % 3 else there)
        decided(waiting(size))
        here, there = (kept_window._kept, there) if turn % 3 else (here, kept_window._kept)
    restart()
    decided(waiting(100))
    assert by_model(list(queries.decisions()))
    assert faults() == []


@pytest.mark.usefixtures("scorer")
def test_a_transaction_that_fails_leaves_nothing_in_the_window():
    decided(waiting(700))
    decided(waiting(300), stored=False)
    decided(waiting(700))
    decided(waiting(50), stored=False)
    other = kept_window._kept
    restart()
    decided(waiting(50))
    kept_window._kept = other
    decided(waiting(200))
    assert by_model(list(queries.decisions()))
    assert faults() == []


@pytest.mark.usefixtures("scorer")
def test_a_change_of_champion_begins_with_no_score_known(monkeypatch):
    decided(waiting(800))
    monkeypatch.setattr(scoring, "scorer", lambda: RoughScorer(no=2))
    first = decided(waiting(300))
    assert first[0].score_threshold > 1_000_000 >= first[-1].score_threshold
    assert faults() == []


def questions(count: int) -> int:
    with (
        CaptureQueriesContext(
            connection,
        ) as asked,
        transaction.atomic(),
    ):
        services.select([*waiting(count), *waiting(1, LEGAL)], at=NOON)
        transaction.set_rollback(True)
    return len(asked)


def test_a_group_costs_the_same_questions_whatever_its_size():
    decided(waiting(100))
    first = questions(300)
    decided(waiting(2))
    assert questions(900) == first


def test_a_window_that_is_up_to_date_asks_nothing():
    decided(waiting(100))
    held = models.Bucket.objects.get()
    with CaptureQueriesContext(connection) as asked:
        assert len(window_at(held)) == 100
    assert len(asked) == 0


# What is kept of the inspected


def test_feature_values_of_all_that_is_inspected_are_kept_and_reasons_where_the_model_chose(scorer):
    decisions = decided([*waiting(1_500), *waiting(3, LEGAL)])
    red = {each.subject: each for each in decisions if each.channel == RED}
    kept = measures()
    assert kept.keys() == red.keys()
    assert {each.source for each in red.values()} >= {"model", "random", "legal"}
    for subject, measure in kept.items():
        values = np.frombuffer(bytes(measure.values), dtype=np.float32)
        assert round(float(values[0]) * 1_000_000) == red[subject].score
        assert (measure.model, measure.features) == (scorer.no, FEATURES_NO)
        said = red[subject].number in measure.reasons
        assert said is (red[subject].source == "model")


def test_measures_and_decisions_are_stored_together_or_not_at_all(scorer):
    decided(waiting(20, LEGAL), stored=False)
    assert (measures(), models.Told.objects.count(), models.Bucket.objects.count()) == ({}, 0, 0)


def test_before_the_first_model_feature_values_are_kept_from_the_history():
    (candidate,) = waiting(1, LEGAL)
    decided([candidate])
    kept = measures()[candidate.subject]
    values = matrix([read(candidate.told)], History())[0]
    assert (kept.model, kept.reasons, bytes(kept.values)) == (0, "[]", values.astype("<f4").tobytes())


# Changes of channel, cancellations


def rise(subject: int, ground: Any = "officer") -> models.Upgrade:
    return services.upgrade(subject=subject, ground=ground, reason="Nghi vấn", by=HEAD, at=NOON)


@pytest.mark.parametrize("group", [0, 1])
def test_what_an_officer_sends_to_inspection_is_measured_with_its_own_facts(scorer, group):
    decisions = [decided(waiting(100)) for _ in range(2)][group]
    models.Bucket.objects.update(balance_millionths=9 * ONE)
    found = next(each for each in decisions[40:] if each.channel == GREEN)
    rise(found.subject)
    kept = measures()[found.subject]
    assert round(float(np.frombuffer(bytes(kept.values), dtype=np.float32)[0]) * 1_000_000) == found.score
    assert queries.balance().balance_millionths == 8 * ONE


@pytest.mark.usefixtures("scorer")
def test_what_was_measured_first_stays_when_a_declaration_goes_down_and_up_again():
    (red,) = decided(waiting(1, LEGAL))
    before = bytes(measures()[red.subject].values)
    services.lower(subject=red.subject, to=YELLOW, reason="Đủ", by=HEAD, at=NOON)
    rise(red.subject, "legal")
    assert bytes(measures()[red.subject].values) == before
    assert faults() == []


@pytest.mark.usefixtures("scorer")
def test_a_change_of_channel_leaves_the_documents_budget_and_the_window_alone():
    (red,) = decided(waiting(1, LEGAL))
    services.lower(subject=red.subject, to=YELLOW, reason="Đủ", by=HEAD, at=NOON)
    held = models.Bucket.objects.get()
    assert (held.documents_millionths, held.last_subject) == (300_000, red.subject)
    decided(waiting(1))
    assert faults() == []


def test_a_request_of_the_model_is_granted_with_its_own_token_and_one_over_a_bound_does_not_wait(scorer):
    waits, over = decided(waiting(2))
    models.Decision.objects.filter(pk=waits.subject).update(unserved=MODEL)
    models.Decision.objects.filter(pk=over.subject).update(unserved=PARTY)
    assert [each.subject for each in queries.unserved(date(2023, 1, 1), date(2023, 12, 31))] == [waits.subject]
    models.Bucket.objects.update(balance_millionths=4 * ONE - 1)
    with pytest.raises(NoToken):
        rise(waits.subject, "request")
    models.Bucket.objects.update(balance_millionths=4 * ONE)
    assert rise(waits.subject, "request").source == "model"
    with pytest.raises(NotAsked):
        rise(over.subject, "request")


# What the log checks


@pytest.mark.usefixtures("scorer")
@pytest.mark.parametrize(("table", "column", "value"), [
    ("decision", "documents_millionths", 7), ("decision", "score_threshold", 7), ("decision", "model", 3),
    ("decision", "score", 1_000_000), ("bucket", "documents_millionths", 7), ("bucket", "last_subject", 7),
])  # fmt: skip
def test_a_changed_value_is_a_fault_that_names_its_table(table, column, value):
    decided(waiting(60))
    assert faults() == []
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE risk_{table} SET {column} = %s WHERE turn IN (30, 60)", [value])
    assert any(f"risk_{table}" in fault.place for fault in faults())
