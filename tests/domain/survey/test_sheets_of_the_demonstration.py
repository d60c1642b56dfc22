"""The demonstration's sheets: scored, they give the figures that were published."""

from collections.abc import Iterator

import pytest

from motcua.demo.domain.answering import Drawn, Form, ratings, targets
from motcua.kernel.money import PPM
from motcua.survey.domain.scoring import Item, Results, Rule, Stratum, scored

WEIGHTS = {"C1": 150_000, "C2": 200_000, "C3": 150_000, **dict.fromkeys(("C4", "C5", "C6", "C7", "C8"), 100_000)}
SIZES = {"C1": 9, "C2": 12, "C3": 10, "C4": 7, "C5": 7, "C6": 9, "C7": 8, "C8": 8}
OFFICES = {"20BB": 320, "20CF": 200, "20CG": 120, "20CE": 60, "20BC": 45, "20BD": 35}
NEEDS = {"C7.4": ("penalty",), "C7.6": ("complaint",), "C8.4": ("audit", "refund"), "C2.10": ("refund",)}


def questions() -> Iterator[Item]:
    for component, size in SIZES.items():
        for number in range(1, size + 1):
            code = f"{component}.{number}"
            yield Item(code, component, reverse=component == "C8" or number == 4, branched=code in NEEDS)
    yield Item("overall", "", scored=False)


def form(year: int) -> tuple[Form, dict[str, int]]:
    strata, counts = [], {}
    for office, size in OFFICES.items():
        for volume, share in (("1", 0.5), ("2", 0.3), ("3", 0.2)):
            for place, part in (("in", 0.33), ("out", 0.67)):
                code, count = f"{office}-{volume}-{place}", round(size * share * part)
                frame = count * (1 if volume == "3" else 3) + 2
                strata.append(Stratum(code, office, frame, min(frame, count + count // 2)))
                counts[code] = count
    rule = Rule(year, PPM, 0, WEIGHTS, satisfaction="overall")
    return Form(tuple(questions()), tuple(strata), rule, NEEDS), counts


def held(seed: int, year: int, best_e2: int) -> tuple[list[Drawn], Results, dict[str, int]]:
    asked, counts = form(year)
    wanted = targets(seed, year, list(OFFICES), best_e2)
    found = ratings(seed, asked, counts, wanted)
    return found, scored([each.rating for each in found], asked.strata, asked.items, asked.rule, {}), wanted


@pytest.mark.parametrize(("seed", "year", "best_e2"), [(1, 2023, 9576), (2023, 2023, 9576), (99, 2022, 9410)])
def test_every_office_gets_exactly_the_score_that_was_asked_for(seed: int, year: int, best_e2: int) -> None:
    found, results, wanted = held(seed, year, best_e2)
    assert {each.office: each.score_e2 for each in results.offices} == wanted
    assert results.offices[0].office == "20BB"
    assert results.offices[0].score_e2 == best_e2
    others = [each.score_e2 or 0 for each in results.offices[1:]]
    assert len(set(others)) == len(others)
    assert all(8_400 <= score <= 9_300 for score in others)
    assert 985_000 <= (results.satisfied_ppm or 0) < 990_000
    assert len(found) == sum(form(year)[1].values())


def test_sheets_answer_enough_are_no_straight_lines_and_answer_only_what_they_were_asked() -> None:
    found, results, _ = held(1, 2023, 9576)
    for each in found:
        asked = [code for code in SIZED if not NEEDS.get(code) or set(NEEDS[code]) & set(each.uses)]
        told = {code: value for code, value in each.rating.answers.items() if value is not None and code in SIZED}
        assert set(told) <= set(asked)
        assert len(told) * 100 >= 70 * len(asked)
        assert len(set(told.values())) > 1
    assert all((each.alpha_ppm or 0) > 600_000 for each in results.reliability)


SIZED = [f"{component}.{number}" for component, size in SIZES.items() for number in range(1, size + 1)]


def test_the_same_seed_draws_the_same_sheets_and_another_seed_others() -> None:
    asked, counts = form(2023)
    wanted = targets(1, 2023, list(OFFICES), 9576)
    assert ratings(1, asked, counts, wanted) == ratings(1, asked, counts, wanted)
    assert ratings(1, asked, counts, wanted) != ratings(2, asked, counts, wanted)


def test_a_handful_of_sheets_is_drawn_as_well() -> None:
    asked, counts = form(2023)
    few = {code: count // 20 for code, count in counts.items()}
    found = ratings(1, asked, few, targets(1, 2023, list(OFFICES), 9576))
    assert len(found) == sum(few.values())
    assert ratings(1, asked, {}, {}) == []
