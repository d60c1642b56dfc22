"""The tree of hashes against the text of RFC 6962, written down naively, and against known roots."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.ground.domain import tiles, tree
from motcua.ground.domain.leaves import leaf_hash

KNOWN_LEAVES = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
KNOWN_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

sizes = st.integers(1, 700)


def hashes(count: int) -> list[bytes]:
    """Leaf hashes of numbered leaves."""
    return [leaf_hash(str(n).encode()) for n in range(count)]


def naive_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962, section 2.1.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if index < k:
        return [*naive_path(index, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(index - k, leaves[k:]), naive_root(leaves[:k])]


def naive_proof(old: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962, section 2.1.2."""
    if old == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if old <= k:
        return [*naive_proof(old, leaves[:k], whole), naive_root(leaves[k:])]
    return [*naive_proof(old - k, leaves[k:], False), naive_root(leaves[:k])]


class Stored:
    """Tiles held in memory, grown as the sequencer grows them."""

    def __init__(self, steps: list[int]) -> None:
        self.rows: dict[tuple[int, int], bytes] = {}
        self.size = 0
        self.leaves = hashes(sum(steps))
        for step in steps:
            new = b"".join(self.leaves[self.size : self.size + step])
            changed, added = tiles.grow(self.size, new, self.read)
            assert all((tile.level, tile.place) in self.rows for tile in changed)
            assert not any((tile.level, tile.place) in self.rows for tile in added)
            self.rows |= {(tile.level, tile.place): tile.hashes for tile in (*changed, *added)}
            self.size += step

    def read(self, level: int, index: int) -> bytes:
        return self.rows[level, index]


@pytest.mark.parametrize("count", range(1, 9))
def test_roots_are_those_published_for_certificate_transparency(count: int) -> None:
    leaves = [leaf_hash(bytes.fromhex(text)) for text in KNOWN_LEAVES[:count]]
    assert tree.root_of(leaves).hex() == KNOWN_ROOTS[count - 1]


def test_a_tree_without_leaves_has_the_root_of_nothing() -> None:
    assert tree.root_of([]) == tree.EMPTY == naive_root([])


@given(sizes)
def test_the_growing_edge_has_the_root_that_the_standard_defines(count: int) -> None:
    assert tree.root_of(hashes(count)) == naive_root(hashes(count))


@settings(deadline=None)
@given(st.lists(st.integers(1, 600), min_size=1, max_size=4), st.data())
def test_tiles_give_the_same_root_however_the_leaves_arrived(steps: list[int], data: st.DataObject) -> None:
    stored = Stored(steps)
    size = data.draw(st.integers(1, stored.size))
    assert tiles.Tiles(stored.read).root(0, size) == naive_root(stored.leaves[:size])


def test_tiles_hold_three_levels_past_65536_leaves() -> None:
    stored = Stored([65_000, 700])
    assert {level for level, _ in stored.rows} == {0, 1, 2}
    assert tiles.Tiles(stored.read).root(0, stored.size) == tree.root_of(stored.leaves)


@settings(deadline=None)
@given(sizes, st.data())
def test_every_leaf_has_the_path_of_the_standard_and_it_leads_to_the_root(count: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, count - 1))
    leaves = hashes(count)
    path = tree.inclusion(index, count, tiles.Tiles(Stored([count]).read).root)
    assert path == naive_path(index, leaves) == tree.inclusion(index, count, tree.among(leaves))
    assert tree.root_by_path(index, count, leaves[index], path) == naive_root(leaves)


@settings(deadline=None)
@given(st.integers(2, 300), st.data())
def test_a_path_leads_nowhere_for_another_leaf_place_or_length(count: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, count - 1))
    other = data.draw(st.integers(0, count - 1).filter(lambda n: n != index))
    leaves = hashes(count)
    root, path = naive_root(leaves), naive_path(index, leaves)
    assert tree.root_by_path(index, count, leaves[other], path) != root
    assert tree.root_by_path(other, count, leaves[index], path) != root
    assert tree.root_by_path(index, count, leaves[index], path[:-1]) != root
    assert tree.root_by_path(index, count, leaves[index], [*path, root]) is None


@settings(deadline=None)
@given(sizes, st.data())
def test_a_tree_that_grew_is_shown_to_have_kept_its_beginning(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    leaves = hashes(new)
    path = tree.consistency(old, new, tiles.Tiles(Stored([new]).read).root)
    assert path == naive_proof(old, leaves)
    assert tree.only_grew(old, new, naive_root(leaves[:old]), naive_root(leaves), path)


@settings(deadline=None)
@given(st.integers(2, 300), st.data())
def test_a_tree_whose_past_was_changed_cannot_show_that_it_only_grew(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new - 1))
    changed = data.draw(st.integers(0, old - 1))
    before = hashes(new)
    after = [*before[:changed], leaf_hash(b"another"), *before[changed + 1 :]]
    path = naive_proof(old, after)
    assert not tree.only_grew(old, new, naive_root(before[:old]), naive_root(after), path)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_no_path_is_asked_for_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(IndexError):
        tree.inclusion(index, size, tree.among(hashes(max(size, 1))))
    assert tree.root_by_path(index, size, b"", []) is None


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_no_consistency_is_claimed_from_nothing_or_backwards(old: int, new: int) -> None:
    with pytest.raises(IndexError):
        tree.consistency(old, new, tree.among(hashes(new)))
    assert not tree.only_grew(old, new, b"", b"", [])
