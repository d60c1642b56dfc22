"""Every read of ground: leaves, proofs, receipts, dead letters, notices."""

from collections.abc import Sequence
from datetime import datetime
from importlib import resources
from typing import Any

from django.db import connection

from motcua.ground import models
from motcua.ground.domain import tiles, tree
from motcua.ground.domain.leaves import Leaf
from motcua.ground.domain.packing import unpack
from motcua.ground.domain.statements import Proof, Sealed
from motcua.ground.services.bulk import aware
from motcua.ground.services.secrets import public_key
from motcua.ground.services.sequencer import last_head, read_tile, tree_size
from motcua.kernel.refusals import NotFound

_LEAF = "SELECT id, verb, subject, at, body, salt, hash FROM ground_leaf"
_TOGETHER = 500


def leaf(leaf_id: int) -> Leaf:
    """One leaf. NotFound if there is none of that id."""
    found = _leaves("WHERE id = %s", [leaf_id])
    if not found:
        raise NotFound(what=f"leaf/{leaf_id}")
    return found[0]


def leaves_of(subject: str) -> list[Leaf]:
    """What happened to a subject, in order."""
    return _leaves("WHERE subject = %s ORDER BY id", [subject])


def inclusion(leaf_id: int) -> Proof | None:
    """The proof that a leaf is in the tree of the last signed head; None until it is."""
    head, index = last_head(), index_of(leaf_id)
    if head is None or index is None or index >= head.size:
        return None
    path = tree.inclusion(index, head.size, tiles.Tiles(read_tile).root)
    return Proof(index, tuple(path), head)


def consistency(old: int, new: int) -> list[bytes]:
    """The proof that the tree of `old` leaves is the beginning of that of `new`. IndexError if there is none."""
    if new > tree_size():
        raise IndexError(f"the tree has not grown to {new}")
    return tree.consistency(old, new, tiles.Tiles(read_tile).root)


def index_of(leaf_id: int) -> int | None:
    """The place of a leaf in the tree; None until the sequencer has put it there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT first_index, ids FROM ground_batch WHERE lowest <= %s AND highest >= %s ORDER BY lowest DESC",
            (leaf_id, leaf_id),
        )
        for first, ids in cursor.fetchall():
            found = unpack(ids)
            if leaf_id in found:
                return int(first) + found.index(leaf_id)
    return None


def receipt(leaf_id: int) -> dict[str, Any] | None:
    """The receipt given for a leaf, with its place in the tree once there is one; None if none was given."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ids, at, signature FROM ground_receipt WHERE id <= %s AND last >= %s ORDER BY id DESC",
            (leaf_id, leaf_id),
        )
        groups = cursor.fetchall()
    for packed, at, signature in groups:
        ids = list(unpack(packed))
        if leaf_id in ids:
            return _receipt(ids, leaf_id, aware(at), bytes(signature))
    return None


def receipt_checker() -> bytes:
    """The program with which anyone checks receipts offline: one file of Python."""
    return (resources.files("motcua.ground.domain") / "verify_receipt.py").read_bytes()


def inbox(recipients: Sequence[str], *, limit: int = 50, unread: bool = False) -> list[models.Notice]:
    """The notices of an account and the parties it acts for, newest first."""
    found = models.Notice.objects.filter(recipient__in=recipients)
    return list((found.filter(read_at=None) if unread else found).order_by("-id")[:limit])


def unread(recipients: Sequence[str]) -> int:
    """How many notices wait to be read."""
    return models.Notice.objects.filter(recipient__in=recipients, read_at=None).count()


def dead_letters(limit: int = 100) -> list[models.Job]:
    """Jobs that failed too often and wait for a person, oldest first."""
    return list(models.Job.objects.filter(due_at=None).order_by("id")[:limit])


def waiting_jobs() -> int:
    """How many jobs are still to be done."""
    return models.Job.objects.exclude(due_at=None).count()


def _receipt(ids: list[int], leaf_id: int, at: datetime, signature: bytes) -> dict[str, Any]:
    found = {each.id: each for start in range(0, len(ids), _TOGETHER) for each in _some(ids[start : start + _TOGETHER])}
    sealed = Sealed([found[each] for each in ids], at, public_key())
    sealed.signature = signature
    return sealed.receipt(ids.index(leaf_id), inclusion(leaf_id))


def _some(ids: list[int]) -> list[Leaf]:
    return _leaves(f"WHERE id IN ({', '.join(['%s'] * len(ids))})", ids)


def _leaves(condition: str, values: list[Any]) -> list[Leaf]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_LEAF} {condition}", values)
        return [
            Leaf(number, verb, subject, aware(at), bytes(body), bytes(salt), bytes(digest))
            for number, verb, subject, at, body, salt, digest in cursor.fetchall()
        ]
