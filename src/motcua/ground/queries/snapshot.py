"""A frozen view of the database for long reading: many streams at once, in constant memory."""

import sqlite3
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any

from django.db import connection

CHUNK = 2000
_TEXTS = (25, 1042, 1043)
Rows = list[tuple[Any, ...]]


class Snapshot:
    """Everything read through it is of one moment. Inside a transaction it reads that transaction."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self.vendor = connection.vendor
        self._cursors: list[Any] = []
        self._own = not (connection.in_atomic_block or _in_memory())
        self._raw: Any = self._open() if self._own else connection.connection

    def __enter__(self) -> "Snapshot":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for cursor in self._cursors:
            cursor.close()
        if self._own:
            self._raw.rollback()
            self._raw.close()

    def stream(self, statement: str) -> Iterator[Rows]:
        """The rows of a query in chunks, as the database gives them: no ORM, no converters."""
        cursor = self._cursor()
        cursor.execute(statement)
        while chunk := cursor.fetchmany(CHUNK):
            yield chunk
        cursor.close()

    def rows(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one by one."""
        for chunk in self.stream(statement):
            yield from chunk

    def moment(self, column: str) -> str:
        """How to select a moment so that it can be written canonically."""
        return f"replace(\"{column}\", ' ', 'T') || 'Z'" if self.vendor == "sqlite" else f'"{column}"'

    def day(self, column: str) -> str:
        """How to select a day so that it can be written canonically."""
        return f"\"{column}\" || ''" if self.vendor == "sqlite" else f'"{column}"'

    def _open(self) -> Any:
        if self.vendor == "sqlite":
            raw = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
            raw.execute("PRAGMA query_only=ON")
            raw.execute("PRAGMA mmap_size=268435456")
            raw.execute("BEGIN")
            return raw
        import psycopg

        session = psycopg.connect(**plain_parameters())
        session.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        session.read_only = True
        session.execute("SET TIME ZONE 'UTC'")
        return session

    def _cursor(self) -> Any:
        named = {} if self.vendor == "sqlite" else {"name": f"snapshot_{len(self._cursors)}"}
        self._cursors.append(self._raw.cursor(**named))
        return self._cursors[-1]


def columns_of(table: str) -> dict[str, bool]:
    """The columns of a table, and whether each is a text."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM pragma_table_info(%s)", (table,))
            return {name: False for (name,) in cursor.fetchall()}
        found = connection.introspection.get_table_description(cursor, table)
    return {column.name: column.type_code in _TEXTS for column in found}


def order(columns: Sequence[str], texts: dict[str, bool]) -> str:
    """An ORDER BY in which texts stand by their bytes on every engine."""
    by_bytes = ' COLLATE "C"' if connection.vendor == "postgresql" else ""
    return ", ".join(f'"{column}"{by_bytes if texts.get(column) else ""}' for column in columns)


def _in_memory() -> bool:
    told = getattr(connection, "is_in_memory_db", None)
    return bool(told and told())


def plain_parameters() -> dict[str, Any]:
    """How to open another connection to the same PostgreSQL database."""
    known = ("dbname", "user", "password", "host", "port", "service", "sslmode")
    return {name: value for name, value in connection.get_connection_params().items() if name in known}
