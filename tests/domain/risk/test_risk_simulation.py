"""Simulation: a stream decided again catches what it inspects, learns from nothing else, and keeps the cap."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.domain.risk.risk_factories import BOOK, HALF, LAW, NOON, OFFICE, PAPERS, candidate, facts, profile

from motcua.kernel.money import PPM
from motcua.risk.domain import GREEN, PACKAGED, RED, ProfileBook, law_on, told
from motcua.risk.domain.past import Earlier
from motcua.risk.domain.simulation import Result, Run, Selecting, Stream, by_month, fairness, loads, run, tally
from motcua.risk.domain.simulation.policies import books, numbers
from motcua.risk.domain.simulation.tallies import places

NOTHING = Result(False)
DAY = NOON.date()


def stream(count=2_000, daily=50, hit_every=7):
    """Declarations of some days in turn, some that hit profiles; every seventh inspection finds 1,000 dong."""
    hits = ((), (OFFICE,), (), (HALF,), (PAPERS,), ())
    made = [
        candidate(place, *hits[place % 6], at=NOON + timedelta(days=place // daily, seconds=place % daily))
        for place in range(count)
    ]
    return Stream(made, [Result(place % hit_every == 0, 1_000 * (place % hit_every == 0)) for place in range(count)])


def everything_of(found):
    return range(len(found))


def red(made):
    return {place for place, channel in enumerate(made.channels) if channel == RED}


class Noting:
    """Inspects what it is given by number, and notes what it is taught."""

    def __init__(self, chosen):
        self.chosen, self.taught, self.asked = set(chosen), [], []

    def choose(self, day, group):
        self.asked.append((day, len(group)))
        return [(RED, "model") if each.subject in self.chosen else (GREEN, "none") for each in group]

    def learn(self, day, candidate, result):
        self.taught.append((day, candidate.subject, result))


def test_a_policy_is_asked_once_for_every_day_in_order():
    policy = Noting([])
    run(stream(120, daily=50), policy)
    assert policy.asked == [(DAY, 50), (DAY + timedelta(days=1), 50), (DAY + timedelta(days=2), 20)]


def test_nothing_is_learned_from_what_was_not_inspected():
    policy = Noting({7, 8})
    run(stream(300, daily=50), policy)
    assert [(subject, result.hit) for _, subject, result in policy.taught] == [(7, True), (8, False)]


def test_a_result_is_known_two_days_later_and_no_sooner():
    policy = Noting({7, 60})
    run(stream(300, daily=50), policy)
    assert [day for day, _, _ in policy.taught] == [DAY + timedelta(days=2), DAY + timedelta(days=3)]


def test_results_that_nobody_knows_teach_nothing_and_count_nowhere():
    known = stream(300)
    unknown = Stream(known.candidates, [None if place == 7 else result for place, result in enumerate(known.results)])
    policy = Noting({7, 14})
    found = tally(unknown, run(unknown, policy), everything_of(unknown))
    assert [subject for _, subject, _ in policy.taught] == [14]
    assert (found.inspected, found.known, found.hits, found.recovered) == (2, 1, 1, 1_000)


def test_a_hit_counts_once_and_its_duty_once():
    known = stream(100)
    found = tally(known, run(known, Noting({0, 7, 8})), everything_of(known))
    assert (found.registered, found.inspected, found.hits, found.recovered) == (100, 3, 2, 2_000)
    assert found.rate.rate_ppm == 666_667


def test_months_add_up_to_the_whole():
    known = stream(2_500, daily=25)
    made = run(known, Selecting(book_of=lambda _: BOOK))
    whole, months = tally(known, made, everything_of(known)), by_month(known, made, everything_of(known))
    assert len(months) > 2
    assert sum(each.hits for each in months.values()) == whole.hits > 0
    assert sum(each.inspected for each in months.values()) == whole.inspected
    assert months["2023-05"].registered == 25 * 22


@pytest.mark.parametrize(("since", "until", "count"), [
    (DAY, DAY, 50),
    (DAY + timedelta(days=1), DAY + timedelta(days=2), 100),
    (date(2022, 1, 1), DAY + timedelta(days=1), 100),
    (DAY + timedelta(days=6), date.max, 0),
])  # fmt: skip
def test_a_period_has_the_declarations_of_its_first_day_to_its_last(since, until, count):
    assert len(places(stream(300), since, until)) == count


def test_load_is_counted_by_office_over_days_with_trade():
    base = stream(200, daily=50)
    elsewhere = [
        replace(each, office="20CF") if each.subject % 100 < 10 else each for each in base.candidates
    ]  # fmt: skip
    known = Stream(elsewhere, base.results)
    first, second = loads(known, run(known, Noting({0, 1, 105, 20})), everything_of(known))
    assert (first.office, first.registered, first.inspected, first.days, first.most) == ("20BB", 180, 1, 4, 1)
    assert (second.office, second.registered, second.inspected, second.days, second.most) == ("20CF", 20, 3, 2, 2)
    assert second.daily_millionths == 1_500_000


def test_fairness_says_how_many_enterprises_bear_inspections():
    known = stream(700)
    found = fairness(known, run(known, Noting(range(0, 70, 7))), everything_of(known))
    assert (found.enterprises, found.inspected, found.most, found.tenth_ppm) == (7, 1, 10, PPM)


@pytest.mark.parametrize(
    "law_of", [numbers(), numbers(30_000), numbers(100_000), numbers(50_000, PPM), numbers(5_000, 0)]
)
@pytest.mark.parametrize("keeps", ["", OFFICE, HALF])
def test_every_policy_keeps_its_cap_at_every_prefix(law_of, keeps):
    known = stream(3_000)
    made = run(known, Selecting(law_of=law_of, book_of=books(lambda _: BOOK, lambda code: code != keeps)))
    inspected = 0
    for place, channel in enumerate(made.channels, 1):
        inspected += channel == RED
        assert inspected * PPM <= place * law_of(DAY).cap_ppm


def test_another_cap_changes_the_cap_and_nothing_else_of_the_law():
    law = law_on(DAY)
    assert numbers(30_000)(DAY) == replace(law, cap_ppm=30_000)
    assert numbers(None, 200_000)(DAY) == replace(law, random_share_ppm=200_000)
    assert numbers()(DAY) == law


def test_what_the_law_orders_is_inspected_whatever_the_cap():
    known = Stream([candidate(place, LAW, at=NOON) for place in range(30)], [NOTHING] * 30)
    made = run(known, Selecting(law_of=numbers(1_000), book_of=lambda _: BOOK))
    assert tally(known, made, everything_of(known)).legal == 30


def test_the_same_seed_gives_the_same_run_and_another_seed_another():
    known = stream(3_000)
    one, again, other = (
        run(known, Selecting(book_of=lambda _: BOOK, seed=seed)) for seed in (b"one", b"one", b"other")
    )
    assert one == again
    assert one != other


def test_a_profile_that_is_left_out_chooses_nothing():
    known = stream(3_000)
    whole = run(known, Selecting(book_of=lambda _: BOOK))
    without = run(known, Selecting(book_of=books(lambda _: BOOK, lambda code: code not in (OFFICE, HALF))))
    assert Counter(whole.sources)["profile"] > Counter(without.sources)["profile"]
    assert {known.candidates[place].hits for place in red(without) if without.sources[place] == "profile"} == set()


def test_a_profile_that_asks_for_the_past_sees_what_was_found_also_without_a_model():
    asking = ProfileBook([profile("AGAIN", earlier=(Earlier("party", "hits_from", 1),))])
    told_ = [told(facts(party="57", value=1 + place)) for place in range(120)]
    asked = [
        replace(candidate(place, "AGAIN", at=NOON + timedelta(days=place // 30, seconds=place)), told=kept)
        for place, kept in enumerate(told_)
    ]
    first_is_drawn = {asked[25].number: (0, 2**32 - 1, 2**32 - 1)}
    policy = Selecting(
        book_of=lambda _: asking, urn=lambda number: first_is_drawn.get(number, (2**32 - 1, 0, 2**32 - 1))
    )
    made = run(Stream(asked, [Result(True, 5)] * 120), policy)
    assert made.sources[25] == "random"
    profiled = [place for place, source in enumerate(made.sources) if source == "profile"]
    assert min(profiled) == 60, "found on the first day, recorded on the second, past on the third"


def test_without_profiles_only_the_draw_inspects_at_about_the_cap():
    known = stream(20_000, daily=500)
    none = books(PACKAGED.book, lambda _: False)
    made = run(known, Selecting(law_of=numbers(random_share_ppm=PPM), book_of=none))
    assert {made.sources[place] for place in red(made)} == {"random"}
    assert 0.045 < len(red(made)) / 20_000 <= 0.05


def test_books_without_some_profiles_are_made_once_for_days_that_share_a_book():
    kept = books(lambda _: BOOK, lambda code: code != LAW)
    assert kept(DAY) is kept(DAY + timedelta(days=1))
    assert [profile.code for profile in kept(DAY)] == [profile.code for profile in BOOK if profile.code != LAW]


def test_draws_that_are_given_are_used():
    known = stream(400)
    never = Selecting(book_of=lambda _: ProfileBook([]), urn=lambda _: (2**32 - 1,) * 3)
    always = Selecting(book_of=lambda _: ProfileBook([]), urn=lambda _: (0, 2**32 - 1, 2**32 - 1))
    assert red(run(known, never)) == set()
    assert len(red(run(known, always))) == 20


def test_a_stream_needs_a_result_or_none_for_each_declaration_and_a_moment():
    with pytest.raises(ValueError, match="1 declarations with 2 results"):
        Stream([candidate(1, at=NOON)], [None, None])
    with pytest.raises(ValueError, match="has no moment"):
        Stream([candidate(1)], [None]).days  # noqa: B018


@given(st.lists(st.booleans(), max_size=60))
def test_a_tally_never_has_more_hits_than_known_inspections(reds):
    known = Stream([candidate(place, at=NOON) for place in range(len(reds))], [Result(True, 5)] * len(reds))
    made = Run([RED if each else GREEN for each in reds], ["random" if each else "none" for each in reds])
    found = tally(known, made, everything_of(known))
    assert found.hits == found.known == found.inspected == sum(reds)
    assert found.recovered == 5 * sum(reds)
