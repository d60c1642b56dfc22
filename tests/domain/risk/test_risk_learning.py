"""What models know, judge by and say: history before the day, features, training, the blend, the rule, drift."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import numpy as np
import pytest
from tests.domain.risk.risk_factories import DAY, NOON, facts

from motcua.risk.domain import Facts
from motcua.risk.domain.features import FEATURES, PLACE, matrix
from motcua.risk.domain.history import HALF_LIVES, KINDS, History
from motcua.risk.domain.judging import Caught, auc_ppm, caught, counted, edges, stability_ppm, verdict
from motcua.risk.domain.learning import Model, Rows, blended, enough, numbers_on, trained
from motcua.risk.domain.lives import Move, Standing, champion_after, replayed, standings
from motcua.risk.domain.reasons import read_reasons, reasons

NUMBERS = numbers_on(DAY)
NEXT = DAY + timedelta(days=1)


def shirt(**changes: object) -> Facts:
    """An import of shirts at 60,000 dong apiece."""
    usual: dict[str, object] = {"origins": ("CN",), "units": ("PCE",), "unit_values": (60_000,), "weight": 5_000}
    return facts(**{**usual, **changes})


def trade(count: int, seed: int = 1) -> list[tuple[Facts, date, bool, int]]:
    """Imports of which those by two enterprises, and those far below their peers, are often violations."""
    chance, begun = Random(seed), date(2023, 1, 1)
    made = []
    for place in range(count):
        party = f"57{chance.randrange(30):08d}"
        low = chance.random() < 0.1
        value = round(60_000 * chance.lognormvariate(0, 0.08) * (0.5 if low else 1))
        tax = round(chance.lognormvariate(17, 1))
        hit = chance.random() < (0.7 if low or party[-2:] in ("01", "02") else 0.02)
        told = shirt(party=party, unit_values=(value,), tax=tax, value=tax * 10)
        made.append((told, begun + timedelta(days=place // 10), hit, tax // 2 if hit else 0))
    return made


def lessons(count: int = 1_500) -> tuple[Rows, History]:
    """The trade judged day by day as it came, every declaration inspected."""
    history, features, made = History(date(2023, 1, 1)), [], trade(count)
    for told, day, hit, recovered in made:
        history.begin(day)
        features.append(matrix([told], history)[0])
        history.add_told(told, day)
        history.add_outcome(told, day, hit, recovered)
    history.begin(made[-1][1] + timedelta(days=1))
    days, hits, duty = (np.array(column, dtype=np.int64) for column in zip(
        *((day.toordinal(), hit, recovered) for _, day, hit, recovered in made), strict=True))  # fmt: skip
    return Rows(days, np.stack(features), hits, duty), history


@pytest.fixture(scope="module")
def learned() -> tuple[Rows, History, Model]:
    rows, history = lessons()
    return rows, history, trained(rows, NUMBERS)


# History


def test_nothing_that_is_found_or_told_today_changes_a_value_of_today():
    history = History(DAY)
    before = matrix([shirt()], history)
    history.add_outcome(shirt(), DAY, True, 9_000_000)
    history.add_told(shirt(unit_values=(1,)), DAY)
    assert (matrix([shirt()], history) == before).all()
    assert history.past("party", "5700000001") == (0, 0, 0)
    history.begin(NEXT)
    assert (matrix([shirt()], history) != before).any()
    assert history.past("party", "5700000001").hits > 0.98


def test_a_day_that_has_passed_cannot_begin_again():
    history = History(DAY)
    history.add_outcome(shirt(), NEXT, True, 1)
    history.begin(DAY)
    assert history.day == NEXT
    assert history.past("party", "5700000001").checks == 0


@pytest.mark.parametrize("kind", KINDS)
def test_after_its_half_life_an_inspection_counts_half(kind):
    told, key = shirt(agent="0312", country="CN"), {
        "all": "", "party": "5700000001", "agent": "0312", "heading": "6109", "code": "61091010", "origin": "CN",
        "country": "CN", "office": "20BB", "party_heading": "5700000001 6109", "code_origin": "61091010 CN",
    }[kind]  # fmt: skip
    history = History(DAY)
    history.add_outcome(told, DAY, True, 8_000_000)
    history.begin(DAY + timedelta(days=HALF_LIVES[kind]))
    assert history.past(kind, key) == pytest.approx((0.5, 0.5, 4_000_000))


def test_old_sums_are_brought_down_exactly_when_decades_have_passed():
    history = History(date(2000, 1, 1))
    history.add_outcome(shirt(), date(2000, 1, 1), True, 0)
    history.add_outcome(shirt(), date(2035, 1, 1), True, 0)
    history.begin(date(2035, 1, 1) + timedelta(days=HALF_LIVES["party"]))
    assert history.past("party", "5700000001").hits == pytest.approx(0.5)


def test_what_becomes_known_later_adds_no_inspection():
    history = History(DAY)
    history.add_outcome(shirt(), DAY, False, 0)
    history.add_outcome(shirt(), DAY, True, 7_000, checked=0)
    history.begin(NEXT)
    checks, hits, duty = history.past("code", "61091010")
    assert (checks, hits) == pytest.approx((hits, checks))
    assert duty == pytest.approx(7_000 * checks)
    assert history.outcomes == 1


def test_history_in_one_go_and_day_by_day_with_storing_between_is_the_same_to_the_byte():
    whole, kept = History(DAY), History(DAY)
    for told, day, hit, recovered in trade(400):
        later = DAY + (day - date(2023, 1, 1))
        for history in (whole, kept):
            history.add_told(told, later)
            history.add_outcome(told, later, hit, recovered)
        kept = History.read(kept.encode()).copy()
    assert kept.encode() == whole.encode()


@pytest.mark.parametrize("stored", [b"", b"\x90", b"nonsense"])
def test_bytes_that_are_no_history_are_an_error(stored):
    with pytest.raises(ValueError, match="history"):
        History.read(stored)


# Features


def test_there_is_a_column_for_each_feature_and_words_in_both_languages():
    values = matrix([shirt(), facts(codes=()), facts()], History(DAY))
    assert values.shape == (3, len(FEATURES))
    assert values.dtype == np.float32
    assert np.isfinite(values).all()
    assert all(each.words.vi and each.words.en for each in FEATURES)
    assert matrix([], History(DAY)).shape == (0, len(FEATURES))


def test_many_together_have_the_values_of_each_alone():
    _, history = lessons(300)
    some = [told for told, *_ in trade(50, seed=9)]
    assert (matrix(some, history) == np.concatenate([matrix([each], history) for each in some])).all()


def test_few_inspections_move_a_rate_little_and_many_move_it_much():
    def rate(inspections: int) -> float:
        history = History(DAY)
        for place in range(inspections):
            history.add_outcome(shirt(), DAY, place % 2 == 0, 0)
        history.begin(NEXT)
        return float(matrix([shirt()], history)[0, PLACE["party_rate"]])

    rates = [rate(count) for count in (0, 2, 10, 100)]
    assert rates == sorted(rates)
    assert rates[0] == pytest.approx(0.02)
    assert rates[1] < 0.25
    assert rates[3] > 0.45


def test_an_enterprise_never_inspected_is_thought_of_as_its_goods_are():
    history = History(DAY)
    for _ in range(40):
        history.add_outcome(shirt(party="5700000009"), DAY, True, 0)
    history.begin(NEXT)
    shirts, fruit = matrix([shirt(), shirt(codes=("08081000",))], history)[:, PLACE["party_heading_rate"]]
    assert shirts > 2 * fruit


def test_a_unit_value_is_compared_with_earlier_ones_of_the_same_goods():
    history = History(DAY)
    for place in range(30):
        history.add_told(shirt(party=f"57{place:08d}"), DAY)
    history.begin(NEXT)
    usual, half, other = matrix(
        [shirt(), shirt(unit_values=(30_000,)), shirt(units=("KGM",), unit_values=(30_000,))], history
    )[:, PLACE["gap"]]
    assert usual == pytest.approx(0, abs=0.01)
    assert half == pytest.approx(np.log(0.5), abs=0.01)
    assert other == 0


def test_the_dearest_line_is_where_the_facts_say():
    history = History(DAY)
    for place in range(30):
        history.add_told(shirt(party=f"57{place:08d}"), DAY)
    history.begin(NEXT)
    both = {"codes": ("08081000", "61091010"), "units": ("KGM", "PCE"), "origins": ("CN", "CN")}
    second = shirt(**both, unit_values=(9_000, 30_000), dearest=1)
    first = shirt(**both, unit_values=(9_000, 30_000), dearest=0)
    gap, lowest = PLACE["gap"], PLACE["lowest_gap"]
    values = matrix([first, second], history)
    assert values[0, gap] == 0
    assert values[1, gap] == values[0, lowest] == pytest.approx(np.log(0.5), abs=0.01)


# Training and the blend


def test_the_same_inspections_give_the_same_bytes_and_others_do_not(learned):
    rows, _, model = learned
    assert trained(rows, NUMBERS).encode() == model.encode()
    fewer = rows.where(np.arange(len(rows)) > 0)
    assert fewer.fingerprint != rows.fingerprint
    assert rows.where(np.ones(len(rows), dtype=bool)).fingerprint == rows.fingerprint
    assert trained(fewer, NUMBERS).encode() != model.encode()


def test_what_was_learned_finds_most_violations_of_later_days_in_a_fifth(learned):
    rows, *_ = learned
    cut = int(rows.days[1_000])
    model, late = trained(rows.where(rows.days < cut), NUMBERS), rows.where(rows.days >= cut)
    found = caught(np.array(model.scores(late.features)), late.hits, late.duty, 200_000)
    assert found.hits_ppm > 600_000
    assert auc_ppm(np.array(model.scores(late.features)), late.hits) > 800_000


def test_a_model_that_is_stored_and_read_scores_alike(learned):
    rows, _, model = learned
    again = Model.read(model.encode())
    assert again.scores(rows.features) == model.scores(rows.features)
    assert again.encode() == model.encode()
    assert model.scores(rows.features[:0]) == []


def test_one_alone_scores_as_among_others(learned):
    rows, _, model = learned
    assert [model.scores(rows.features[place : place + 1])[0] for place in range(20)] == model.scores(rows.features)[
        :20
    ]


def test_the_blend_grows_with_chance_and_with_stake_and_stays_within_millionths():
    chances, stakes = np.array([0.0, 0.1, 0.2, 0.2, 1.0]), np.array([1e9, 1e6, 1e6, 4e6, 1e15])
    scores = blended(chances, stakes, 1e6, 0.5)
    assert scores[0] == 0
    assert scores == sorted(scores)
    assert all(isinstance(each, int) and 0 <= each <= 1_000_000 for each in scores)
    assert scores[1] == round(0.1 / 1.1 * 1_000_000)
    assert scores[3] == round(0.4 / 1.4 * 1_000_000)


def test_violations_without_recovered_duty_still_give_a_model():
    rows, _ = lessons(400)
    model = trained(replace(rows, duty=np.zeros(len(rows), dtype=np.int64)), NUMBERS)
    assert all(0 <= score <= 1_000_000 for score in model.scores(rows.features))


@pytest.mark.parametrize(("rows", "hits", "expected"), [(100, 8, True), (99, 8, False), (100, 7, False)])
def test_a_model_needs_enough_inspections_and_violations(rows, hits, expected):
    answers = (np.arange(rows) < hits).astype(np.int64)
    held = Rows(np.zeros(rows, np.int64), np.zeros((rows, 1), np.float32), answers, answers)
    assert enough(held, NUMBERS) is expected


# Reasons


def said(model: Model, told: Facts, history: History) -> Sequence[str]:
    return [each.en for each in read_reasons(reasons(model, [told], matrix([told], history), history)[0])]


def test_reasons_are_the_three_largest_in_both_languages_with_their_evidence(learned):
    _, history, model = learned
    told = shirt(party="5700000001", unit_values=(30_000,), tax=40_000_000, value=400_000_000)
    found = read_reasons(reasons(model, [told], matrix([told], history), history)[0])
    assert len(found) == 3
    assert all(each.vi and each.en and each.share_ppm > 0 for each in found)
    assert [each.share_ppm for each in found] == sorted((each.share_ppm for each in found), reverse=True)
    past = history.past("party", "5700000001")
    evidence = f"Enterprise 5700000001: {round(past.hits)} violations in {round(past.checks)} recent inspections."
    assert any("% lower" in each.en for each in found)
    assert evidence in said(model, shirt(party="5700000001"), history)


def test_nothing_is_given_as_a_reason_that_has_no_evidence(learned):
    _, history, model = learned
    for sentence in said(model, shirt(party="5799999999", tax=0), history):
        assert "5799999999" not in sentence
        assert "Tax of" not in sentence


def test_what_a_reason_says_of_a_low_value_is_what_it_is(learned):
    _, history, model = learned
    told = shirt(party="5700000020", unit_values=(30_000,))
    values = matrix([told], history)
    found = {each.feature: each for each in read_reasons(reasons(model, [told], values, history)[0])}
    compared = {"gap", "lowest_gap", "own_gap"} & set(found)
    assert compared
    for name in compared:
        part = round((1 - np.exp(float(values[0, PLACE[name]]))) * 100)
        assert 45 < part < 55
        assert found[name].en.endswith(f"is {part} % lower.")
        assert found[name].vi.endswith(f"thấp hơn {part} %.")


# The champion's rule


def outcome(hits_ppm: int, duty_ppm: int = -1, rows: int = 100, hits: int = 10) -> Caught:
    return Caught(rows, hits, hits_ppm, duty_ppm, 0)


@pytest.mark.parametrize(
    ("champion", "challenger", "takes_over"),
    [
        (None, outcome(0, rows=0, hits=0), True),
        (outcome(500_000), outcome(500_000), True),
        (outcome(500_000), outcome(499_999), False),
        (outcome(500_000, 100_000), outcome(400_000, 200_000), True),
        (outcome(500_000, 100_000), outcome(400_000, 199_000), False),
        (outcome(0, rows=60), outcome(900_000, rows=60), True),
        (outcome(0, rows=59), outcome(900_000, rows=59), False),
        (outcome(0, hits=0), outcome(0, hits=0), False),
    ],
)
def test_a_challenger_takes_over_where_it_catches_no_less_on_enough(champion, challenger, takes_over):
    found = verdict(champion, challenger, NUMBERS)
    assert found.takes_over is takes_over
    assert found.words.vi
    assert found.words.en


def test_what_the_top_share_holds_is_counted_by_score_and_ties_stand_in_order():
    scores, hits, duty = np.array([5, 9, 9, 1]), np.array([1, 0, 1, 0]), np.array([30, 0, 70, 0])
    assert caught(scores, hits, duty, 500_000) == Caught(4, 2, 500_000, 700_000, 500_000)
    assert caught(scores, hits, duty * 0, 250_000) == Caught(4, 2, 0, -1, 0)
    assert caught(scores[:0], hits[:0], duty[:0], 250_000) == Caught(0, 0, 0, -1, 0)


@pytest.mark.parametrize(
    ("scores", "hits", "expected"),
    [([1, 2, 3, 4], [0, 0, 1, 1], 1_000_000), ([1, 1, 1, 1], [0, 1, 0, 1], 500_000), ([4, 3, 2, 1], [0, 0, 1, 1], 0),
     ([1, 2], [1, 1], -1)],
)  # fmt: skip
def test_auc_is_the_chance_that_a_violation_ranks_higher(scores, hits, expected):
    assert auc_ppm(np.array(scores), np.array(hits)) == expected


def moved(no: int, model: int, verb: str, champion: int) -> Move:
    moment: datetime = NOON
    return Move(no, moment, model, verb, champion, "why", "system")


def test_a_version_is_challenger_champion_former_retired_and_back():
    moves = [moved(1, 1, "promote", 1), moved(2, 2, "promote", 2), moved(3, 2, "retire", 0), moved(4, 1, "promote", 1)]
    lives = [standings([1, 2, 3, 4], moves[:count]) for count in range(5)]
    assert [life[1] for life in lives] == [
        Standing.PASSED, Standing.CHAMPION, Standing.FORMER, Standing.FORMER, Standing.CHAMPION,
    ]  # fmt: skip
    assert [life[2] for life in lives] == [
        Standing.PASSED, Standing.PASSED, Standing.CHAMPION, Standing.RETIRED, Standing.RETIRED,
    ]  # fmt: skip
    assert all(life[4] == Standing.CHALLENGER for life in lives)
    assert replayed([1, 2, 3, 4], moves) == []


@pytest.mark.parametrize(
    "wrong",
    [moved(3, 3, "promote", 3), moved(2, 2, "promote", 1), moved(2, 1, "promote", 1), moved(2, 9, "retire", 1)],
)
def test_a_step_that_does_not_follow_is_found(wrong):
    assert [each.no for each in replayed([1, 2, 3], [moved(1, 1, "promote", 1), wrong])] == [wrong.no]


def test_only_the_retired_champion_leaves_nothing_in_force():
    assert [champion_after("retire", 1, 1), champion_after("retire", 1, 2), champion_after("promote", 3, 1)] == [
        0,
        2,
        3,
    ]


# Drift


def test_the_same_distribution_has_no_shift_and_another_passes_the_bound():
    rng = np.random.default_rng(1)
    before = rng.normal(size=2_000)
    cuts = edges(before)
    held = counted(before, cuts)
    assert sum(held) == 2_000
    assert stability_ppm(held, counted(rng.normal(size=2_000), cuts)) < 20_000
    assert stability_ppm(held, counted(rng.normal(0.8, 1, size=2_000), cuts)) > NUMBERS.shift_bound_ppm
    assert stability_ppm(held, held) == 0


def test_a_thing_that_never_varied_has_parts_too():
    cuts = edges(np.zeros(50))
    assert counted(np.zeros(50), cuts) == [0, 50]
    assert edges(np.zeros(0)) == []


def test_counts_over_other_parts_are_not_compared():
    with pytest.raises(ValueError, match="parts"):
        stability_ppm([1, 2], [1, 2, 3])
