"""How a figure is said: rounding never says more than is known, at the boundaries of each word."""

from fractions import Fraction
from functools import partial

import pytest

from motcua.design.domain import amounts
from motcua.reports.domain.telling import wording


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (139_812, "gần 140.000", "nearly 140,000"), (139_800, "gần 140.000", "nearly 140,000"),
        (139_799, "hơn 139.000", "more than 139,000"), (140_000, "140.000", "140,000"),
        (343_100, "hơn 343.000", "more than 343,000"), (999, "999", "999"), (1_000, "1.000", "1,000"),
        (1_001, "hơn 1.000", "more than 1,000"), (9_998, "gần 10.000", "nearly 10,000"),
        (1_565, "hơn 1.560", "more than 1,560"), (0, "0", "0"),
    ],
)  # fmt: skip
def test_a_large_count_is_said_to_three_digits(value: int, vi: str, en: str) -> None:
    found = wording.about(value)
    assert (plain(found.vi), plain(found.en)) == (vi, en)


@pytest.mark.parametrize(
    ("share", "vi", "en"),
    [
        (99.9999, "chưa đạt, bằng gần 100,00 %", "not reached, at nearly 100.00%"),
        (100, "vừa đạt, bằng 100,00 %", "just reached, at 100.00%"),
        (100.5, "vừa đạt, bằng 100,50 %", "just reached, at 100.50%"),
        (100.51, "vượt, bằng 100,51 %", "exceeded, at 100.51%"),
        (142.19, "vượt, bằng 142,19 %", "exceeded, at 142.19%"),
        (100.001, "vừa đạt, bằng hơn 100,00 %", "just reached, at more than 100.00%"),
    ],
)
def test_a_target_just_missed_is_never_said_to_be_reached(share: float, vi: str, en: str) -> None:
    found = wording.reached(share)
    assert (plain(found.vi), plain(found.en)) == (vi, en)


@pytest.mark.parametrize(
    ("growth", "places", "vi", "en"),
    [
        (0.06, 1, "tăng 0,1 %", "up 0.1%"), (0.05, 1, "tăng 0,1 %", "up 0.1%"), (0.04, 1, "tăng 0,04 %", "up 0.04%"),
        (0.06, 2, "tăng 0,06 %", "up 0.06%"), (0.005, 1, "tăng 0,01 %", "up 0.01%"),
        (0.0049, 1, "tăng chưa tới 0,01 %", "up less than 0.01%"),
        (-0.001, 1, "giảm chưa tới 0,01 %", "down less than 0.01%"),
        (0, 1, "không đổi", "unchanged"), (0.0, 2, "không đổi", "unchanged"),
        (-75, 1, "giảm 75,0 %", "down 75.0%"), (4.45, 1, "tăng 4,5 %", "up 4.5%"),
        (-99.97, 1, "giảm gần 100,0 %", "down nearly 100.0%"), (-100, 1, "giảm 100,0 %", "down 100.0%"),
        (100.04, 1, "tăng hơn 100,0 %", "up more than 100.0%"), (5_100, 1, "tăng 5.100,0 %", "up 5,100.0%"),
    ],
)  # fmt: skip
def test_a_change_is_neither_rounded_away_nor_to_the_whole(growth: float, places: int, vi: str, en: str) -> None:
    found = wording.moved(growth, places)
    assert (plain(found.vi), plain(found.en)) == (vi, en)


@pytest.mark.parametrize(
    ("value", "cap", "vi"),
    [
        (4.2, 42_000, "4,20 %"), (4.1999, 42_000, "gần 4,20 %"), (4.2001, 42_000, "hơn 4,20 %"),
        (4.2346, 42_346, "4,23 %"), (4.2344, 42_346, "4,234 %"), (4.23457, 42_346, "gần 4,2346 %"),
        (4.25, 42_346, "4,25 %"), (4.2354, 42_350, "hơn 4,235 %"),
        (99.999, 42_346, "gần 100,00 %"),
    ],
)  # fmt: skip
def test_a_share_at_its_mark_is_at_it_and_one_beside_it_is_not(value: float, cap: int, vi: str) -> None:
    """The number nearest to 4.2 that a machine holds lies above 42/10: it is 42/10 that is meant."""
    found = wording.per_cent(value, marks=[wording.WHOLE, Fraction(cap, 10_000)])
    assert plain(found.vi) == vi


@pytest.mark.parametrize(
    ("amount", "vi", "en"),
    [
        (16_000 * 10**9, "16.000 tỷ đồng", "VND 16,000 billion"),
        (15_999_700_000_000, "15.999,70 tỷ đồng", "VND 15,999.70 billion"),
        (15_999_999_999_999, "15.999.999.999.999 đ", "VND 15,999,999,999,999"),
        (16_700 * 10**9 + 1, "16.700 tỷ đồng", "VND 16,700 billion"),
    ],
)
def test_a_sum_beside_a_mark_is_written_until_it_differs(amount: int, vi: str, en: str) -> None:
    writers = (partial(_billions, 0), amounts.dong_in_billions)
    found = wording.beside(amount, (16_000 * 10**9, 11_500 * 10**9), writers)
    assert (plain(found.vi), plain(found.en)) == (vi, en)


def _billions(places: int, amount: int, language: str) -> str:
    return amounts.dong_in_billions(amount, language, places)


@pytest.mark.parametrize(
    ("amount", "vi"),
    [(10**9, "1,00 tỷ đồng"), (10**9 - 1, "999.999.999 đ"), (1, "1 đ"), (0, "0 đ"), (-1, "−1 đ"),
     (-(10**9), "−1,00 tỷ đồng")],
)  # fmt: skip
def test_no_sum_is_rounded_to_nothing(amount: int, vi: str) -> None:
    assert plain(wording.dong(amount).vi) == vi


@pytest.mark.parametrize(("value", "en"), [(0, "0 visits"), (1, "1 visit"), (2, "2 visits")])
def test_one_is_said_of_one_alone(value: int, en: str) -> None:
    found = wording.counted(value, "đoàn", "visit", "visits")
    assert (plain(found.en), plain(found.vi)) == (en, f"{value} đoàn")
