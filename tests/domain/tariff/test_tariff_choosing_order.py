"""Which entry is chosen does not hang on the order of rows, on other codes, or on what a schedule lacks."""

import pytest
from tests.domain.tariff.tariff_factories import COAL, SCHEDULES, day, entry, line, schedule

from motcua.kernel.dated import NotInForce
from motcua.tariff.domain import Book, UnknownLine
from motcua.tariff.domain.cells import Said, Unreadable, read, read_vat
from motcua.tariff.domain.choosing import choose, pick
from motcua.tariff.domain.errors import ClaimNotOffered
from motcua.tariff.domain.exchange import STALE, Exchange, thursday_for

ON = day("2023-05-02")
OTHER = "25231090"
SUBLINE = f"{COAL}10"
CHINA = frozenset({"CN"})


def book(*entries, lines=()) -> Book:
    known = [*SCHEDULES, schedule("ANTIDUMPING", "remedy")]
    return Book([(list(lines) or [line(), line(OTHER)], list(entries))], known, Exchange({}), {}, day("2022-01-01"))


@pytest.mark.parametrize("turned", [False, True])
def test_a_claimed_rate_never_hides_the_plain_one_whatever_their_order(turned: bool) -> None:
    few = [entry("MFN", 50_000, claim="98010000"), entry("MFN", 70_000)]
    found = choose(reversed(few) if turned else few, "JP")
    assert found is not None
    assert found.ppm == 70_000


@pytest.mark.parametrize("turned", [False, True])
def test_the_remedy_of_an_origin_goes_before_that_of_all_origins_whatever_their_order(turned: bool) -> None:
    few = [entry("ANTIDUMPING", 90_000), entry("ANTIDUMPING", 20_000, origins=CHINA)]
    found = pick(list(reversed(few)) if turned else few, "ANTIDUMPING", COAL, "CN", frozenset())
    assert found is not None
    assert found.ppm == 20_000
    other = pick(few, "ANTIDUMPING", COAL, "JP", frozenset())
    assert other is not None
    assert other.ppm == 90_000


def test_the_code_of_a_measure_on_a_line_that_it_does_not_meet_is_refused() -> None:
    tariff = book(entry("ANTIDUMPING", 20_000, origins=CHINA, claim="GB001"))
    with pytest.raises(ClaimNotOffered, match=OTHER):
        tariff.on(ON).remedy("ANTIDUMPING", OTHER, "CN", ("GB001",))
    assert tariff.on(ON).remedy("ANTIDUMPING", OTHER, "CN") is None


def test_a_sub_line_with_rates_by_origin_keeps_them_to_itself() -> None:
    few = [entry("MFN", 30_000), entry("MFN", 50_000, code=SUBLINE), entry("MFN", 10_000, code=SUBLINE, origins=CHINA)]
    today = book(*few, lines=[line(), line(SUBLINE)]).on(ON)
    assert today.import_rate(SUBLINE, "CN", "B01").ppm == 10_000
    assert today.import_rate(SUBLINE, "JP", "B01").ppm == 50_000


def test_a_tariff_without_any_table_of_vat_does_not_know_the_vat_of_a_line() -> None:
    with pytest.raises(NotInForce):
        book(entry("MFN")).on(ON).vat(COAL)


def test_the_line_that_must_be_known_is_named_where_it_is_not() -> None:
    with pytest.raises(UnknownLine, match="99999999"):
        book(entry("MFN")).on(ON).need_line("99999999")


def test_a_quotation_counts_for_as_long_as_a_bank_was_ever_closed_and_no_day_longer() -> None:
    thursday = thursday_for(ON)
    assert "USD" in Exchange({thursday - STALE: {"USD": 1}}).on(ON)
    assert "USD" not in Exchange({thursday - STALE - (ON - day("2023-05-01")): {"USD": 1}}).on(ON)


@pytest.mark.parametrize(("text", "said"), [
    ("5/*", (Said("percent", 50_000), Said("exempt", condition="claimed"))),
    ("5/KCT", (Said("percent", 50_000), Said("exempt", condition="claimed"))),
])  # fmt: skip
def test_not_taxable_may_stand_behind_a_rate_and_is_then_claimed(text: str, said: tuple[Said, ...]) -> None:
    assert read_vat(text) == said


@pytest.mark.parametrize(("text", "currency"), [("10.5/KGM", ""), ("5USD/PCE", "EUR")])
def test_an_amount_that_is_no_rate_is_refused_with_its_text(text: str, currency: str) -> None:
    with pytest.raises(Unreadable, match=text):
        read(text, currency)


def test_a_week_names_the_source_of_its_own_quotation_or_else_that_of_all() -> None:
    loaded = Exchange({day("2023-04-27"): {"USD": 1}, day("2023-05-04"): {"USD": 2}}, "invented",
                      sources={day("2023-05-04"): "the bank"})  # fmt: skip
    assert [loaded.told(day(text)).source for text in ("2023-05-02", "2023-05-09", "2024-01-01")] == [
        "invented", "the bank", "invented",
    ]  # fmt: skip
