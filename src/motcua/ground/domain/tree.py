"""The tree of hashes of RFC 6962: roots, growth, proofs that a leaf is in it and that it only grew."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""
HASH = 32
_NODE = b"\x01"

RangeRoot = Callable[[int, int], bytes]
"""The root over the leaves from the first index to before the second."""


def node(left: bytes, right: bytes) -> bytes:
    """The hash over two neighbours."""
    return sha256(_NODE + left + right).digest()


def fold(data: bytes) -> bytes:
    """The root over a power of two of hashes that stand one after another."""
    while len(data) > HASH:
        data = b"".join([sha256(_NODE + data[at : at + 64]).digest() for at in range(0, len(data), 2 * HASH)])
    return data


def split(size: int) -> int:
    """The largest power of two below `size` (which is at least 2): the leaves of the left branch."""
    return 1 << ((size - 1).bit_length() - 1)


class Frontier:
    """The right edge of a growing tree: enough to tell its root after every leaf, in constant memory."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def push(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        size = self.size
        peaks = self._peaks
        while size & 1:
            leaf = sha256(_NODE + peaks.pop() + leaf).digest()
            size >>= 1
        peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self._peaks:
            return EMPTY
        *others, last = self._peaks
        for peak in reversed(others):
            last = node(peak, last)
        return last


def root_of(hashes: Iterable[bytes]) -> bytes:
    """The root over leaf hashes."""
    edge = Frontier()
    for each in hashes:
        edge.push(each)
    return edge.root()


def inclusion(index: int, size: int, root: RangeRoot) -> list[bytes]:
    """The path from leaf `index` to the root of the first `size` leaves. IndexError if it is not in it."""
    if not 0 <= index < size:
        raise IndexError(f"leaf {index} is not among {size}")
    start, end = 0, size
    path: list[bytes] = []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append(root(middle, end))
            end = middle
        else:
            path.append(root(start, middle))
            start = middle
    return path[::-1]


def consistency(old: int, new: int, root: RangeRoot) -> list[bytes]:
    """The hashes that show the first `old` leaves to be those of the tree of `new` leaves."""
    if not 0 < old <= new:
        raise IndexError(f"a tree of {old} is not the beginning of one of {new}")
    start, end, whole = 0, new, True
    path: list[bytes] = []
    while old != end:
        middle = start + split(end - start)
        if old <= middle:
            path.append(root(middle, end))
            end = middle
        else:
            path.append(root(start, middle))
            start, whole = middle, False
    if not whole:
        path.append(root(start, end))
    return path[::-1]


def root_by_path(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes | None:
    """The root to which a path leads from a leaf's hash; None if the path has not the right length."""
    if not 0 <= index < size:
        return None
    at, last = index, size - 1
    for step in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            leaf = node(step, leaf)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            leaf = node(leaf, step)
        at, last = at >> 1, last >> 1
    return leaf if last == 0 else None


def only_grew(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether a path shows that the tree of `old` leaves is the beginning of that of `new` leaves."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    return bool(steps) and _both_roots(old, new, steps) == (old_root, new_root)


def _both_roots(old: int, new: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The roots of both trees to which a proof of consistency leads; None if its length is wrong."""
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    left = right = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            left, right = node(step, left), node(step, right)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            right = node(right, step)
        at, last = at >> 1, last >> 1
    return (left, right) if last == 0 else None


def among(hashes: Sequence[bytes]) -> RangeRoot:
    """Roots over ranges of hashes held in memory: for a group of leaves that is accepted together."""
    known: dict[tuple[int, int], bytes] = {}

    def root(start: int, end: int) -> bytes:
        if end - start == 1:
            return hashes[start]
        if (start, end) not in known:
            middle = start + split(end - start)
            known[start, end] = node(root(start, middle), root(middle, end))
        return known[start, end]

    return root
