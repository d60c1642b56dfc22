"""Which rate a line has where the table alone does not say: by origin, by a code of the declarant, by sub-line."""

import pytest
from tests.domain.tariff.tariff_factories import COAL, SCHEDULES, book, day, entry, line, schedule

from motcua.tariff.domain import Book, HeldRate, UnknownLine
from motcua.tariff.domain.entries import Correlation
from motcua.tariff.domain.errors import ClaimNeeded, ClaimNotOffered, EndedLine, FutureLine
from motcua.tariff.domain.exchange import Exchange

ON = day("2023-05-02")
CHINA = frozenset({"CN"})
MEASURES = (*SCHEDULES, schedule("ANTIDUMPING", "remedy"), schedule("ABSOLUTE", table="B15"))
SUBLINE = f"{COAL}10"


def measures(*entries, lines=(), correlations=()):
    """A book whose schedules include a trade remedy and absolute duties."""
    return Book([(list(lines) or [line()], list(entries))], MEASURES, Exchange({}), {}, day("2022-01-01"), correlations)


REMEDY = measures(
    entry("ANTIDUMPING", 350_000, origins=CHINA),
    entry("ANTIDUMPING", 20_000, origins=CHINA, claim="GB001"),
    entry("ANTIDUMPING", 90_000, code="72091810", origins=frozenset({"KR"}), claim="GB002"),
)


@pytest.mark.parametrize(
    ("origin", "claims", "ppm"),
    [("CN", (), 350_000), ("CN", ("GB001",), 20_000), ("CN", ("GB990", "VB901"), 350_000), ("KR", (), None)],
)
def test_a_remedy_is_that_of_the_producer_claimed_or_of_all_others_of_its_origin(origin, claims, ppm):
    found = REMEDY.on(ON).remedy("ANTIDUMPING", COAL, origin, claims)
    assert (found.ppm if found else None) == ppm


@pytest.mark.parametrize("origin", ["CN", "KR"])
def test_the_code_of_another_measure_is_refused_and_those_that_are_possible_are_named(origin):
    with pytest.raises(ClaimNotOffered) as told:
        REMEDY.on(ON).remedy("ANTIDUMPING", COAL, origin, ("GB002",))
    assert "GB002" in told.value.in_language("vi")
    assert ("GB001" in told.value.in_language("vi")) == (origin == "CN")


def test_a_schedule_without_measures_meets_no_goods():
    assert REMEDY.on(ON).remedy("SAFEGUARD", COAL, "CN") is None


def test_a_measure_that_only_the_decision_can_tell_is_held():
    book_ = measures(entry("ANTIDUMPING", -1, kind="held", origins=CHINA, condition="235/QĐ-BCT"))
    with pytest.raises(HeldRate):
        book_.on(ON).remedy("ANTIDUMPING", COAL, "CN")
    assert book_.on(ON).remedy("ANTIDUMPING", COAL, "JP") is None


CARS = measures(
    entry("ABSOLUTE", amount=100_000_000, kind="specific", currency="USD", unit="PCE", claim="TD01"),
    entry("ABSOLUTE", amount=150_000_000, kind="specific", currency="USD", unit="PCE", claim="TD02"),
)


@pytest.mark.parametrize(("claim", "amount"), [("TD01", 100_000_000), ("TD02", 150_000_000)])
def test_an_absolute_rate_is_picked_by_its_code(claim, amount):
    assert CARS.on(ON).import_rate(COAL, "JP", "B15", claim).amount == amount
    assert CARS.on(ON).choosing == {"B15"}


@pytest.mark.parametrize("claim", ["", "TD99"])
def test_without_a_code_that_the_table_knows_the_possible_ones_are_named(claim):
    with pytest.raises(ClaimNeeded) as told:
        CARS.on(ON).import_rate(COAL, "JP", "B15", claim)
    assert "TD01, TD02" in told.value.in_language("en")


def test_a_claim_takes_nothing_from_a_line_whose_rate_needs_none():
    mixed = measures(entry("ABSOLUTE", 50_000), entry("ABSOLUTE", 70_000, claim="98010000"))
    assert mixed.on(ON).import_rate(COAL, "JP", "B15", "other").ppm == 50_000
    assert mixed.on(ON).import_rate(COAL, "JP", "B15", "98010000").ppm == 70_000


DIVIDED = book(
    entry("MFN", 30_000), entry("MFN", 50_000, code=SUBLINE), entry("VAT", 100_000),
    entry("EXPORT", 10_000, code=SUBLINE),
    lines=[line(), line(SUBLINE), line(f"{COAL}90")],
)  # fmt: skip


@pytest.mark.parametrize(("code", "ppm"), [(SUBLINE, 50_000), (f"{COAL}90", 30_000)])
def test_a_sub_line_has_its_own_rate_or_else_that_of_its_line(code, ppm):
    assert DIVIDED.on(ON).import_rate(code, "CN", "B01").ppm == ppm
    assert DIVIDED.on(ON).vat(code).ppm == 100_000


def test_a_line_that_a_schedule_divides_is_held_and_its_sub_lines_are_named():
    for ask in (lambda: DIVIDED.on(ON).import_rate(COAL, "CN", "B01"), lambda: DIVIDED.on(ON).export(COAL)):
        with pytest.raises(HeldRate) as told:
            ask()
        assert SUBLINE in told.value.in_language("en")


OLD, NEW, OTHER = "85171200", "85171300", "85171400"
BEGINS = day("2022-12-01")
CHANGED = measures(
    lines=[line(OLD, until=day("2022-11-30")), line(NEW, since=BEGINS), line(OTHER, since=BEGINS)],
    correlations=[Correlation(OLD, new, BEGINS) for new in (NEW, OTHER)],
)  # fmt: skip


def test_a_code_of_an_earlier_edition_says_which_codes_came_instead():
    with pytest.raises(EndedLine) as told:
        CHANGED.on(day("2022-12-01")).import_rate(OLD, "CN", "B01")
    assert f"{NEW}, {OTHER}" in told.value.in_language("vi")
    assert "2022-11-30" in told.value.in_language("en")


def test_a_code_of_a_later_edition_says_which_code_stood_before_it():
    with pytest.raises(FutureLine) as told:
        CHANGED.on(day("2022-11-30")).import_rate(NEW, "CN", "B01")
    assert OLD in told.value.in_language("vi")


def test_a_code_of_no_edition_is_simply_unknown():
    with pytest.raises(UnknownLine) as told:
        CHANGED.on(ON).import_rate("99999999", "CN", "B01")
    assert type(told.value) is UnknownLine
    assert [each.new for each in CHANGED.successors(OLD)] == [NEW, OTHER]
    assert [each.old for each in CHANGED.predecessors(NEW)] == [OLD]
