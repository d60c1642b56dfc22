"""Receipts that were given, written out again."""

from collections.abc import Sequence
from importlib import resources
from typing import Any

from motcua.ground.domain.moments import aware
from motcua.ground.domain.packing import unpack
from motcua.ground.domain.statements import Sealed
from motcua.ground.keyring import public_key
from motcua.ground.queries.leaves import leaves
from motcua.ground.queries.spans import spanning
from motcua.ground.queries.trees import inclusion

Receipt = dict[str, Any]


def receipt(leaf_id: int) -> Receipt | None:
    """The receipt given for a leaf, with its place in the tree once there is one; None if none was given."""
    for ids, sealed in _groups(leaf_id, leaf_id, {leaf_id}):
        return sealed.receipt(ids.index(leaf_id), inclusion(leaf_id))
    return None


def receipts(leaf_ids: Sequence[int]) -> dict[int, Receipt]:
    """The receipts given for any of these leaves, by leaf, without places in the tree."""
    wanted = set(leaf_ids)
    found: dict[int, Receipt] = {}
    if wanted:
        for ids, sealed in _groups(min(wanted), max(wanted), wanted):
            found.update((each, sealed.receipt(n)) for n, each in enumerate(ids) if each in wanted)
    return found


def receipt_checker() -> bytes:
    """The program with which anyone checks receipts offline: one file of Python."""
    return (resources.files("motcua.ground.domain") / "verify_receipt.py").read_bytes()


def _groups(first: int, last: int, wanted: set[int]) -> list[tuple[list[int], Sealed]]:
    found = []
    rows = spanning("ground_receipt", "id", "last", ("ids", "at", "signature"), first, last)
    for packed, at, signature in rows:
        ids = list(unpack(packed))
        if not wanted.isdisjoint(ids):
            sealed = Sealed(leaves(ids), aware(at), public_key())
            sealed.signature = bytes(signature)
            found.append((ids, sealed))
    return found
