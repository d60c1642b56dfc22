"""What a cell says, whole: kind, rate, origins, condition and days."""

from datetime import date

import pytest

from motcua.tariff.domain import cells
from motcua.tariff.domain.cells import Said, Unreadable

MEXICO = frozenset({"MX"})


@pytest.mark.parametrize(("text", "said"), [
    ("41 (NHN: 81)", (Said("percent", 410_000, condition="in quota"),
                      Said("percent", 810_000, condition="out of quota"))),
    ("16; M: 19", (Said("percent", 160_000, excluded=MEXICO), Said("percent", 190_000, origins=MEXICO))),
    ("5%. Từ ngày 08/07/2025 áp dụng mức thuế suất 10%.",
     (Said("percent", 50_000, until=date(2025, 7, 7)), Said("percent", 100_000, since=date(2025, 7, 8)))),
    ("2. Từ ngày 1/3/2026 áp dụng mức thuế suất 0",
     (Said("percent", 20_000, until=date(2026, 2, 28)), Said("percent", 0, since=date(2026, 3, 1)))),
    ("0(-KH, MM)(GIC)", (Said("percent", 0, excluded=frozenset({"KH", "MM"}), condition="GIC"),)),
    ("5 (GIC)", (Said("percent", 50_000, condition="GIC"),)),
    ("7,5 % + 333/KGM", (Said("mixed", 75_000, 333, "KGM"),)),
    ("120000/TNE", (Said("specific", 0, 120_000, "TNE"),)),
    ("0/5", (Said("held", -1, condition="0/5"),)),
    ("*", (Said("absent"),)),
])  # fmt: skip
def test_a_cell_says_exactly_this(text: str, said: tuple[Said, ...]) -> None:
    assert cells.read(text) == said


@pytest.mark.parametrize(("text", "said"), [
    ("10", (Said("percent", 100_000),)),
    ("*/5", (Said("exempt"), Said("percent", 50_000, condition="claimed"))),
    ("8/10", (Said("percent", 80_000), Said("percent", 100_000, condition="claimed"))),
    ("không chịu thuế", (Said("exempt"),)), ("exempt", (Said("exempt"),)), ("KCT", (Said("exempt"),)),
    ("  ", ()), ("theo hướng dẫn", (Said("held", -1, condition="theo hướng dẫn"),)),
])  # fmt: skip
def test_a_vat_cell_says_exactly_this(text: str, said: tuple[Said, ...]) -> None:
    assert cells.read_vat(text) == said


@pytest.mark.parametrize(("text", "ppm"), [("1000", 10_000_000), ("999.9999", 9_999_999), ("0.0001", 1), ("5", 50_000)])
def test_a_percentage_up_to_a_thousand_is_believed(text: str, ppm: int) -> None:
    assert cells.percent(text) == ppm


def test_a_percentage_above_a_thousand_or_too_fine_is_refused_with_its_text() -> None:
    with pytest.raises(Unreadable, match=r"1000\.0001"):
        cells.percent("1000.0001")
    with pytest.raises(Unreadable, match=r"0\.00019"):
        cells.percent("0.00019")
    with pytest.raises(Unreadable, match="-5"):
        cells.read("-5")
