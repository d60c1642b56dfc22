"""What selection was told: the facts of every declaration, kept by turn, a row for each group."""

from collections.abc import Sequence

import msgspec
import zstandard

from motcua.ground.services import bulk

TOLD = ("first_turn", "last_turn", "facts")
_encode = msgspec.msgpack.Encoder().encode


def keep_told(first: int, told: Sequence[bytes]) -> None:
    """Keep the facts of consecutive turns from `first` on, in the caller's transaction."""
    kept = zstandard.compress(_encode(told), 1)
    bulk.insert("risk_told", TOLD, [(first, first + len(told) - 1, kept)])
