"""The tree as it is stored: its size, its tiles, its signed heads inside and outside the database."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from motcua.ground.domain import tiles, tree
from motcua.ground.domain.moments import aware
from motcua.ground.domain.packing import unpack
from motcua.ground.domain.statements import Head, Proof
from motcua.ground.queries.spans import spanning


def tree_size() -> int:
    """How many leaves are in the tree."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT first_index + size FROM ground_batch ORDER BY first_index DESC LIMIT 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def read_tile(level: int, index: int) -> bytes:
    """The hashes of a tile. LookupError if it is not there: the tree is damaged."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT hashes FROM ground_tile WHERE level = %s AND "index" = %s', (level, index))
        row = cursor.fetchone()
    if row is None:
        raise LookupError(f"tile {level}/{index} of the log is missing")
    return bytes(row[0])


def last_head() -> Head | None:
    """The head of the largest signed size."""
    found = heads_above(0, "DESC LIMIT 1")
    return found[0] if found else None


def heads_above(size: int, ending: str = "") -> list[Head]:
    """Signed heads of more than `size` leaves, by size."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT size, root, at, signature FROM ground_head WHERE size > %s ORDER BY size {ending}",  # noqa: S608
            (size,),
        )
        return [_head(*row) for row in cursor.fetchall()]


def head_files() -> list[Path]:
    """The files of heads, outside the database."""
    return sorted((settings.HOME / "heads").glob("*.jsonl"))


def index_of(leaf_id: int) -> int | None:
    """The place of a leaf in the tree; None until the sequencer has put it there."""
    for first, packed in spanning("ground_batch", "lowest", "highest", ("first_index", "ids"), leaf_id):
        found = unpack(packed)
        if leaf_id in found:
            return int(first) + found.index(leaf_id)
    return None


def inclusion(leaf_id: int) -> Proof | None:
    """The proof that a leaf is in the tree of the last signed head; None until it is."""
    head, index = last_head(), index_of(leaf_id)
    if head is None or index is None or index >= head.size:
        return None
    path = tree.inclusion(index, head.size, tiles.Tiles(read_tile).root)
    return Proof(index, tuple(path), head)


def consistency(old: int, new: int) -> list[bytes]:
    """The proof that the tree of `old` leaves is the beginning of that of `new`. IndexError if it cannot be."""
    if new > tree_size():
        raise IndexError(f"the tree has not grown to {new}")
    return tree.consistency(old, new, tiles.Tiles(read_tile).root)


def _head(size: int, root: Any, at: datetime, signature: Any) -> Head:
    return Head(size, bytes(root), aware(at), bytes(signature))
