"""Own preferential rates of chapter 98: declared under the ordinary line, which has one such rate each."""

from collections import Counter

import pytest
from tests.domain.tariff.tariff_factories import day

from motcua.tariff.domain import Entry, NoPreference, packaged
from motcua.tariff.domain.packaged import layer
from motcua.tariff.domain.writing import condition

PRAWNS, MEDICINE, TYRES, COAL = "03061711", "30049099", "40111000", "27011900"


def rates() -> list[Entry]:
    """Every packaged entry of chapter 98."""
    return [entry for entry in layer()[1] if entry.schedule == "CH98"]


@pytest.mark.parametrize("asked", ["2022-01-01", "2023-07-14", "2023-07-15", "2026-12-31"])
@pytest.mark.parametrize("table", ["B02", "B17"])
@pytest.mark.parametrize(("code", "ppm", "line"), [
    (PRAWNS, 270_000, "98041711"), (MEDICINE, 50_000, "98500000"), (TYRES, 0, "98491210"),
])  # fmt: skip
def test_the_table_gives_the_rate_and_names_the_line_of_chapter_98(
    asked: str, table: str, code: str, ppm: int, line: str
) -> None:
    found = packaged().on(day(asked)).import_rate(code, "CN", table)
    assert found.ppm == ppm
    assert condition(found).vi.startswith(f"{line}: ")
    assert condition(found).en.startswith(f"{line}: ")


def test_a_line_that_chapter_98_does_not_speak_of_has_no_such_rate() -> None:
    with pytest.raises(NoPreference):
        packaged().on(day("2023-05-02")).import_rate(COAL, "ID", "B02")


def test_an_ordinary_line_has_one_rate_a_day_so_that_nobody_has_to_choose() -> None:
    assert max(Counter((entry.code, entry.since) for entry in rates()).values()) == 1
    assert not any(entry.claim for entry in rates())


def test_every_rate_stands_under_an_ordinary_line_and_says_for_which_goods() -> None:
    lines = {line.code for line in layer()[0]}
    assert len({entry.code for entry in rates()}) >= 25
    for entry in rates():
        assert entry.code in lines
        assert condition(entry).vi != condition(entry).en
        assert condition(entry).vi[:2] == "98"
