"""Own preferential rates of chapter 98: declared under the ordinary line, with the line of chapter 98 as its code."""

import pytest
from tests.domain.tariff.tariff_factories import day

from motcua.tariff.domain import NoPreference, packaged
from motcua.tariff.domain.errors import ClaimNeeded
from motcua.tariff.domain.packaged import layer
from motcua.tariff.domain.writing import condition

PRAWNS, MEDICINE, TYRES, COAL = "03061711", "30049099", "40111000", "27011900"
DAYS = ["2022-01-01", "2023-07-14", "2023-07-15", "2026-12-31"]


@pytest.mark.parametrize("asked", DAYS)
@pytest.mark.parametrize("table", ["B02", "B17"])
@pytest.mark.parametrize(("code", "claim", "ppm"), [
    (PRAWNS, "98041711", 270_000), (MEDICINE, "98500000", 50_000), (TYRES, "98491210", 0),
])  # fmt: skip
def test_the_line_of_chapter_98_gives_its_rate(asked: str, table: str, code: str, claim: str, ppm: int) -> None:
    assert packaged().on(day(asked)).import_rate(code, "CN", table, claim).ppm == ppm


def test_without_the_line_of_chapter_98_the_refusal_names_it() -> None:
    with pytest.raises(ClaimNeeded, match="98041711"):
        packaged().on(day("2023-05-02")).import_rate(PRAWNS, "CN", "B02")


def test_a_line_that_chapter_98_does_not_speak_of_has_no_such_rate() -> None:
    with pytest.raises(NoPreference):
        packaged().on(day("2023-05-02")).import_rate(COAL, "ID", "B02", "98041711")


def test_every_rate_stands_under_an_ordinary_line_and_says_for_which_goods() -> None:
    entries = [entry for entry in layer()[1] if entry.schedule == "CH98"]
    lines = {line.code for line in layer()[0]}
    assert len({entry.claim for entry in entries}) >= 25
    for entry in entries:
        assert entry.code in lines
        assert entry.claim[:2] == "98"
        assert len(entry.claim) == 8
        assert condition(entry).vi != condition(entry).en
