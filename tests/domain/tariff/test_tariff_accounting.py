"""Nothing in a table is lost without a word: every filled cell is a rate, held, a fault, or in a column not read."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.tariff.tariff_factories import COAL, book, day, entry

from motcua.tariff.domain import tables
from motcua.tariff.domain.cells import Unreadable
from motcua.tariff.domain.cells import read as read_cell
from motcua.tariff.domain.comparing import compare
from motcua.tariff.domain.telling import all_said, said, title
from motcua.tariff.domain.terms import Table, Terms

TERMS = Terms(since=day("2026-01-01"), source="26/2023/NĐ-CP")


def read(text: str, terms: Terms = TERMS) -> Table:
    names, *rows = csv.reader(text.strip().splitlines())
    return tables.read(names, rows, terms)


def unaccounted(table: Table) -> list[str]:
    return [use.name for use in table.uses if use.kind in ("rate", "link") and use.filled != sum(use.became.values())
            and table.kind == "rates"]  # fmt: skip


def test_a_column_of_which_the_heading_is_not_known_is_named_and_may_be_told() -> None:
    assert read("code,vat_rule_2026\n27011900,8").ignored == ["vat_rule_2026"]
    told = read("code,vat_rule_2026\n27011900,8", Terms(TERMS.since, columns=(("vat_rule_2026", "VAT"),)))
    assert [(each.schedule, each.ppm) for each in told.entries] == [("VAT", 80_000)]
    assert told.ignored == []


def test_a_told_column_may_name_its_first_day_and_a_known_one_may_be_left_out() -> None:
    terms = Terms(TERMS.since, columns=(("cũ", "MFN 2023-07-15"), ("excise", "-")))
    table = read("code,cũ,mfn,excise\n27011900,2,3,10", terms)
    assert [(each.since, each.until, each.ppm) for each in table.entries] == [
        (day("2023-07-15"), day("2025-12-31"), 20_000), (day("2026-01-01"), None, 30_000),
    ]  # fmt: skip
    assert table.ignored == ["excise"]


def test_cells_under_no_heading_and_headings_that_stand_twice_are_faults() -> None:
    assert [each.row for each in read("code,mfn\n27011900,2,9").problems] == [2]
    twice = read("code,mfn,mfn\n27011900,2,3")
    assert ([each.row for each in twice.problems], twice.entries) == ([1], [])


def test_the_policy_text_is_kept_with_the_line() -> None:
    table = read("Mã HS,Mô tả,Chính sách mặt hàng\n27011900,Than,Phải có giấy phép")
    assert table.lines[0].notes.vi == "Phải có giấy phép"


def test_a_line_of_chapter_98_is_also_a_rate_of_its_ordinary_line_that_is_claimed_by_it() -> None:
    table = read("code,mfn,corresponding_line\n98041500,27,03061500")
    assert [(each.schedule, each.code, each.claim, each.ppm) for each in table.entries] == [
        ("CH98", "98041500", "", 270_000), ("CH98", "03061500", "98041500", 270_000),
    ]  # fmt: skip
    assert [use.became for use in table.uses if use.kind == "link"] == [{"rate": 1}]


def test_a_corresponding_line_that_is_none_is_a_fault() -> None:
    table = read("code,mfn,corresponding_line\n98041500,27,980415\n27011900,2,03061500")
    assert [each.row for each in table.problems] == [2, 3]


def test_trade_remedies_are_read_with_claim_currency_and_amounts_per_unit() -> None:
    table = read(
        "code,schedule,since,until,rate,origins,excluded,condition,source,claim,currency\n"
        "72091610,ANTIDUMPING,2026-01-01,2026-12-31,4.43,CN,,,1/QĐ-BCT,TX01,\n"
        "72091610,ANTIDUMPING,2026-01-01,,\"250,75/TNE\",CN,,,1/QĐ-BCT,TX02,USD\n"
        "72091610,SAFEGUARD,2026-01-01,,5+1000/KGM,,CN LA,,,,\n"
        "72091610,MIXED,2026-01-01,,70+10000USD/PCE,,,,,SPD1,\n"
    )  # fmt: skip
    assert not table.problems
    assert [(each.kind, each.ppm, each.amount, each.unit, each.currency, each.claim) for each in table.entries] == [
        ("percent", 44_300, 0, "", "", "TX01"), ("specific", 0, 2_507_500, "TNE", "USD", "TX02"),
        ("mixed", 50_000, 1000, "KGM", "", ""), ("mixed", 700_000, 100_000_000, "PCE", "USD", "SPD1"),
    ]  # fmt: skip
    assert "mã TX02" in said(table.entries[1]).vi


@pytest.mark.parametrize("row", [
    "27011900,NONE,2026-01-01,,5,,,,", "27011900,MFN,2026-01-02,2026-01-01,5,,,,", "27011900,MFN,x,,5,,,,",
    "27011900,MFN,2026-01-01,x,5,,,,", "27011900,MFN,2026-01-01,,5,China,,,", "27011900,MFN,2026-01-01,,5/XQX,,,,",
    "27011900,MFN,2026-01-01,,5/KGM,,,,QQQ", "27011900,MFN,2026-01-01,,,,,,", "27011900,MFN,2026-01-01,,5.5/KGM,,,,",
])  # fmt: skip
def test_an_entry_with_a_wrong_fact_is_a_fault_and_not_taken(row: str) -> None:
    table = read(f"code,schedule,since,until,rate,origins,excluded,condition,currency\n{row}")
    assert (len(table.problems), table.entries) == (1, [])
    assert unaccounted(table) == []


def test_an_amount_in_two_currencies_is_no_rate() -> None:
    with pytest.raises(Unreadable):
        read_cell("5USD/KGM", "EUR")


def test_correlations_are_pairs_of_codes_from_a_day_on() -> None:
    table = read("Mã cũ,Mã mới\n8517.12.00,85171300\n85171200,85171400\n85171200,85171400\n851712,85171400")
    assert (table.layout, table.kind) == ("correlations", "correlations")
    assert [(each.old, each.new, each.since) for each in table.correlations] == [
        ("85171200", "85171300", TERMS.since), ("85171200", "85171400", TERMS.since),
    ]  # fmt: skip
    assert (table.repeated, [each.row for each in table.problems]) == (1, [5])
    found = compare(table, book(entry("MFN")))
    assert all_said(found.added[0].after).vi == "85171300 | 85171400"


def test_a_blank_in_one_of_two_columns_of_a_complete_schedule_is_not_none() -> None:
    terms = Terms(TERMS.since, complete=frozenset({"VAT"}), columns=(("rule", "VAT"),))
    table = read("code,vat,rule\n27011900,,8\n25231090,,", terms)
    assert [(each.code, each.kind) for each in table.entries] == [(COAL, "percent"), ("25231090", "exempt")]


def test_what_stands_for_no_schedule_has_a_name_too() -> None:
    assert [title(key).en for key in ("MFN", "EXCHANGE", "NEW")] == [
        "Most-favoured-nation duty (MFN)", "Exchange rate", "NEW",
    ]  # fmt: skip


CELLS = st.sampled_from(
    ["", "0", "5", "7,5", "0 (-CN)", "0/5", "*", "Q", "KCT", "8/10", "-3", "4000", "MT", "5/KGM", "?"]
)


@given(st.lists(st.tuples(st.integers(1, 97), *[CELLS] * 6), min_size=1, max_size=8))
def test_every_filled_cell_is_accounted_for(rows: list[tuple[object, ...]]) -> None:
    names = ["code", "mfn", "acfta", "vat", "environment", "rcep_c", "mystery"]
    table = tables.read(names, [(f"{row[0]:02d}011900", *map(str, row[1:])) for row in rows], TERMS)
    assert unaccounted(table) == []
    assert sum(use.filled for use in table.uses) == sum(bool(cell) for row in rows for cell in row)


FILES = {
    "vn-tariff-2026.csv": Terms(day("2026-01-01"), day("2026-12-31")),
    "vn-fta-by-year.csv": Terms(day("2022-12-30")),
    "mfn-changes-2023-2026.csv": Terms(day("2023-07-15")),
    "quang-ninh-lines.csv": Terms(day("2026-01-01")),
}


@pytest.mark.parametrize("name", FILES)
def test_every_cell_of_the_samples_is_a_rate_held_with_its_text_or_named_as_not_read(samples: Path, name: str) -> None:
    with (samples / "tariff" / name).open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    table = tables.read(names, rows, FILES[name])
    assert (table.problems, unaccounted(table), table.headed) == ([], [], 0)
    filled = Counter(name for row in rows for name, text in zip(names, row, strict=True) if text.strip())
    assert {use.name: use.filled for use in table.uses if use.filled} == dict(filled)
    assert sum(use.became["held"] for use in table.uses) == len(table.held) - _by_subline(table)
    assert all(each.text for each in table.held)
    assert {use.kind for use in table.uses} <= {"code", "text", "rate", "link", "facts", "ignored"}


def _by_subline(table: Table) -> int:
    return sum("ten-digit" in each.text for each in table.held)


def test_every_line_of_chapter_98_with_an_ordinary_line_is_claimed_by_it(samples: Path) -> None:
    with (samples / "tariff" / "vn-tariff-2026.csv").open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    table = tables.read(names, rows, FILES["vn-tariff-2026.csv"])
    assert sum(bool(each.claim) for each in table.entries) == 450
    assert sum(bool(line.notes.vi) for line in table.lines) > 7900
