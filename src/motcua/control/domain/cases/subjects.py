"""Whom a case concerns: as little as it needs, and what the log keeps in their place."""

from datetime import date

import msgspec

from motcua.kernel.canonical import commitment, encode
from motcua.kernel.words import Words

KINDS = {
    "person": Words("Cá nhân", "Person"),
    "organisation": Words("Tổ chức", "Organisation"),
}


class Subject(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who it is. Nothing of this stands in the log."""

    name: str
    document: str = ""
    address: str = ""
    nationality: str = ""
    born_on: date | None = None


_write = msgspec.json.Encoder().encode
_read = msgspec.json.Decoder(Subject).decode


def write(subject: Subject) -> bytes:
    """As it is kept, before it is encrypted."""
    return _write(subject)


def read(content: bytes) -> Subject:
    """A subject again. MsgspecError where somebody changed it."""
    return _read(content)


def committed(subject: Subject, salt: bytes) -> bytes:
    """What a leaf answers for: a salted hash that says nothing without the salt."""
    return commitment(salt, [encode(msgspec.to_builtins(subject))])
