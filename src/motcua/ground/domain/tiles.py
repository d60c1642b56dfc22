"""Tiles: the tree of hashes kept in rows of up to 256 hashes. An entry of level n stands for 256^n leaves."""

from collections.abc import Callable
from typing import NamedTuple

from motcua.ground.domain.tree import EMPTY, HASH, fold, node, split

WIDTH = 256
FULL = WIDTH * HASH
_BITS = 8

ReadTile = Callable[[int, int], bytes]
"""The hashes of the tile (level, index)."""


class Tile(NamedTuple):
    """A row: 1 to 256 hashes, one after another."""

    level: int
    place: int
    hashes: bytes


def grow(size: int, new: bytes, read: ReadTile) -> tuple[list[Tile], list[Tile]]:
    """Add leaf hashes to a tree of `size` leaves: (tiles that are changed, tiles that are new)."""
    changed: list[Tile] = []
    added: list[Tile] = []
    level, first = 0, size
    while new:
        index, partial = divmod(first, WIDTH)
        data = read(level, index) + new if partial else new
        pieces = [data[at : at + FULL] for at in range(0, len(data), FULL)]
        tiles = [Tile(level, index + n, piece) for n, piece in enumerate(pieces)]
        changed += tiles[:1] if partial else []
        added += tiles[1:] if partial else tiles
        new = b"".join([fold(piece) for piece in pieces if len(piece) == FULL])
        level, first = level + 1, index
    return changed, added


class Tiles:
    """Reads roots over any range that begins at a multiple of its left branch, as proofs ask for them."""

    def __init__(self, read: ReadTile) -> None:
        self._read = read
        self._seen: dict[tuple[int, int], bytes] = {}

    def root(self, start: int, end: int) -> bytes:
        """The root over leaves `start` to before `end`."""
        size = end - start
        if size == 0:
            return EMPTY
        if size & (size - 1) == 0:
            return self._whole(size.bit_length() - 1, start)
        middle = start + split(size)
        return node(self.root(start, middle), self.root(middle, end))

    def _whole(self, height: int, start: int) -> bytes:
        level, rest = divmod(height, _BITS)
        entry = start >> (_BITS * level)
        index, place = divmod(entry, WIDTH)
        if (level, index) not in self._seen:
            self._seen[level, index] = self._read(level, index)
        hashes = self._seen[level, index]
        return fold(hashes[place * HASH : (place + (1 << rest)) * HASH])
