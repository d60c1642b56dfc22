"""Many rows at once: executemany on SQLite, COPY on PostgreSQL, in the current transaction.

On PostgreSQL each COPY costs two round trips, which is much for a commit of twenty declarations in twelve tables.
`together` holds what is inserted meanwhile and sends all of it in one round trip, each table's rows as JSON.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

import msgspec
from django.db import connection

from motcua.ground.domain.moments import aware, stored

TOGETHER = 500
"""So many keys are asked for with one statement."""
SMALL = 16
"""So few updates are sent one by one on PostgreSQL; more go through a temporary table."""


def insert(table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]], moments: Sequence[int] = ()) -> int:
    """Store rows and return how many. `moments`: positions of columns that hold aware datetimes."""
    names = _names(columns)
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            held = getattr(_gathering, "held", None)
            return _copy(table, names, rows) if held is None else _hold(held, table, tuple(columns), rows)
        marks = ", ".join("?" * len(columns))
        statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608
        return int(_raw_cursor().executemany(statement, _as_stored(rows, moments)).rowcount)


@contextmanager
def together() -> Iterator[None]:
    """Within, on PostgreSQL, rows given to `insert` are stored at the end, all in one round trip.

    They cannot be read before that. Nothing is stored if the block fails.
    """
    if connection.vendor != "postgresql" or getattr(_gathering, "held", None) is not None:
        yield
        return
    held: _Held = {}
    _gathering.held = held
    try:
        yield
    finally:
        _gathering.held = None
    with connection.wrap_database_errors:
        _send(held)


_Held = dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]]
_gathering = threading.local()
_encode = msgspec.json.Encoder().encode
FEW = 4_000
"""So many rows are sent together; more go by COPY."""


def _hold(held: _Held, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> int:
    kept = held.setdefault((table, columns), [])
    before = len(kept)
    kept.extend(rows)
    return len(kept) - before


def _send(held: _Held) -> None:
    if sum(map(len, held.values())) > FEW:
        for (table, columns), rows in held.items():
            _copy(table, _names(columns), rows)
        return
    import psycopg

    ready = [
        (_from_json(table, columns), _encode([dict(zip(columns, row, strict=True)) for row in rows]).decode())
        for (table, columns), rows in held.items()
        if rows
    ]
    connection.ensure_connection()
    with connection.connection.pipeline(), psycopg.Cursor(connection.connection) as cursor:
        for statement, told in ready:
            cursor.execute(statement, (told,), prepare=True)


@cache
def _from_json(table: str, columns: tuple[str, ...]) -> str:
    """Inserts the rows of one JSON parameter; bytes come as base64."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = %s::regclass", (table,)
        )
        kinds = dict(cursor.fetchall())
    taken = ", ".join(f"decode(\"{name}\", 'base64')" if kinds[name] == "bytea" else f'"{name}"' for name in columns)
    told = ", ".join(f'"{name}" {"text" if kinds[name] == "bytea" else kinds[name]}' for name in columns)
    return (
        f'INSERT INTO "{table}" ({_names(columns)})'  # noqa: S608
        f" SELECT {taken} FROM json_to_recordset(%s::json) AS told({told})"
    )


def update(
    table: str,
    key: str | Sequence[str],
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    moments: Sequence[int] = (),
) -> int:
    """Change many rows by key and return how many. A row is the key's values, then the columns' values.

    `moments` are positions in such a row that hold aware datetimes.
    """
    keys = (key,) if isinstance(key, str) else tuple(key)
    with connection.wrap_database_errors:
        if connection.vendor == "sqlite":
            return _update_each(table, keys, columns, _as_stored(rows, moments), "?")
        listed = list(rows)
        if len(listed) <= SMALL:
            return _update_each(table, keys, columns, listed, "%s")
        return _update_joined(table, keys, columns, listed)


def held(
    table: str,
    columns: Sequence[str],
    key: str,
    values: Sequence[Any],
    moments: Sequence[int] = (),
    *,
    lock: bool = False,
) -> Iterator[tuple[Any, ...]]:
    """Rows whose `key` is one of `values`, in order of the key; `moments` come as aware datetimes.

    `lock` keeps other writers away until the transaction ends (SQLite's writer is alone already).
    """
    hold = " FOR UPDATE" if lock and connection.vendor == "postgresql" else ""
    names = _read_names(columns, moments)
    for start in range(0, len(values), TOGETHER):
        part = list(values[start : start + TOGETHER])
        marks = ", ".join(["%s"] * len(part))
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT {names} FROM "{table}" WHERE "{key}" IN ({marks}) ORDER BY "{key}"{hold}',  # noqa: S608
                part,
            )
            rows = cursor.fetchall()
        yield from _with_aware(rows, moments) if moments else rows


def _with_aware(rows: Iterable[tuple[Any, ...]], moments: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        changed = list(row)
        for place in moments:
            if changed[place] is not None:
                changed[place] = _moment(changed[place])
        yield tuple(changed)


_PLAIN = len("2023-12-22 14:07:00.000000")
"""A moment as SQLite holds it is no longer; it names no zone."""


def _moment(told: Any) -> datetime | None:
    """A moment as it was read; None where none can be read."""
    try:
        return datetime.fromisoformat(f"{told}+00:00") if isinstance(told, str) and len(told) <= _PLAIN else aware(told)
    except ValueError:
        return None


def _read_names(columns: Sequence[str], moments: Sequence[int]) -> str:
    """Columns as they are read: SQLite's moments as the texts that they are, which goes quicker."""
    if connection.vendor != "sqlite":
        return _names(columns)
    return ", ".join(f"\"{name}\" || ''" if no in moments else f'"{name}"' for no, name in enumerate(columns))


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _raw_cursor() -> Any:
    connection.ensure_connection()
    return connection.connection.cursor()


def _as_stored(rows: Iterable[tuple[Any, ...]], moments: Sequence[int]) -> Iterable[Sequence[Any]]:
    return _with_moments(rows, moments) if moments else rows


def _with_moments(rows: Iterable[tuple[Any, ...]], moments: Sequence[int]) -> Iterator[Sequence[Any]]:
    if len(moments) == 1:
        [place] = moments
        yield from ((*row[:place], row[place] and stored(row[place]), *row[place + 1 :]) for row in rows)
        return
    for row in rows:
        changed = list(row)
        for place in moments:
            at = changed[place]
            if at is not None:
                changed[place] = stored(at)
        yield changed


def _copy(table: str, names: str, rows: Iterable[tuple[Any, ...]]) -> int:
    count = 0
    with _raw_cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        write = copy.write_row
        for row in rows:
            write(row)
            count += 1
    return count


def _update_each(
    table: str, keys: Sequence[str], columns: Sequence[str], rows: Iterable[Sequence[Any]], mark: str
) -> int:
    changes = ", ".join(f'"{column}" = {mark}' for column in columns)
    which = " AND ".join(f'"{key}" = {mark}' for key in keys)
    statement = f'UPDATE "{table}" SET {changes} WHERE {which}'  # noqa: S608
    turn = len(keys)
    cursor = _raw_cursor()
    cursor.executemany(statement, [(*row[turn:], *row[:turn]) for row in rows])
    return max(0, int(cursor.rowcount))


def _update_joined(table: str, keys: Sequence[str], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> int:
    names = _names((*keys, *columns))
    changes = ", ".join(f'"{column}" = changed."{column}"' for column in columns)
    which = " AND ".join(f'"{table}"."{key}" = changed."{key}"' for key in keys)
    with _raw_cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS changed")
        cursor.execute(
            f'CREATE TEMP TABLE changed ON COMMIT DROP AS SELECT {names} FROM "{table}" WITH NO DATA'  # noqa: S608
        )
        _copy("changed", names, rows)
        cursor.execute("ANALYZE changed")
        cursor.execute(f'UPDATE "{table}" SET {changes} FROM changed WHERE {which}')  # noqa: S608
        count = int(cursor.rowcount)
        cursor.execute("DROP TABLE changed")
    return count
