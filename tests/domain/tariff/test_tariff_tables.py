"""Official tables are read whole: every cell is a rate, a held text or a fault named by its row."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.domain.tariff.tariff_factories import COAL, book, day, entry

from motcua.tariff.domain import tables
from motcua.tariff.domain.comparing import carry, compare
from motcua.tariff.domain.tables import Table, Terms

TERMS = Terms(since=day("2026-01-01"), source="26/2023/NĐ-CP")
OTHER = "25231090"


def read(text: str, terms: Terms = TERMS) -> Table:
    names, *rows = csv.reader(text.strip().splitlines())
    return tables.read(names, rows, terms)


def test_a_wide_table_gives_one_entry_a_cell_with_its_days_and_act() -> None:
    table = read("code,mfn,atiga\n27011900,2,0")
    assert [(each.schedule, each.code, each.ppm, each.since, each.source) for each in table.entries] == [
        ("MFN", COAL, 20_000, TERMS.since, "26/2023/NĐ-CP"), ("ATIGA", COAL, 0, TERMS.since, "26/2023/NĐ-CP"),
    ]  # fmt: skip


def test_headings_are_known_in_vietnamese_with_accents_and_dots() -> None:
    table = read("Mã HS,Mô tả hàng hoá,Thuế nhập khẩu ưu đãi,ĐVT\n2701.19.00,- - Than đá loại khác,2,kg/m3")
    (line,) = table.lines
    assert (line.code, line.words.vi, line.unit, line.unit2) == (COAL, "Than đá loại khác", "KGM", "MTQ")
    assert [each.schedule for each in table.entries] == ["MFN"]


def test_marks_of_the_nomenclature_are_left_out_of_the_words() -> None:
    table = read("code,description_vi,path_vi\n07041020,- - Đầu súp lơ (SEN),Bắp cải (1) > - - Đầu súp lơ (SEN)")
    assert table.lines[0].words.vi == "Đầu súp lơ"
    assert table.lines[0].path.vi == "Bắp cải > Đầu súp lơ"


def test_a_bad_code_is_a_fault_named_by_its_row_and_the_others_are_read() -> None:
    table = read("code,mfn\n27011900,2\n2701190X,2\n25231090,25")
    assert [(each.row, each.code) for each in table.problems] == [(3, "2701190X")]
    assert len(table.entries) == 2


def test_a_heading_row_between_lines_is_no_fault() -> None:
    table = read("code,description_vi,mfn\n2701,Than đá,\n27011900,Than,2")
    assert not table.problems
    assert len(table.entries) == 1


def test_an_impossible_rate_is_a_fault_and_not_an_entry() -> None:
    table = read("code,mfn\n27011900,-2\n25231090,4000")
    assert [each.row for each in table.problems] == [2, 3]
    assert not table.entries


def test_two_rates_for_one_line_are_a_conflict_and_neither_is_taken() -> None:
    table = read("code,mfn\n27011900,2\n27011900,3")
    assert [each.row for each in table.problems] == [3]
    assert [each.kind for each in table.entries] == ["held"]


def test_a_line_printed_twice_alike_is_counted_and_taken_once() -> None:
    table = read("code,mfn\n27011900,2\n27011900,2")
    assert not table.problems
    assert (len(table.entries), table.repeated) == (1, 1)


def test_a_code_in_the_import_and_the_export_table_is_normal() -> None:
    table = read("code,mfn,export\n27011900,2,10")
    assert not table.problems
    assert compare(table, book(entry("MFN", 20_000))).both == 1


def test_a_blank_in_the_export_column_is_none_and_in_the_excise_column_unknown() -> None:
    table = read("code,export,excise\n27011900,,")
    assert [(each.schedule, each.kind) for each in table.entries] == [("EXPORT", "absent")]


def test_a_schedule_that_is_called_complete_says_none_where_it_is_blank() -> None:
    table = read("code,excise\n27011900,", Terms(TERMS.since, complete=frozenset({"EXCISE"})))
    assert [(each.schedule, each.kind) for each in table.entries] == [("EXCISE", "absent")]


def test_chapter_98_has_a_schedule_of_its_own() -> None:
    assert [each.schedule for each in read("code,mfn\n98041500,27").entries] == ["CH98"]


def test_the_rate_out_of_quota_goes_to_the_quota_table() -> None:
    table = read("code,mfn\n17011400,25 (NHN: 80)")
    assert [(each.schedule, each.ppm, each.condition) for each in table.entries] == [
        ("MFN", 250_000, "in quota"), ("QUOTA", 800_000, ""),
    ]  # fmt: skip


def test_the_parties_of_rcep_with_one_rate_share_an_entry() -> None:
    table = read("code,rcep_a,rcep_b,rcep_c,rcep_d,rcep_e,rcep_f\n27011900,0,0,5,0,*,0")
    found = {(each.kind, each.ppm): each.origins for each in table.entries}
    assert found["percent", 50_000] == {"CN"}
    assert found["absent", 0] == {"KR"}
    assert {"AU", "JP", "NZ", "VN"} <= found["percent", 0]


def test_an_export_line_with_sub_lines_of_ten_digits_is_held() -> None:
    table = read("code,export\n81061010,22\n8106101010,22\n8106101090,5")
    assert {each.code: each.kind for each in table.entries} == {
        "81061010": "held", "8106101010": "percent", "8106101090": "percent",
    }  # fmt: skip


def test_columns_that_name_their_day_follow_one_another() -> None:
    table = read("code,mfn_15jul2023,mfn_2026\n27011900,2,3")
    assert [(each.since, each.until, each.ppm) for each in table.entries] == [
        (day("2023-07-15"), day("2025-12-31"), 20_000), (day("2026-01-01"), None, 30_000),
    ]  # fmt: skip


def test_a_table_by_years_becomes_runs_of_equal_years_from_the_first_day_of_the_act() -> None:
    table = read("code,agreement,direction,2022,2023,2024\n27011900,ATIGA,import,8,5,5", Terms(day("2022-12-30")))
    assert [(each.since, each.until, each.ppm) for each in table.entries] == [
        (day("2022-12-30"), day("2022-12-31"), 80_000), (day("2023-01-01"), day("2024-12-31"), 50_000),
    ]  # fmt: skip


def test_export_rows_of_an_agreement_never_reach_its_import_table() -> None:
    rows = "27011900,EVFTA,export,10\n27011900,EVFTA,import,0"
    table = read(f"code,agreement,direction,2022\n{rows}", Terms(day("2022-01-01")))
    assert {each.schedule: each.ppm for each in table.entries} == {"EXPORT_EVFTA": 100_000, "EVFTA": 0}


def test_a_table_by_years_keeps_the_excluded_origins_and_splits_that_it_has_no_place_for() -> None:
    table = read(
        "code,agreement,direction,2022\n27011900,ATIGA,import,0\n25231090,ATIGA,import,0", Terms(day("2022-01-01"))
    )
    known = book(
        entry("ATIGA", excluded=frozenset({"TH"})), entry("ATIGA", -1, code=OTHER, kind="held", condition="0/5")
    )
    assert carry(table, known) == 2
    assert table.entries[0].excluded == {"TH"}
    assert (table.entries[1].kind, table.entries[1].condition) == ("held", "0/5")


def test_the_rooms_own_layout_of_entries_is_read_back() -> None:
    table = read("id,code,schedule,since,until,rate,origins,excluded,condition,source\n"
                 "1,27011900,MFN,2023-01-01,2023-06-30,2.5,,,,26/2023/NĐ-CP")  # fmt: skip
    (found,) = table.entries
    assert (found.ppm, found.since, found.until) == (25_000, day("2023-01-01"), day("2023-06-30"))


def test_a_file_without_codes_is_a_fault_and_not_an_empty_table() -> None:
    table = read("name,mfn\nCoal,2")
    assert [each.row for each in table.problems] == [1]


def test_a_comparison_counts_what_is_new_same_changed_and_not_named() -> None:
    known = book(entry("MFN", 20_000), entry("MFN", 250_000, code=OTHER), entry("MFN", code="01012100"))
    found = compare(read("code,mfn\n27011900,2\n25231090,30\n26180000,10"), known)
    assert (found.same["MFN"], found.new["MFN"], found.silent["MFN"]) == (1, 1, 1)
    assert [(each.code, each.before[0].ppm, each.after[0].ppm) for each in found.changed] == [(OTHER, 250_000, 300_000)]


@given(st.lists(st.tuples(st.integers(1, 97), st.integers(0, 100)), unique_by=lambda pair: pair[0]))
def test_every_row_of_a_good_table_comes_back_as_one_entry(rows: list[tuple[int, int]]) -> None:
    text = "\n".join(["code,mfn", *(f"{chapter:02d}011900,{rate}" for chapter, rate in rows)])
    table = read(text)
    assert not table.problems
    assert [(int(each.code[:2]), each.ppm) for each in table.entries] == [(c, rate * 10_000) for c, rate in rows]


def _sample(samples: Path, name: str, terms: Terms) -> Table:
    with (samples / "tariff" / name).open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    return tables.read(names, rows, terms)


def test_the_whole_tariff_of_2026_is_read_without_a_fault(samples: Path) -> None:
    table = _sample(samples, "vn-tariff-2026.csv", Terms(day("2026-01-01")))
    assert (table.rows, len(table.lines), table.problems) == (11_885, 11_885, [])
    by_schedule = Counter(each.schedule for each in table.entries if each.kind == "percent")
    assert by_schedule["MFN"] == 11_119 + 31
    assert by_schedule["QUOTA"] >= 27
    assert sum(each.kind == "held" for each in table.entries if each.schedule == "MFN") == 264
    acfta = [each for each in table.entries if each.schedule == "ACFTA"]
    no_china = [each for each in acfta if "CN" in each.excluded or "CN" in each.condition]
    assert len(no_china) == 510
    akfta = [each for each in table.entries if each.schedule == "AKFTA"]
    assert sum("KR" in each.excluded or "KR" in each.condition for each in akfta) == 396
    assert sum(each.origins == {"MX"} for each in table.entries if each.schedule == "CPTPP") == 920
    assert sum(each.condition == "GIC" for each in table.entries if each.schedule == "AKFTA") == 51
    assert sum(each.kind == "absent" for each in table.entries if each.schedule == "AIFTA") == 2363


def test_the_yearly_tables_of_the_agreements_are_read_without_a_fault(samples: Path) -> None:
    table = _sample(samples, "vn-fta-by-year.csv", Terms(date(2022, 1, 1)))
    assert (table.rows, table.problems) == (46_209, [])
    assert len({each.code for each in table.entries if each.schedule == "ATIGA"}) == 11_414
    assert len({each.code for each in table.entries if each.schedule == "EXPORT_EVFTA"}) == 553


def test_the_packaged_lines_agree_with_the_whole_tariff_of_2026(samples: Path) -> None:
    from motcua.tariff.domain import packaged

    table = _sample(samples, "vn-tariff-2026.csv", Terms(day("2026-01-01")))
    changed = Counter(each.schedule for each in compare(table, packaged()).changed)
    assert not {"MFN", "ATIGA", "ACFTA", "EVFTA", "RCEP", "CPTPP"} & changed.keys()
