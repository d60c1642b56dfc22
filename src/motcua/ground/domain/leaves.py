"""Leaves of the log: canonical bytes of what happened, and their hash."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b, sha256
from typing import Any

import msgspec

from motcua.kernel.canonical import commitment

SALT_BYTES = 16
_LEAF = b"\x00"


class Leaf(msgspec.Struct, frozen=True, gc=False):
    """One thing that happened. `body` is canonical JSON, `hash` is sha256(0x00, body) as in RFC 6962."""

    id: int
    verb: str
    subject: str
    at: datetime
    body: bytes
    salt: bytes
    hash: bytes


class Body(msgspec.Struct, gc=False):
    """What a leaf says; fields stand in the order of the alphabet. `rows` is a commitment in hex or empty."""

    at: datetime | str
    by: str
    facts: dict[str, Any]
    rows: str
    subject: str
    verb: str


_encode = msgspec.json.Encoder(order="deterministic").encode


def salt_of(identifier: int, key: bytes) -> bytes:
    """The salt of a leaf: a keyed hash of its id, so that it need not be drawn and can be checked."""
    return blake2b(identifier.to_bytes(8, "big"), digest_size=SALT_BYTES, key=key).digest()


def leaf_hash(body: bytes) -> bytes:
    """The hash of a leaf in the tree."""
    return sha256(_LEAF + body).digest()


def make(  # noqa: PLR0913 - a leaf has that many parts
    verb: str,
    *,
    identifier: int,
    subject: str,
    at: datetime,
    by: str,
    facts: Mapping[str, Any],
    rows: Iterable[bytes],
    key: bytes,
) -> Leaf:
    """A leaf whose body commits to `rows`, the canonical bytes of every covered row written with it."""
    salt = blake2b(identifier.to_bytes(8, "big"), digest_size=SALT_BYTES, key=key).digest()
    written = rows if isinstance(rows, list | tuple) else list(rows)
    held = commitment(salt, written).hex() if written else ""
    told = facts if isinstance(facts, dict) else dict(facts)
    body = _encode(Body(at, by, told, held, subject, verb))
    return Leaf(identifier, verb, subject, at, body, salt, sha256(_LEAF + body).digest())
