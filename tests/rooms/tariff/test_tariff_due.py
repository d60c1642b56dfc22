"""An administrator hears in time that rates of next week are missing or that a table is about to end."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.tariff import queries, services
from motcua.tariff.domain.terms import Terms
from motcua.tariff.queries import books
from motcua.tariff.queries import dues as module

pytestmark = pytest.mark.django_db

LAST = date(2023, 5, 4)
"""The last Thursday that is quoted here."""


@pytest.fixture(autouse=True)
def quoted_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The packaged quotations end on LAST."""
    known = {day: rates for day, rates in books.packaged_quotations().items() if day <= LAST}
    monkeypatch.setattr(books, "packaged_quotations", lambda: known)
    module._days.cache_clear()
    yield
    module._days.cache_clear()


def keys(at: datetime) -> list[tuple[str, str]]:
    return [(each.key, each.tone) for each in queries.due(at) if each.key == "exchange"]


@pytest.mark.parametrize(("at", "expected"), [
    (law_moment(date(2023, 5, 10), 9), []),                                  # Wednesday: the rate of the week is there
    (law_moment(date(2023, 5, 11), 16, 59), []),                             # Thursday, before the bank closes
    (law_moment(date(2023, 5, 11), 17), [("exchange", "warn")]),             # Thursday evening
    (law_moment(date(2023, 5, 14), 9), [("exchange", "warn")]),              # Sunday
    (law_moment(date(2023, 5, 15), 9), [("exchange", "bad")]),               # Monday of the week without a rate
    (law_moment(date(2023, 5, 18), 18), [("exchange", "bad"), ("exchange", "warn")]),
])  # fmt: skip
def test_the_rate_of_next_week_is_asked_for_from_thursday_evening_on(at: datetime, expected: list[Any]) -> None:
    assert keys(at) == expected


def test_a_rate_that_is_loaded_is_not_asked_for() -> None:
    at = law_moment(date(2023, 5, 12), 9)
    assert keys(at)
    services.load(b"quoted_on,USD\n2023-05-11,23450\n", "a.csv", Terms(date(2023, 5, 11)), by=SYSTEM, at=at)
    assert keys(at) == []


def test_a_table_that_soon_ends_is_named_with_its_last_day() -> None:
    at = law_moment(date(2023, 3, 1), 9)
    rows = "\n".join(f"{chapter:02d}999900,0" for chapter in range(1, 30))
    content = f"code,vncu\n{rows}\n".encode()
    services.load(content, "a.csv", Terms(date(2023, 1, 1), date(2023, 3, 31)), by=SYSTEM, at=at)
    (due,) = [each for each in queries.due(at) if each.key == "VNCU"]
    assert "31/03/2023" in due.title.vi
    assert not [each for each in queries.due(at - timedelta(days=40)) if each.key == "VNCU"]
