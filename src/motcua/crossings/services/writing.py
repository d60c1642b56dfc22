"""Writing: the rows of one act at the gate, committed to by one leaf of the log."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from motcua.crossings.services import tables
from motcua.ground.services import bulk, keys, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes

Row = tuple[Any, ...]
_NOTHING: dict[str, Sequence[Row]] = {}


class Written(NamedTuple):
    """The rows of one act, in the order in which its leaf commits to them."""

    versions: Sequence[Row] = ()
    steps: Sequence[Row] = ()
    crossings: Sequence[Row] = ()
    carried: Sequence[Row] = ()
    stay_steps: Sequence[Row] = ()
    back: Sequence[Row] = ()
    answers: Sequence[keys.Answer] = ()


_TABLES = (
    (tables.T_VERSION, tables.VERSION, tables.VERSION_MOMENTS),
    (tables.T_STEP, tables.STEP, tables.STEP_MOMENTS),
    (tables.T_CROSSING, tables.CROSSING, tables.CROSSING_MOMENTS),
    (tables.T_CARRIED, tables.CARRIED, ()),
    (tables.T_STAY_STEP, tables.STAY_STEP, tables.STAY_STEP_MOMENTS),
    (tables.T_BACK, tables.BACK, tables.BACK_MOMENTS),
)


def write(  # noqa: PLR0913 - a leaf has so many parts
    verb: str, subject: str, rows: Written, *, leaf: int, by: Actor, at: datetime, facts: Mapping[str, Any],
    ready: Mapping[str, Sequence[Row]] = _NOTHING,
) -> log.Leaf:  # fmt: skip
    """Store the rows with their leaf. `ready`: by table, the same rows as the database takes them."""
    told: list[bytes] = []
    for (table, columns, moments), held in zip(_TABLES, rows, strict=False):
        if held:
            told += [row_bytes(table, row) for row in held]
            if table in ready:
                bulk.insert(table, columns, ready[table])
            else:
                bulk.insert(table, columns, held, moments)
    if rows.answers:
        told += [row_bytes(keys.COVERED.table, row) for row in rows.answers]
        keys.keep(rows.answers)
    made = log.leaf(verb, id=leaf, subject=subject, at=at, by=by, facts=facts, rows=told)
    log.append([made])
    return made


def count(changes: Mapping[tuple[Any, ...], int]) -> None:
    """Add to the day counts, in one order, so that two at once never wait for each other."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO crossings_day_count (gate, day, direction, kind, count) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (gate, day, direction, kind)"
            " DO UPDATE SET count = crossings_day_count.count + excluded.count",
            [(*key, number) for key, number in sorted(changes.items()) if number],
        )
