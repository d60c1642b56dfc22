"""Outgoing: a stored document of a call as a message, in the language that is asked for."""

from datetime import datetime
from typing import NamedTuple

from motcua.gateways.asycuda import services as asycuda
from motcua.gateways.edifact import services as edifact
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.manifests.queries import one

FORMS = ("edi", "xml")
"""EDIFACT and AWMDS."""


class Sent(NamedTuple):
    """Bytes, their type, and a name for the file."""

    content: bytes
    media_type: str
    name: str


def written(number: str, document: str, form: str, *, by: Actor, at: datetime, version: int = 0) -> Sent:
    """A document in the version in force, or in the one asked for. NotFound where it is not this actor's, or where
    its kind has no such message.
    """
    call = one.find(number, by)
    found = one.document(call, document, by)
    if not found.version or not 0 <= version <= found.version:
        raise NotFound(what=document)
    version = version or found.version
    message = one.message(found, version)
    try:
        if form == "edi":
            content, media = edifact.written(message, at=at, to=found.carrier, version=version), edifact.MEDIA_TYPE
        else:
            content, media = asycuda.written(message), asycuda.MEDIA_TYPE
    except KeyError:
        raise NotFound(what=f"{document}.{form}") from None
    return Sent(content, media, f"{found.kind}-{found.number}.{form}")
