"""Filed: documents of calls under work, as light rows: a batch holds many thousands of them."""

from collections.abc import Collection
from datetime import datetime

import msgspec

from motcua.ground.services import bulk
from motcua.manifests.services import columns

_MOMENTS = columns.places(columns.DOCUMENT, ("lodged_at", "due_at"))


class Filed(msgspec.Struct):
    """A document as it stands; fields are the columns of its row, in their order."""

    id: int = 0
    number: str = ""
    call_id: int = 0
    kind: str = ""
    slot: int = 0
    carrier: str = ""
    party: str = ""
    state: str = ""
    version: int = 0
    rows: int = 0
    lodged_at: datetime | None = None
    due_at: datetime | None = None
    late: int = 0


def of_calls(calls: Collection[int]) -> dict[int, list[Filed]]:
    """The documents of these calls, each call's in the order in which they were awaited."""
    found: dict[int, list[Filed]] = {}
    for row in bulk.held(columns.T_DOCUMENT, columns.DOCUMENT, "call_id", sorted(calls), _MOMENTS):
        made = Filed(*row)
        found.setdefault(made.call_id, []).append(made)
    for held in found.values():
        held.sort(key=lambda each: each.id)
    return found


def one(document: int) -> Filed:
    """A document by its id."""
    [row] = bulk.held(columns.T_DOCUMENT, columns.DOCUMENT, "id", [document], _MOMENTS)
    return Filed(*row)


def insert(new: Collection[Filed]) -> None:
    """Store new documents."""
    bulk.insert(columns.T_DOCUMENT, columns.DOCUMENT, map(msgspec.structs.astuple, new), _MOMENTS)


def update(changed: Collection[Filed]) -> None:
    """Store what became of documents."""
    rows = map(msgspec.structs.astuple, changed)
    bulk.update(columns.T_DOCUMENT, "id", columns.DOCUMENT_CHANGES, rows, _MOMENTS)
