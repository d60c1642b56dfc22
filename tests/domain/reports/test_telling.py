"""The report's text says nothing that its figures deny: every number printed is read back and compared."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from tests.domain.reports.made_reports import figure, grown, reports, target

from motcua.kernel.words import Words
from motcua.reports.domain.figures import Report
from motcua.reports.domain.targets import Target
from motcua.reports.domain.telling import Plan, sections, wording

NUMBER = r"([\d.,]+)"
CAP = Plan("inspection_rate", 50_000, Words("không quá 5 %", "at most 5%"))


def read(text: str, language: str) -> tuple[Fraction, int]:
    """A printed number and how many decimals it has."""
    group, mark = (".", ",") if language == "vi" else (",", ".")
    whole, _, rest = text.strip(".,").replace(group, "").partition(mark)
    return Fraction(f"{whole}.{rest or 0}"), len(rest)


def told(report: Report, targets: tuple[Target, ...], language: str) -> dict[str, list[str]]:
    """The sentences of each section, with plain spaces."""
    return {
        part.id: [each.words.in_language(language).replace("\u00a0", " ") for each in part.sentences]
        for part in sections(report, targets, (CAP,))
    }


def says_growth(sentence: str, language: str, growth: Fraction) -> bool:
    """Whether a sentence about a change is right about its direction and its size at the digits printed."""
    up, down, less, same = (
        ("tăng", "giảm", "chưa tới", "không đổi") if language == "vi" else ("up", "down", "less than", "unchanged")
    )
    found = re.search(rf"({up}|{down})( {less})? {NUMBER} ?%", sentence)
    if found is None:
        return same in sentence and growth == 0
    printed, digits = read(found[3], language)
    size, right = abs(growth), (growth > 0) == (found[1] == up) and growth != 0
    if found[2]:
        return right and size < printed
    return right and printed > 0 and abs(size - printed) <= Fraction(1, 2 * 10**digits)


@pytest.mark.parametrize("language", ["vi", "en"])
@given(made=reports())
def test_a_change_is_told_in_its_direction_and_size(language: str, made: tuple[Report, tuple[Target, ...]]) -> None:
    report, targets = made
    text = told(report, targets, language)
    known = {
        "S1.revenue_growth": ("S1", r"cả năm trước, số thu|On the whole year before, revenue"),
        "S2.turnover_usd_growth": ("S2", r"Kim ngạch|Turnover is"),
        "S3.vehicles_growth": ("S3", r"số lượt phương tiện|vehicles are"),
    }
    for id_, (part, pattern) in known.items():
        found = [sentence for sentence in text[part] if re.search(pattern, sentence)]
        held = report.figure(id_)
        assert len(found) == (0 if held.text.vi == "–" else 1)
        for sentence in found:
            assert says_growth(sentence, language, Fraction(held.value)), (sentence, held.value)


@pytest.mark.parametrize("language", ["vi", "en"])
@given(made=reports())
def test_a_target_is_called_what_it_is(language: str, made: tuple[Report, tuple[Target, ...]]) -> None:
    report, targets = made
    text = told(report, targets, language)["S1"]
    missed, exceeded = ("chưa đạt", "vượt,") if language == "vi" else ("not reached", "exceeded,")
    for each in targets:
        name = f"{each.by.vi} (" if language == "vi" else f"{each.by.en.lower()} ("
        (sentence,) = [found for found in text if name in found]
        share = Fraction(report.figure("S1.target." + each.id).value)
        assert (missed in sentence) == (report.total.revenue < each.value), sentence
        if exceeded in sentence:
            assert share > 100, sentence
        printed = re.search(rf"(gần|nearly|hơn|more than)? ?{NUMBER} ?%", sentence)
        assert printed is not None
        value, digits = read(printed[2], language)
        if printed[1]:
            assert (share < value) == (printed[1] in ("gần", "nearly"))
        assert abs(share - value) <= Fraction(1, 2 * 10**digits), (sentence, share)


@pytest.mark.parametrize("language", ["vi", "en"])
@given(made=reports())
def test_the_branch_that_is_first_is_first(language: str, made: tuple[Report, tuple[Target, ...]]) -> None:
    report, targets = made
    most = "thu nhiều nhất" if language == "vi" else "collected most"
    found = [sentence for sentence in told(report, targets, language)["S1"] if most in sentence]
    highest = max(line.revenue for line in report.by_branch)
    first = [line for line in report.by_branch if line.revenue == highest]
    assert len(found) == (1 if len(first) == 1 and highest else 0)
    for sentence in found:
        assert sentence.startswith(first[0].label.in_language(language))


@pytest.mark.parametrize("language", ["vi", "en"])
@given(made=reports())
def test_near_and_more_than_stand_on_the_right_side(language: str, made: tuple[Report, tuple[Target, ...]]) -> None:
    report, targets = made
    text = told(report, targets, language)
    pattern = (
        rf"(gần|hơn)? ?{NUMBER} tờ khai" if language == "vi" else rf"(?i)(nearly|more than)? ?{NUMBER} declarations"
    )
    found = re.search(pattern, text["S2"][0])
    assert found is not None
    printed, _ = read(found[2], language)
    real = report.figure("S2.declarations").value
    word = (found[1] or "").lower()
    assert {"": printed == real, "gần": real < printed, "nearly": real < printed}.get(word, real > printed)
    assert abs(printed - real) <= max(real, 1) / 100


@pytest.mark.parametrize("language", ["vi", "en"])
@given(made=reports())
def test_the_rate_and_the_cap_agree(language: str, made: tuple[Report, tuple[Target, ...]]) -> None:
    report, targets = made
    rate, plan = told(report, targets, language)["S13"]
    real = Fraction(report.figure("S13.inspection_rate").value)
    within = "nằm trong mức đó" if language == "vi" else "is within it"
    assert (within in plan) == (real <= 5)
    found = re.search(rf"(gần|nearly|hơn|more than)? ?{NUMBER} ?%", rate.split(":")[-1].split("for")[-1])
    assert found is not None
    printed, _ = read(found[2], language)
    if not found[1]:
        assert (printed <= 5) == (real <= 5), (rate, real)


@pytest.mark.parametrize("language", ["vi", "en"])
@given(made=reports())
def test_what_is_not_known_is_not_said(language: str, made: tuple[Report, tuple[Target, ...]]) -> None:
    report, targets = made
    known = {each.id for each in report.figures}
    text = told(report, targets, language)
    assert bool(text["S4"]) == ("S4.indicators_ahead" in known)
    assert bool(text["S11"]) == ("S11.invited" in known)
    for part in sections(report, targets, (CAP,)):
        for sentence in part.sentences:
            assert set(sentence.figures) <= known | {"S11.response_rate"}, sentence


@pytest.mark.parametrize(
    ("value", "vi"),
    [(139_812, "gần 140.000"), (139_799, "hơn 139.000"), (140_000, "140.000"), (343_100, "hơn 343.000"),
     (999, "999"), (1_565, "hơn 1.560"), (0, "0")],
)  # fmt: skip
def test_a_large_count_is_said_to_three_digits(value: int, vi: str) -> None:
    assert wording.about(value).vi.replace("\u00a0", " ") == vi


@pytest.mark.parametrize(
    ("share", "vi"),
    [(99.9999, "chưa đạt, bằng gần 100,00 %"), (100, "vừa đạt, bằng 100,00 %"), (100.5, "vừa đạt, bằng 100,50 %"),
     (100.51, "vượt, bằng 100,51 %"), (142.19, "vượt, bằng 142,19 %"), (100.001, "vừa đạt, bằng hơn 100,00 %")],
)  # fmt: skip
def test_a_target_just_missed_is_never_said_to_be_reached(share: float, vi: str) -> None:
    assert wording.reached(share).vi.replace("\u00a0", " ") == vi


@pytest.mark.parametrize(
    ("growth", "vi", "en"),
    [(0.06, "tăng 0,1 %", "up 0.1%"), (0.04, "tăng 0,04 %", "up 0.04%"),
     (-0.001, "giảm chưa tới 0,01 %", "down less than 0.01%"),
     (0, "không đổi", "unchanged"), (-75, "giảm 75,0 %", "down 75.0%")],
)  # fmt: skip
def test_small_changes_are_not_rounded_away(growth: float, vi: str, en: str) -> None:
    found = wording.moved(growth)
    assert (found.vi.replace("\u00a0", " "), found.en.replace("\u00a0", " ")) == (vi, en)


def test_a_growth_from_nothing_is_not_told() -> None:
    assert grown("S1.revenue_growth", 5, 0).text.vi == "–"
    assert figure("S1.revenue", 1).value == target("one", 1).value
