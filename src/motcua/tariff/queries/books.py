"""The book in force: the packaged tables with every table loaded over them."""

import gc
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from threading import Lock
from typing import Any

import msgspec
from django.db import connection

from motcua.ground.domain.moments import aware
from motcua.kernel.words import Words
from motcua.tariff.domain import Book, Entry, Line
from motcua.tariff.domain.book import Layer
from motcua.tariff.domain.packaged import book_of, codes, layer, packaged

Version = tuple[int, ...]

_kept: tuple[Version, Book] | None = None
_layers: dict[int, Layer] = {}
_lock = Lock()
LATEST = date(2099, 12, 31)
"""No later day is looked up: nothing is known so far ahead."""
FRESH = 1.0
"""Seconds for which a version seen is taken for the present one."""
_seen: tuple[float, Version] = (-FRESH, ())


class LoadShown(msgspec.Struct, frozen=True):
    """A load as it is listed: what, when, how much, and whether it was taken back."""

    leaf: int
    at: datetime
    account: int
    name: str
    sha256: str
    lines: int
    entries: int
    note: str
    withdrawn: str


def book() -> Book:
    """The book in force. The same object until a table is loaded or taken back."""
    global _kept
    now = version()
    kept = _kept
    if kept is not None and kept[0] == now:
        return kept[1]
    with _lock:
        if _kept is None or _kept[0] != now:
            with unswept():
                _kept = (now, _laid(now))
        return _kept[1]


@contextmanager
def unswept() -> Iterator[None]:
    """Keep the collector of garbage away while hundreds of thousands of things are made that all stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def loads() -> list[LoadShown]:
    """Every load, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.leaf, l.at, l.account, l.name, l.sha256, l.lines, l.entries, l.note, w.reason "
            "FROM tariff_load l LEFT JOIN tariff_withdrawal w ON w.load = l.leaf ORDER BY l.leaf DESC"
        )
        return [LoadShown(leaf, aware(at), *rest, reason or "") for leaf, at, *rest, reason in cursor.fetchall()]


def version() -> Version:
    """The loads that count, in order: few, for tables are loaded a few times a year."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT leaf FROM tariff_load WHERE leaf NOT IN (SELECT load FROM tariff_withdrawal) ORDER BY leaf"
        )
        return tuple(leaf for (leaf,) in cursor.fetchall())


def recent_version() -> Version:
    """As `version`, asked of the database once a second: at once for this process's loads, later for another's."""
    global _seen
    if time.monotonic() - _seen[0] >= FRESH:
        _seen = (time.monotonic(), version())
    return _seen[1]


def forget() -> None:
    """A table has been loaded or taken back: the version seen is old."""
    global _seen
    _seen = (-FRESH, ())


def _laid(loaded: Version) -> Book:
    if not loaded:
        return packaged()
    for stale in _layers.keys() - set(loaded):
        del _layers[stale]
    for leaf in loaded:
        if leaf not in _layers:
            _layers[leaf] = (_lines(leaf), _entries(leaf))
    return book_of((layer(), *(_layers[leaf] for leaf in loaded)))


def _lines(leaf: int) -> list[Line]:
    columns = "code, vi, en, path_vi, path_en, unit, unit2, since, until, edition, source"
    rows = _rows(columns, "tariff_line", "no", leaf)
    return [
        Line(code, Words(vi, en), Words(path_vi, path_en), unit, unit2, _day(since), _day_or_none(until), edition,
             source=source)
        for code, vi, en, path_vi, path_en, unit, unit2, since, until, edition, source in rows
    ]  # fmt: skip


def _entries(leaf: int) -> list[Entry]:
    rows = _rows(
        "id, schedule, code, since, until, kind, ppm, amount, unit, currency, origins, excluded, condition, source, "
        "verified, evidence", "tariff_entry", "id", leaf,
    )  # fmt: skip
    texts: dict[str, str] = {}
    one = texts.setdefault
    return [
        Entry(
            number, one(schedule, schedule), one(code, code), _day(since), _day_or_none(until), one(kind, kind), ppm,
            amount, unit, currency, codes(origins), codes(excluded), one(condition, condition), one(source, source),
            verified == 1, evidence,
        )
        for number, schedule, code, since, until, kind, ppm, amount, unit, currency, origins, excluded, condition,
        source, verified, evidence in rows
    ]  # fmt: skip


def _rows(columns: str, table: str, order: str, leaf: int) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {table} WHERE leaf = %s ORDER BY {order}",  # noqa: S608 - names of this module
            (leaf,),
        )
        yield from cursor


_days: dict[str, date] = {}


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    found = _days.get(value)
    if found is None:
        found = _days[value] = date.fromisoformat(value)
    return found


def _day_or_none(value: Any) -> date | None:
    return None if value is None else _day(value)
