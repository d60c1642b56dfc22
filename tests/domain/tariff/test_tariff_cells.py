"""A printed cell is read as it stands, or held with its text; never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.tariff.domain import cells
from motcua.tariff.domain.cells import Said, Unreadable

FEW = frozenset({"ID", "PH"})


@pytest.mark.parametrize(("text", "ppm"), [
    ("0", 0), ("2", 20_000), ("7.5", 75_000), ("2,5", 25_000), ("202.5", 2_025_000), ("1000", 10_000_000),
    (" 10 ", 100_000), ("10%", 100_000), ("0,0001", 1),
])  # fmt: skip
def test_a_number_is_read_with_either_decimal_mark(text: str, ppm: int) -> None:
    assert cells.read(text) == (Said("percent", ppm),)


@pytest.mark.parametrize("text", ["1001", "1000.1", "-5", "- 5"])
def test_a_rate_above_a_thousand_or_below_zero_is_no_rate(text: str) -> None:
    with pytest.raises(Unreadable):
        cells.read(text)


@pytest.mark.parametrize("text", ["0 (-ID, PH)", "0(-ID, PH)", "0(-ID,PH )", "0 (- ID, PH)"])
def test_excluded_origins_are_read_however_the_blanks_fall(text: str) -> None:
    assert cells.read(text) == (Said("percent", 0, excluded=FEW),)


def test_excluded_origins_may_stand_beside_a_rate_above_zero() -> None:
    assert cells.read("45 (-BN)") == (Said("percent", 450_000, excluded=frozenset({"BN"})),)


def test_a_star_is_not_zero_but_not_in_the_schedule() -> None:
    assert cells.read("*") == (Said("absent"),)


def test_an_empty_cell_says_nothing() -> None:
    assert cells.read("") == cells.read("  ") == ()


@pytest.mark.parametrize("text", [
    "0/5", "0 (-MM, TH)/0", "0(-KH, MY)/0(-KH, MY)/0(-LA, KR)", "0/*/*", "*/21", "9,3/27,2", "0/1,8; M: 0/2,7", "Q",
    "Theo hướng dẫn tại khoản 1.1 Chương 98", "150% thuế MFN", "10 (0% từ 09/3-30/4 theo NĐ72)",
])  # fmt: skip
def test_what_the_table_alone_cannot_settle_is_held_with_its_text(text: str) -> None:
    (said,) = cells.read(text)
    assert (said.kind, said.ppm, said.condition) == ("held", -1, text)


def test_a_quota_cell_gives_the_rate_in_the_quota_and_the_rate_out_of_it() -> None:
    inside, outside = cells.read("40 (NHN: 80)")
    assert (inside.ppm, inside.condition) == (400_000, "in quota")
    assert (outside.ppm, outside.condition) == (800_000, "out of quota")


def test_the_second_rate_of_the_pacific_agreement_is_for_mexico_alone() -> None:
    others, mexico = cells.read("15; M: 18")
    assert (others.ppm, others.excluded) == (150_000, {"MX"})
    assert (mexico.ppm, mexico.origins) == (180_000, {"MX"})


def test_goods_of_kaesong_are_a_condition_and_no_origin() -> None:
    (said,) = cells.read("0(-KH, MM)(GIC)")
    assert (said.excluded, said.condition) == ({"KH", "MM"}, "GIC")


def test_a_sentence_that_names_its_day_becomes_two_rates() -> None:
    before, after = cells.read("5%. Từ ngày 01/01/2027 áp dụng mức thuế suất 10%.")
    assert (before.ppm, before.until) == (50_000, date(2026, 12, 31))
    assert (after.ppm, after.since) == (100_000, date(2027, 1, 1))


def test_an_absolute_and_a_mixed_rate_name_their_unit() -> None:
    assert cells.read("2000/LTR") == (Said("specific", 0, 2000, "LTR"),)
    assert cells.read("10+5000/KGM") == (Said("mixed", 100_000, 5000, "KGM"),)


def test_a_vat_cell_gives_its_first_rate_and_offers_the_others() -> None:
    first, five, eight, ten = cells.read_vat("*/5/8/10")
    assert (first.kind, first.condition) == ("exempt", "")
    assert [(said.ppm, said.condition) for said in (five, eight, ten)] == [
        (50_000, "claimed"), (80_000, "claimed"), (100_000, "claimed"),
    ]  # fmt: skip


def test_a_lone_star_in_the_vat_column_is_not_taxable_rather_than_absent() -> None:
    assert cells.read_vat("*") == cells.read_vat("KCT") == (Said("exempt"),)


@given(st.text(alphabet="0123456789.,/*()-; MNHQABCDEGI:%+", max_size=24))
def test_any_text_is_read_held_or_refused_and_never_a_silent_zero(text: str) -> None:
    for read in (cells.read, cells.read_vat):
        try:
            said = read(text)
        except Unreadable:
            continue
        assert bool(said) == bool(text.strip())
        for each in said:
            if each.kind == "percent" and each.ppm == 0:
                assert "0" in text
            if each.kind == "held":
                assert each.ppm == -1
                assert each.condition == " ".join(text.split())


@given(st.integers(0, 1000), st.integers(0, 9999), st.sampled_from(".,"))
def test_every_number_up_to_a_thousand_is_read_to_the_millionth(whole: int, part: int, mark: str) -> None:
    if whole == 1000:
        part = 0
    (said,) = cells.read(f"{whole}{mark}{part:04d}")
    assert said.ppm == whole * 10_000 + part
