"""The packaged tables say what the acts say on the days on which they change, as far as is known."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.counting import calls
from tests.domain.tariff.tariff_factories import day

from motcua.kernel.dated import NotInForce
from motcua.kernel.money import half_up
from motcua.reference.domain import code_list
from motcua.tariff.domain import HeldRate, NoPreference, chapters, packaged, schedules
from motcua.tariff.domain.packaged import DATA, groups, layer, sections, sources, vat_codes

COAL, CLINKER, PETROL, PHONE = "27011900", "25231090", "27101224", "85171300"
BORDER_DAYS = [
    "2022-01-01", "2022-01-31", "2022-02-01", "2022-12-29", "2022-12-30", "2022-12-31", "2023-01-01", "2023-06-30",
    "2023-07-01", "2023-07-14", "2023-07-15", "2023-12-31",
]  # fmt: skip
TILES, TYRES = "69072191", "40111000"


@pytest.mark.parametrize(("asked", "ppm", "act"), [
    ("2022-01-31", 100_000, "13/2008/QH12"), ("2022-02-01", 80_000, "15/2022/NĐ-CP"),
    ("2022-12-31", 80_000, "15/2022/NĐ-CP"), ("2023-01-01", 100_000, "13/2008/QH12"),
    ("2023-06-30", 100_000, "13/2008/QH12"), ("2023-07-01", 80_000, "44/2023/NĐ-CP"),
    ("2023-12-31", 80_000, "44/2023/NĐ-CP"), ("2024-01-01", 80_000, "94/2023/NĐ-CP"),
    ("2025-07-01", 80_000, "174/2025/NĐ-CP"), ("2026-12-31", 80_000, "174/2025/NĐ-CP"),
    ("2027-01-01", 100_000, "48/2024/QH15"),
])  # fmt: skip
def test_the_cut_of_vat_begins_and_ends_on_its_days(asked: str, ppm: int, act: str) -> None:
    for code in (TILES, TYRES):
        found = packaged().on(day(asked)).vat(code)
        assert (found.ppm, found.source) == (ppm, act)


@pytest.mark.parametrize("code", [COAL, "72071100", PHONE, "27101971", "28151100", "22030091"])
def test_coal_metals_telephones_fuels_chemicals_and_excise_goods_are_left_out_of_the_cut(code: str) -> None:
    for asked in BORDER_DAYS:
        declared = "85171200" if code == PHONE and asked < "2022-12-01" else code
        assert packaged().on(day(asked)).vat(declared).ppm == 100_000


@pytest.mark.parametrize(("code", "before", "after"), [(COAL, 100_000, 80_000), (PHONE, 100_000, 80_000),
                                                       ("72071100", 100_000, 100_000)])  # fmt: skip
def test_the_wider_cut_of_july_2025_takes_in_coal_and_telephones_but_no_metals(
    code: str, before: int, after: int
) -> None:
    assert packaged().on(day("2025-06-30")).vat(code).ppm == before
    assert packaged().on(day("2025-07-01")).vat(code).ppm == after


def test_farm_goods_are_not_taxable_at_import_unless_another_rate_is_claimed() -> None:
    today = packaged().on(day("2023-05-02"))
    assert today.vat("08106000").kind == "exempt"
    assert today.vat("08106000", "VB205").ppm == 50_000
    assert today.vat("08106000", "VB901").ppm == 100_000


def test_fertiliser_became_taxable_in_july_2025() -> None:
    assert packaged().on(day("2025-06-30")).vat("31021000").kind == "exempt"
    assert packaged().on(day("2025-07-01")).vat("31021000").ppm == 50_000


@pytest.mark.parametrize(("asked", "mfn", "ordinary"), [
    ("2022-01-01", 200_000, 300_000), ("2022-08-09", 200_000, 300_000), ("2022-08-10", 100_000, 150_000),
    ("2023-07-14", 100_000, 150_000), ("2023-07-15", 100_000, 150_000), ("2026-03-08", 100_000, 150_000),
    ("2026-03-09", 0, 150_000), ("2026-06-30", 0, 150_000), ("2026-07-01", 100_000, 150_000),
])  # fmt: skip
def test_the_duty_of_petrol_changes_on_its_days(asked: str, mfn: int, ordinary: int) -> None:
    today = packaged().on(day(asked))
    assert today.import_rate(PETROL, "SG", "B01").ppm == mfn
    assert today.import_rate(PETROL, "SG", "B03").ppm == ordinary


@pytest.mark.parametrize(("asked", "ppm"), [
    ("2022-01-01", 50_000), ("2022-12-31", 50_000), ("2023-01-01", 100_000), ("2023-07-15", 100_000),
    ("2025-05-18", 100_000), ("2025-05-19", 50_000), ("2026-12-31", 50_000), ("2027-01-01", 100_000),
])  # fmt: skip
def test_the_export_duty_of_clinker_changes_on_its_days(asked: str, ppm: int) -> None:
    found = packaged().on(day(asked)).export(CLINKER, "CN")
    assert found is not None
    assert found.ppm == ppm


@pytest.mark.parametrize(("asked", "mfn_act", "ordinary_act", "atiga_act"), [
    ("2022-12-29", "57/2020/NĐ-CP", "36/2016/QĐ-TTg", "156/2017/NĐ-CP"),
    ("2022-12-30", "57/2020/NĐ-CP", "36/2016/QĐ-TTg", "126/2022/NĐ-CP"),
    ("2023-07-14", "57/2020/NĐ-CP", "36/2016/QĐ-TTg", "126/2022/NĐ-CP"),
    ("2023-07-15", "26/2023/NĐ-CP", "15/2023/QĐ-TTg", "126/2022/NĐ-CP"),
])  # fmt: skip
def test_each_rate_names_the_act_of_its_day(asked: str, mfn_act: str, ordinary_act: str, atiga_act: str) -> None:
    today = packaged().on(day(asked))
    assert today.import_rate(COAL, "ID", "B01").source == mfn_act
    assert today.import_rate(COAL, "ID", "B03").source == ordinary_act
    assert today.import_rate(COAL, "ID", "B04").source == atiga_act


def test_imported_and_exported_coal_bear_what_the_acts_say() -> None:
    today = packaged().on(day("2023-05-02"))
    assert today.import_rate(COAL, "AU", "B01").ppm == 20_000
    assert today.import_rate(COAL, "ID", "B04").ppm == 0
    assert today.excise(COAL) is None
    tax = today.environment(COAL)
    assert tax is not None
    assert (tax.kind, tax.amount, tax.unit) == ("specific", 15_000, "TNE")
    duty = today.export(COAL)
    assert duty is not None
    assert duty.ppm == 100_000


def test_a_chinese_form_e_earns_nothing_where_china_is_excluded() -> None:
    today = packaged().on(day("2023-05-02"))
    assert today.import_rate("27101971", "SG", "B05").ppm == 80_000
    with pytest.raises(NoPreference):
        today.import_rate("27101971", "CN", "B05")


def test_the_yearly_step_of_the_asean_rate_of_petrol_falls_on_new_years_day() -> None:
    found = [packaged().on(day(text)).import_rate(PETROL, "SG", "B04").ppm
             for text in ("2022-12-31", "2023-01-01", "2023-12-31", "2024-01-01")]  # fmt: skip
    assert found == [80_000, 50_000, 50_000, 0]


def test_a_schedule_known_for_2026_only_is_an_error_before_and_not_zero() -> None:
    with pytest.raises(NotInForce):
        packaged().on(day("2023-05-02")).import_rate(COAL, "KR", "B06")
    assert packaged().on(day("2026-05-02")).import_rate(COAL, "KR", "B06").ppm == 0


def test_cars_that_come_in_parts_are_held() -> None:
    with pytest.raises(HeldRate, match="Chương 98"):
        packaged().on(day("2023-05-02")).import_rate("87032211", "TH", "B01")


@pytest.mark.parametrize(("asked", "ppm"), [("2022-02-28", 150_000), ("2022-03-01", 30_000), ("2027-03-01", 110_000)])
def test_the_excise_of_battery_cars_fell_in_march_2022(asked: str, ppm: int) -> None:
    found = packaged().on(day(asked)).excise("87038098")
    assert found is not None
    assert found.ppm == ppm


@pytest.mark.parametrize(("asked", "amount"), [
    ("2022-03-31", 2000), ("2022-04-01", 1000), ("2022-07-10", 1000), ("2022-07-11", 300), ("2022-12-31", 300),
    ("2023-01-01", 1000),
])  # fmt: skip
def test_environment_tax_on_lubricants_follows_the_resolutions(asked: str, amount: int) -> None:
    found = packaged().on(day(asked)).environment("27101946")
    assert found is not None
    assert (found.amount, found.unit) == (amount, "LTR")


def test_environment_tax_on_fuels_for_sale_is_shown_but_not_collected_at_the_border() -> None:
    today = packaged().on(day("2023-05-02"))
    assert today.environment("27101971") is None
    assert [entry.amount for entry in today.entries("ENVIRONMENT", "27101971")] == [1000]


@pytest.mark.parametrize("asked", BORDER_DAYS)
def test_every_packaged_line_can_be_declared_and_taxed_on_every_border_day(asked: str) -> None:
    today = packaged().on(day(asked))
    lines, _ = layer()
    assert len(lines) >= 480
    for known in lines:
        if not known.holds_on(day(asked)):
            assert known.edition == ("AHTN 2022" if asked < "2022-12-01" else "AHTN 2017")
            continue
        assert today.line(known.code) == known
        assert today.entries("MFN", known.code)
        assert today.entries("ORDINARY", known.code)
        assert today.vat(known.code).kind in ("percent", "exempt")


def test_the_ordinary_rate_is_half_as_much_again_or_the_rate_of_the_list() -> None:
    for asked in BORDER_DAYS:
        today = packaged().on(day(asked))
        for code in today.table("MFN"):
            (mfn,), (ordinary,) = today.entries("MFN", code), today.entries("ORDINARY", code)
            if mfn.kind == "held":
                assert ordinary.kind == "held"
            elif mfn.ppm:
                assert ordinary.ppm == half_up(mfn.ppm * 3, 2)
            else:
                assert ordinary.ppm in (0, 50_000)


def test_no_entry_claims_that_a_person_has_read_it_in_the_act() -> None:
    _, entries = layer()
    assert not any(entry.verified for entry in entries)
    assert {entry.evidence for entry in entries} <= {"transcribed", "recalled", "computed", "invented"}


def test_every_entry_names_an_act_whose_name_is_known() -> None:
    _, entries = layer()
    assert {entry.source for entry in entries} <= sources().keys()


def test_ids_are_unique_and_stand_in_the_block_of_their_schedule() -> None:
    _, entries = layer()
    numbers = {schedule.key: schedule.number for schedule in schedules()}
    assert max(Counter(entry.id for entry in entries).values()) == 1
    assert all(entry.id // 1_000_000 == numbers[entry.schedule] for entry in entries)


def test_ids_do_not_change_from_one_release_to_the_next() -> None:
    known = {1_000_412: ("MFN", COAL), 10_000_398: ("ATIGA", COAL), 42_002_103: ("VAT", COAL)}
    assert {number: (packaged().entry(number).schedule, packaged().entry(number).code) for number in known} == known


def test_no_two_entries_of_a_line_speak_of_the_same_day_unless_they_differ_in_origin_condition_or_claim() -> None:
    _, entries = layer()
    seen: dict[tuple[object, ...], list[tuple[date, date]]] = {}
    for entry in entries:
        choice = entry.ppm if entry.condition == "claimed" else entry.condition
        seen.setdefault((entry.schedule, entry.code, entry.origins, choice, entry.claim), []).append(
            (entry.since, entry.until or date.max)
        )
    for periods in seen.values():
        periods.sort()
        assert all(before[1] < after[0] for before, after in zip(periods, periods[1:], strict=False))


def test_the_chapters_in_use_and_chapter_98_have_titles_in_both_languages() -> None:
    assert [chapter.number for chapter in chapters()] == [number for number in range(1, 99) if number != 77]
    assert all(chapter.words.vi and chapter.words.en and chapter.section in sections() for chapter in chapters())


def test_every_line_has_words_and_a_group_in_both_languages() -> None:
    lines, _ = layer()
    for known in lines:
        assert known.words.vi
        assert known.words.en
        assert known.path.vi
        assert known.path.en
        assert known.unit
        assert set(known.groups) <= groups().keys()


def test_the_table_codes_are_those_of_the_code_list() -> None:
    listed = {entry.code: entry.extra.get("schedule", "") for entry in code_list("tariff_table").entries}
    own = packaged().table_codes
    assert listed.keys() == own.keys()
    assert {code: key for code, key in own.items() if key != "NOT_SUBJECT"} == {
        code: key for code, key in listed.items() if key
    }


def test_the_vat_codes_are_those_of_the_code_list() -> None:
    listed = {entry.code: int(entry.extra["ppm"]) for entry in code_list("other_tax").entries
              if entry.extra["tax"] == "vat"}  # fmt: skip
    assert listed.items() <= vat_codes().items()


def test_the_packaged_tables_are_read_once_and_with_little_work() -> None:
    for kept in (layer, packaged):
        kept.cache_clear()
    rows = sum(path.read_bytes().count(b"\n") for path in Path(DATA).rglob("*.csv"))
    assert calls(packaged) < 20 * rows
    assert calls(packaged) == 1


def test_the_room_says_where_its_figures_come_from() -> None:
    text = (Path(DATA) / "README.md").read_text(encoding="utf-8")
    assert "invented for the demonstration" in text
    assert "AHTN 2022" in text
