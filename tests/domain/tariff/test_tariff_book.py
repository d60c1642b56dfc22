"""The book gives the rate in force on a day, for an origin, or refuses and says why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.tariff.tariff_factories import COAL, OPENS, book, day, entry, line

from motcua.kernel.dated import NotInForce
from motcua.tariff.domain import HeldRate, NoPreference, UnknownLine, UnknownTable, VatNotOffered

DAY = day("2023-05-02")


def test_a_new_rate_begins_on_its_first_day_and_the_old_one_ends_the_day_before() -> None:
    tariff = book(entry("MFN", 50_000, "2022-01-01", "2022-12-31"), entry("MFN", 100_000, "2023-01-01"))
    assert tariff.on(day("2022-12-31")).import_rate(COAL, "ID", "B01").ppm == 50_000
    assert tariff.on(day("2023-01-01")).import_rate(COAL, "ID", "B01").ppm == 100_000


def test_a_day_before_the_tariff_opens_is_an_error_and_not_zero() -> None:
    with pytest.raises(NotInForce):
        book(entry("MFN")).on(OPENS - timedelta(days=1))


def test_a_schedule_that_has_not_begun_is_an_error_and_not_a_missing_preference() -> None:
    tariff = book(entry("MFN"), entry("NEW", 0, "2024-01-01"))
    with pytest.raises(NotInForce):
        tariff.on(day("2023-12-31")).rate("NEW", COAL)
    assert tariff.on(day("2024-01-01")).rate("NEW", COAL) is not None


def test_a_line_that_is_not_in_a_schedule_has_no_preference() -> None:
    today = book(entry("MFN"), entry("ATIGA", code="01012100")).on(DAY)
    assert today.rate("ATIGA", COAL, "ID") is None
    with pytest.raises(NoPreference) as refused:
        today.import_rate(COAL, "ID", "B04")
    assert refused.value.code == "TAR-E02"


def test_an_origin_outside_the_agreement_has_no_preference() -> None:
    today = book(entry("ATIGA")).on(DAY)
    assert today.import_rate(COAL, "ID", "B04").ppm == 0
    with pytest.raises(NoPreference):
        today.import_rate(COAL, "CN", "B04")


def test_an_excluded_origin_has_no_preference_though_it_is_a_party() -> None:
    today = book(entry("ATIGA", excluded=frozenset({"TH"}))).on(DAY)
    assert today.rate("ATIGA", COAL, "MY") is not None
    assert today.rate("ATIGA", COAL, "TH") is None


def test_a_party_with_its_own_rate_gets_that_one_and_the_others_theirs() -> None:
    mexico = frozenset({"MX"})
    today = book(entry("CPTPP", 150_000, excluded=mexico), entry("CPTPP", 180_000, origins=mexico)).on(DAY)
    assert today.import_rate(COAL, "JP", "B20").ppm == 150_000
    assert today.import_rate(COAL, "MX", "B20").ppm == 180_000


def test_a_held_rate_is_refused_with_what_is_printed() -> None:
    today = book(entry("MFN", -1, kind="held", condition="0/5")).on(DAY)
    with pytest.raises(HeldRate, match="0/5"):
        today.import_rate(COAL, "ID", "B01")


def test_an_unknown_code_and_an_unknown_table_are_refused() -> None:
    today = book(entry("MFN")).on(DAY)
    with pytest.raises(UnknownLine):
        today.import_rate("99999999", "ID", "B01")
    with pytest.raises(UnknownTable):
        today.import_rate(COAL, "ID", "B99")
    with pytest.raises(UnknownTable):
        today.rate("NO SUCH", COAL)


def test_a_line_is_declarable_only_in_its_own_days() -> None:
    few = [line(until=day("2022-11-30")), line("27011910", since=day("2022-12-01"))]
    tariff = book(entry("MFN"), lines=few)
    assert tariff.on(day("2022-11-30")).line(COAL)
    assert tariff.on(day("2022-12-01")).line(COAL) is None
    with pytest.raises(UnknownLine):
        tariff.on(day("2022-12-01")).import_rate(COAL, "ID", "B01")


def test_goods_not_subject_to_import_duty_have_an_entry_that_says_so() -> None:
    today = book(entry("NOT_SUBJECT", code="", kind="exempt")).on(DAY)
    assert today.import_rate(COAL, "ID", "B30").kind == "exempt"


def test_vat_is_the_tables_unless_a_code_that_the_line_may_have_is_claimed() -> None:
    today = book(entry("VAT", kind="exempt"), entry("VAT", 50_000, condition="claimed")).on(DAY)
    assert today.vat(COAL).kind == "exempt"
    assert today.vat(COAL, "V5").ppm == 50_000
    assert today.vat(COAL, "V0").kind == "exempt"
    with pytest.raises(VatNotOffered, match="V5"):
        today.vat(COAL, "V8")
    with pytest.raises(VatNotOffered):
        today.vat(COAL, "no such code")


def test_environment_tax_declared_inland_is_not_collected_at_the_border_but_is_shown() -> None:
    today = book(entry("ENVIRONMENT", kind="specific", amount=2000, unit="LTR", condition="inland")).on(DAY)
    assert today.environment(COAL) is None
    assert today.entries("ENVIRONMENT", COAL)[0].amount == 2000


def test_no_excise_entry_means_none_only_where_the_tables_were_made_to_speak_of_the_line() -> None:
    tariff = book(entry("MFN"))
    assert tariff.on(DAY).excise(COAL) is None
    with pytest.raises(UnknownLine):
        tariff.on(DAY).excise("01012100")


def test_a_destination_with_its_own_export_duty_pays_that_one() -> None:
    today = book(entry("EXPORT", 100_000), entry("EXPORT", 50_000, origins=frozenset({"DE"}))).on(DAY)
    assert today.export(COAL, "CN").ppm == 100_000
    assert today.export(COAL, "DE").ppm == 50_000
    assert today.export(COAL).ppm == 100_000


def test_a_later_table_is_right_in_its_days_and_what_lies_below_stays() -> None:
    below = entry("MFN", 20_000)
    tariff = book(below, over=[[entry("MFN", 30_000, "2023-01-01", "2023-06-30")]])
    assert [tariff.on(day(text)).rate("MFN", COAL).ppm for text in ("2022-12-31", "2023-01-01", "2023-07-01")] == [
        20_000, 30_000, 20_000,
    ]  # fmt: skip
    assert tariff.entry(below.id) is below
    assert len(tariff.history(COAL)) == 2


def test_a_later_table_can_say_that_a_line_is_no_longer_in_a_schedule() -> None:
    tariff = book(entry("ATIGA"), over=[[entry("ATIGA", 0, "2023-01-01", kind="absent")]])
    assert tariff.on(day("2022-12-31")).rate("ATIGA", COAL, "ID") is not None
    assert tariff.on(day("2023-01-01")).rate("ATIGA", COAL, "ID") is None


days = st.integers(0, 700).map(lambda n: OPENS + timedelta(days=n))


@given(days, st.integers(0, 200), days)
def test_an_entry_changes_only_the_days_of_its_period(since: date, length: int, asked: date) -> None:
    until = since + timedelta(days=length)
    below, above = entry("MFN", 20_000), entry("MFN", 30_000, since.isoformat(), until.isoformat())
    found = book(below, over=[[above]]).on(asked).rate("MFN", COAL)
    assert found is (above if since <= asked <= until else below)


@given(st.lists(days, min_size=1, max_size=8, unique=True), days)
def test_the_rate_of_a_day_is_the_one_a_plain_reading_of_the_entries_finds(starts: list[date], asked: date) -> None:
    starts = sorted({OPENS, *starts})
    ends = [start - timedelta(days=1) for start in starts[1:]]
    made = [
        entry("MFN", place, start.isoformat(), end.isoformat() if end else "")
        for place, (start, end) in enumerate(zip(starts, [*ends, None], strict=True))
    ]
    (expected,) = [each for each in made if each.holds_on(asked)]
    assert book(*made).on(asked).rate("MFN", COAL) is expected
