"""Leaves as they are stored."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from motcua.ground.domain.leaves import Leaf
from motcua.ground.domain.moments import aware
from motcua.kernel.refusals import NotFound

_LEAF = "SELECT id, verb, subject, at, body, salt, hash FROM ground_leaf"
_TOGETHER = 500


def leaf(leaf_id: int) -> Leaf:
    """One leaf. NotFound if there is none of that id."""
    found = _read("WHERE id = %s", [leaf_id])
    if not found:
        raise NotFound(what=f"leaf/{leaf_id}")
    return found[0]


def leaves(leaf_ids: Sequence[int]) -> list[Leaf]:
    """Leaves in the order asked for. NotFound if one is missing."""
    found: dict[int, Leaf] = {}
    for start in range(0, len(leaf_ids), _TOGETHER):
        some = leaf_ids[start : start + _TOGETHER]
        marks = ", ".join(["%s"] * len(some))
        found.update((each.id, each) for each in _read(f"WHERE id IN ({marks})", list(some)))
    missing = [each for each in leaf_ids if each not in found]
    if missing:
        raise NotFound(what=f"leaf/{missing[0]}")
    return [found[each] for each in leaf_ids]


def newest() -> int:
    """The id of the newest leaf; 0 while the log is empty."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id) FROM ground_leaf")
        return int(cursor.fetchone()[0] or 0)


def leaves_of(subject: str) -> list[Leaf]:
    """What happened to a subject, in order."""
    return _read("WHERE subject = %s ORDER BY id", [subject])


def _read(condition: str, values: list[Any]) -> list[Leaf]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_LEAF} {condition}", values)
        return [
            Leaf(number, verb, subject, aware(at), bytes(body), bytes(salt), bytes(digest))
            for number, verb, subject, at, body, salt, digest in cursor.fetchall()
        ]
