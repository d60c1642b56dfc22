"""Code lists by day: what a code means, from when and until when."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.dated import NotInForce
from motcua.kernel.words import Words
from motcua.reference.domain import CodeList, Entry, UnknownCode, UnknownList, all_lists, code_list, entry, lists_on

TODAY = date(2023, 7, 3)
LAST_OLD, FIRST_NEW = date(2021, 5, 31), date(2021, 6, 1)
PROMISED = [
    "procedure_import",
    "procedure_export",
    "cargo_class",
    "transport_mode",
    "transaction_class",
    "viewing_result",
    "invoice_class",
    "payment_method",
    "price_kind",
    "incoterm",
    "valuation_code",
    "freight_class",
    "insurance_class",
    "absolute_rate",
    "adjustment_name",
    "adjustment_kind",
    "taxpayer",
    "release_reason",
    "payment_term",
    "attachment_kind",
    "instruction",
    "tariff_table",
    "weight_unit",
    "package_unit",
    "unit",
    "country",
    "currency",
    "location",
    "warehouse",
    "other_law",
    "licence_kind",
    "other_tax",
    "exemption",
    "finding_code",
    "cancellation_reason",
]
IMPORTS = [
    "A11",
    "A12",
    "A21",
    "A31",
    "A41",
    "A42",
    "A43",
    "A44",
    "E11",
    "E13",
    "E15",
    "E21",
    "E23",
    "E31",
    "E33",
    "E41",
    "G11",
    "G12",
    "G13",
    "G14",
    "G51",
    "C11",
    "C21",
    "H11",
]
EXPORTS = [
    "B11",
    "B12",
    "B13",
    "E42",
    "E52",
    "E54",
    "E62",
    "E82",
    "G21",
    "G22",
    "G23",
    "G24",
    "G61",
    "C12",
    "C22",
    "H21",
]


def procedures(day: date = TODAY) -> dict[str, Entry]:
    return {**code_list("procedure_import").on(day), **code_list("procedure_export").on(day)}


def with_flag(flag: str) -> set[str]:
    return {code for code, found in procedures().items() if found.says(flag)}


def test_every_promised_list_is_there_and_has_codes_today() -> None:
    assert set(PROMISED) <= set(lists_on(TODAY))
    assert all(lists_on(TODAY)[name] for name in PROMISED)


def test_decision_1357_has_24_import_and_16_export_types_from_its_first_day() -> None:
    assert lists_on(FIRST_NEW)["procedure_import"] == frozenset(IMPORTS)
    assert lists_on(FIRST_NEW)["procedure_export"] == frozenset(EXPORTS)
    assert lists_on(TODAY)["procedure_export"] == frozenset(EXPORTS)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("procedure_export", "E56"),
        ("procedure_export", "E46"),
        ("procedure_import", "AEO"),
        ("procedure_export", "AEO"),
    ],
)
def test_an_abolished_type_is_valid_on_its_last_day_and_unknown_the_day_after(name: str, code: str) -> None:
    assert entry(name, code, LAST_OLD).until == LAST_OLD
    with pytest.raises(UnknownCode):
        entry(name, code, FIRST_NEW)


def test_a_new_type_is_unknown_on_the_eve_of_its_first_day() -> None:
    assert entry("procedure_import", "A43", FIRST_NEW).since == FIRST_NEW
    with pytest.raises(UnknownCode):
        entry("procedure_import", "A43", LAST_OLD)


def test_a_code_whose_meaning_changed_tells_the_meaning_of_the_day() -> None:
    assert "non-tariff zone" in entry("procedure_import", "A44", LAST_OLD).words.en
    assert "duty-free" in entry("procedure_import", "A44", FIRST_NEW).words.en


def test_only_these_types_need_a_limit_of_time() -> None:
    assert with_flag("needs_limit") == {"G11", "G12", "G13", "G14", "G61"}


def test_only_these_types_close_another_declaration_and_they_name_types_that_exist() -> None:
    assert with_flag("needs_prior") == {"A21", "G51", "B12", "G21", "G22", "G23", "G24"}
    for code in with_flag("needs_prior"):
        assert set(procedures()[code].extra["prior"].split()) <= with_flag("needs_limit")


@pytest.mark.parametrize(
    ("again", "first"), [("G21", "G11"), ("G22", "G12"), ("G23", "G13"), ("G24", "G14"), ("G51", "G61")]
)
def test_each_return_names_its_own_kind_of_departure(again: str, first: str) -> None:
    assert procedures()[again].extra["prior"] == first


def test_taxes_are_due_at_registration_for_business_and_not_for_suspended_types() -> None:
    assert {"A11", "A12", "A41", "A42", "B11", "H11"} <= with_flag("taxed")
    assert with_flag("taxed").isdisjoint({"C11", "C21", "E11", "E21", "E31", "G11", "G13", "G51", "G21", "C12", "E52"})


def test_the_direction_of_each_type_is_that_of_its_list() -> None:
    for direction in ("import", "export"):
        found = code_list(f"procedure_{direction}").entries
        assert {each.extra["direction"] for each in found} == {direction}


@pytest.mark.parametrize(
    ("name", "code", "before", "on"),
    [
        ("incoterm", "DPU", "2019-12-31", "2020-01-01"),
        ("tariff_table", "B25", "2021-12-31", "2022-01-01"),
        ("currency", "XCG", "2025-03-30", "2025-03-31"),
        ("other_tax", "VB215", "2023-06-30", "2023-07-01"),
    ],
)
def test_a_dated_code_starts_on_its_first_day(name: str, code: str, before: str, on: str) -> None:
    assert code not in lists_on(date.fromisoformat(before))[name]
    assert code in lists_on(date.fromisoformat(on))[name]


@pytest.mark.parametrize(
    ("name", "code", "last"),
    [("currency", "HRK", "2022-12-31"), ("currency", "BGN", "2025-12-31"), ("other_tax", "VB215", "2022-12-31")],
)
def test_a_dated_code_ends_with_its_last_day(name: str, code: str, last: str) -> None:
    day = date.fromisoformat(last)
    assert code in lists_on(day)[name]
    assert code not in lists_on(day + timedelta(days=1))[name]


def test_a_day_before_a_list_begins_is_an_error_and_not_an_empty_list() -> None:
    first = date(2014, 4, 1)
    assert lists_on(first)["transport_mode"] == frozenset("1234569")
    with pytest.raises(NotInForce):
        lists_on(first - timedelta(days=1))


def test_an_unknown_list_and_an_unknown_code_are_refused_by_name() -> None:
    with pytest.raises(UnknownList, match="colours"):
        entry("colours", "red", TODAY)
    with pytest.raises(UnknownCode, match="Z99"):
        entry("procedure_import", "Z99", TODAY)


@pytest.mark.parametrize("name", sorted(all_lists()))
def test_every_entry_says_its_meaning_in_both_languages_and_its_source(name: str) -> None:
    found = all_lists()[name]
    assert found.words.vi
    assert found.words.en
    for each in found.entries:
        assert each.code == each.code.strip() != ""
        assert each.words.vi.strip(), each.code
        assert each.words.en.strip(), each.code
        assert each.source.strip(), each.code
        assert each.until is None or each.since <= each.until


def test_only_what_was_compared_with_an_official_list_is_verified() -> None:
    verified = {name for name, found in all_lists().items() if any(each.verified for each in found.entries)}
    assert verified == {"location"}


def test_what_is_invented_says_so_in_its_name_and_source() -> None:
    for name, found in all_lists().items():
        for each in found.entries:
            if each.says("invented"):
                assert "minh họa" in each.words.vi, (name, each.code)
                assert "illustrative" in each.words.en, (name, each.code)
                assert not each.verified


def test_terms_say_whether_freight_and_insurance_are_inside_the_price() -> None:
    terms = code_list("incoterm").on(TODAY)
    assert {code for code, each in terms.items() if not each.says("freight")} == {"EXW", "FCA", "FAS", "FOB", "C&I"}
    without = {code for code, each in terms.items() if not each.says("insurance")}
    assert without == {"EXW", "FCA", "FAS", "FOB", "CFR", "C&F", "CPT"}


def test_the_countries_are_the_249_of_iso_3166_each_with_a_three_letter_code_of_its_own() -> None:
    countries = code_list("country").on(TODAY)
    assert len(countries) == len({each.extra["alpha3"] for each in countries.values()}) == 249
    assert len({each.extra["numeric"] for each in countries.values()}) == 249
    assert sum(each.says("asean") for each in countries.values()) == 10
    assert countries["VN"].words == Words("Việt Nam", "Viet Nam")
    assert countries["NA"].extra["alpha3"] == "NAM"


@pytest.mark.parametrize(("code", "decimals"), [("VND", "0"), ("JPY", "0"), ("KRW", "0"), ("USD", "2"), ("KWD", "3")])
def test_a_currency_knows_its_decimals(code: str, decimals: str) -> None:
    assert entry("currency", code, TODAY).extra["decimals"] == decimals


def test_an_invented_place_can_never_be_a_real_unlocode() -> None:
    for code, each in code_list("location").on(TODAY).items():
        assert each.extra["country"] == code[:2]
        assert each.says("invented") == bool(set("01") & set(code[2:])), code


def test_a_verified_place_stands_in_the_list_of_unece(samples: Path) -> None:
    known = set()
    for file in sorted((samples / "codelists" / "unlocode").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            known |= {row[1] + row[2] for row in csv.reader(rows) if len(row) > 2}
    verified = {each.code for each in code_list("location").entries if each.verified}
    assert len(verified) > 200
    assert verified <= known


def test_supervised_places_belong_to_one_of_the_six_branches_and_to_a_known_place() -> None:
    places = code_list("warehouse").on(TODAY)
    assert {each.extra["office"] for each in places.values()} == {"20BB", "20BC", "20BD", "20CE", "20CF", "20CG"}
    for code, each in places.items():
        assert len(code) == 7
        assert code.startswith(each.extra["office"])
        assert each.extra["place"] in lists_on(TODAY)["location"]


def test_a_tariff_table_whose_number_nobody_saw_is_called_provisional() -> None:
    tables = code_list("tariff_table").on(TODAY)
    assert tables["B04"].extra["schedule"] == "ATIGA"
    assert {code for code, each in tables.items() if each.says("provisional")} == {f"B{n}" for n in range(18, 26)}


def make(code: str, since: date, until: date | None) -> Entry:
    return Entry(code, Words(code, code), since, until, "test", False, {})


def test_two_entries_of_a_code_that_share_a_day_are_refused() -> None:
    shared = date(2022, 1, 1)
    with pytest.raises(ValueError, match="two entries"):
        CodeList("x", Words("x", "x"), [make("A", date(2021, 1, 1), shared), make("A", shared, None)])


DAYS = st.integers(0, 60).map(lambda count: date(2022, 1, 1) + timedelta(days=count))


@st.composite
def disjoint_entries(draw: st.DrawFn) -> list[Entry]:
    """Entries of up to three codes; those of one code share no day."""
    found = []
    for code in draw(st.sets(st.sampled_from("ABC"), min_size=1)):
        marks = sorted(draw(st.sets(DAYS, min_size=2, max_size=6)))
        pairs = zip(marks[::2], marks[1::2], strict=False)
        found += [make(code, since, until) for since, until in pairs]
    return found


@given(disjoint_entries(), DAYS)
def test_a_list_tells_on_every_day_exactly_the_entries_whose_period_holds_it(entries: list[Entry], day: date) -> None:
    listed = CodeList("x", Words("x", "x"), entries)
    expected = {each.code: each for each in entries if each.since <= day <= (each.until or date.max)}
    if day < min(each.since for each in entries):
        with pytest.raises(NotInForce):
            listed.on(day)
    else:
        assert listed.on(day) == expected
        assert listed.codes(day) == frozenset(expected)
