"""Receipts: a signature at once over what was accepted, one for a leaf or one for a whole group."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from motcua.ground.domain.leaves import Leaf
from motcua.ground.domain.packing import pack
from motcua.ground.domain.statements import Sealed
from motcua.ground.services import bulk
from motcua.ground.services.secrets import public_key, signing_key

COLUMNS = ("id", "last", "ids", "root", "at", "signature")


def seal(leaves: Sequence[Leaf], *, at: datetime) -> Sealed:
    """Sign a group of leaves with one signature and keep it, in the current transaction."""
    sealed = Sealed(leaves, at, public_key())
    sealed.signature = signing_key().sign(sealed.text)
    ids = [leaf.id for leaf in leaves]
    row = (min(ids), max(ids), pack(ids), sealed.root, at, sealed.signature)
    bulk.insert("ground_receipt", COLUMNS, [row], moments=(4,))
    return sealed


def receipt(leaf: Leaf, *, at: datetime | None = None) -> dict[str, Any]:
    """Sign one leaf and return its receipt."""
    return seal([leaf], at=at or leaf.at).receipt(0)


def group_receipts(leaves: Sequence[Leaf], *, at: datetime) -> list[dict[str, Any]]:
    """Sign leaves together and return the receipt of each, in order."""
    sealed = seal(leaves, at=at)
    return [sealed.receipt(index) for index in range(len(leaves))]
