"""Learning while simulating: only what the policy inspected teaches, with the features as they were when it chose."""

from datetime import timedelta

import pytest
from tests.domain.risk.risk_factories import BOOK, NOON, facts, number

from motcua.risk.domain import RED, Candidate, told
from motcua.risk.domain.learning import numbers_on
from motcua.risk.domain.simulation import Result, Selecting, Stream, run
from motcua.risk.domain.simulation.learning import Learning
from motcua.risk.domain.simulation.policies import numbers

DAILY = 40


def invented(days=150, false_party="5700000003"):
    """Ten enterprises; one of them cheats on every second declaration."""
    candidates, results = [], []
    for place in range(days * DAILY):
        at = NOON + timedelta(days=place // DAILY, seconds=place % DAILY)
        party = f"570000000{place % 10}"
        kept = told(facts(party=party, tax=1_000_000 + place % 7 * 100_000, weight=1_000))
        candidates.append(Candidate(place + 1, number(place + 1), "20BB", party, (), 3, at, kept))
        false = party == false_party and place // 10 % 2 == 0
        results.append(Result(false, 5_000_000 * false))
    return Stream(candidates, results)


class Watched(Learning):
    """Notes which declarations taught it."""

    def __init__(self):
        super().__init__()
        self.taught = []

    def found(self, day, candidate, result):
        self.taught.append(candidate.subject)
        super().found(day, candidate, result)


def simulated(stream):
    learner = Watched()
    policy = Selecting(law_of=numbers(100_000, 300_000), book_of=lambda _: BOOK, learner=learner)
    return run(stream, policy), learner


@pytest.fixture(scope="module")
def whole():
    stream = invented()
    return stream, *simulated(stream)


def test_only_what_was_inspected_teaches_and_once(whole):
    stream, made, learner = whole
    inspected = {stream.candidates[place].subject for place, channel in enumerate(made.channels) if channel == RED}
    assert len(learner.taught) == len(set(learner.taught)) > 100
    assert set(learner.taught) <= inspected
    assert len(learner._rows()) == len(learner.taught)


def test_no_version_is_trained_before_there_is_enough_to_learn_from(whole):
    stream, made, learner = whole
    least = numbers_on(NOON.date()).least_rows
    first = next(place for place, source in enumerate(made.sources) if source == "model")
    before = [subject for subject in learner.taught if subject < stream.candidates[first].subject]
    assert len(before) >= least


def test_a_version_begins_on_the_first_day_of_a_month(whole):
    _, _, learner = whole
    assert learner.versions
    assert {day.day for _, day in learner.versions} == {1}


def test_what_was_learned_finds_the_enterprise_that_cheats(whole):
    stream, made, _ = whole
    chosen = [stream.candidates[place].party for place, source in enumerate(made.sources) if source == "model"]
    assert chosen.count("5700000003") > len(chosen) / 2


def test_the_same_stream_teaches_the_same(whole):
    stream, made, learner = whole
    again, other = simulated(stream)
    assert again == made
    assert other.champion == learner.champion
    assert other._rows().fingerprint == learner._rows().fingerprint


def test_a_lesson_has_the_features_with_which_it_was_judged_not_those_of_later():
    stream, judged = invented(days=6), {}

    class Keeping(Learning):
        def judge(self, day, group):
            found = super().judge(day, group)
            judged.update(self._seen[day])
            return found

    learner = Keeping()
    run(stream, Selecting(law_of=numbers(100_000, 1_000_000), book_of=lambda _: BOOK, learner=learner))
    rows = learner._rows()
    assert len(rows) > 5
    kept = [tuple(values.tolist()) for values in judged.values()]
    assert all(tuple(row.tolist()) in kept for row in rows.features)


def test_features_are_kept_no_longer_than_a_result_may_come():
    stream, learner = invented(days=20), Learning()
    run(stream, Selecting(book_of=lambda _: BOOK, learner=learner))
    assert len(learner._seen) <= 3


def test_results_of_others_change_nothing():
    """What the policy did not inspect may be as it will."""
    stream = invented(days=90)
    made, _ = simulated(stream)
    bent = [
        result if channel == RED else Result(not result.hit, 9)
        for result, channel in zip(stream.results, made.channels, strict=True)
    ]
    again, _ = simulated(Stream(stream.candidates, bent))
    assert again == made
    assert sum(one != other for one, other in zip(bent, stream.results, strict=True)) > len(bent) / 2
