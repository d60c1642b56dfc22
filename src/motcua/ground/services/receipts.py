"""Receipts: a signature at once over what was accepted, one for a leaf or one for a whole group."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from motcua.ground import queries
from motcua.ground.domain.leaves import Leaf
from motcua.ground.domain.packing import pack
from motcua.ground.domain.statements import Sealed
from motcua.ground.keyring import public_key, signing_key
from motcua.ground.services import bulk

COLUMNS = ("id", "last", "ids", "root", "at", "signature")


def seal(leaves: Sequence[Leaf], *, at: datetime | None = None) -> Sealed:
    """Sign a group of leaves with one signature and keep it, in the current transaction.

    Sealed in the transaction that stores the leaves, nothing is accepted without its receipt.
    """
    when = at or max(leaf.at for leaf in leaves)
    sealed = Sealed(leaves, when, public_key())
    sealed.signature = signing_key().sign(sealed.text)
    ids = [leaf.id for leaf in leaves]
    row = (min(ids), max(ids), pack(ids), sealed.root, when, sealed.signature)
    bulk.insert("ground_receipt", COLUMNS, [row], moments=(4,))
    return sealed


def receipt(leaf: Leaf, *, at: datetime | None = None) -> dict[str, Any]:
    """Sign one leaf and return its receipt."""
    return seal([leaf], at=at).receipt(0)


def group_receipts(leaves: Sequence[Leaf] | Sequence[int], *, at: datetime | None = None) -> dict[int, dict[str, Any]]:
    """The receipt of each leaf (or id of a stored leaf), by id; those without one are signed together now."""
    ids = [each if isinstance(each, int) else each.id for each in leaves]
    found = queries.receipts(ids)
    without = [each for each in leaves if (each if isinstance(each, int) else each.id) not in found]
    if without:
        numbers = [each for each in without if isinstance(each, int)]
        unsigned = [each for each in without if isinstance(each, Leaf)] + queries.leaves(numbers)
        sealed = seal(unsigned, at=at)
        found.update((leaf.id, sealed.receipt(n)) for n, leaf in enumerate(unsigned))
    return found
