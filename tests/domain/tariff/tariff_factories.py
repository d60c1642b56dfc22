"""Factories: small books of the tariff, made by hand."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from motcua.kernel.words import Words
from motcua.tariff.domain import NOT_TAXABLE, Book, Entry, Line, Schedule
from motcua.tariff.domain.exchange import Exchange

OPENS = date(2022, 1, 1)
COAL = "27011900"
VAT_CODES = {"V10": 100_000, "V8": 80_000, "V5": 50_000, "V0": NOT_TAXABLE}
_numbers = count(1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def line(code: str = COAL, since: date = OPENS, until: date | None = None, **more: Any) -> Line:
    return Line(code, Words("Than", "Coal"), Words("Than", "Coal"), "KGM", "", since, until, "AHTN 2022", **more)


def entry(schedule: str, ppm: int = 0, since: str = "2022-01-01", until: str = "", **more: Any) -> Entry:
    more = {"code": COAL, "kind": "percent", "id": next(_numbers), **more}
    return Entry(
        schedule=schedule, ppm=ppm, since=day(since), until=day(until) if until else None, **more
    )  # fmt: skip


def schedule(key: str, kind: str = "import", table: str = "", members: str = "") -> Schedule:
    few = frozenset(members.split())
    return Schedule(key, 1, kind, Words(key, key), (table,) if table else (), "", few, OPENS, None, "", False)


SCHEDULES = (
    schedule("MFN", table="B01"), schedule("ATIGA", "preference", "B04", "ID MY TH VN"),
    schedule("CPTPP", "preference", "B20", "JP MX"), schedule("NEW", "preference"), schedule("VAT", "tax"),
    schedule("EXCISE", "tax"), schedule("ENVIRONMENT", "tax"), schedule("EXPORT", "export"),
    schedule("NOT_SUBJECT", table="B30"),
)  # fmt: skip


def book(
    *entries: Entry, lines: Sequence[Line] = (), over: Sequence[Sequence[Entry]] = (),
    quotations: Mapping[date, Mapping[str, int]] | None = None,
) -> Book:  # fmt: skip
    """A book of one layer, with more layers of entries `over` it."""
    layers = [(list(lines) or [line()], list(entries)), *(([], list(each)) for each in over)]
    return Book(layers, SCHEDULES, Exchange(quotations or {}), VAT_CODES, OPENS)
