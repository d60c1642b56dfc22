"""Which way a rate went between two days, rows of sheets, short paths, and one line on many days."""

from datetime import date

import pytest

from motcua.kernel.words import Words
from motcua.tariff.domain import Book, Entry, Line, rows, schedules, told
from motcua.tariff.domain.book import MOST_DAYS
from motcua.tariff.domain.changing import WORDS, Change, change, change_in, same
from motcua.tariff.domain.packaged import OPENS, exchange
from motcua.tariff.domain.writing import PART, short

DAY = date(2022, 1, 1)


def entry(number: int, **facts: object) -> Entry:
    held = {"schedule": "MFN", "code": "11111111", "since": DAY, "until": None, "kind": "percent", **facts}
    return Entry(number, **held)  # type: ignore[arg-type]


CHINA = frozenset({"CN"})
LITRE = {"kind": "specific", "unit": "LTR"}


@pytest.mark.parametrize(("before", "after", "way"), [
    ({"ppm": 1}, {"ppm": 2}, Change.UP), ({"ppm": 2}, {"ppm": 1}, Change.DOWN),
    ({**LITRE, "amount": 1}, {**LITRE, "amount": 2}, Change.UP),
    ({**LITRE, "amount": 1}, {**LITRE, "amount": 2, "unit": "KGM"}, Change.OTHER),
    ({**LITRE, "amount": 1, "condition": "inland"}, {**LITRE, "amount": 2, "condition": "inland"}, Change.UP),
    ({"ppm": 1}, {"kind": "exempt"}, Change.OTHER), ({"kind": "absent"}, {"ppm": 1}, Change.NEW),
    ({"ppm": 1}, {"kind": "absent"}, Change.GONE), ({"ppm": 1}, {"ppm": 1, "excluded": CHINA}, Change.OTHER),
    ({"ppm": 1, "claim": "TX_1"}, {"ppm": 2, "claim": "TX_1"}, Change.OTHER),
    ({"ppm": 1, "origins": CHINA}, {"ppm": 2, "origins": CHINA}, Change.OTHER),
    ({"ppm": 1, "source": "a"}, {"ppm": 1, "source": "b"}, Change.ACT),
])  # fmt: skip
def test_which_way_a_rate_went(before: dict[str, object], after: dict[str, object], way: Change) -> None:
    assert change((entry(1, **before),), (entry(2, **after),)) is way
    assert way.words == WORDS[way]


def test_what_may_be_claimed_does_not_hide_which_way_the_rate_went() -> None:
    claimed = entry(3, ppm=80_000, condition="claimed")
    assert change((entry(1, ppm=100_000), claimed), (entry(2, ppm=50_000), claimed)) is Change.DOWN


ATIGA = next(each for each in schedules() if each.key == "ATIGA")


@pytest.mark.parametrize(("after", "day", "way"), [
    ((), date(2027, 12, 31), Change.UNKNOWN), ((), date(2028, 1, 1), Change.GONE),
    ((entry(9, kind="absent"),), date(2027, 12, 31), Change.GONE),
])  # fmt: skip
def test_silence_is_an_end_only_where_the_act_has_ended(after: tuple[Entry, ...], day: date, way: Change) -> None:
    assert change_in(ATIGA, (entry(1),), after, day) is way
    assert change_in(ATIGA, (), (entry(1),), day) is Change.NEW
    assert change_in(ATIGA, (), (entry(1),), day, opened=False) is Change.UNKNOWN


def test_not_in_the_schedule_and_nothing_said_are_the_same() -> None:
    assert same((entry(1, kind="absent"),), ())
    assert not same((entry(1),), ())


def test_one_line_on_many_days_is_what_the_days_say() -> None:
    words = Words("Hàng", "Goods")
    line = Line("11111111", words, words, "KGM", "", DAY, None, "A")
    later = entry(2, since=date(2023, 1, 1), until=date(2023, 12, 31), ppm=9)
    book = Book((([line], [entry(1, ppm=5)]), ([], [later])), schedules(), exchange(), {}, OPENS)
    for day in (DAY, date(2022, 12, 31), date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 1)):
        assert book.entries_on("MFN", "11111111", day) == book.on(day).entries("MFN", "11111111")
    assert book.entries_on("NO", "11111111", DAY) == book.entries_on("MFN", "2", DAY) == ()


def test_days_asked_for_without_end_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.tariff.domain.book.MOST_DAYS", 3)
    book = Book((), schedules(), exchange(), {}, OPENS)
    for number in range(10):
        assert book.on(date(2022, 1, 1 + number)).day.day == 1 + number
    assert len(book._days) <= 3 < MOST_DAYS


def test_a_path_is_cut_part_by_part_so_that_its_end_is_seen() -> None:
    long = "một hai ba bốn " * 10
    cut = short(Words(f"{long}> Đuôi", "Head > Tail"))
    assert cut.vi.endswith("… > Đuôi")
    assert len(cut.vi.split(" > ")[0]) <= PART
    assert cut.en == "Head > Tail"


def rate(**facts: object) -> told.TariffRate:
    held = {
        "kind": "percent", "percent": "5", "amount": None, "unit": "", "currency": "", "rate_vi": "5 %",
        "rate_en": "5 %", "condition": "", "condition_vi": "", "condition_en": "", "claim": "", "origins": ("CN", "JP"),
        "excluded": (), "since": DAY, "until": None, "source": "a", "source_vi": "", "source_en": "",
        "verified": False, "evidence": "recalled", **facts,
    }  # fmt: skip
    return told.TariffRate(**held)  # type: ignore[arg-type]


def test_rows_have_a_cell_for_each_head() -> None:
    found = rows.rate("MFN", "11111111", "1111.11.11", rate(until=date(2022, 2, 1), verified=True))
    cells = dict(zip(rows.RATE_HEADS, found, strict=True))
    assert (cells["origins"], cells["until"], cells["verified"]) == ("CN JP", "2022-02-01", "1")
    assert dict(zip(rows.RATE_HEADS, rows.rate("MFN", "1", "1", rate()), strict=True))["until"] == ""


def test_several_rates_of_a_line_stand_in_one_cell_with_their_conditions_and_acts_once() -> None:
    few = (rate(condition_vi="nếu", condition_en="if"), rate(rate_vi="8 %", rate_en="8 %", verified=True))
    row = rows.change(told.TariffChange("MFN", "1", "1", "a", "b", "up", "Tăng", "Up", (), few))
    cells = dict(zip(rows.CHANGE_HEADS, row, strict=True))
    assert (cells["before_vi"], cells["after_vi"], cells["after_en"]) == ("", "5 % (nếu) | 8 %", "5 % (if) | 8 %")
    assert (cells["after_source"], cells["verified"]) == ("a", "0")


def test_a_line_without_any_rate_says_neither_seen_nor_unseen() -> None:
    line = told.LineFound("1", "1", "a", "b", "a", "b", "KGM", "", True, "MFN", (rate(verified=True),), (), "/")
    cells = dict(zip(rows.LINE_HEADS, rows.line(line), strict=True))
    assert (cells["duty_verified"], cells["vat_verified"], cells["declarable"]) == ("1", "", "1")
