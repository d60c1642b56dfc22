"""Canonical bytes: one and only one writing of a value, so that hashes can be compared.

A row is written as a JSON array: whole numbers, texts, null, days as YYYY-MM-DD, moments in UTC as
YYYY-MM-DDTHH:MM:SS.ffffffZ, bytes as base64, booleans as 0 and 1. Mappings have sorted keys. No floats.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder(order="sorted")
encode = _encoder.encode


def row_bytes(table: str, values: Sequence[Any]) -> bytes:
    """A stored row as canonical bytes. Moments must be aware UTC, truth values 0 or 1."""
    return encode((table, *values))


def commitment(salt: bytes, rows: Iterable[bytes]) -> bytes:
    """A salted hash over rows in their order: it says nothing of them without the salt."""
    digest = sha256(salt)
    for row in rows:
        digest.update(len(row).to_bytes(4, "big"))
        digest.update(row)
    return digest.digest()
