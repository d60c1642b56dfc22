"""Loading at its edges: what a table cannot say, what is odd in it, and what taking a load back changes."""

import csv
from datetime import date

import pytest
from tests.domain.tariff.tariff_factories import COAL, SCHEDULES, book, day, entry, line

from motcua.kernel.refusals import Refusal
from motcua.tariff.domain import Book, UnknownLine, load_errors, tables
from motcua.tariff.domain.comparing import carry, compare, gone, gone_quotations
from motcua.tariff.domain.exchange import Cross, Exchange
from motcua.tariff.domain.headings import is_head
from motcua.tariff.domain.telling import all_said, said, title
from motcua.tariff.domain.terms import Table, Terms

TERMS = Terms(since=day("2026-01-01"), source="26/2023/NĐ-CP")
OTHER = "25231090"


def read(text: str, terms: Terms = TERMS) -> Table:
    names, *rows = csv.reader(text.strip("\n").splitlines())
    return tables.read(names, rows, terms)


def faults(table: Table) -> list[tuple[int, str]]:
    return [(each.row, each.words.en) for each in table.problems]


def test_only_a_table_by_years_carries_what_it_has_no_place_for() -> None:
    known = book(entry("MFN", excluded=frozenset({"TH"})))
    assert carry(read("code,mfn\n27011900,2"), known) == 0


def test_a_table_by_years_carries_nothing_onto_a_held_cell_or_a_line_that_is_not_known() -> None:
    table = read("code,agreement,direction,2026\n27011900,ATIGA,import,0/5\n25231090,ATIGA,import,0")
    assert carry(table, book(entry("ATIGA", excluded=frozenset({"TH"})))) == 0


def test_taking_a_load_back_shows_what_was_and_what_will_be() -> None:
    below, above = entry("MFN", 20_000), entry("MFN", 30_000, "2023-01-01")
    found = gone([above], book(below, over=[[above]]), book(below))
    (change,) = found.changed
    assert [each.ppm for each in (*change.before, *change.after)] == [30_000, 20_000]
    assert found.schedules == ["MFN"]


def test_taking_exchange_rates_back_shows_each_currency_that_had_one() -> None:
    quoted = day("2023-05-04")
    now = {quoted: {"USD": 234_500_000, "EUR": 250_000_000, "VND": 10_000}}
    found = gone_quotations([quoted, quoted], now, {quoted: {"USD": 233_000_000}})
    assert [(each.code, len(each.after)) for each in found.changed] == [("EUR", 0), ("USD", 1)]


LAO = Cross("LAK", day("2026-01-01"), day("2026-01-31"), 5_800)


def crossed(*crosses: Cross) -> Book:
    quotations = {day("2025-12-25"): {"USD": 260_000_000}}
    return Book([([line()], [entry("MFN")])], SCHEDULES, Exchange(quotations, "", crosses), {}, day("2022-01-01"))


def test_a_cross_rate_is_compared_with_the_one_in_force_and_a_missing_one_is_warned_of() -> None:
    text = "since,until,currency,usd\n2026-01-01,2026-01-31,LAK,0.00006"
    found = compare(read(text), crossed(LAO))
    assert [(each.before[0].amount, each.after[0].amount) for each in found.changed] == [(5_800, 6_000)]
    kip = Cross("KHR", day("2026-01-01"), day("2026-01-31"), 24_600)
    table = read(text)
    compare(table, crossed(LAO, kip))
    assert [each.words.en for each in table.warnings] == ["2026-01-01: no cross rate of KHR, which have one now"]
    fresh = compare(read(text), crossed())
    assert [each.code for each in fresh.added] == ["LAK"]


def test_the_first_quotation_and_one_after_a_gap_are_not_compared_with_anything() -> None:
    table = read("quoted_on,USD\n2023-05-04,23450")
    compare(table, book(entry("MFN")), quotations={})
    compare(table, book(entry("MFN")), quotations={day("2023-01-05"): {"USD": 100}})
    assert table.warnings == []


@pytest.mark.parametrize(("text", "fault"), [
    ("code,agreement,direction,2026\n27011900,NO SUCH,import,5", "There is no schedule “NO SUCH”"),
    ("code,agreement,direction,2026\n27011900,,import,5", "There is no schedule “”"),
    ("code,schedule,since,rate\n27011900,MFN,01/02/2026,5", "Days are written YYYY-MM-DD"),
    ("code,schedule,since,until,rate\n27011900,MFN,2026-01-01,soon,5", "Days are written YYYY-MM-DD"),
    ("code,schedule,since,until,rate\n27011900,MFN,2026-01-02,2026-01-01,5", "The last day is before the first"),
    ("code,schedule,since,rate\n27011900,NONE,2026-01-01,5", "There is no schedule “NONE”"),
    ("code,schedule,since,rate\n27011900,MFN,2026-01-01,", "The row has no rate"),
    ("code,schedule,since,rate,origins\n27011900,MFN,2026-01-01,5,China",
     "“China”: codes of countries have two letters"),
    ("code,schedule,since,rate,claim\n27011900,MFN,2026-01-01,5,LONGERTHANTEN",
     "The claim or the condition is too long"),
    ("code,schedule,since,rate\n27011900,MFN,2026-01-01,5/QQQ", "There is no unit QQQ"),
    ("code,schedule,since,rate,currency\n27011900,MFN,2026-01-01,5/PCE,QQQ", "There is no currency QQQ"),
])  # fmt: skip
def test_a_row_that_cannot_be_is_a_fault_of_its_own_row(text: str, fault: str) -> None:
    table = read(text)
    assert faults(table) == [(2, fault)]
    assert table.entries == []


def test_a_year_before_the_act_begins_is_not_taken() -> None:
    table = read("code,agreement,direction,2022,2023\n27011900,ATIGA,import,8,5", Terms(day("2023-01-01")))
    assert [(each.since, each.ppm) for each in table.entries] == [(day("2023-01-01"), 50_000)]


def test_a_blank_year_says_nothing() -> None:
    table = read("code,agreement,direction,2026,2027\n27011900,ATIGA,import,,5")
    assert [(each.since, each.ppm) for each in table.entries] == [(day("2027-01-01"), 50_000)]


def test_a_cell_whose_own_days_end_before_the_table_begins_is_not_taken() -> None:
    table = read('code,mfn\n27011900,"5%. Từ ngày 01/01/2026 áp dụng mức thuế suất 10%."')
    assert [(each.since, each.ppm) for each in table.entries] == [(day("2026-01-01"), 100_000)]


def test_a_line_whose_words_stand_twice_is_counted_and_one_without_words_is_no_line() -> None:
    table = read("code,description_vi,mfn\n27011900,Than,2\n27011900,Than,2\n25231090,,25")
    assert [each.code for each in table.lines] == [COAL]
    assert table.repeated >= 1


def test_three_different_rates_in_one_file_are_held_once() -> None:
    table = read("code,mfn\n27011900,2\n27011900,3\n27011900,4")
    assert [each.kind for each in table.entries] == ["held"]
    assert [row for row, _ in faults(table)] == [3, 4]


@pytest.mark.parametrize(("rate", "kind"), [("exempt", "exempt"), ("absent", "absent"), ("held", "held")])
def test_the_words_of_the_rooms_own_files_are_read_back(rate: str, kind: str) -> None:
    table = read(f"code,schedule,since,rate\n27011900,MFN,2026-01-01,{rate}")
    assert [each.kind for each in table.entries] == [kind]


def test_a_mark_in_the_column_of_environment_tax_is_no_rate() -> None:
    table = read("code,environment\n27011900,MT\n25231090,MT?")
    assert (table.entries, table.marks) == ([], 2)


@pytest.mark.parametrize("target", ["nothing", "MFN 2026-13-01"])
def test_a_column_told_as_what_it_cannot_be_is_refused(target: str) -> None:
    with pytest.raises(ValueError, match="nothing|month"):
        read("code,mine\n27011900,2", Terms(TERMS.since, columns=(("mine", target),)))


@pytest.mark.parametrize("text", [
    "quoted_on,name\n2023-05-04,x",          # no column of a currency
    "quoted_on,USD\n32/01/2023,23450",        # no day
    "quoted_on,USD\n2023-05-32,23450",        # no day either
    "quoted_on,USD\nThursday,23450",          # a word
    "currency,rate\nUSD,0",                   # not above zero
    "currency,rate\nUSD,23450.12345",         # five decimals
    "currency,rate\nUSD,1000000000",          # too large
    "currency,rate\nUSD,",                    # no rate
    "currency,rate\nQQQ,5",                   # no currency
    "currency,rate\nUSD,1.234.56",            # can be read in no way
    "currency,rate\nUSD,\"1,2,3.4.5\"",
    "since,until,currency,usd\n2026-02-01,2026-01-01,LAK,0.00006",
    "since,until,currency,usd\nsoon,2026-01-01,LAK,0.00006",
    "since,until,currency,usd\n2026-01-01,,LAK,0.00006",
    "since,until,currency,usd\n2026-01-01,,LAK,",
    "since,until,currency,usd\n2026-01-01,2026-01-31,LAK,lots",
])  # fmt: skip
def test_a_weekly_rate_that_cannot_be_is_a_fault_and_not_taken(text: str) -> None:
    table = read(text, Terms(day("2023-05-04")))
    assert table.problems
    assert (table.quoted, table.crosses) == ([], [])


def test_blank_cells_and_rows_of_weekly_rates_are_passed_over() -> None:
    table = read("quoted_on,USD,EUR\n2023-05-04,23450,\n,,")
    assert [each.currency for each in table.quoted] == ["USD"]
    listed = read("currency,rate,note\nUSD,23450,\n,,a note", Terms(day("2023-05-04")))
    assert ([each.currency for each in listed.quoted], listed.problems) == (["USD"], [])


def test_a_thursday_on_which_the_bank_was_closed_is_taken_with_a_warning() -> None:
    table = read("quoted_on,USD\n2022-02-03,22670")
    assert [each.day for each in table.quoted] == [day("2022-02-03")]
    assert [each.words.en for each in table.warnings] == [
        "2022-02-03 is a Thursday on which the bank was closed by the calendar"
    ]


def test_blank_rows_between_lines_and_correlations_are_passed_over_and_what_is_stored_is_counted() -> None:
    table = read("code,mfn\n27011900,2\n,\n25231090,25")
    assert (table.rows, table.size, table.problems) == (2, 2, [])
    changed = read("old,new\n85171200,85171300\n,\n8517,85171400\n85171200,85171300")
    assert (len(changed.correlations), changed.size, changed.rows, changed.repeated) == (1, 1, 3, 1)
    assert [row for row, _ in faults(changed)] == [4]


@pytest.mark.parametrize(("names", "head"), [
    (["Mã HS", "mfn"], True), (["old", "new"], True), (["quoted_on", "USD"], True), (["currency", "rate"], True),
    (["currency", "usd"], True), (["BIỂU THUẾ", ""], False), (["old", "mfn"], False), (["currency", "name"], False),
])  # fmt: skip
def test_headings_are_told_from_titles_above_them(names: list[str], head: bool) -> None:
    assert is_head(names) == head


def test_rates_of_exchange_are_told_with_their_unit() -> None:
    quoted = entry("EXCHANGE", kind="quoted", amount=234_500_000)
    assert (said(quoted).vi, said(quoted).en) == ("23.450 đồng", "23,450 dong")
    assert said(entry("CROSS", kind="cross", amount=5_800)).en == "0.000058 USD"
    assert said(entry("CORRELATION", kind="successor", condition="85171300")).vi == "85171300"


def test_a_line_that_must_be_known_is_given_or_refused() -> None:
    today = book(entry("MFN")).on(TERMS.since)
    assert today.need_line(COAL).code == COAL
    with pytest.raises(UnknownLine):
        today.need_line(OTHER)


def test_two_cross_rates_of_one_period_are_a_conflict_and_neither_is_taken() -> None:
    rows = "2026-01-01,2026-01-31,LAK,0.00006\n2026-01-01,2026-01-31,LAK,0.00007\n2026-01-01,2026-01-31,KHR,0.0002"
    table = read(f"since,until,currency,usd\n{rows}\n2026-01-01,2026-01-31,KHR,0.0002")
    assert [each.currency for each in table.crosses] == ["KHR"]
    assert ([row for row, _ in faults(table)], table.repeated) == ([3], 1)


def test_a_currency_on_a_day_before_the_lists_begin_is_not_known() -> None:
    assert faults(read("currency,rate\nUSD,5", Terms(date(1901, 1, 3))))


def test_what_is_said_of_claims_and_of_nothing() -> None:
    assert all_said([]).en == "–"
    claimed = said(entry("ABSOLUTE", kind="specific", amount=100_000_000, currency="USD", unit="PCE", claim="TD01"))
    assert "TD01" in claimed.vi
    assert "TD01" in claimed.en
    assert (title("MFN").en, title("no such schedule").en) == (
        "Most-favoured-nation duty (MFN)", "no such schedule",
    )  # fmt: skip


REFUSALS = [each for each in vars(load_errors).values() if isinstance(each, type) and issubclass(each, Refusal)]
FACTS = {
    "name": "BIEU.xlsx",
    "most": 10,
    "what": "A1",
    "seen": "1",
    "now": "2",
    "load": "3",
    "value": "4",
    "remedy": "5",
}


@pytest.mark.parametrize("refusal", [each for each in REFUSALS if each is not Refusal], ids=lambda each: each.__name__)
def test_every_refusal_of_loading_speaks_both_languages(refusal: type[Refusal]) -> None:
    told = refusal(**FACTS)
    assert told.code.startswith("TAR-")
    assert "%(" not in told.in_language("vi") + told.in_language("en")
    assert told.in_language("vi") != told.in_language("en")
