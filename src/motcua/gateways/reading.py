"""Reading: which gateway a message is for, by its content. A gateway registers its reader when the program starts."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from motcua.ground.services.post import Reply
from motcua.kernel.actor import Actor


class Reader(msgspec.Struct, frozen=True):
    """A gateway: what it is called, whether a message is its own, and what it does with it.

    `recognise` looks at the bytes only as far as it must, and never fails. `obey(raw, by, at, key)` makes one service
    call and answers in the message's language, also what it refuses; what it raises leaves the message unanswered.
    `key` is the identity of the message in the post book: the same message, read again, has the same.
    """

    name: str
    recognise: Callable[[bytes], bool]
    obey: Callable[[bytes, Actor, datetime, str], Reply]


_readers: dict[str, Reader] = {}


def register(reader: Reader) -> None:
    """Take a reader. ValueError if another has its name. Those taken first are asked first."""
    if _readers.setdefault(reader.name, reader) != reader:
        raise ValueError(f"two gateways are called {reader.name}")


def reader_of(raw: bytes) -> Reader | None:
    """The first gateway that knows the message as its own; None if nobody does."""
    return next((reader for reader in _readers.values() if reader.recognise(raw)), None)


def names() -> list[str]:
    """The gateways, in the order in which they are asked."""
    return list(_readers)
