"""The log: every acceptance, decision, change of right and outgoing message is one leaf."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from motcua.ground.domain import leaves
from motcua.ground.domain.covering import REGISTER, Check, Covered, CoveredTable, Fault
from motcua.ground.domain.leaves import Leaf
from motcua.ground.domain.packing import pack
from motcua.ground.domain.statements import Head, Sealed
from motcua.ground.keyring import public_key, salt_key
from motcua.ground.services import bulk, ids
from motcua.ground.services.receipts import group_receipts, receipt, seal
from motcua.ground.services.sequencer import sequence, sign_head
from motcua.kernel.actor import Actor

__all__ = [
    "Check", "Covered", "CoveredTable", "Fault", "Head", "Leaf", "Sealed", "UnknownVerb",
    "append", "check", "cover", "excuse", "group_receipts", "leaf", "public_key", "receipt", "record",
    "seal", "sequence", "sign_head", "verb",
]  # fmt: skip

verb = REGISTER.verb
cover = REGISTER.cover
check = REGISTER.check
excuse = REGISTER.excuse

COLUMNS = ("id", "verb", "subject", "at", "body", "salt", "hash")
_NOTHING: dict[str, Any] = {}


class UnknownVerb(LookupError):
    """An audit verb is used that no room has registered: a fault of the program."""


def leaf(
    verb: str,
    *,
    id: int,  # noqa: A002 - the word everyone uses
    subject: str,
    at: datetime,
    by: Actor,
    facts: Mapping[str, Any] = _NOTHING,
    rows: Iterable[bytes] = (),
) -> Leaf:
    """A leaf, not yet stored. `rows`: canonical bytes of every covered row written with it, in their order.

    `facts` hold whole numbers, texts, days and lists of them, and nothing that names a person.
    """
    if verb not in REGISTER.verbs:
        raise UnknownVerb(verb)
    return leaves.make(
        verb, identifier=id, subject=subject, at=at, by=by.reference, facts=facts, rows=rows, key=salt_key()
    )


def append(new: Sequence[Leaf]) -> None:
    """Store leaves in the current transaction; the sequencer puts them into the tree after its commit."""
    if not new:
        return
    rows = ((x.id, x.verb, x.subject, x.at, x.body, x.salt, x.hash) for x in new)
    packed, hashes = pack([x.id for x in new]), b"".join([x.hash for x in new])
    with transaction.atomic(savepoint=False):
        bulk.insert("ground_leaf", COLUMNS, rows, moments=(3,))
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO ground_appended (ids, hashes) VALUES (%s, %s)", (packed, hashes))


def record(
    verb: str,
    *,
    subject: str,
    at: datetime,
    by: Actor,
    facts: Mapping[str, Any] = _NOTHING,
    rows: Iterable[bytes] = (),
) -> Leaf:
    """Write one leaf: take an id, make the leaf, append it."""
    new = leaf(verb, id=ids.one(at), subject=subject, at=at, by=by, facts=facts, rows=rows)
    append([new])
    return new
