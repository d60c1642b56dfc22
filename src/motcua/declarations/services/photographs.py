"""Photographs of an inspection: added by who wrote the record, until the second officer has signed it."""

from datetime import datetime
from hashlib import sha256

import msgspec
from django.db import transaction

from motcua.declarations import events
from motcua.declarations.domain import enclosing
from motcua.declarations.domain.errors import NoRecordWaits
from motcua.declarations.domain.picture_errors import OthersRecord, TooManyPhotographs
from motcua.declarations.models import Inspected, Photograph
from motcua.declarations.services import rows
from motcua.declarations.services.checks import case
from motcua.declarations.services.inspections import waiting
from motcua.ground.services import bulk, files, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes


class Picture(msgspec.Struct, frozen=True):
    """A photograph as it was sent."""

    content: bytes
    name: str
    caption: str = ""


@transaction.atomic
def photograph(subject: int, taken: Picture, *, by: Actor, at: datetime) -> Photograph:
    """Keep a photograph with the record that waits for its second signature. The same picture again is the one held.

    NoRecordWaits, OthersRecord, NotAPicture, PaperTooLarge, TooManyPhotographs.
    """
    _, standing = case(subject, by)
    record = waiting(subject)
    if record is None:
        raise NoRecordWaits(number=standing.number)
    if record.actor != by.reference:
        raise OthersRecord
    kind = enclosing.picture(taken.content, taken.name)
    digest = sha256(taken.content).digest()
    held = list(Photograph.objects.filter(inspected=record))
    same = next((each for each in held if bytes(each.digest) == digest), None)
    if same is not None:
        return same
    if len(held) >= enclosing.MOST_PHOTOGRAPHS:
        raise TooManyPhotographs(number=standing.number, most=enclosing.MOST_PHOTOGRAPHS)
    return _keep(record, standing.number, taken, kind, digest, by, at)


def _keep(
    record: Inspected, number: str, taken: Picture, kind: enclosing.Kind, digest: bytes, by: Actor, at: datetime
) -> Photograph:  # fmt: skip
    subject, leaf = record.declaration_id, ids.one(at)
    no = Photograph.objects.filter(declaration_id=subject).count() + 1
    row = (
        leaf, subject, no, record.leaf, at, by.reference, " ".join(taken.caption.split())[:200],
        enclosing.clean(taken.name, kind.ending), kind.media_type, len(taken.content), digest,
        files.keep(taken.content, media_type=kind.media_type, at=at, by=by),
    )  # fmt: skip
    bulk.insert(rows.T_PHOTOGRAPH, rows.PHOTOGRAPH, [row], rows.PHOTOGRAPH_MOMENTS)
    facts = {"sha256": digest.hex()}
    told = [row_bytes(rows.T_PHOTOGRAPH, row)]
    log.append([
        log.leaf(events.PHOTOGRAPHED, id=leaf, subject=f"declaration/{number}", at=at, by=by, facts=facts, rows=told)
    ])  # fmt: skip
    return Photograph.objects.get(pk=leaf)
