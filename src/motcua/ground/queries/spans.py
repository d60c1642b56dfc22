"""Rows that hold a span of leaf ids, found by one of the ids."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

NEAR = 3_600_000 << 21
"""An hour of ids: nearly every span is shorter, so its row is found among few."""


def spanning(
    table: str, low: str, high: str, columns: tuple[str, ...], first: int, last: int | None = None
) -> Iterator[tuple[Any, ...]]:
    """Rows whose span meets `first` to `last` (by default one id): the near ones, then the rest."""
    upto = first if last is None else last
    names = ", ".join(columns)
    for near in (f"{low} BETWEEN %s AND %s", f"{low} < %s AND {low} <= %s"):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {names} FROM {table} WHERE {near} AND {high} >= %s ORDER BY {low} DESC",  # noqa: S608
                (first - NEAR, upto, first),
            )
            yield from cursor.fetchall()
