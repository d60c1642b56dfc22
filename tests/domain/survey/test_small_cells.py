"""Small cells: what few people said is not published, nor can it be found from what is; nor told by what is stored."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.survey.made import RULE, TWO, drawn, sheet, stratum

from motcua.survey.domain.published import Given, Tally, whole
from motcua.survey.domain.scoring import Item, Rating, coarsened, hidden, kept_under, scored, turnout

SEEDS = range(30)
KEY = b"a key"


def sheets(count: int, at: str) -> list[Rating]:
    return [sheet(4 + number % 2, 1, at=at) for number in range(count)]


@pytest.mark.parametrize(
    ("small", "codes"), [(5, ["A.1", "A.2", "A.3"]), (4, ["A.1", "A.2+A.3"]), (0, ["A.1", "A.2+A.3"])]
)
def test_a_stratum_of_fewer_than_five_is_joined_to_its_smaller_neighbour(small: int, codes: list[str]) -> None:
    told = [*sheets(9, "A.1"), *sheets(small, "A.2"), *sheets(6, "A.3")]
    found = coarsened(told, [stratum("A.1"), stratum("A.2", 40), stratum("A.3", 7)], TWO, RULE, KEY)
    assert [each.code for each in found.strata] == codes
    assert sum(each.frame for each in found.strata) == 147


@pytest.mark.parametrize(("count", "withheld"), [(5, ()), (4, ("B",))])
def test_an_office_of_fewer_than_five_sheets_is_not_published_and_in_no_total(count: int, withheld: tuple[str]) -> None:
    told = [*sheets(12, "A"), *sheets(count, "B")]
    strata = [stratum("A", 50), stratum("B", 50)]
    assert coarsened(told, strata, TWO, RULE, KEY).withheld == withheld
    found = scored(told, strata, TWO, RULE, {})
    assert found.n == 12 + count * (not withheld)
    assert found.offices[1].n == (None if withheld else count)
    assert ("B" in {each.office for each in found.responses}) is not bool(withheld)


@pytest.mark.parametrize(("told", "kept"), [(5, 5), (4, 0)])
def test_answers_that_fewer_than_five_gave_at_an_office_are_blanked(told: int, kept: int) -> None:
    ratings = [*sheets(8, "A"), *(sheet(5, 1, 5 if number < told else None, at="B") for number in range(8))]
    found = coarsened(ratings, [stratum("A"), stratum("B")], TWO, RULE, KEY).ratings
    assert sum(each.answers["overall"] is not None for each in found if each.office == "B") == kept


@pytest.mark.parametrize("seed", SEEDS)
def test_no_published_stratum_or_office_has_fewer_than_the_minimum(seed: int) -> None:
    ratings, strata, items, rule, _ = drawn(seed)
    found = coarsened(ratings, strata, items, rule, KEY)
    sizes = Counter(each.stratum for each in found.ratings)
    assert all(sizes[each.code] >= rule.minimum for each in found.strata)
    given_ = Counter((each.office, code) for each in found.ratings for code, value in each.answers.items() if value)
    assert all(count >= rule.minimum for count in given_.values())


def means(ratings: list[Rating] | tuple[Rating, ...], code: str) -> dict[str, Fraction]:
    told: dict[str, list[int]] = {}
    for each in ratings:
        if (value := each.answers[code]) is not None:
            told.setdefault(each.stratum, []).append(value)
    return {name: Fraction(sum(values), len(values)) for name, values in told.items()}


def test_what_only_the_fined_were_asked_does_not_show_which_sheet_is_theirs() -> None:
    fined = Item("fine", "C1", branched=True)
    plain = [Item(f"q{number}", "C1") for number in range(3)]
    ratings = [
        Rating("A", "A", {"q0": 1 + at % 5, "q1": 1 + at // 5 % 5, "q2": 1 + at // 25, "fine": FINED.get(at)})
        for at in range(60)
    ]
    found = coarsened(ratings, [stratum()], [*plain, fined], RULE, KEY).ratings
    assert means(found, "fine") == means(ratings, "fine")
    assert sorted(map(others, found)) == sorted(map(others, ratings))
    before = {others(each) for each in ratings if each.answers["fine"]}
    after = {others(each) for each in found if each.answers["fine"]}
    assert len(after) == len(before) == 20
    assert len(after & before) <= 12


FINED = {at: 1 + at % 4 for at in range(0, 60, 3)}


def test_without_the_rounds_key_nobody_can_try_who_was_fined() -> None:
    fined = Item("fine", "C1", branched=True)
    few = [Rating("A", "A", {"q1": 1 + at % 5, "q2": 3, "fine": FEW.get(at)}) for at in range(8)]
    found = {
        tuple(
            each.answers["fine"] is not None
            for each in coarsened(few, [stratum()], [*TWO[:2], fined], RULE, key).ratings
        )
        for key in (bytes([number]) for number in range(30))
    }
    assert len(found) > 10, "whoever guesses the sheets right still does not see where their answers went"


FEW = {0: 1, 2: 2, 3: 3, 5: 4, 7: 5}


def others(rating: Rating) -> tuple[int, ...]:
    """What everybody was asked: no two sheets are alike in it."""
    return tuple(value for code, value in rating.answers.items() if code != "fine" and value is not None)


@pytest.mark.parametrize("seed", SEEDS)
def test_exchanged_answers_leave_every_mean_as_it_was_and_those_of_few_are_left_out(seed: int) -> None:
    ratings, strata, items, rule, _ = drawn(seed)
    plain = [Item(each.code, each.component, each.reverse, each.scored, each.top) for each in items]
    changed, kept = (coarsened(ratings, strata, asked, rule, KEY) for asked in (items, plain))
    for item in items:
        told = means(changed.ratings, item.code)
        asked = Counter(each.stratum for each in kept.ratings if each.answers[item.code] is not None)
        enough = {name for name, count in asked.items() if count >= rule.minimum or not item.branched}
        assert told == {name: mean for name, mean in means(kept.ratings, item.code).items() if name in enough}


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ({"a": 5, "b": 9}, set()),
        ({"a": 4, "b": 9, "c": 12}, {"a", "b"}),
        ({"a": 4, "b": 3, "c": 12}, {"a", "b"}),
        ({"a": 1, "b": 2, "c": 12}, {"a", "b", "c"}),
        ({"a": 4, "b": 0, "c": 12}, {"a", "c"}),
        ({"a": 0, "b": 0}, set()),
        ({"a": 4}, {"a"}),
    ],
)
def test_a_total_less_what_is_published_does_not_give_one_cell_away(cells: dict[str, int], kept: set[str]) -> None:
    assert hidden(cells, 5) == kept


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 12), max_size=8), st.integers(3, 9))
def test_what_is_kept_back_is_nothing_or_at_least_two_cells_that_reach_the_minimum(
    cells: dict[str, int], minimum: int
) -> None:
    kept = hidden(cells, minimum)
    assert all(code in kept for code, count in cells.items() if 0 < count < minimum)
    assert kept in (frozenset(), frozenset(cells)) or (len(kept) > 1 and sum(cells[code] for code in kept) >= minimum)


def test_rates_of_response_keep_small_cells_back_with_a_second_one() -> None:
    found = turnout({"in": (10, 3), "out": (700, 500), "border": (50, 30)}, 5)
    assert [(each.code, each.answered, each.rate_ppm) for each in found] == [
        ("in", None, None),
        ("out", 500, 714_286),
        ("border", None, None),
    ]


@pytest.mark.parametrize(
    ("invited", "kept"),
    [
        ((5, 5, 5), ["A.1", "A.2", "A.3"]),
        ((1, 5, 9), ["A.1+A.2", "A.3"]),
        ((9, 6, 4), ["A.1", "A.2+A.3"]),
        ((1, 0, 3), ["A.1+A.2+A.3"]),
    ],
)
def test_an_answer_is_stored_under_a_stratum_of_which_five_are_invited_or_the_whole_branch(
    invited: tuple[int, ...], kept: list[str]
) -> None:
    strata = [stratum(f"A.{no}", 50, count) for no, count in enumerate(invited, 1)]
    found = kept_under([*strata, stratum("B", 50, 7)], 5)
    assert [each.code for each in found.strata] == [*kept, "B"]
    assert [found.names[each.code] for each in strata] == [next(k for k in kept if each.code in k) for each in strata]
    assert sum(each.invited for each in found.strata) == sum(invited) + 7


@pytest.mark.parametrize("seed", SEEDS)
def test_strata_joined_before_answers_come_hold_all_who_were_asked(seed: int) -> None:
    _, strata, *_ = drawn(seed)
    found = kept_under(strata, 5)
    offices = Counter(each.office for each in found.strata)
    assert all(each.invited >= 5 or offices[each.office] == 1 for each in found.strata)
    assert sum(each.frame for each in found.strata) == sum(each.frame for each in strata)
    assert set(found.names) == {each.code for each in strata if each.frame}


def rated(count: int, at: str, flags: str = "") -> list[Given]:
    return [Given(at, at, flags, {"q1": 4 + number % 2, "q2": -1, "overall": 5}) for number in range(count)]


def told(few: int, flags: str = "") -> object:
    """A round of twelve ratings of A and so many of B, as it is published; who rated A did nothing else."""
    held = [*rated(12, "A"), *rated(6, "A", "short"), *rated(few, "B", flags)]
    scores = [Rating(each.office, each.stratum, {"q1": 4, "q2": None, "overall": 5}) for each in held if not each.flags]
    results = scored(scores, [stratum("A", 50), stratum("B", 50)], TWO, RULE, {})
    return whole(Tally("CDCI-2023", 2023, 40, 20, 18, 9), held, [], results, 5)


@pytest.mark.parametrize("few", [1, 2, 3, 4])
@pytest.mark.parametrize("flags", ["", "short", "hurried short"])
def test_nothing_that_is_published_depends_on_how_many_rated_a_branch_that_is_not_shown(few: int, flags: str) -> None:
    assert told(few, flags) == told(0)


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_flagged_and_unscored_ratings_are_not_counted_where_they_are_few(count: int, shown: int | None) -> None:
    held = [*rated(12, "A"), *rated(count, "A", "short straight")]
    scores = [Rating("A", "A", {"q1": 4, "q2": None, "overall": 5}) for _ in range(12)]
    found = whole(
        Tally("CDCI-2023", 2023, 40, 20, 12, 6), held, [], scored(scores, [stratum("A", 50)], TWO, RULE, {}), 5
    )
    assert (found.unscored, found.flagged, found.refused) == (shown, shown, 12 + count)
