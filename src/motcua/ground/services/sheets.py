"""Sheets: rows of covered tables with the leaves that commit to them, gathered and then stored table by table."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from motcua.ground.services import bulk, jobs, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes

Row = tuple[Any, ...]
Table = tuple[str, tuple[str, ...], tuple[int, ...]]
"""Name, columns, and the places of moments among them."""
_NOTHING: Mapping[str, Any] = {}


class Sheet:
    """What a service writes. `order` are a room's covered tables, in the order in which a leaf commits to them."""

    def __init__(self, order: Sequence[Table]) -> None:
        self._order = order
        self._rows: dict[str, list[Row]] = {}
        self._leaves: list[log.Leaf] = []
        self._jobs: dict[datetime, list[tuple[str, Mapping[str, Any]]]] = {}

    def leaf(  # noqa: PLR0913 - a leaf has so many parts
        self, verb: str, subject: str, told: Mapping[str, Sequence[Row]], *, leaf: int, by: Actor, at: datetime,
        facts: Mapping[str, Any] = _NOTHING,
    ) -> None:  # fmt: skip
        """One leaf for these rows of covered tables; they hold its id already. Rows of a table stay in their order."""
        covered = [row_bytes(table, row) for table, _, _ in self._order for row in told.get(table, ())]
        self._leaves.append(log.leaf(verb, id=leaf, subject=subject, at=at, by=by, facts=facts, rows=covered))
        for table, found in told.items():
            self._rows.setdefault(table, []).extend(found)

    def job(self, kind: str, payload: Mapping[str, Any], at: datetime) -> None:
        """Put a job into the outbox when everything is written."""
        self._jobs.setdefault(at, []).append((kind, payload))

    def write(self) -> None:
        """Store all of it in the caller's transaction."""
        for table, columns, moments in self._order:
            if self._rows.get(table):
                bulk.insert(table, columns, self._rows[table], moments)
        if self._leaves:
            log.append(self._leaves)
        for at, new in self._jobs.items():
            jobs.put_many(new, at=at)
