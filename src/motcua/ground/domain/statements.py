"""What the log signs: heads of the tree and roots of groups of leaves. A statement is a few lines of text.

A head reads as a checkpoint of the C2SP transparency log notes: origin, size, root, and one more line.
"""

from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from motcua.ground.domain import tree
from motcua.ground.domain.leaves import Leaf
from motcua.kernel.words import Words

KIND = "motcua-receipt-1"
WARNING = Words(
    "Biên nhận này là bằng chứng kỹ thuật; văn bản kết quả mang chữ ký số của công chức.",
    "This receipt is technical evidence; result documents carry the officer's certificate.",
)


def written(at: datetime) -> str:
    """A moment as statements write it: UTC, microseconds, Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def origin(public_key: bytes) -> str:
    """The name of a log: after the key that signs it."""
    return f"motcua/{public_key.hex()[:16]}"


def head_text(public_key: bytes, size: int, root: bytes, at: datetime) -> bytes:
    """The bytes that are signed for a head."""
    return f"{origin(public_key)}\n{size}\n{b64encode(root).decode()}\n{written(at)}\n".encode()


def group_text(public_key: bytes, size: int, root: bytes, at: datetime) -> bytes:
    """The bytes that are signed for a group of leaves."""
    return b"motcua receipt\n" + head_text(public_key, size, root, at)


class Head(msgspec.Struct, frozen=True):
    """A signed size and root of the tree."""

    size: int
    root: bytes
    at: datetime
    signature: bytes

    def told(self) -> dict[str, Any]:
        """As it is written into receipts and into the files of heads."""
        return {
            "size": self.size,
            "root": self.root.hex(),
            "at": written(self.at),
            "signature": self.signature.hex(),
        }


def head_from(told: dict[str, Any]) -> Head:
    """A head as told. KeyError or ValueError if a part is missing or is not what it should be."""
    at = datetime.strptime(told["at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    return Head(int(told["size"]), bytes.fromhex(told["root"]), at, bytes.fromhex(told["signature"]))


class Proof(msgspec.Struct, frozen=True):
    """Where a leaf stands in the tree, and the path from it to the root of a signed head."""

    index: int
    path: tuple[bytes, ...]
    head: Head

    def told(self) -> dict[str, Any]:
        """As a receipt carries it."""
        return {"index": self.index, "path": [step.hex() for step in self.path], "head": self.head.told()}


class Sealed:
    """A group of leaves under one signature; gives each its receipt."""

    def __init__(self, leaves: Sequence[Leaf], at: datetime, public_key: bytes) -> None:
        self.leaves = leaves
        self.at = at
        self.public_key = public_key
        self.signature = b""
        self._roots = tree.among([leaf.hash for leaf in leaves])
        self.root = self._roots(0, len(leaves))

    @property
    def text(self) -> bytes:
        """The bytes to sign."""
        return group_text(self.public_key, len(self.leaves), self.root, self.at)

    def receipt(self, index: int, proof: Proof | None = None) -> dict[str, Any]:
        """The receipt of the leaf at `index` of the group, with its place in the tree if that is known."""
        leaf, size = self.leaves[index], len(self.leaves)
        told = {
            "kind": KIND,
            "origin": origin(self.public_key),
            "key": self.public_key.hex(),
            "leaf": str(leaf.id),
            "body": leaf.body.decode(),
            "index": index,
            "size": size,
            "path": [step.hex() for step in tree.inclusion(index, size, self._roots)],
            "root": self.root.hex(),
            "at": written(self.at),
            "signature": self.signature.hex(),
            "note": f"{WARNING.vi} / {WARNING.en}",
        }
        return {**told, "inclusion": proof.told()} if proof else told
