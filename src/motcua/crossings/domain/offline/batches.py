"""A batch: records of one gate in a row, as they travel to the department. Any part, any number of times."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from motcua.crossings.domain.offline.errors import BadChain, BadDocument
from motcua.crossings.domain.offline.framing import Sign, frame, need_signed, unframe
from motcua.crossings.domain.offline.records import Signed, need_chain
from motcua.crossings.domain.offline.records import read as read_record
from motcua.kernel.canonical import encode

KIND = b"motcua gate batch 1"
MOST = 5_000
"""So many records a batch has at most."""


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose records, how many, made when by the gate's clock; `waiting`: how many it holds that were not answered."""

    gate: int
    count: int
    made_at: datetime
    waiting: int = 0


class Batch(msgspec.Struct, frozen=True):
    """What a batch holds."""

    head: Head
    records: tuple[Signed, ...]


_head = msgspec.json.Decoder(Head).decode


def write(head: Head, records: Sequence[Signed], sign: Sign) -> bytes:
    """The batch as the gate signs it."""
    return frame(KIND, [encode(head), *(each.line for each in records)], sign)


def gate_of(raw: bytes) -> int:
    """Whose batch it says it is. BadDocument."""
    return _read_head(unframe(KIND, raw)[0]).gate


def read(raw: bytes, public: bytes) -> Batch:
    """A batch that this gate signed, its chain unbroken. BadSignature, BadDocument, BadChain."""
    lines, content, signature = unframe(KIND, raw)
    need_signed(public, signature, content)
    head = _read_head(lines)
    if not 0 <= head.count == len(lines) - 1 <= MOST:
        raise BadDocument(why=f"{head.count} ≠ {len(lines) - 1}")
    found = [read_record(line) for line in lines[1:]]
    for each in found:
        if each.record.gate != head.gate:
            raise BadChain(number=each.record.number)
    need_chain(found, public)
    return Batch(head, tuple(found))


def _read_head(lines: list[bytes]) -> Head:
    try:
        return _head(lines[0])
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise BadDocument(why=fault) from None
