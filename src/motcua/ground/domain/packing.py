"""Ids in a packet: 8 bytes each, the highest byte first."""

import sys
from array import array
from collections.abc import Iterable


def pack(ids: Iterable[int]) -> bytes:
    """Ids as bytes."""
    packed = array("q", ids)
    if sys.byteorder == "little":
        packed.byteswap()
    return packed.tobytes()


def unpack(data: bytes) -> "array[int]":
    """Ids from bytes."""
    packed = array("q", bytes(data))
    if sys.byteorder == "little":
        packed.byteswap()
    return packed
