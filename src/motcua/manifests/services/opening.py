"""Opening: a call is announced before any document, so that its deadlines are seen."""

from datetime import datetime

from django.db import transaction

from motcua.kernel.actor import Actor
from motcua.manifests.domain.errors import AlreadyLodged, Faulty, UnknownCarrier
from motcua.manifests.domain.judging import judge_head, refused
from motcua.manifests.domain.life import KIND_WORDS
from motcua.manifests.domain.message import Document as Message
from motcua.manifests.models import Call
from motcua.manifests.services import rights
from motcua.manifests.services.book import Book, Held, key_of
from motcua.manifests.services.desk import Desks
from motcua.manifests.services.filed import Filed
from motcua.manifests.services.submit import open_in


@transaction.atomic
def open_call(head: Message, *, by: Actor, at: datetime) -> Call:
    """Announce a call by the head that its documents will have. Faulty, UnknownCarrier, NotAllowed, AlreadyLodged."""
    book, desks = Book.of(named=[key_of(head)]), Desks([head])
    carrier = desks.carriers.get(head.carrier)
    if carrier is None:
        raise UnknownCarrier(carrier=head.carrier)
    rights.need_announcer(by, carrier.party, head.direction, head.office)
    held = book.find(key_of(head))
    if held is not None:
        raise AlreadyLodged(kind=KIND_WORDS["general"].en, number=held.call.number)
    bare = desks.desk(head, Held(Call(direction="", state="draft")), Filed(version=1, kind="general"), None, at)
    findings = judge_head(head, bare)
    if refused(findings):
        raise Faulty(findings)
    made = open_in(book, head, carrier.party, by=by, at=at, desks=desks)
    book.write()
    return made.call
