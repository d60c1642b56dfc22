"""Rates and conditions as people read them, and what the book tells of its own days."""

import pytest
from tests.domain.tariff.tariff_factories import COAL, book, day, entry, line

from motcua.kernel.dated import NotInForce
from motcua.kernel.words import Words
from motcua.tariff.domain import HeldRate, UnknownLine
from motcua.tariff.domain.writing import condition, percent, rate

ON = day("2023-05-02")
OTHER = "25231090"


@pytest.mark.parametrize(("ppm", "vi", "en"), [
    (0, "0 %", "0 %"), (75_000, "7,5 %", "7.5 %"), (1_350_000, "135 %", "135 %"), (1, "0,0001 %", "0.0001 %"),
])  # fmt: skip
def test_a_percentage_has_the_decimal_mark_of_its_language(ppm: int, vi: str, en: str) -> None:
    assert percent(ppm) == Words(vi, en)


@pytest.mark.parametrize(("more", "vi", "en"), [
    ({"kind": "exempt"}, "Không thuộc đối tượng chịu thuế", "Not subject"),
    ({"kind": "absent"}, "Không có trong biểu", "Not in the schedule"),
    ({"kind": "held"}, "Không xác định được từ biểu", "Not settled by the table"),
    ({"kind": "percent", "ppm": 20_000}, "2 %", "2 %"),
    ({"kind": "specific", "amount": 15_000, "unit": "TNE"}, "15.000 đồng/TNE", "15,000 dong/TNE"),
    ({"kind": "specific", "amount": 100_005_000, "unit": "PCE", "currency": "USD"},
     "10000,5 USD/PCE", "10000.5 USD/PCE"),
    ({"kind": "mixed", "ppm": 700_000, "amount": 50_000_000, "unit": "PCE", "currency": "USD"},
     "70 % + 5000 USD/PCE", "70 % + 5000 USD/PCE"),
])  # fmt: skip
def test_every_kind_of_rate_is_written_in_both_languages(more: dict, vi: str, en: str) -> None:
    assert rate(entry("MFN", **more)) == Words(vi, en)


def test_conditions_name_origins_and_those_left_out() -> None:
    assert condition(entry("MFN")) == Words("", "")
    few = entry("CPTPP", origins=frozenset({"MX", "JP"}), excluded=frozenset({"CN"}), condition="in quota")
    told = condition(few)
    assert told.en == "within the quota; origin JP, MX; except origin CN"
    assert told.vi == "trong hạn ngạch; xuất xứ JP, MX; trừ xuất xứ CN"
    assert condition(entry("EXPORT", condition="ghi chú / a note")).vi.startswith("ghi chú")


def test_the_chapter_of_a_line_is_its_first_two_digits() -> None:
    assert (line("02071410").chapter, line(COAL).chapter, line("98041500").chapter) == (2, 27, 98)


def test_the_book_names_the_days_on_which_a_schedule_changes() -> None:
    tariff = book(entry("MFN", 1, "2022-01-01", "2022-12-31"), entry("MFN", 2, "2023-01-01"))
    assert tariff.changes_in("MFN") == [day("2022-01-01"), day("2023-01-01")]
    assert tariff.changes_in("ATIGA") == []
    assert tariff.codes_in("ATIGA") == []
    assert tariff.entries_of("ATIGA", COAL) == tariff.entries_of("MFN", OTHER) == []


def test_a_loaded_line_keeps_the_groups_and_notes_of_the_line_that_it_covers() -> None:
    below = line(groups=("coal",), notes=Words("ghi chú", "a note"))
    tariff = book(entry("MFN"), lines=[below, line()])
    kept = tariff.on(ON).line(COAL)
    assert kept is not None
    assert (kept.groups, kept.notes.en) == (("coal",), "a note")
    plain = book(entry("MFN"), lines=[line(), line(notes=Words("mới", "new"))]).on(ON).line(COAL)
    assert plain is not None
    assert plain.notes.en == "new"


def test_two_settled_rates_of_vat_are_held_until_one_is_claimed() -> None:
    today = book(entry("VAT", 50_000, condition="xi măng"), entry("VAT", 100_000, condition="khác")).on(ON)
    with pytest.raises(HeldRate):
        today.vat(COAL)
    assert today.vat(COAL, "V5").ppm == 50_000


def test_vat_of_an_unknown_code_is_refused_and_of_a_line_that_no_table_names_is_not_known() -> None:
    today = book(entry("VAT", 100_000)).on(ON)
    with pytest.raises(UnknownLine):
        today.vat("99999999")
    with pytest.raises(NotInForce):
        book(entry("VAT", 100_000), lines=[line(), line(OTHER)]).on(ON).vat(OTHER)


@pytest.mark.parametrize("tax", ["excise", "environment", "export"])
def test_a_loaded_line_that_no_table_of_taxes_speaks_of_is_not_free_but_unknown(tax: str) -> None:
    from motcua.tariff.domain.packaged import book_of

    loaded = book_of((([line()], [entry("MFN")]), ([line(OTHER)], [entry("MFN", code=OTHER)]))).on(ON)
    assert getattr(loaded, tax)(COAL) is None
    with pytest.raises(NotInForce, match=OTHER):
        getattr(loaded, tax)(OTHER)
    with pytest.raises(UnknownLine):
        getattr(loaded, tax)("99999999")
