"""Used cars: an amount in dollars a car, or the lower of two ways of counting, each picked by its code."""

import pytest
from tests.domain.tariff.tariff_factories import day

from motcua.reference.domain import code_list
from motcua.tariff.domain import packaged
from motcua.tariff.domain.errors import ClaimNeeded
from motcua.tariff.domain.packaged import layer
from motcua.tariff.domain.writing import rate

SMALL, MIDDLE, LARGE = "87032145", "87032363", "87032451"
DAYS = ["2022-01-01", "2023-07-14", "2023-07-15", "2026-12-31"]


@pytest.mark.parametrize("asked", DAYS)
def test_a_small_used_car_bears_ten_thousand_dollars(asked: str) -> None:
    (found,) = packaged().on(day(asked)).entries("ABSOLUTE", SMALL)
    assert (found.kind, found.amount, found.currency, found.unit) == ("specific", 100_000_000, "USD", "PCE")
    assert rate(found).en == "10000 USD/PCE"


@pytest.mark.parametrize("asked", DAYS)
@pytest.mark.parametrize(("code", "dollars"), [("87032247", 10_000), (MIDDLE, 10_000), (LARGE, 15_000)])
def test_a_larger_used_car_may_be_counted_in_two_ways(asked: str, code: str, dollars: int) -> None:
    plain, mixed = packaged().on(day(asked)).entries("MIXED", code)
    assert (plain.kind, plain.ppm) == ("percent", 2_000_000)
    assert (mixed.kind, mixed.ppm, mixed.amount, mixed.currency) == ("mixed", 1_500_000, dollars * 10_000, "USD")
    assert rate(mixed).vi == f"150 % + {dollars} USD/PCE"


def test_neither_is_taken_without_its_code_and_the_refusal_names_the_codes() -> None:
    today = packaged().on(day("2023-05-02"))
    with pytest.raises(ClaimNeeded, match="XC1000"):
        today.import_rate(SMALL, "JP", "B15")
    with pytest.raises(ClaimNeeded, match="XC9999A, XC9999B"):
        today.import_rate(LARGE, "JP", "B16")
    assert today.import_rate(LARGE, "JP", "B16", "XC9999B").kind == "mixed"
    assert today.import_rate(SMALL, "JP", "B01").ppm == 700_000


def test_every_code_of_such_a_rate_is_listed_under_its_table() -> None:
    listed = {entry.code: entry.extra["table"] for entry in code_list("absolute_rate").entries}
    used = {entry.claim: {"ABSOLUTE": "B15", "MIXED": "B16"}[entry.schedule]
            for entry in layer()[1] if entry.schedule in ("ABSOLUTE", "MIXED")}  # fmt: skip
    assert used == listed
