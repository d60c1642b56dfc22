"""Changing columns of tables one by one, to see whether `verify` names the table."""

import random
import re
from datetime import date
from functools import cache
from typing import Any

from django.db import IntegrityError, connection, transaction
from tests.conftest import SOAK

from motcua.ground.domain.covering import REGISTER
from motcua.ground.queries import verification

NAMED_AS = {"ground_file_part": "ground_file"}


@cache
def columns() -> list[tuple[str, str, str]]:
    """Every column of every table that leaves cover or checks recompute; asked of the database once."""
    names = {*REGISTER.tables, *(table for check in REGISTER.checks.values() for table in check.tables)}
    found = []
    for table in sorted(names):
        excused = REGISTER.tables[table].excused if table in REGISTER.tables else {}
        with connection.cursor() as cursor:
            described = connection.introspection.get_table_description(cursor, table)
        for column in described:
            if column.name not in excused:
                found.append((table, column.name, connection.introspection.get_field_type(column.type_code, column)))
    return found


def spoiled(table: str, column: str, kind: str, chance: random.Random) -> bool:
    """Whether one column of one row could be changed to another value of its kind."""
    try:
        with transaction.atomic():
            spoil(table, column, kind, chance)
    except IntegrityError:
        return False
    return True


def spoil(table: str, column: str, kind: str, chance: random.Random) -> None:
    """Change one column of one row to another value of its kind."""
    name = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {name}, "{column}" FROM "{table}"')
        which, value = chance.choice(cursor.fetchall())
        cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE {name} = %s', [another(value, kind), which])


def another(value: Any, kind: str) -> Any:
    """A value of the same kind that is not this one."""
    if kind == "DateField":
        return date(2031, 1, 1)
    if kind == "DateTimeField":
        return "2031-01-01 00:00:00"
    if kind == "BinaryField":
        return bytes([bytes(value)[0] ^ 1]) + bytes(value)[1:] if value else b"x"
    if kind in ("CharField", "TextField"):
        return f"{value}"[:-1] + ("x" if f"{value}"[-1:] != "x" else "y")
    return not value if kind == "BooleanField" else (value or 0) + 1009


AN_ORDER = {("ground_appended", "id")}
"""Says only what came after what: a change that keeps the order changes nothing."""


TOGETHER = 1 if SOAK else 12
"""How many columns, each of another table, are changed before one look; in `make soak` each alone."""


def groups(tables: set[str]) -> list[list[tuple[str, str, str]]]:
    """Columns of these tables in groups, no two of one table in a group.

    Every column on SQLite and in `make soak`. What is compared is the same on PostgreSQL: one column of five, from the
    second, for the first of a table is most often its key.
    """
    some = slice(1, None, 5) if connection.vendor == "postgresql" and not SOAK else slice(None)
    places: dict[str, int] = {}
    found: dict[int, list[tuple[str, str, str]]] = {}
    for each in [each for each in columns() if each[0] in tables][some]:
        place = places[each[0]] = places.get(each[0], -1) + 1
        found.setdefault(place, []).append(each)
    return [row[at : at + TOGETHER] for row in found.values() for at in range(0, len(row), TOGETHER)]


def missed(tables: set[str]) -> list[str]:
    """Columns of these tables in which a change was not seen, or only another table was named.

    What is not named beside others is tried again alone: a leaf says one fault, whatever it covers.
    """
    chance, found = random.Random(5), []
    for group in groups(tables):
        alone = [[each] for each in unnamed(group, chance)]
        found += [f"{table}.{column}" for one in alone for table, column, _ in unnamed(one, chance)]
    return found


def unnamed(group: list[tuple[str, str, str]], chance: random.Random) -> list[tuple[str, str, str]]:
    """Which of these columns, changed at once, `verify` does not name the tables of."""
    save = transaction.savepoint()
    spoilt = [each for each in group if spoiled(*each, chance)]
    places = [fault.place for fault in verification.verify(most=500).faults]
    transaction.savepoint_rollback(save)
    return [
        (table, column, kind)
        for table, column, kind in spoilt
        if (table, column) not in AN_ORDER and not named(NAMED_AS.get(table, table), places)
    ]


def named(table: str, places: list[str]) -> bool:
    """Whether some place names just this table: `control_case` is not named by `control_case_step`."""
    whole = re.compile(rf"\b{table}\b")
    return any(whole.search(place) for place in places)


def filled() -> set[str]:
    """Tables that hold rows."""
    found = set()
    for table in {table for table, _, _ in columns()}:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
            if cursor.fetchone():
                found.add(table)
    return found
