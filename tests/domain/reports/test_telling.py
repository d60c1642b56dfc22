"""The report's text says nothing that its figures deny: every number printed is read back and compared."""

import re
from collections.abc import Callable
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.domain.reports.made_reports import exact, figure, line, made, reports

from motcua.reports.domain.figures import Line, Report
from motcua.reports.domain.telling import Plan, sections

NUMBER = r"([\d.,]+)"
NEAR = r"(gần |nearly |hơn |more than )?"
Made = tuple[Report, tuple[Plan, ...]]
languages = st.sampled_from(["vi", "en"])


def read(text: str, language: str) -> tuple[Fraction, int]:
    """A printed number and how many decimals it has."""
    group, mark = (".", ",") if language == "vi" else (",", ".")
    whole, _, rest = text.strip(".,").replace(group, "").partition(mark)
    return Fraction(f"{whole}.{rest or 0}"), len(rest)


def told(report: Report, plans: tuple[Plan, ...], language: str) -> dict[str, list[str]]:
    """The sentences of each section, with plain spaces."""
    return {
        part.id: [each.words.in_language(language).replace("\u00a0", " ") for each in part.sentences]
        for part in sections(report, plans)
    }


def money(text: str, language: str) -> tuple[Fraction, Fraction]:
    """The sum that a text ends with, in dong, and the most by which it may be rounded."""
    found = re.findall(rf"{NUMBER} (tỷ đồng|đ\b)" if language == "vi" else rf"VND {NUMBER}( billion)?", text)
    printed, digits = read(found[-1][0], language)
    unit = 10**9 if found[-1][1] in ("tỷ đồng", " billion") else 1
    return printed * unit, Fraction(unit, 2 * 10**digits) if unit > 1 else Fraction(0)


def says_share(sentence: str, language: str, value: Fraction) -> bool:
    """Whether the last per cent of a sentence is the value, rounded as it is printed and no further than it says."""
    found = re.findall(rf"{NEAR}{NUMBER} ?%", sentence)
    printed, digits = read(found[-1][1], language)
    right = abs(value - printed) <= Fraction(1, 2 * 10**digits)
    word = found[-1][0].strip()
    return right and (not word or (value < printed) == (word in ("gần", "nearly")) and value != printed)


def says_growth(sentence: str, language: str, growth: Fraction) -> bool:
    """Whether a sentence about a change is right about its direction and its size at the digits printed."""
    up, down, less, same = (
        ("tăng", "giảm", "chưa tới", "không đổi") if language == "vi" else ("up", "down", "less than", "unchanged")
    )
    found = re.search(rf"\b({up}|{down})( {less})? {NEAR}{NUMBER} ?%", sentence)
    if found is None:
        return same in sentence and growth == 0
    printed, _ = read(found[4], language)
    size, right = abs(growth), (growth > 0) == (found[1] == up) and growth != 0
    if found[2]:
        return right and size < printed
    lost = size < 100 and printed == 100 and not found[3]
    return right and not lost and printed > 0 and says_share(sentence, language, size)


@given(language=languages, made=reports())
def test_a_change_is_told_in_its_direction_and_size(language: str, made: Made) -> None:
    text = told(*made, language)
    known = {
        "S1.revenue_growth": ("S1", r"cả năm trước, số thu|On the whole year before, revenue"),
        "S1.revenue_growth_same_period": ("S1", r"cùng kỳ năm trước, số thu|On the same period, revenue"),
        "S2.declarations_growth": ("S2", r"số tờ khai (tăng|giảm|không)|declarations are"),
        "S2.enterprises_growth": ("S2", r"Số doanh nghiệp (tăng|giảm|không)|number of enterprises is"),
        "S2.turnover_usd_growth": ("S2", r"Kim ngạch (tăng|giảm|không)|Turnover is"),
        "S3.vehicles_growth": ("S3", r"số lượt phương tiện|vehicles are"),
    }
    for id_, (part, pattern) in known.items():
        found = [sentence for sentence in text[part] if re.search(pattern, sentence)]
        assert len(found) == (0 if made[0].figure(id_).text.vi == "–" else 1)
        for sentence in found:
            assert says_growth(sentence, language, exact(made[0], id_)), (sentence, made[0].figure(id_).value)


@given(language=languages, made=reports())
def test_a_target_is_called_what_it_is(language: str, made: Made) -> None:
    report, text = made[0], told(*made, language)["S1"]
    missed, just, exceeded = (
        ("chưa đạt,", "vừa đạt,", "vượt,") if language == "vi" else ("not reached,", "just reached,", "exceeded,")
    )
    done = report.total.revenue
    for each in report.targets:
        name = f"Chỉ tiêu {each.by.vi} (" if language == "vi" else f"Target, {each.by.en.lower()} ("
        (sentence,) = [found for found in text if found.startswith(name)]
        said = [word for word in (missed, just, exceeded) if f" {word}" in sentence]
        ratio = Fraction(done * 100, each.value)
        assert said == [missed if done < each.value else just if ratio <= Fraction("100.5") else exceeded], sentence
        head, _, short = sentence.partition("%")
        assert (len(short) > 1) == (done < each.value)
        assert says_share(f"{head}%", language, exact(report, f"S1.target.{each.id}")), sentence
        if done < each.value:
            printed, least = money(short, language)
            assert printed > 0
            assert abs(printed - (each.value - done)) <= least, sentence


@given(language=languages, made=reports())
def test_a_sum_is_not_rounded_onto_a_target(language: str, made: Made) -> None:
    report, text = made[0], told(*made, language)["S1"]
    said = {"S1.revenue": text[0]}
    if any(each.id == "S1.forecast" for each in report.figures):
        (said["S1.forecast"],) = [each for each in text if each.startswith(("Dự báo thu cả năm", "Forecast for the"))]
    for id_, sentence in said.items():
        value, (printed, least) = report.figure(id_).value, money(sentence, language)
        assert abs(printed - int(value)) <= least
        for each in report.targets:
            assert (printed == each.value) <= (value == each.value), (sentence, value)


@given(language=languages, made=reports())
def test_the_forecast_names_the_targets_that_it_misses_and_no_other(language: str, made: Made) -> None:
    report, text = made[0], told(*made, language)["S1"]
    all_, misses = ("mọi chỉ tiêu", "không đạt chỉ tiêu") if language == "vi" else ("every revenue target", "is missed")
    found = [each for each in text if misses in each]
    coming = next((int(each.value) for each in report.figures if each.id == "S1.forecast"), None)
    missed = [each for each in report.targets if coming is not None and coming < each.value]
    assert len(found) == len(missed)
    assert any(all_ in each for each in text) == (coming is not None and not missed)
    for sentence, each in zip(found, missed, strict=True):
        printed, least = money(sentence, language)
        assert f"mốc {each.id}" in sentence or f"mark {each.id}" in sentence
        assert coming is not None
        assert printed > 0
        assert abs(printed - (each.value - coming)) <= least


LARGE = (("S2.declarations", "tờ khai", "declarations"), ("S3.vehicles", "lượt phương tiện", "vehicles"))
MOST: dict[str, tuple[str, str, Callable[[Line], Fraction]]] = {
    "thu nhiều nhất": ("S1", "collected most", lambda each: Fraction(each.revenue)),
    "nhiều tờ khai nhất": ("S2", "the most declarations", lambda each: Fraction(each.declarations)),
}


@given(words=st.sampled_from(list(MOST)), language=languages, made=reports())
def test_the_branch_that_is_first_is_first(words: str, language: str, made: Made) -> None:
    part, english, key = MOST[words]
    found = [each for each in told(*made, language)[part] if (words if language == "vi" else english) in each]
    _first_of(made[0].by_branch, key, found, language)
    for sentence in found:
        whole = sum(key(each) for each in made[0].by_branch)
        assert says_share(sentence, language, 100 * max(map(key, made[0].by_branch)) / whole)


@given(language=languages, made=reports())
def test_the_best_month_is_the_best(language: str, made: Made) -> None:
    words = "số thu cao nhất" if language == "vi" else "the best month"
    found = [each for each in told(*made, language)["S1"] if words in each]
    _first_of(made[0].by_month, lambda each: Fraction(each.revenue), found, language)


@given(sign=st.sampled_from([1, -1]), language=languages, made=reports())
def test_the_branch_that_rose_or_fell_most_did(sign: int, language: str, made: Made) -> None:
    words = {("vi", 1): "tăng mạnh nhất", ("vi", -1): "giảm sâu nhất",
             ("en", 1): "strongest rise is at", ("en", -1): "deepest fall is at"}[language, sign]  # fmt: skip
    found = [each for each in told(*made, language)["S1"] if words in each]
    grew = {each.label.in_language(language): Fraction((each.revenue - each.before) * 100, each.before)
            for each in made[0].by_branch if each.before}  # fmt: skip
    most = max((sign * each for each in grew.values()), default=Fraction(0))
    first = [name for name, each in grew.items() if sign * each == most]
    assert len(found) == (1 if len(first) == 1 and len(grew) > 1 and most > 0 else 0)
    for sentence in found:
        assert first[0] in sentence
        assert says_growth(sentence.split(":")[1], language, grew[first[0]])


def _first_of(lines: tuple[Line, ...], key: Callable[[Line], Fraction], found: list[str], language: str) -> None:
    highest = max(map(key, lines))
    first = [each for each in lines if key(each) == highest]
    assert len(found) == (1 if len(first) == 1 and highest else 0)
    for sentence in found:
        assert sentence.startswith(first[0].label.in_language(language))


def test_of_one_branch_alone_none_is_first() -> None:
    alone = made(branches=(line("20BB", 10**9, 5 * 10**8, 7),))
    assert not any("nhất" in each for part in ("S1", "S2") for each in told(alone, (), "vi")[part])


@given(of=st.sampled_from(LARGE), language=languages, made=reports())
def test_near_and_more_than_stand_on_the_right_side(of: tuple[str, str, str], language: str, made: Made) -> None:
    id_, vi, en = of
    text = told(*made, language)[id_.split(".")[0]]
    pattern = rf"(gần|hơn)? ?{NUMBER} {vi}" if language == "vi" else rf"(?i)(nearly|more than)? ?{NUMBER} {en}"
    found = re.search(pattern, text[0])
    assert found is not None
    printed, _ = read(found[2], language)
    real = int(made[0].figure(id_).value)
    word = (found[1] or "").lower()
    assert {"": printed == real, "gần": real < printed, "nearly": real < printed}.get(word, real > printed)
    assert abs(printed - real) <= max(real, 1) / 100


@given(language=languages, made=reports())
def test_the_rate_and_the_caps_agree(language: str, made: Made) -> None:
    report, plans = made
    text = told(report, plans, language)["S13"]
    if report.figure("S13.inspection_rate").text.vi == "–":
        assert len(text) == len(plans)
        return
    rate, *said = text
    real = exact(report, "S13.inspection_rate")
    within, above = ("nằm trong mức đó", "cao hơn mức đó") if language == "vi" else ("is within it", "is above it")
    assert says_share(rate, language, real), (rate, real)
    printed, _ = read(re.findall(rf"{NUMBER} ?%", rate)[-1], language)
    for plan, sentence in zip(plans, said, strict=True):
        most = Fraction(plan.value or 0, 10_000)
        assert (within in sentence, above in sentence) == (real <= most, real > most), (sentence, real)
        if not re.search(r"gần|hơn|nearly|more than", rate):
            assert (printed <= most) == (real <= most), (rate, real)


@given(language=languages, made=reports())
def test_what_is_not_known_is_not_said(language: str, made: Made) -> None:
    report, plans = made
    known = {each.id: each for each in report.figures}
    text = told(report, plans, language)
    assert bool(text["S4"]) == ("S4.indicators" in known and known["S4.indicators"].value > 0)
    assert bool(text["S5"]) == ("S5.outages" in known)
    assert bool(text["S11"]) == ("S11.invited" in known and known["S11.invited"].value > 0)
    for part in sections(report, plans):
        for sentence in part.sentences:
            assert set(sentence.figures) <= set(known), sentence
            assert all(known[id_].text.vi != "–" for id_ in sentence.figures), sentence


def test_nobody_is_satisfied_and_no_branch_first_where_there_was_no_survey() -> None:
    """As the report holds them while no round of the year is published."""
    nothing = [figure("S11.invited", 0), figure("S11.invited_in_province", 0), figure("S11.answers", 0),
               figure("S11.response_rate", 0.0, "percent", "–"), figure("S11.satisfied", 0.0, "percent", "–"),
               figure("S11.first_branch", "", "branch", "–"),
               figure("S11.first_score", 0.0, "points", "–")]  # fmt: skip
    assert told(made(*nothing), (), "vi")["S11"] == []
