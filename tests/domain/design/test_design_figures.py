"""How figures are written in both languages: the table of the design, cell by cell, and its edges."""

import csv as reader
import io
from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.design.domain import amounts, csv, numbers, times
from motcua.design.domain.citing import cited
from motcua.design.domain.figures import Mark, bullet, mini
from motcua.design.domain.paging import page

N = numbers.NBSP


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0", "0"), (999, "999", "999"), (1000, "1.000", "1,000"), (230547356, "230.547.356", "230,547,356"),
        (-1234, "−1.234", "−1,234"),
    ],
)  # fmt: skip
def test_a_whole_number_is_grouped_in_threes(value: int, vi: str, en: str) -> None:
    assert (numbers.grouped(value, "vi"), numbers.grouped(value, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("value", "places", "vi"),
    [(16_351_834_999_999, 2, "16.351,83"), (16_351_835_000_000, 2, "16.351,84"), (-16_351_835_000_000, 2, "−16.351,84"),
     (499_999_999, 0, "0"), (500_000_000, 0, "1"), (4_999_999, 2, "0,00"), (5_000_000, 2, "0,01")],
)  # fmt: skip
def test_rounding_is_half_up_at_the_last_place_shown(value: int, places: int, vi: str) -> None:
    assert amounts.billions(value, "vi", places) == vi


def test_what_rounds_to_nothing_carries_no_sign() -> None:
    assert numbers.fixed(-1, 10_000, 2, "vi") == "0,00"


@pytest.mark.parametrize(
    ("write", "vi", "en"),
    [
        (lambda spoken: amounts.dong(230547356, spoken), f"230.547.356{N}đ", f"VND{N}230,547,356"),
        (lambda spoken: amounts.dong_in_billions(16351830000000, spoken),
         f"16.351,83{N}tỷ{N}đồng", f"VND{N}16,351.83{N}billion"),
        (lambda spoken: amounts.foreign(538520000, "USD", spoken), f"53.852,00{N}USD", f"USD{N}53,852.00"),
        (lambda spoken: amounts.rounded(248_804_250, "USD", spoken), f"24.880,43{N}USD", f"USD{N}24,880.43"),
        (lambda spoken: amounts.foreign(15380000000 * 10_000, "JPY", spoken),
         f"15.380.000.000{N}JPY", f"JPY{N}15,380,000,000"),
        (lambda spoken: amounts.foreign_in_billions(15380000000 * 10_000, "USD", spoken),
         f"15,38{N}tỷ{N}USD", f"USD{N}15.38{N}billion"),
        (lambda spoken: amounts.share(1421898, spoken), f"142,19{N}%", "142.19%"),
        (lambda spoken: amounts.rate(75_000, spoken), f"7,5{N}%", "7.5%"),
        (lambda spoken: amounts.rate(0, spoken), f"0{N}%", "0%"),
        (lambda spoken: amounts.points(61_000, spoken), f"6,1{N}điểm", f"6.1{N}points"),
        (lambda spoken: amounts.quantity(124800000, "kg", spoken), f"12.480{N}kg", f"12,480{N}kg"),
        (lambda spoken: amounts.quantity(15_500, "kg", spoken), f"1,55{N}kg", f"1.55{N}kg"),
        (lambda spoken: times.day(date(2023, 12, 2), spoken), "02/12/2023", f"2{N}December{N}2023"),
        (lambda spoken: times.short_day(date(2023, 12, 2), spoken), "02/12", f"2{N}Dec"),
    ],
)  # fmt: skip
def test_every_figure_is_written_as_the_design_says(write, vi: str, en: str) -> None:  # type: ignore[no-untyped-def]
    assert (write("vi"), write("en")) == (vi, en)


def test_a_moment_is_shown_in_viet_nam_also_across_midnight() -> None:
    at = datetime(2023, 12, 21, 17, 30, tzinfo=UTC)
    assert times.moment(at, "vi") == f"00:30 ngày{N}22/12/2023"
    assert times.short_moment(at, "en") == f"22{N}Dec{N}2023 00:30"


def test_a_deadline_at_midnight_is_the_end_of_the_day_before() -> None:
    midnight, later = (datetime(2023, 12, 29, 17, minute, tzinfo=UTC) for minute in (0, 1))
    assert times.until(midnight, "vi") == f"hết ngày{N}29/12/2023"
    assert times.until(midnight, "en") == f"the end of 29{N}December{N}2023"
    assert times.short_until(midnight, "vi") == "hết 29/12/2023"
    assert times.short_until(midnight, "en") == f"end of 29{N}Dec{N}2023"
    assert times.until(later, "vi") == times.moment(later, "vi")
    assert times.short_until(later, "en") == times.short_moment(later, "en")


@pytest.mark.parametrize(
    ("minutes", "vi", "en"),
    [(0, "0 phút", "0 minutes"), (1, "1 phút", "1 minute"), (59, "59 phút", "59 minutes"), (60, "1 giờ", "1 h"),
     (80, "1 giờ 20", "1 h 20 min"), (65, "1 giờ 05", "1 h 05 min"), (1439, "23 giờ 59", "23 h 59 min"),
     (1440, "1 ngày", "1 day"), (4320, "3 ngày", "3 days")],
)  # fmt: skip
def test_a_length_of_time_is_written_short(minutes: int, vi: str, en: str) -> None:
    length = timedelta(minutes=minutes)
    assert times.span(length, "vi").replace(N, " ") == vi
    assert times.span(length, "en").replace(N, " ") == en


def test_a_deadline_says_left_until_its_moment_and_late_after() -> None:
    now = datetime(2023, 12, 22, 3, tzinfo=UTC)
    assert times.left(now, now, "vi") == f"còn 0{N}phút"
    assert times.left(now - timedelta(minutes=35), now, "vi") == f"quá 35{N}phút"
    assert times.left(now - timedelta(minutes=35), now, "en") == f"35{N}minutes late"


@pytest.mark.parametrize(
    ("text", "day"),
    [("22/12/2023", date(2023, 12, 22)), (" 2.1.2022 ", date(2022, 1, 2)), ("2023-12-22", date(2023, 12, 22)),
     ("31/02/2023", None), ("12/22/2023", None), ("", None), ("hôm nay", None)],
)  # fmt: skip
def test_a_typed_day_is_read_or_refused(text: str, day: date | None) -> None:
    assert times.read_day(text) == day


@pytest.mark.parametrize(
    ("text", "e4"),
    [("1234,5", 12_345_000), ("1.234,5", 12_345_000), ("1,234.5", 12_345_000), ("1 234,5", 12_345_000),
     ("1.234", 12_340_000), ("1,234", 12_340_000), ("1.234.567", 12_345_670_000), ("0,5", 5_000), (",5", 5_000),
     ("12.48", 124_800), ("-7", -70_000), ("0,0001", 1)],
)  # fmt: skip
def test_what_people_type_is_read_as_a_number(text: str, e4: int) -> None:
    assert numbers.read_e4(text, "vi") == e4


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "1.2.3", "0,00001", "1e5", "½", "--1,2,3", "."])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(numbers.NotANumber):
        numbers.read_e4(text, "vi")


@pytest.mark.parametrize(
    ("now", "before", "vi"),
    [(175, 100, "▲ 75,0 %"), (97, 100, "▼ 3,0 %"), (100, 100, "= 0,0 %"), (5, 0, "–"), (0, 10, "▼ 100,0 %")],
)  # fmt: skip
def test_growth_points_up_or_down_and_is_not_told_of_nothing(now: int, before: int, vi: str) -> None:
    assert amounts.change(now, before, "vi").replace(N, " ") == vi


def test_a_share_of_nothing_is_unknown_not_zero() -> None:
    assert amounts.ppm_of(0, 0) is None
    assert amounts.ppm_of(0, 5) == 0


def test_a_bar_never_leaves_its_track() -> None:
    drawn = bullet("told", 120, [Mark("100", 100)], top=100, width=700)
    assert drawn.done == "700.0"
    assert mini(9, 5) == "80.0"
    assert mini(0, 0) == "0.0"


def test_labels_of_a_bar_stay_inside_it() -> None:
    for value in range(0, 101, 5):
        for above in (False, True):
            placed = bullet("told", 0, [Mark("Tỉnh giao 12.000", value, above=above)], top=100, width=700).marks[0]
            length, x = 7 * len("Tỉnh giao 12.000"), float(placed.text_x)
            start = {"start": x, "end": x - length, "middle": x - length / 2}[placed.anchor]
            assert -3 <= start <= 700 - length + 3, (value, above)


def test_pages_offer_the_ends_and_the_neighbours() -> None:
    assert list(page(5, 50, 1000).around()) == [1, 0, 4, 5, 6, 0, 20]
    assert list(page(1, 50, 60).around()) == [1, 2]
    assert list(page(1, 50, 0).around()) == [1]


@pytest.mark.parametrize(("asked", "found", "number"), [(0, 100, 1), (-3, 100, 1), (9, 100, 2), (2, 100, 2), (2, 0, 1)])
def test_a_page_that_is_not_there_becomes_the_nearest(asked: int, found: int, number: int) -> None:
    assert page(asked, 50, found).number == number


def test_rows_shown_are_counted_from_one() -> None:
    second = page(2, 50, 60)
    assert (second.first_row, second.last_row) == (51, 60)
    assert (page(1, 50, 0).first_row, page(1, 50, 0).last_row) == (0, 0)


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@SUM(A1)", "\tx", "\r=1"])
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    told = b"".join(csv.lines(["a"], [[text]])).decode("utf-8-sig")
    assert next(iter(list(reader.reader(io.StringIO(told, newline="")))[1:]))[0] == "'" + text


def test_a_long_csv_comes_in_pieces_and_whole() -> None:
    pieces = list(csv.lines(["n"], ([number] for number in range(1000))))
    assert len(pieces) > 4
    rows = list(reader.reader(io.StringIO(b"".join(pieces).decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["n", *map(str, range(1000))]


def test_an_act_is_cited_in_the_readers_language() -> None:
    ours = "Law on Customs 54/2014/QH13, art. 16, 17, 25"
    assert cited(ours, "vi") == "Luật Hải quan 54/2014/QH13, Điều 16, 17, 25"
    assert cited(ours, "en") == ours
    assert (
        cited("38/2015/TT-BTC art. 20 am. 39/2018/TT-BTC", "vi")
        == "38/2015/TT-BTC, Điều 20, sửa đổi bởi 39/2018/TT-BTC"
    )


@pytest.mark.parametrize(("text", "ppm"), [("2,5", 25_000), ("2,5 %", 25_000), ("100%", 1_000_000), ("0,00010", 1)])
def test_per_cent_are_read_as_people_write_them(text: str, ppm: int) -> None:
    assert numbers.read_percent(text) == ppm


@pytest.mark.parametrize("text", ["", "%", "a lot", "0,00001", "9" * 5000])
def test_what_is_no_share_or_a_finer_one_is_not_read(text: str) -> None:
    with pytest.raises(numbers.NotANumber):
        numbers.read_percent(text)
