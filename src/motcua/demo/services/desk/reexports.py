"""Re-exports: a few exports of the last weeks are lodged as closing a temporary import that was registered here.

Each stands in the place of an export of the same enterprise, hour and invoice total that nothing else is planned for
and that owes nothing, and selection is told the same of it: so no figure of the year moves.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from motcua.declarations import services as declarations
from motcua.declarations.queries import one, stays
from motcua.declarations.services import originals
from motcua.declarations.services.values import Prepared
from motcua.demo.domain.chunks import Lot
from motcua.demo.domain.desk import given
from motcua.demo.domain.life import NEVER
from motcua.demo.domain.parameters import day_index
from motcua.demo.domain.rewriting import closing
from motcua.demo.services.conductor import VALUE_USD
from motcua.demo.services.writer import Chunk
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day

TEMPORARY, CLOSES, PLAIN = "G11", "G21", "B11"
"""What is closed, by what, and in whose place."""


class Reexports:
    """Puts re-exports into the days that come, until there are enough of them; one for an enterprise."""

    def __init__(self, opening: date) -> None:
        self.opening = opening
        self.left, days = given().closings
        self.first = day_index(opening) - days
        self._closed: set[str] = set()

    def put_into(self, chunk: Chunk) -> Chunk:
        """The same days, with exports that close a part of a temporary import of their enterprise."""
        kit, batch = declarations.kit(), chunk.batch
        open_ = self._open() if self.left and chunk.last >= self.first else {}
        for place, lot in enumerate(chunk.lots):
            item = batch.prepared[place]
            earlier = open_.get(item.party, []) if item.party not in self._closed else []
            if not self.left or not earlier or not _plain(lot, item):
                continue
            found = _fitting(batch.content[item.offset : item.offset + item.length], earlier, item, kit)
            if found is not None:
                batch = _instead(batch, place, *found)
                self.left -= 1
                self._closed.add(item.party)
        return msgspec.structs.replace(chunk, batch=batch)

    def _open(self) -> dict[str, list[originals.Whole]]:
        """Temporary imports that have something left and may stay beyond the opening, by enterprise."""
        held = stays.matching(stays.Asked(state="open", procedure=TEMPORARY), SYSTEM, self.opening)
        found: dict[str, list[originals.Whole]] = {}
        for each in originals.whole(list(held.filter(due_on__gt=self.opening).values_list("number", flat=True))):
            if each.cleared and each.left:
                found.setdefault(each.party, []).append(each)
        return found


def _fitting(
    body: bytes, open_: list[originals.Whole], item: Prepared, kit: declarations.Kit
) -> tuple[bytes, Prepared] | None:  # fmt: skip
    """The message that closes the first of an enterprise's temporary imports that it fits; None where it fits none."""
    for written in _written(body, open_, item):
        made = declarations.prepare([declarations.Raw(written, item.at)], kit).prepared[0]
        if _alike(item, made):
            return written, made
    return None


def _plain(lot: Lot, item: Prepared) -> bool:
    """Whether it is an export that owes nothing and that nothing is planned for."""
    return (
        item.accepted and item.direction == "export" and item.head[1] == PLAIN and not item.charges
        and lot.cancels == NEVER and lot.amends == NEVER and lot.truth is None
    )  # fmt: skip


def _written(body: bytes, open_: list[originals.Whole], item: Prepared) -> Iterator[bytes]:
    """The export as closing a part of each line of its enterprise's temporary imports that it fits."""
    for earlier in open_:
        found = one.find(earlier.number, SYSTEM)
        first = one.original(one.versions(found.id)[-1])
        if found.registered_at >= item.at:
            continue
        for line, left_e4 in earlier.left:
            written = closing(body, first, procedure=CLOSES, number=earlier.number, line=line, left_e4=left_e4)
            if written is not None:
                yield written


def _alike(item: Prepared, made: Prepared) -> bool:
    """Whether figures and selection stay as they were, and the earlier declaration can be closed so."""
    same = (made.version[VALUE_USD], made.hits, made.level) if made.accepted else ()
    return (
        same == (item.version[VALUE_USD], item.hits, item.level) and not made.charges
        and made.closing is not None and not originals.look(made.closing, law_day(made.at))
    )  # fmt: skip


def _instead(batch: declarations.Batch, place: int, body: bytes, made: Prepared) -> declarations.Batch:
    """The batch with this message in the place of another; those behind it move."""
    old, more = batch.prepared[place], len(body) - batch.prepared[place].length
    prepared = [
        msgspec.structs.replace(each, offset=each.offset + more) if each.offset > old.offset else each
        for each in batch.prepared
    ]
    prepared[place] = msgspec.structs.replace(made, offset=old.offset)
    content = batch.content[: old.offset] + body + batch.content[old.offset + old.length :]
    return msgspec.structs.replace(batch, prepared=tuple(prepared), content=content)
