"""A line is found by words with or without accents, in English, by part of its code, or misspelt."""

from datetime import date

import pytest

from motcua.kernel.dated import NotInForce
from motcua.tariff import queries
from motcua.tariff.domain import UnknownLine, packaged

DAY = date(2023, 5, 2)


def codes(text: str, limit: int = 5) -> list[str]:
    return [hit.line.code for hit in queries.search(text, DAY, limit, packaged())]


@pytest.mark.parametrize(("text", "code"), [
    ("than đá", "27011900"), ("than da", "27011900"), ("THAN ĐÁ", "27011900"), ("coal", "27011900"),
    ("sầu riêng", "08106000"), ("sau rieng", "08106000"), ("durian", "08106000"), ("durians", "08106000"),
    ("durain", "08106000"), ("thanh long", "08109092"), ("smartphone", "85171300"), ("smartfone", "85171300"),
    ("dien thoai thong minh", "85171300"), ("clinker", "25231010"), ("clanhke", "25231010"),
    ("sữa", "04021041"), ("cá rô phi", "03032300"), ("tilapia", "03032300"), ("thép phế liệu", "72042900"),
])  # fmt: skip
def test_a_line_is_among_the_first_five(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize("text", ["2701.19", "270119", "2701 19 00"])
def test_a_beginning_of_a_code_is_found_with_or_without_dots(text: str) -> None:
    assert codes(text) == ["27011900"]


def test_a_fragment_inside_a_code_comes_after_the_beginnings() -> None:
    found = codes("0901", 50)
    assert found[0].startswith("0901")
    assert any(not code.startswith("0901") for code in found)
    starts = [code.startswith("0901") for code in found]
    assert starts == sorted(starts, reverse=True)


def test_an_exact_accent_ranks_before_a_word_that_is_only_the_same_without_it() -> None:
    asked = queries.search("lốp", DAY, 1, packaged())[0].line
    assert "lốp" in asked.path.vi.lower() or "lốp" in asked.words.vi.lower()


def test_while_someone_types_the_last_word_may_be_a_beginning() -> None:
    assert "08106000" in codes("sau rie")


def test_nothing_is_found_for_nothing() -> None:
    assert codes("") == codes("  ,;") == []


def test_a_line_of_another_day_is_not_found() -> None:
    assert queries.search("coal", date(2022, 1, 1), 5, packaged())


def test_the_tree_goes_from_chapters_to_headings_to_lines() -> None:
    top = queries.children("", DAY, packaged())
    assert len(top) == 97
    coal = next(node for node in top if node.code == "27")
    headings = queries.children("27", DAY, packaged())
    assert coal.lines == sum(node.lines for node in headings)
    assert [node.code for node in queries.children("2701", DAY, packaged())] == [
        "27011100", "27011210", "27011290", "27011900", "27012000",
    ]  # fmt: skip


def test_the_sheet_of_a_line_shows_every_schedule_or_says_why_there_is_no_rate() -> None:
    sheet = queries.lookup("2701.19.00", DAY, packaged())
    shown = {each.schedule.key: each for each in sheet.shown}
    assert shown.keys() == packaged().schedules.keys()
    assert shown["MFN"].rates[0].rate.vi == "2 %"
    assert shown["ENVIRONMENT"].rates[0].rate.en == "15,000 dong/TNE"
    assert shown["AKFTA"].none.en == "No table loaded for that day"
    assert shown["EXCISE"].none.en == "None"
    assert all(bool(each.rates) != bool(each.none.vi) for each in sheet.shown)
    assert sheet.declarable
    assert sheet.chapter.number == 27


def test_the_sheet_tells_a_line_outside_a_schedule_from_a_schedule_that_is_not_loaded() -> None:
    sheet = queries.lookup("24022090", DAY, packaged())
    shown = {each.schedule.key: each for each in sheet.shown}
    assert shown["ATIGA"].none.en == "Not in the schedule"


def test_the_sheet_marks_what_nobody_has_verified_and_names_the_act() -> None:
    sheet = queries.lookup("27011900", DAY, packaged())
    assert sheet.history
    for rate in sheet.history:
        assert not rate.entry.verified
        assert rate.act.vi
        assert rate.act.en


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(UnknownLine):
        queries.lookup("99999999", DAY, packaged())


def test_two_days_are_compared_schedule_by_schedule() -> None:
    found = list(queries.changes(date(2022, 12, 31), date(2023, 1, 1), "EXPORT", packaged()))
    assert [each.code for each in found] == ["25231010", "25231090"]
    assert (found[0].before[0].rate.vi, found[0].after[0].rate.vi) == ("5 %", "10 %")
    assert not list(queries.changes(date(2023, 2, 1), date(2023, 2, 2), "", packaged()))


def test_a_comparison_with_a_day_before_the_tariff_is_an_error() -> None:
    with pytest.raises(NotInForce):
        list(queries.changes(date(2021, 12, 31), DAY, "", packaged()))
