"""Loads: what arrived, what was loaded, what counts, and what taking a load back would change."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection

from motcua.ground.domain.moments import aware
from motcua.kernel.refusals import NotFound
from motcua.people import queries as people
from motcua.tariff.domain.comparing import Comparison, gone, gone_quotations
from motcua.tariff.domain.terms import Terms
from motcua.tariff.queries import books

_decode = msgspec.json.Decoder(Terms).decode


class ArrivalShown(msgspec.Struct, frozen=True):
    """A file that arrived to be previewed, with what is said of it."""

    leaf: int
    at: datetime
    actor: str
    name: str
    sha256: str
    size: int
    file_id: int
    kind: str
    sheet: str
    terms: Terms


class LoadShown(msgspec.Struct, frozen=True):
    """A load as it is listed: what, when, by whom, how much, and whether it was taken back.

    `kind`, `terms` and `arrival` are missing of loads made before files were kept with their terms.
    """

    leaf: int
    at: datetime
    account: int
    name: str
    sha256: str
    file_id: int
    lines: int
    entries: int
    note: str
    withdrawn: str
    withdrawn_at: datetime | None
    withdrawn_by: int
    arrival: int
    kind: str
    terms: Terms | None

    @property
    def counts(self) -> bool:
        """Whether it is in force."""
        return not self.withdrawn


_SELECT = (
    "SELECT l.leaf, l.at, l.account, l.name, l.sha256, l.file_id, l.lines, l.entries, l.note, w.reason, w.at, "
    "w.account, f.arrival, a.kind, a.terms FROM tariff_load l LEFT JOIN tariff_withdrawal w ON w.load = l.leaf "
    "LEFT JOIN tariff_from f ON f.leaf = l.leaf LEFT JOIN tariff_arrival a ON a.leaf = f.arrival "
)


def loads(start: int = 0, most: int = 10_000) -> list[LoadShown]:
    """Every load, the latest first."""
    return _loads("ORDER BY l.leaf DESC LIMIT %s OFFSET %s", (most, start))


def how_many() -> int:
    """How many loads there are, those taken back too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM tariff_load")
        return int(cursor.fetchone()[0])


def one(leaf: int) -> LoadShown:
    """One load. NotFound if there is none."""
    found = _loads("WHERE l.leaf = %s", (leaf,))
    if not found:
        raise NotFound(what=f"tariff/{leaf}")
    return found[0]


def load_of(arrival: int) -> LoadShown | None:
    """The load of an arrival, taken back or not."""
    return next(iter(_loads("WHERE f.arrival = %s", (arrival,))), None)


def uppermost(sha256: str, terms: str) -> LoadShown | None:
    """A load of these bytes under these terms that counts, and over which nothing of its kind was laid."""
    found = _loads("WHERE w.leaf IS NULL ORDER BY l.leaf DESC", ())
    with connection.cursor() as cursor:
        cursor.execute("SELECT leaf FROM tariff_arrival WHERE sha256 = %s AND terms = %s", (sha256, terms))
        same = {leaf for (leaf,) in cursor.fetchall()}
    above: set[str] = set()
    for each in found:
        if each.arrival in same and each.kind not in above:
            return each
        above.add(each.kind)
    return None


def arrival(leaf: int) -> ArrivalShown | None:
    """A file that arrived; None if there is none of that leaf."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT leaf, at, actor, name, sha256, size, file_id, kind, sheet, terms FROM tariff_arrival "
            "WHERE leaf = %s", (leaf,)
        )  # fmt: skip
        row = cursor.fetchone()
    return None if row is None else ArrivalShown(row[0], aware(row[1]), *row[2:9], _decode(row[9]))


def state() -> str:
    """The state of the tariff in a word: how many loads count, and the latest of them. It never comes again."""
    now = books.version()
    return f"{len(now)}.{now[-1]}" if now else "0"


def back(leaf: int) -> Comparison:
    """What taking a load back would change: the book now against the book without it."""
    now, then = books.version(), tuple(each for each in books.version() if each != leaf)
    days = books.quoted_days(leaf)
    if days:
        return gone_quotations(days, books.quotations(now), books.quotations(then))
    return gone(books.entries_of_load(leaf), books.book(), books.book_of_loads(then))


def names(loads: Sequence[LoadShown]) -> dict[int, str]:
    """Who loaded and took back, by account or token; the platform itself is 0 and has no name here."""
    asked = {each.account for each in loads} | {each.withdrawn_by for each in loads}
    return people.names(sorted(asked - {0}))


def _loads(rest: str, values: tuple[Any, ...]) -> list[LoadShown]:
    with connection.cursor() as cursor:
        cursor.execute(_SELECT + rest, values)
        rows = cursor.fetchall()
    return [_shown(row) for row in rows]


def _shown(row: tuple[Any, ...]) -> LoadShown:
    leaf, at, *facts = row[:9]
    reason, when, who, arrived, kind, terms = row[9:]
    return LoadShown(
        leaf, aware(at), *facts, reason or "", aware(when) if when else None, who or 0, arrived or 0, kind or "rates",
        _decode(terms) if terms else None,
    )  # fmt: skip
