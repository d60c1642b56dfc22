"""Idempotency keys: the same key and body get the same answer, the same key with another body a refusal."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from motcua.ground.domain.covering import CoveredTable
from motcua.ground.domain.moments import aware
from motcua.ground.services import bulk
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

COLUMNS = ("party", "key", "body_hash", "subject_id", "leaf", "at")
COVERED = CoveredTable("ground_key", "leaf", ("party", "key"), COLUMNS, moments=("at",))
"""For the covering of a room whose leaves commit to the keys they answered."""
_TOGETHER = 400


class OtherBody(Refusal):
    """A key that has been used comes back with another body."""

    code = "GRD-E20"
    words = Words(
        "Khóa “%(key)s” đã được dùng cho một nội dung khác.",
        "The key “%(key)s” has been used for another content.",
    )


class Answer(NamedTuple):
    """What a key was given: the row as it is kept."""

    party: str
    key: str
    body_hash: bytes
    subject_id: int
    leaf: int
    at: datetime


def find(party: str, key: str, body_hash: bytes | None = None) -> Answer | None:
    """The answer kept for a key. OtherBody if `body_hash` is given and is not that of the answer."""
    found = find_many([(party, key)]).get((party, key))
    if found and body_hash is not None and found.body_hash != body_hash:
        raise OtherBody(key=key)
    return found


def find_many(wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Answer]:
    """The answers kept for any of these (party, key) pairs."""
    found: dict[tuple[str, str], Answer] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), _TOGETHER):
            part = wanted[start : start + _TOGETHER]
            marks = ", ".join(["(%s, %s)"] * len(part))
            cursor.execute(
                f"WITH wanted(party, key) AS (VALUES {marks})"  # noqa: S608
                " SELECT k.party, k.key, k.body_hash, k.subject_id, k.leaf, k.at FROM wanted w"
                " JOIN ground_key k ON k.party = w.party AND k.key = w.key",
                [text for pair in part for text in pair],
            )
            for party, key, body_hash, subject, leaf, at in cursor.fetchall():
                found[party, key] = Answer(party, key, bytes(body_hash), subject, leaf, aware(at))
    return found


def keep(answers: Iterable[Answer]) -> int:
    """Keep answers, in the current transaction. IntegrityError if a key is already kept."""
    return bulk.insert("ground_key", COLUMNS, answers, moments=(5,))
