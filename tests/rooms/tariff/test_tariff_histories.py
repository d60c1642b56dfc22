"""A line through the years and two days compared: what applied, from when to when, and which way it went."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from motcua.kernel.dated import NotInForce
from motcua.kernel.words import Words
from motcua.tariff import queries
from motcua.tariff.domain import Book, Entry, Line, UnknownLine, UnknownTable, packaged, schedules
from motcua.tariff.domain.changing import Change
from motcua.tariff.domain.exchange import Exchange
from motcua.tariff.domain.packaged import OPENS, exchange

FIRST = date(2022, 1, 1)


def entry(number: int, since: date = FIRST, until: date | None = None, **facts: object) -> Entry:
    return Entry(**{"id": number, "schedule": "MFN", "code": "11111111", "since": since, "until": until,
                    "kind": "percent", **facts})  # type: ignore[arg-type]  # fmt: skip


def book(*layers: tuple[Entry, ...], quoted: Exchange | None = None) -> Book:
    line = Line("11111111", Words("Hàng", "Goods"), Words("Hàng", "Goods"), "KGM", "", FIRST, None, "A")
    laid = tuple(([line] if not place else [], list(entries)) for place, entries in enumerate(layers))
    return Book(laid, schedules(), quoted or exchange(), {}, OPENS)


def spans(of: Book, key: str = "MFN") -> list[tuple[str, str | None, str, Change]]:
    found = next(each for each in queries.history("11111111", of).timelines if each.schedule.key == key)
    return [
        (each.since.isoformat(), each.until and each.until.isoformat(), " ".join(rate.rate.en for rate in each.rates),
         each.change)
        for each in found.spans
    ]  # fmt: skip


def test_petrol_tells_its_story_without_a_gap_or_an_overlap() -> None:
    found = queries.history("27101224", packaged())
    duty = next(each for each in found.timelines if each.schedule.key == "MFN")
    assert [(each.since, each.rates[0].rate.vi if each.rates else "", each.change) for each in duty.spans[:2]] == [
        (date(2022, 1, 1), "20 %", Change.FIRST), (date(2022, 8, 10), "10 %", Change.DOWN),
    ]  # fmt: skip
    for timeline in found.timelines:
        assert all(one.until == two.since - timedelta(days=1) for one, two in pairwise(timeline.spans))


@pytest.mark.parametrize("code", ["27011900", "27101224", "85171300", "25231090", "03061719"])
def test_what_the_history_says_of_a_day_is_what_the_day_says(code: str) -> None:
    for timeline in queries.history(code, packaged()).timelines:
        for span in timeline.spans:
            for day in (span.since, span.until):
                if day is not None and day >= OPENS:
                    shown = {rate.entry.says for rate in span.rates}
                    assert shown == {each.says for each in packaged().on(day).entries(timeline.schedule.key, code)}


def test_a_rate_that_goes_up_down_away_and_comes_back_is_said_to() -> None:
    of = book((
        entry(1, date(2022, 1, 1), date(2022, 1, 31), ppm=50_000),
        entry(2, date(2022, 2, 1), date(2022, 2, 28), ppm=80_000),
        entry(3, date(2022, 3, 1), date(2022, 3, 31), ppm=10_000), entry(4, date(2022, 5, 1), None, ppm=10_000),
    ))  # fmt: skip
    assert spans(of) == [
        ("2022-01-01", "2022-01-31", "5 %", Change.FIRST), ("2022-02-01", "2022-02-28", "8 %", Change.UP),
        ("2022-03-01", "2022-03-31", "1 %", Change.DOWN), ("2022-04-01", "2022-04-30", "", Change.UNKNOWN),
        ("2022-05-01", None, "1 %", Change.NEW),
    ]  # fmt: skip


def test_the_same_rate_of_the_same_act_is_one_stretch_and_of_another_act_a_new_one() -> None:
    of = book((
        entry(1, date(2022, 1, 1), date(2022, 1, 31), source="a"),
        entry(2, date(2022, 2, 1), date(2022, 2, 28), source="a"),
        entry(3, date(2022, 3, 1), None, source="b"),
    ))  # fmt: skip
    assert spans(of) == [
        ("2022-01-01", "2022-02-28", "0 %", Change.FIRST), ("2022-03-01", None, "0 %", Change.ACT),
    ]  # fmt: skip


def test_a_later_table_covers_an_earlier_one_only_in_its_own_days() -> None:
    of = book((entry(1, ppm=50_000),), (entry(2, date(2023, 1, 1), date(2023, 12, 31), ppm=70_000),))
    assert spans(of) == [
        ("2022-01-01", "2022-12-31", "5 %", Change.FIRST), ("2023-01-01", "2023-12-31", "7 %", Change.UP),
        ("2024-01-01", None, "5 %", Change.DOWN),
    ]  # fmt: skip
    for day in (date(2022, 12, 31), date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 1)):
        assert of.entries_on("MFN", "11111111", day) == of.on(day).entries("MFN", "11111111")


def test_the_history_of_an_unknown_code_is_refused() -> None:
    with pytest.raises(UnknownLine):
        queries.history("99999999", packaged())


def test_a_comparison_counts_all_schedules_and_shows_the_one_asked_for() -> None:
    first, second = date(2022, 12, 31), date(2023, 1, 1)
    every = queries.compare(first, second, book=packaged())
    one = queries.compare(first, second, "EXPORT", book=packaged())
    assert sum(every.counts.values()) == len(every.found)
    assert one.counts == every.counts
    assert [each.code for each in one.found] == ["25231010", "25231090"]
    inside = queries.compare(first, second, "", "27", packaged())
    assert inside.found
    assert all(each.code.startswith("27") for each in inside.found)


def test_the_same_day_differs_in_nothing_and_a_line_alone_agrees_with_the_whole() -> None:
    assert not queries.compare(FIRST, FIRST, book=packaged()).found
    first, second = date(2022, 3, 1), date(2023, 5, 2)
    whole = {each.schedule for each in queries.compare(first, second, "", "27101224", packaged()).found}
    assert {each.schedule for each in queries.compare_line("27101224", first, second, packaged())} == whole


def test_lines_that_came_and_went_are_told() -> None:
    words = Words("a", "a")
    old = Line("11111111", words, words, "KGM", "", FIRST, date(2022, 12, 31), "A")
    new = Line("22222222", words, words, "KGM", "", date(2023, 1, 1), None, "B")
    of = Book((([old, new], []),), schedules(), exchange(), {}, OPENS)
    found = queries.compare(date(2022, 12, 31), date(2023, 1, 1), book=of)
    assert ([each.code for each in found.begun], [each.code for each in found.ended]) == (["22222222"], ["11111111"])


def test_a_schedule_that_there_is_not_and_a_day_before_the_tariff_are_refused() -> None:
    with pytest.raises(UnknownTable):
        queries.compare(FIRST, FIRST, "NO", book=packaged())
    with pytest.raises(NotInForce):
        queries.compare(date(2021, 12, 31), FIRST, book=packaged())


def test_an_agreement_that_ended_is_told_from_one_of_which_no_later_table_was_loaded() -> None:
    found = {each.schedule.key: each.spans[-1] for each in queries.history("27101224", packaged()).timelines}
    assert (found["ATIGA"].since, found["ATIGA"].change) == (date(2028, 1, 1), Change.GONE)
    assert (found["AKFTA"].since, found["AKFTA"].change) == (date(2027, 1, 1), Change.UNKNOWN)
    before = queries.compare_line("27101224", date(2023, 5, 2), date(2026, 5, 2), packaged())
    assert {each.schedule: each.change for each in before}["AKFTA"] is Change.UNKNOWN
