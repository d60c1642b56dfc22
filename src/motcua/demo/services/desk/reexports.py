"""Re-exports: a few exports of the last days are lodged as closing a temporary import that was registered here.

Each stands in the place of an export of the same enterprise, hour and invoice total that nothing else is planned for and
that owes nothing, and selection is told the same of it: so no figure of the year moves.
"""

from collections.abc import Iterator

import msgspec

from motcua.declarations import services as declarations
from motcua.declarations.queries import one, stays
from motcua.declarations.services import originals
from motcua.demo.domain.chunks import Lot
from motcua.demo.domain.desk import given
from motcua.demo.domain.life import NEVER
from motcua.demo.domain.rewriting import closing
from motcua.demo.services.conductor import VALUE_USD
from motcua.demo.services.writer import Chunk
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day

TEMPORARY, CLOSES, PLAIN = "G11", "G21", "B11"
"""What is closed, by what, and in whose place."""
Prepared = declarations.Prepared


def closed_partly(chunk: Chunk) -> Chunk:
    """The same days, with a few exports that close a part of a temporary import of their enterprise."""
    kit, batch, left = declarations.kit(), chunk.batch, given().closings
    open_ = _open(chunk)
    for place, lot in enumerate(chunk.lots):
        item = batch.prepared[place]
        if not left or not open_.get(item.party) or not _plain(lot, item):
            continue
        body = batch.content[item.offset : item.offset + item.length]
        for written in _written(body, open_[item.party], item):
            made = declarations.prepare([declarations.Raw(written, item.at)], kit).prepared[0]
            if _alike(item, made):
                batch, left = _instead(batch, place, written, made), left - 1
                del open_[item.party]
                break
    return msgspec.structs.replace(chunk, batch=batch)


def _open(chunk: Chunk) -> dict[str, list[originals.Whole]]:
    """Temporary imports that have something left and are not over in these days, by enterprise."""
    last = law_day(chunk.batch.prepared[-1].at)
    held = stays.matching(stays.Asked(state="open", procedure=TEMPORARY), SYSTEM, last)
    found: dict[str, list[originals.Whole]] = {}
    for each in originals.whole(list(held.values_list("number", flat=True))):
        if each.cleared and each.left:
            found.setdefault(each.party, []).append(each)
    return found


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
