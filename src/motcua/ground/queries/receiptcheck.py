"""Receipts that were given, against the leaves they name."""

from collections.abc import Callable
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from motcua.ground.domain import faults, statements
from motcua.ground.domain.covering import Fault
from motcua.ground.domain.faults import fault
from motcua.ground.domain.moments import when
from motcua.ground.domain.packing import unpack
from motcua.ground.domain.tree import root_of
from motcua.ground.keyring import public_key
from motcua.ground.queries.snapshot import Snapshot


class _Open:
    """A receipt some of whose leaves have not come by."""

    def __init__(self, identifier: int, ids: list[int], root: bytes, at: datetime, signature: bytes) -> None:
        self.identifier, self.ids, self.root, self.at, self.signature = identifier, ids, root, at, signature
        self.hashes: dict[int, bytes] = {}


class ReceiptCheck:
    """Takes leaves in the order of their ids, and closes each receipt when its last leaf has come by."""

    def __init__(self, snapshot: Snapshot, report: Callable[[Fault], None]) -> None:
        at = snapshot.moment("at")
        self._rows = snapshot.rows(
            f"SELECT id, last, ids, root, {at}, signature FROM ground_receipt ORDER BY id"  # noqa: S608
        )
        self._report = report
        self._key = Ed25519PublicKey.from_public_bytes(public_key())
        self._wanted: dict[int, _Open] = {}
        self._due = -1
        self._coming: _Open | None = None
        self.seen = 0
        self._advance()

    def feed(self, leaf: int, digest: bytes) -> None:
        """Take the next leaf by id."""
        while self._coming is not None and self._due <= leaf:
            self._wanted.update(dict.fromkeys(self._coming.ids, self._coming))
            self._advance()
        receipt = self._wanted.pop(leaf, None)
        if receipt is not None:
            receipt.hashes[leaf] = digest
            if len(receipt.hashes) == len(receipt.ids):
                self._close(receipt)

    def finish(self) -> None:
        """All leaves have been fed: no receipt may be open."""
        left = {receipt.identifier for receipt in self._wanted.values()}
        while self._coming is not None:
            left.add(self._coming.identifier)
            self._advance()
        for identifier in sorted(left):
            self._report(fault(f"ground_receipt {identifier}", faults.RECEIPT))

    def _advance(self) -> None:
        row = next(self._rows, None)
        self._coming = None
        if row is None:
            return
        identifier, last, packed, root, at, signature = row
        ids = list(unpack(packed[: len(packed) // 8 * 8]))
        if not ids or (min(ids), max(ids)) != (identifier, last):
            self._report(fault(f"ground_receipt {identifier}", faults.RECEIPT))
        self._coming = _Open(identifier, ids, bytes(root), when(at), bytes(signature))
        self._due = identifier
        self.seen += 1

    def _close(self, receipt: _Open) -> None:
        place = f"ground_receipt {receipt.identifier}"
        if root_of(receipt.hashes[leaf] for leaf in receipt.ids) != receipt.root:
            self._report(fault(place, faults.RECEIPT))
        text = statements.group_text(public_key(), len(receipt.ids), receipt.root, receipt.at)
        try:
            self._key.verify(receipt.signature, text)
        except InvalidSignature:
            self._report(fault(place, faults.SIGNATURE))
