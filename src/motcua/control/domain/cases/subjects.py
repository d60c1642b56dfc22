"""Whom a case concerns: as little as it needs, and what the log keeps in their place."""

from datetime import date, timedelta

import msgspec

from motcua.control.domain.cases import tables
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


def erase_from(closed_on: date) -> date:
    """The day from which subjects of a case closed that day are erased."""
    return closed_on + timedelta(days=tables.limit("person_kept", closed_on).amount)
