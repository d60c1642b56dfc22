"""Writing: the rows of one act about a gate that may be cut off, committed to by one leaf."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from motcua.crossings import events_offline as events
from motcua.ground.services import bulk, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes

Row = tuple[Any, ...]
_NOTHING: dict[str, Any] = {}


def write(  # noqa: PLR0913 - a leaf has so many parts
    verb: str, subject: str, rows: Mapping[str, Sequence[Row]], *, leaf: int, by: Actor, at: datetime,
    facts: Mapping[str, Any] = _NOTHING,
) -> log.Leaf:  # fmt: skip
    """Store rows by table, in the order of the covering, with their leaf."""
    for table, held in rows.items():
        bulk.insert(table, events.COLUMNS[table], held, events.MOMENTS[table])
    told = [row_bytes(table, row) for table, held in rows.items() for row in held]
    made = log.leaf(verb, id=leaf, subject=subject, at=at, by=by, facts=facts, rows=told)
    log.append([made])
    return made


def one_line(note: str) -> str:
    """A note as it is kept."""
    return " ".join(note.split())[:400]
