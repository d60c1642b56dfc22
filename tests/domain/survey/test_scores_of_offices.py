"""Scores: what an office is given for the answers of those who used it."""

from fractions import Fraction

import msgspec
import pytest
from tests.domain.survey.made import RULE, TWO, drawn, sheet, stratum

from motcua.survey.domain.scoring import Rating, Rule, scored
from motcua.survey.domain.scoring.errors import NoInternalScore, WrongRule, WrongSheet
from motcua.survey.domain.scoring.weighing import weights

TEN = [*(sheet(4, 1) for _ in range(5)), *(sheet(5, 1) for _ in range(4)), sheet(5, 2)]


def test_a_score_is_25_times_the_mean_less_one_and_reversed_items_are_turned() -> None:
    found = scored(TEN, [stratum(frame=20)], TWO, RULE, {}).offices[0]
    assert [(each.component, each.n, each.score_e2) for each in found.components] == [
        ("C1", 10, 8750),
        ("C2", 10, 9750),
    ]
    assert (found.n, found.score_e2, found.enterprise_e2) == (10, 9150, 9150)


def test_dont_know_counts_nowhere() -> None:
    silent = [sheet(None, None, None) for _ in range(5)]
    found = scored([*TEN, *silent], [stratum(frame=20)], TWO, RULE, {}).offices[0]
    assert (found.n, found.score_e2) == (15, 9150)
    assert [each.n for each in found.components] == [10, 10]


@pytest.mark.parametrize(("answers", "score"), [(10, 9150), (9, None)])
def test_an_item_counts_from_ten_answers_on_and_without_its_component_no_office_is_ranked(
    answers: int, score: int | None
) -> None:
    told = [*TEN[:answers], *(sheet(None, each.answers["q2"]) for each in TEN[answers:])]
    found = scored(told, [stratum(frame=20)], TWO, RULE, {}).offices[0]
    assert found.score_e2 == score
    assert found.suppressed is (score is None)
    assert found.components[1].score_e2 == 9750


def test_a_sheet_stands_for_the_enterprises_of_its_stratum() -> None:
    told = [*(sheet(5, 1, at="A.1") for _ in range(10)), *(sheet(3, 1, at="A.2") for _ in range(10))]
    found = scored(told, [stratum("A.1", 30), stratum("A.2", 10)], TWO, RULE, {}).offices[0]
    assert found.components[0].score_e2 == 8750  # 25 × ((30·5 + 10·3)/40 − 1)


def test_no_weight_is_above_four_times_the_mean() -> None:
    found = weights([stratum("A.1", 1_000), stratum("A.2", 95)], {"A.1": 5, "A.2": 95}, trim=4)
    assert found == {"A.1": 43_800_000, "A.2": 1_000_000}  # mean 1095/100 = 10.95


def test_from_2024_the_departments_own_score_counts_thirty_of_a_hundred() -> None:
    rule = msgspec.structs.replace(RULE, year=2024, enterprise_ppm=700_000, department_ppm=300_000)
    found = scored(TEN, [stratum(frame=20)], TWO, rule, {"A": 8_000}).offices[0]
    assert (found.score_e2, found.enterprise_e2, found.internal_e2) == (8805, 9150, 8000)
    alone = scored(TEN, [stratum(frame=20)], TWO, RULE, {}).offices[0]
    assert None not in (found.high_e2, found.low_e2, alone.high_e2, alone.low_e2)
    assert Fraction(found.high_e2 - found.low_e2, alone.high_e2 - alone.low_e2) == pytest.approx(0.7, abs=0.01)


@pytest.mark.parametrize("internal", [{}, {"A": -1}, {"A": 10_001}, {"B": 9_000}])
def test_a_missing_or_impossible_own_score_is_refused(internal: dict[str, int]) -> None:
    rule = msgspec.structs.replace(RULE, enterprise_ppm=700_000, department_ppm=300_000)
    with pytest.raises(NoInternalScore):
        scored(TEN, [stratum(frame=20)], TWO, rule, internal)


@pytest.mark.parametrize(
    "change",
    [
        {"enterprise_ppm": 700_000},
        {"enterprise_ppm": 0, "department_ppm": 1_000_000},
        {"enterprise_ppm": 1_100_000, "department_ppm": -100_000},
        {"weights": {"C1": 600_000, "C2": 300_000}},
        {"weights": {"C1": 1_000_000}},
        {"weights": {"C1": 1_100_000, "C2": -100_000}},
        {"minimum": 2},
        {"minimum": 101},
        {"answers": 2},
        {"trim": 1},
        {"trim": 11},
    ],
)
def test_a_rule_that_does_not_add_up_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(WrongRule):
        scored(TEN, [stratum(frame=20)], TWO, msgspec.structs.replace(RULE, **change), {})


@pytest.mark.parametrize(
    "wrong",
    [
        sheet(6, 1),
        sheet(0, 1),
        sheet(5, 1, at="A.9"),
        sheet(5, 1, at="B"),
        Rating("B", "A", {"q1": 5}),
        Rating("A", "A", {"q9": 5}),
    ],
)
def test_an_answer_off_the_scale_or_of_another_round_is_refused(wrong: Rating) -> None:
    with pytest.raises(WrongSheet):
        scored([*TEN, wrong], [stratum(frame=20)], TWO, RULE, {})


@pytest.mark.parametrize(("frame", "invited"), [(9, 9), (20, 9), (12, 13)])
def test_more_answers_than_were_asked_or_more_asked_than_there_are_is_refused(frame: int, invited: int) -> None:
    with pytest.raises(WrongSheet):
        scored(TEN, [stratum(frame=frame, invited=invited)], TWO, RULE, {})


def test_satisfied_are_the_two_best_levels_of_those_who_say() -> None:
    told = [sheet(5, 1, level) for level in (5, 5, 4, 4, 3, 2, 1, None, None, None)]
    assert scored(told, [stratum(frame=20)], TWO, RULE, {}).satisfied_ppm == 571_429


def test_items_that_go_together_have_an_alpha_near_one_and_a_lone_item_has_none() -> None:
    ratings, strata, items, rule, internal = drawn(3)
    together = Rule(rule.year, 1_000_000, 0, {"C1": 1_000_000}, satisfaction="overall")
    pair = [msgspec.structs.replace(TWO[0], code=code) for code in ("q1", "q2")]
    told = [sheet(level, level) for level in (1, 2, 3, 4, 5, 5, 4, 3, 2, 1)]
    found = scored(told, [stratum(frame=20)], [*pair, TWO[2]], together, {})
    assert found.reliability[0].alpha_ppm == 1_000_000
    assert scored(TEN, [stratum(frame=20)], TWO, RULE, {}).reliability[0].alpha_ppm is None


def test_nobody_answered_gives_no_score_and_no_error() -> None:
    found = scored([], [stratum(), stratum("B")], TWO, RULE, {})
    assert [(each.office, each.score_e2, each.suppressed) for each in found.offices] == [
        ("A", None, True),
        ("B", None, True),
    ]
    assert (found.n, found.satisfied_ppm, found.responses) == (0, None, ())


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_the_sheets_changes_nothing(seed: int) -> None:
    ratings, *rest = drawn(seed)
    assert scored(ratings, *rest) == scored(ratings[::-1], *rest)
