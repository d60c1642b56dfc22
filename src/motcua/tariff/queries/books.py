"""The book in force: the packaged tables with every table loaded over them."""

import gc
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from threading import Lock
from typing import Any

from django.db import connection

from motcua.kernel.words import Words
from motcua.tariff.domain import Book, Entry, Line
from motcua.tariff.domain.book import Layer
from motcua.tariff.domain.entries import Correlation
from motcua.tariff.domain.exchange import Cross, Exchange
from motcua.tariff.domain.laying import beneath
from motcua.tariff.domain.packaged import book_of, codes, crosses, exchange, layer, packaged
from motcua.tariff.domain.packaged import quotations as packaged_quotations

Version = tuple[int, ...]

_kept: tuple[Version, Book] | None = None
_layers: dict[int, Layer] = {}
_lock = Lock()
LATEST = date(2099, 12, 31)
"""No later day is looked up: nothing is known so far ahead."""
FRESH = 1.0
"""Seconds for which a version seen is taken for the present one."""
_seen: tuple[float, Version] = (-FRESH, ())


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


def book_of_loads(loaded: Version) -> Book:
    """The book in which just these loads count."""
    if not loaded:
        return packaged()
    for leaf in loaded:
        if leaf not in _layers:
            _layers[leaf] = (_lines(leaf), _entries(leaf))
    layers = (layer(), *(_layers[leaf] for leaf in loaded if any(_layers[leaf])))
    quoted = quotations(loaded)
    if quoted is packaged_quotations():
        return book_of(layers, None, _correlations(loaded))
    sources, over = _sources(loaded), _crosses(loaded)
    crossed = (*beneath(crosses(), sources, over), *over)
    return book_of(layers, Exchange(quoted, exchange().source, crossed, sources), _correlations(loaded))


def quotations(loaded: Version | None = None) -> dict[date, dict[str, int]]:
    """Exchange rates by the day quoted. A day that a load quotes is taken from loads alone."""
    told = _told("tariff_quotation", "day, currency, e4", version() if loaded is None else loaded)
    crossed = _told("tariff_cross", "currency", version() if loaded is None else loaded) if not told else ()
    if not told and not crossed:
        return packaged_quotations()
    days: dict[date, dict[str, int]] = {}
    for day, currency, e4 in told:
        days.setdefault(_day(day), {})[currency] = e4
    return {**packaged_quotations(), **days}


def quoted_days(leaf: int) -> list[date]:
    """The days that a load quotes."""
    return sorted({_day(day) for (day,) in _told("tariff_quotation", "day", (leaf,))})


def entries_of_load(leaf: int) -> Sequence[Entry]:
    """The rates of a load."""
    return _layers[leaf][1] if leaf in _layers else _entries(leaf)


def _laid(loaded: Version) -> Book:
    for stale in _layers.keys() - set(loaded):
        del _layers[stale]
    return book_of_loads(loaded)


def _sources(loaded: Version) -> dict[date, str]:
    """Where loaded quotations come from: the act that was named, or the file."""
    marks = ", ".join(["%s"] * len(loaded))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.leaf, a.terms, a.name FROM tariff_from f JOIN tariff_arrival a ON a.leaf = f.arrival "  # noqa: S608
            f"WHERE f.leaf IN ({marks})",
            loaded,
        )
        named = {leaf: str(json.loads(terms)["source"]) or name for leaf, terms, name in cursor.fetchall()}
    return {_day(day): named.get(leaf, "") for leaf, day in _told("tariff_quotation", "leaf, day", loaded)}


def _crosses(loaded: Version) -> tuple[Cross, ...]:
    return tuple(
        Cross(currency, _day(since), _day(until), usd_e8)
        for currency, since, until, usd_e8 in _told("tariff_cross", "currency, since, until, usd_e8", loaded)
    )


def _correlations(loaded: Version) -> tuple[Correlation, ...]:
    return tuple(
        Correlation(old, new, _day(since), source, verified == 1)
        for old, new, since, source, verified in _told(
            "tariff_correlation", "old, new, since, source, verified", loaded
        )
    )


def _told(table: str, columns: str, loaded: Version) -> Sequence[tuple[Any, ...]]:
    """Rows of loads, the later ones after the earlier."""
    if not loaded:
        return ()
    marks = ", ".join(["%s"] * len(loaded))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {table} WHERE leaf IN ({marks}) ORDER BY leaf, no",  # noqa: S608 - own names
            loaded,
        )
        return cursor.fetchall()


def _lines(leaf: int) -> list[Line]:
    notes = {no: Words(words, words) for no, words in _told("tariff_note", "no, words", (leaf,))}
    columns = "no, code, vi, en, path_vi, path_en, unit, unit2, since, until, edition, source"
    rows = _rows(columns, "tariff_line", "no", leaf)
    nothing = Words("", "")
    return [
        Line(code, Words(vi, en), Words(path_vi, path_en), unit, unit2, _day(since), _day_or_none(until), edition,
             notes=notes.get(no, nothing), source=source)
        for no, code, vi, en, path_vi, path_en, unit, unit2, since, until, edition, source in rows
    ]  # fmt: skip


def _entries(leaf: int) -> list[Entry]:
    claims = dict(_rows("id, claim", "tariff_claim", "id", leaf))
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
            verified == 1, evidence, claims.get(number, ""),
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
