"""Files that come with a question: how many, how large, and of which kinds, known by their first bytes."""

from collections.abc import Sequence

import msgspec

from motcua.helpdesk.domain.errors import BadAttachment

MOST, MIB = 5, 5
LARGEST = MIB << 20
KINDS = {
    "pdf": ("application/pdf", b"%PDF-"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
}
"""Ending, media type, first bytes."""


class Sent(msgspec.Struct, frozen=True):
    """A file as it came."""

    name: str
    content: bytes


def kind_of(sent: Sent) -> str | None:
    """The media type of a file by its ending and first bytes; None for one that is not taken."""
    ending = sent.name.rsplit(".", 1)[-1].lower().replace("jpeg", "jpg")
    media_type, begins = KINDS.get(ending, ("", b""))
    fits = media_type and sent.content.startswith(begins) and len(sent.content) <= LARGEST
    return media_type if fits else None


def plain_name(name: str) -> str:
    """A file's name without path or signs that do not print."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable())[-150:].strip() or "file"


def checked(files: Sequence[Sent]) -> list[tuple[Sent, str]]:
    """Files with their media types. BadAttachment for the first that is not taken."""
    found = []
    for no, each in enumerate(files):
        kind = kind_of(each)
        if kind is None or no >= MOST:
            raise BadAttachment(name=plain_name(each.name), files=MOST, mib=MIB, kinds=", ".join(KINDS))
        found.append((msgspec.structs.replace(each, name=plain_name(each.name)), kind))
    return found


def taken(files: Sequence[Sent]) -> list[Sent]:
    """Of files that came by mail, those that are taken; the others are left out."""
    return [each for each in files if kind_of(each) is not None][:MOST]
