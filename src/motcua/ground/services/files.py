"""Files kept byte for byte, in compressed parts, so that any slice can be shown without the whole."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

import zstandard
from django.db import connection, transaction

from motcua.ground import events
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.refusals import NotFound

PART = 1 << 18
"""Bytes in a part before compression."""
TOGETHER = 100
"""So many parts are asked for with one statement."""
COLUMNS = ("id", "sha256", "size", "media_type", "at")
PART_COLUMNS = ("file_id", "no", "start", "content")


def keep(content: bytes, *, media_type: str, at: datetime, by: Actor) -> int:
    """Keep a file and return its id."""
    return keep_many([content], media_type=media_type, at=at, by=by)[0]


def keep_many(contents: Sequence[bytes], *, media_type: str, at: datetime, by: Actor) -> list[int]:
    """Keep files, each with a leaf of its own, and return their ids in order."""
    taken = ids.take(at, len(contents))
    rows = [
        (identifier, sha256(content).digest(), len(content), media_type, at)
        for identifier, content in zip(taken, contents, strict=True)
    ]
    new = [
        log.leaf(
            events.FILE_KEPT,
            id=row[0],
            subject=f"file/{row[0]}",
            at=at,
            by=by,
            rows=[row_bytes("ground_file", row)],
        )
        for row in rows
    ]
    with transaction.atomic(savepoint=False):
        bulk.insert("ground_file", COLUMNS, rows, moments=(4,))
        bulk.insert("ground_file_part", PART_COLUMNS, _parts(taken, contents))
        log.append(new)
    return taken


def read(file_id: int) -> bytes:
    """A whole file. NotFound if there is none of that id."""
    return b"".join(stream(file_id))


def slice(file_id: int, offset: int, length: int) -> bytes:  # noqa: A001 - what it is
    """`length` bytes of a file from `offset`; fewer at its end."""
    first, last = offset // PART, (offset + max(length, 1) - 1) // PART
    found = b"".join(stream(file_id, first, last))
    begin = offset - first * PART
    return found[begin : begin + length]


def slices(places: Sequence[tuple[int, int, int]]) -> list[bytes]:
    """Slices (file, offset, length) in their order; each part of a file is read once, many with one statement.

    NotFound where a part is missing.
    """
    found: list[bytes] = []
    held: dict[tuple[int, int], bytes] = {}
    for start in range(0, len(places), TOGETHER):
        some = places[start : start + TOGETHER]
        wanted = dict.fromkeys(part for place in some for part in _parts_of(*place))
        held = {part: held[part] for part in wanted if part in held}
        held.update(_read([part for part in wanted if part not in held]))
        found += [_cut(held, *place) for place in some]
    return found


def _parts_of(file_id: int, offset: int, length: int) -> list[tuple[int, int]]:
    return [(file_id, no) for no in range(offset // PART, (offset + max(length, 1) - 1) // PART + 1)]


def _cut(held: Mapping[tuple[int, int], bytes], file_id: int, offset: int, length: int) -> bytes:
    missing = next((part for part in _parts_of(file_id, offset, length) if part not in held), None)
    if missing is not None:
        raise NotFound(what=f"file/{file_id}/part/{missing[1]}")
    found = b"".join(held[part] for part in _parts_of(file_id, offset, length))
    begin = offset % PART
    return found[begin : begin + length]


def _read(wanted: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], bytes]]:
    expand = zstandard.ZstdDecompressor().decompress
    for start in range(0, len(wanted), TOGETHER):
        some = wanted[start : start + TOGETHER]
        which = " OR ".join(["(file_id = %s AND no = %s)"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT file_id, no, content FROM ground_file_part WHERE {which}",  # noqa: S608
                [value for part in some for value in part],
            )
            for file_id, no, content in cursor.fetchall():
                yield (file_id, no), expand(bytes(content), max_output_size=PART)


def stream(file_id: int, first: int = 0, last: int | None = None) -> Iterator[bytes]:
    """The parts `first` to `last` of a file, uncompressed. NotFound if there is no such file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT size FROM ground_file WHERE id = %s", (file_id,))
        row = cursor.fetchone()
    if row is None:
        raise NotFound(what=f"file/{file_id}")
    end = max(0, row[0] - 1) // PART if last is None else min(last, max(0, row[0] - 1) // PART)
    for no in range(first, end + 1):
        yield _part(file_id, no)


def _part(file_id: int, no: int) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM ground_file_part WHERE file_id = %s AND no = %s", (file_id, no))
        row = cursor.fetchone()
    if row is None:
        raise NotFound(what=f"file/{file_id}/part/{no}")
    return zstandard.ZstdDecompressor().decompress(bytes(row[0]), max_output_size=PART)


def _parts(taken: Sequence[int], contents: Sequence[bytes]) -> Iterator[tuple[int, int, int, bytes]]:
    compress = zstandard.ZstdCompressor(level=3, write_content_size=True).compress
    for identifier, content in zip(taken, contents, strict=True):
        view = memoryview(content)
        for no, start in enumerate(range(0, max(1, len(content)), PART)):
            yield identifier, no, start, compress(view[start : start + PART])
