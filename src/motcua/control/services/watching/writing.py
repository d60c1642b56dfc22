"""Writing: things as they stand after an act, with the steps that say so and the leaf that commits to them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from motcua.control.services.watching import rows
from motcua.control.services.watching.rows import Kind
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes

Row = tuple[Any, ...]


class Sheet:
    """One act: everything put down is stored with one leaf, in the caller's transaction."""

    def __init__(self, by: Actor, at: datetime) -> None:
        self.by, self.at = by, at
        self.leaf = ids.one(at)
        self._steps: dict[str, list[Row]] = {}
        self._new: dict[str, list[Row]] = {}
        self._changed: dict[str, list[Row]] = {}

    def put(self, kind: Kind, it: Model, verb: str, note: str = "", *, new: bool = False) -> None:
        """Put down how a thing stands now. Each thing once an act."""
        it.leaf = self.leaf  # type: ignore[attr-defined]
        values = tuple(getattr(it, name) for name in kind.columns)
        steps = self._steps.setdefault(kind.table, [])
        steps.append((self.leaf, len(steps) + 1, verb, self.at, self.by.reference, note, *values))
        (self._new if new else self._changed).setdefault(kind.table, []).append((*values, self.leaf))

    def write(self, event: str, subject: str, facts: Mapping[str, Any] | None = None) -> None:
        """Store all of it with its leaf."""
        covered = [row_bytes(kind.steps, row) for kind in rows.KINDS for row in self._steps.get(kind.table, ())]
        made = log.leaf(
            event, id=self.leaf, subject=subject, at=self.at, by=self.by, facts=facts or {}, rows=covered
        )  # fmt: skip
        for kind in rows.KINDS:
            self._store(kind)
        log.append([made])

    def _store(self, kind: Kind) -> None:
        if steps := self._steps.get(kind.table):
            bulk.insert(kind.steps, kind.stepped, steps, (3,))
        if new := self._new.get(kind.table):
            bulk.insert(kind.table, kind.held, new)
        if changed := self._changed.get(kind.table):
            bulk.update(kind.table, "id", kind.held[1:], changed)
