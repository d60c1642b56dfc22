"""The tree computed anew from the leaves, against batches, tiles, waiting leaves and signed heads."""

import json
from collections.abc import Callable, Iterator

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from motcua.ground.domain import faults, statements
from motcua.ground.domain.covering import Fault
from motcua.ground.domain.faults import fault
from motcua.ground.domain.moments import when
from motcua.ground.domain.packing import unpack
from motcua.ground.domain.statements import Head
from motcua.ground.domain.tiles import FULL, WIDTH
from motcua.ground.domain.tree import HASH, Frontier, fold
from motcua.ground.keyring import public_key
from motcua.ground.queries.snapshot import Snapshot
from motcua.ground.queries.trees import head_files

Report = Callable[[Fault], None]
Placed = tuple[str, Head]


class TreeCheck:
    """Takes leaves in the order of their ids, and builds the tree in the order of the batches."""

    def __init__(self, snapshot: Snapshot, report: Report) -> None:
        self._report = report
        self._frontier = Frontier()
        self._order = _in_order(snapshot, report)
        self._due = next(self._order, None)
        self._held: dict[int, bytes] = {}
        self._waiting = _waiting(snapshot)
        self._tiles = TileCheck(snapshot, report)
        self._heads = Heads(snapshot, report)

    @property
    def size(self) -> int:
        """Leaves in the tree so far."""
        return self._frontier.size

    @property
    def heads(self) -> int:
        """Signed heads seen so far, in the table and in the files."""
        return self._heads.seen

    def feed(self, leaf: int, digest: bytes) -> None:
        """Take the next leaf by id."""
        if leaf != self._due:
            self._held[leaf] = digest
            while self._due is not None and self._due < leaf:
                self._settle()
            return
        self._push(leaf, digest)
        while self._due in self._held:
            self._settle()

    def finish(self) -> None:
        """All leaves have been fed: nothing may be left over."""
        while self._due is not None:
            self._settle()
        for leaf, digest in self._held.items():
            expected = self._waiting.pop(leaf, None)
            if expected is None:
                self._report(fault(f"ground_leaf {leaf}", faults.UNSEEN))
            elif expected != digest:
                self._report(fault(f"ground_appended {leaf}", faults.WAITING_HASH))
        for leaf in self._waiting:
            self._report(fault(f"ground_appended {leaf}", faults.WAITING_LOST))
        self._tiles.finish(self.size)
        self._heads.finish(self.size)

    def _settle(self) -> None:
        leaf = self._due
        if leaf is None:
            return
        digest = self._held.pop(leaf, None)
        if digest is None:
            self._report(fault(f"ground_leaf {leaf} (ground_batch)", faults.LOST, index=self.size))
            digest = self._tiles.stored(self.size)
        self._push(leaf, digest)

    def _push(self, leaf: int, digest: bytes) -> None:
        if leaf in self._waiting:
            self._report(fault(f"ground_appended {leaf}", faults.TWICE))
        self._frontier.push(digest)
        self._tiles.push(leaf, digest)
        if self._frontier.size == self._heads.due:
            self._heads.compare(self._frontier)
        self._due = next(self._order, None)


class TileCheck:
    """Compares hashes with the stored tiles of level 0, and the higher levels with those below."""

    def __init__(self, snapshot: Snapshot, report: Report) -> None:
        self._report = report
        statement = 'SELECT level, "index", hashes FROM ground_tile ORDER BY level, "index"'
        self._rows = ((level, index, bytes(hashes)) for level, index, hashes in snapshot.rows(statement))
        self._tile = next(self._rows, None)
        self._hashes: list[bytes] = []
        self._leaves: list[int] = []
        self._level, self._index = 0, 0
        self._upward: list[bytes] = []

    def push(self, leaf: int, digest: bytes) -> None:
        """The next leaf's computed hash."""
        self._hashes.append(digest)
        self._leaves.append(leaf)
        if len(self._hashes) == WIDTH:
            self._compare()

    def stored(self, index: int) -> bytes:
        """The hash that the tile at hand holds for a leaf; zeros if it holds none."""
        place = index % WIDTH * HASH
        found = self._tile[2][place : place + HASH] if self._at_hand() and self._tile else b""
        return found or bytes(HASH)

    def finish(self, size: int) -> None:
        """Compare the last tile, then level upon level."""
        while size:
            if self._hashes:
                self._compare()
            entries, self._upward = self._upward, []
            self._level, self._index, size = self._level + 1, 0, len(entries)
            for entry in entries:
                self.push(-1, entry)
        while self._tile is not None:
            self._report(fault(f"ground_tile {self._tile[0]}/{self._tile[1]}", faults.TILE_STRAY))
            self._tile = next(self._rows, None)

    def _compare(self) -> None:
        computed = b"".join(self._hashes)
        while self._tile is not None and self._tile[:2] < (self._level, self._index):
            self._report(fault(f"ground_tile {self._tile[0]}/{self._tile[1]}", faults.TILE_STRAY))
            self._tile = next(self._rows, None)
        place = f"ground_tile {self._level}/{self._index}"
        if self._at_hand() and self._tile:
            if self._tile[2] != computed:
                self._name_differences(place, self._tile[2])
            self._tile = next(self._rows, None)
        else:
            self._report(fault(place, faults.TILE_LOST))
        if len(computed) == FULL:
            self._upward.append(fold(computed))
        self._hashes, self._leaves, self._index = [], [], self._index + 1

    def _at_hand(self) -> bool:
        return self._tile is not None and self._tile[:2] == (self._level, self._index)

    def _name_differences(self, place: str, stored: bytes) -> None:
        if len(stored) != HASH * len(self._hashes):
            self._report(fault(place, faults.TILE_STRAY))
        for n, (leaf, digest) in enumerate(zip(self._leaves, self._hashes, strict=True)):
            if stored[n * HASH : (n + 1) * HASH] != digest:
                name = f" (ground_leaf {leaf})" if leaf >= 0 else ""
                self._report(fault(f"{place}[{n}]{name}", faults.TILE))


class Heads:
    """All signed heads, of the table and of the files, in the order of their sizes."""

    def __init__(self, snapshot: Snapshot, report: Report) -> None:
        self._report = report
        inside = _heads_inside(snapshot)
        outside = _heads_outside(report)
        _same_in_both(inside, outside, report)
        self._rest = sorted(outside + inside, key=lambda placed: placed[1].size, reverse=True)
        self.seen = len(self._rest)
        self._key = Ed25519PublicKey.from_public_bytes(public_key())
        self._verified: set[tuple[bytes, bytes]] = set()
        self._wrong = False

    @property
    def due(self) -> int:
        """The size at which the next head is compared; 0 if none is left."""
        return self._rest[-1][1].size if self._rest else 0

    def compare(self, frontier: Frontier) -> None:
        """The tree has the size that is due. Of roots that differ the first is reported: all later do too."""
        root = frontier.root()
        while self._rest and self._rest[-1][1].size == frontier.size:
            place, head = self._rest.pop()
            self._signed(place, head)
            if head.root != root and not self._wrong:
                self._wrong = True
                self._report(fault(place, faults.ROOT))

    def finish(self, size: int) -> None:
        """Heads that are left tell of leaves that are no longer there."""
        for place, head in self._rest:
            self._signed(place, head)
            self._report(fault(place, faults.CUT, signed=head.size, size=size))

    def _signed(self, place: str, head: Head) -> None:
        text = statements.head_text(public_key(), head.size, head.root, head.at)
        if (text, head.signature) in self._verified:
            return
        try:
            self._key.verify(head.signature, text)
        except InvalidSignature:
            self._report(fault(place, faults.SIGNATURE))
        self._verified = {(text, head.signature)}


def _in_order(snapshot: Snapshot, report: Report) -> Iterator[int]:
    expected = 0
    statement = "SELECT first_index, size, lowest, highest, ids FROM ground_batch ORDER BY first_index"
    for first, size, lowest, highest, packed in snapshot.rows(statement):
        ids = unpack(packed[: len(packed) // 8 * 8])
        told = (first, size, lowest, highest, len(packed))
        if not ids or told != (expected, len(ids), min(ids), max(ids), 8 * len(ids)):
            report(fault(f"ground_batch {first}", faults.BATCH))
        yield from ids
        expected += len(ids)


def _waiting(snapshot: Snapshot) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    for packed, hashes in snapshot.rows("SELECT ids, hashes FROM ground_appended ORDER BY id"):
        for n, leaf in enumerate(unpack(packed)):
            found[leaf] = bytes(hashes[n * HASH : (n + 1) * HASH])
    return found


def _heads_inside(snapshot: Snapshot) -> list[Placed]:
    rows = snapshot.rows(f"SELECT size, root, {snapshot.moment('at')}, signature FROM ground_head ORDER BY size")  # noqa: S608
    return [
        (f"ground_head {size}", Head(size, bytes(root), when(at), bytes(signature)))
        for size, root, at, signature in rows
    ]


def _heads_outside(report: Report) -> list[Placed]:
    found: list[Placed] = []
    for path in head_files():
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            place = f"heads/{path.name}:{number}"
            try:
                found.append((place, statements.head_from(json.loads(line))))
            except (ValueError, KeyError, TypeError):
                report(fault(place, faults.UNREADABLE_HEAD))
    return found


def _same_in_both(inside: list[Placed], outside: list[Placed], report: Report) -> None:
    """A head kept in one place is kept in the other, but for those after the last one written outside."""
    within, without = {head.size for _, head in inside}, {head.size for _, head in outside}
    last = max(without, default=0)
    for place, head in outside:
        if head.size not in within:
            report(fault(f"ground_head {head.size} ({place})", faults.HEAD_LOST))
    for place, head in inside:
        if head.size < last and head.size not in without:
            report(fault(f"heads/ {head.size} ({place})", faults.HEAD_LOST))
