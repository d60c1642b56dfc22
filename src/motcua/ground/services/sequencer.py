"""The sequencer: puts committed leaves into the tree, and signs its heads.

Leaves wait in `ground_appended` as packets, one for each commit. A packet is seen only once its transaction
has committed, so leaves with lower ids that commit later simply come later: nothing is passed over.
"""

import json
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from motcua.ground.domain import statements, tiles
from motcua.ground.domain.packing import unpack
from motcua.ground.domain.statements import Head
from motcua.ground.domain.tree import HASH
from motcua.ground.keyring import public_key, signing_key
from motcua.ground.queries.trees import head_files, heads_above, last_head, read_tile, tree_size
from motcua.ground.services import bulk

TOGETHER = 200_000
_LOCK = 0x6D6F7463_6C6F67
_BATCH = ("first_index", "size", "lowest", "highest", "ids")


def sequence() -> int:
    """Put all waiting leaves into the tree, in order of commit. Returns how many they were."""
    total = 0
    while _something_waits() and (count := _sequence_some()):
        total += count
    return total


def _something_waits() -> bool:
    """Asked outside the writing transaction, so that a sequencer with nothing to do holds up nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM ground_appended LIMIT 1")
        return cursor.fetchone() is not None


@transaction.atomic
def _sequence_some() -> int:
    _alone()
    packets, ids, hashes = _waiting()
    if not packets:
        return 0
    size = tree_size()
    numbers = unpack(ids)
    bulk.insert("ground_batch", _BATCH, [(size, len(numbers), min(numbers), max(numbers), ids)])
    changed, added = tiles.grow(size, hashes, read_tile)
    bulk.update("ground_tile", ("level", "index"), ("hashes",), changed)
    bulk.insert("ground_tile", ("level", "index", "hashes"), added)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM ground_appended WHERE id IN ({', '.join(map(str, packets))})")  # noqa: S608
    return len(numbers)


def _alone() -> None:
    """One sequencer at a time. SQLite's transaction is alone already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))


def _waiting() -> tuple[list[int], bytes, bytes]:
    packets: list[int] = []
    ids: list[bytes] = []
    hashes: list[bytes] = []
    count = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, ids, hashes FROM ground_appended ORDER BY id LIMIT %s", (TOGETHER // 100,))
        for packet, some, theirs in cursor:
            packets.append(packet)
            ids.append(bytes(some))
            hashes.append(bytes(theirs))
            count += len(theirs) // HASH
            if count >= TOGETHER:
                break
    return packets, b"".join(ids), b"".join(hashes)


def sign_head(at: datetime) -> Head | None:
    """Sequence what waits, and sign the tree if it has grown. The last head; None for an empty log.

    After the commit, heads are also written into files under `heads/`, outside the database.
    """
    with transaction.atomic():
        sequence()
        _alone()
        last, size = last_head(), tree_size()
        if size == 0 or (last and last.size == size):
            return last
        root = tiles.Tiles(read_tile).root(0, size)
        signature = signing_key().sign(statements.head_text(public_key(), size, root, at))
        bulk.insert("ground_head", ("size", "root", "at", "signature"), [(size, root, at, signature)], (2,))
        transaction.on_commit(write_heads)
    return Head(size, root, at, signature)


def write_heads() -> None:
    """Append to the files of heads those that they do not yet hold. A crash before this mends itself later."""
    folder = settings.HOME / "heads"
    folder.mkdir(exist_ok=True)
    new = heads_above(_last_written())
    for head in new:
        line = json.dumps({"origin": statements.origin(public_key()), **head.told()}) + "\n"
        path = folder / f"{head.at:%Y-%m}.jsonl"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        with os.fdopen(descriptor, "w") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())


def _last_written() -> int:
    """The largest size in the files of heads; only their last lines are read, for sizes only grow."""
    return max((_last_size(path) for path in head_files()), default=0)


def _last_size(path: Path) -> int:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4096))
        lines = file.read().splitlines()
    try:
        return int(json.loads(lines[-1])["size"])
    except (IndexError, ValueError, KeyError, TypeError):
        return 0
