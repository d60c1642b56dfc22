"""Replay: whatever is changed in what was stored, taking the decisions again shows it."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from tests.domain.risk.risk_factories import DAY, LAW, NOON, OFFICE, PAPERS, candidates, decided, terms
from tests.domain.risk.risk_streams import Stream

from motcua.risk.domain import GREEN, ONE, RED, Bucket, Judged, decide
from motcua.risk.domain.replay import Change, Replay

HITS = [(), (OFFICE,), (LAW,), (PAPERS,)] * 200
JUDGED = [Judged(1 + place // 500, place * 7_919 % 1_000_003) for place in range(len(HITS))]
STREAM = decide(candidates(HITS), Bucket(), lambda day: terms(day), at=NOON, judged=JUDGED)
CHANGED = {
    "turn": lambda found: found.turn + 1_000,
    "at": lambda found: found.at + timedelta(days=1),
    "number": lambda found: "990000000000",
    "hits": lambda found: OFFICE if not found.hits else "",
    "channel": lambda found: found.channel % 3 + 1,
    "source": lambda found: "officer",
    "rule": lambda found: "OTHER",
    "reason_class": lambda found: "other",
    "unserved": lambda found: "OTHER",
    "probability_ppm": lambda found: found.probability_ppm ^ 1,
    "draw": lambda found: found.draw ^ 1,
    "threshold": lambda found: found.threshold ^ 1,
    "share_draw": lambda found: found.share_draw ^ 1,
    "yellow_draw": lambda found: found.yellow_draw ^ 1,
    "balance_millionths": lambda found: found.balance_millionths ^ 1,
    "day": lambda found: found.day + timedelta(days=1),
    "documents_millionths": lambda found: found.documents_millionths ^ 1,
    "score_threshold": lambda found: found.score_threshold ^ 1,
    "model": lambda found: found.model + 1,
}


def troubles(stream):
    return list(Replay(lambda day, drawn_on: terms(day, drawn_on=drawn_on)).run(stream))


def change(no, turn, balance, **others):
    usual = {"leaf": no, "no": no, "turn": turn, "day": DAY, "after": RED, "source": "officer", "spent": ONE}
    return Change(**{**usual, "balance_millionths": balance, **others})


def test_a_true_record_replays_without_trouble():
    assert troubles(STREAM) == []


@pytest.mark.parametrize("column", CHANGED)
@pytest.mark.parametrize("place", [2, 401, 799])
def test_a_changed_column_is_seen_and_its_place_named(column, place):
    found = STREAM[place]
    bent = [*STREAM[:place], replace(found, **{column: CHANGED[column](found)}), *STREAM[place + 1 :]]
    assert f"risk_decision {found.subject}" in [trouble.place for trouble in troubles(bent)]


@pytest.mark.parametrize(("channel", "source", "score"), [(RED, "model", 0), (GREEN, "none", 1_000_000)])
def test_a_score_that_would_have_chosen_otherwise_is_seen(channel, source, score):
    stream = Stream(3).decided()
    place = max(place for place, each in enumerate(stream) if (each.channel, each.source) == (channel, source))
    bent = [*stream[:place], replace(stream[place], score=score), *stream[place + 1 :]]
    assert troubles(stream) == []
    assert troubles(bent)[0].place == f"risk_decision {stream[place].subject}"


def test_a_score_without_a_model_is_seen():
    stream = decided([()] * 5)
    assert troubles([*stream[:4], replace(stream[4], score=7)])


def test_a_missing_decision_is_seen_at_the_next():
    assert f"risk_decision {STREAM[6].subject}" in [t.place for t in troubles([*STREAM[:5], *STREAM[6:]])]


def test_a_change_that_spends_a_token_it_had_is_no_trouble():
    stream = decided([()] * 100)
    assert troubles([*stream, change(1, 100, 4 * ONE)]) == []


@pytest.mark.parametrize(("registered", "bent"), [
    (79, {}),                                  # the reserve is not there
    (100, {"spent": 0}),
    (100, {"no": 2}),
    (100, {"turn": 99}),
    (100, {"balance_millionths": 5 * ONE}),
])  # fmt: skip
def test_a_change_that_did_not_pay_is_seen(registered, bent):
    stream = decided([()] * registered)
    left = stream[-1].balance_millionths - ONE
    assert troubles([*stream, change(**{"no": 1, "turn": registered, "balance": left, **_renamed(bent)})])


def _renamed(bent):
    return {("balance" if key == "balance_millionths" else key): value for key, value in bent.items()}


def test_a_legal_change_may_leave_a_debt():
    stream = decided([()])
    assert troubles([*stream, change(1, 1, stream[-1].balance_millionths - ONE, source="legal")]) == []
