"""Drafts of two other kinds: those that amend a declaration, and templates to begin new ones from."""

from datetime import datetime

from django.db import transaction

from motcua.declarations.domain.drafting import writing
from motcua.declarations.domain.drafting.entered import load
from motcua.declarations.domain.drafting.merging import merged
from motcua.declarations.domain.drafting.reading import read
from motcua.declarations.domain.drafting.refusals import Lodged, Stale
from motcua.declarations.domain.errors import Faulty
from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.message import read as read_message
from motcua.declarations.domain.message import write
from motcua.declarations.models import Draft
from motcua.declarations.queries import drafts as queries
from motcua.declarations.queries import one
from motcua.declarations.services import drafts, proposals
from motcua.declarations.services.deciding import may_amend
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound


def amend(number: str, *, by: Actor, at: datetime) -> Draft:
    """A draft that amends a declaration, or the one that was begun before; an officer's amends for customs.

    What is in it is checked by the law of the day of registration.
    """
    found = one.find(number, by)
    office = "" if may_amend(by, found) else found.office
    if office:
        by.need("officer", office)
    held = queries.visible_to(by).filter(
        amends=found.id, amends_version=found.version, declaration_id=None, office=office
    ).first()  # fmt: skip
    if held is not None:
        return held
    message = read_message(one.original(one.versions(found.id)[-1]))
    if not isinstance(message, Message):
        raise NotFound(what=number)
    draft = Draft(
        id=drafts.free_id(found.party, at), party=found.party, account=by.account, direction=found.direction, title="",
        revision=1, form="", created_at=at, updated_at=at, amends=found.id, amends_version=found.version,
        law_at=found.registered_at, office=office,
    )  # fmt: skip
    drafts.fill(draft, writing.entered(message), at)
    draft.save(force_insert=True)
    return draft


def propose(
    draft_id: int, *, reason: str, note: str, seen: drafts.Seen, by: Actor, at: datetime
) -> proposals.Proposed | None:  # fmt: skip
    """Hand in a draft that amends; None where customs itself amends, which is in force at once.

    Stale where the page knew another revision; Lodged where it was handed in before; what `proposals` refuses.
    """
    draft = queries.find(draft_id, by)
    found = queries.amended(draft)
    if found is None:
        raise NotFound(what=f"draft/{draft_id}")
    if draft.declaration_id is not None:
        raise Lodged
    if draft.revision != seen.revision:
        raise Stale
    asked = proposals.Asked(write(amended_message(draft)), reason, note, draft.amends_version)
    with transaction.atomic():
        told = None
        if draft.office:
            proposals.amend_by_customs(found.number, asked, by=by, at=at)
        else:
            told = proposals.propose(found.number, asked, by=by, at=at)
        Draft.objects.filter(pk=draft.pk).update(declaration_id=found.id, updated_at=at)
    return told


def amended_message(draft: Draft) -> Message:
    """What a draft that amends says; what no field of the form holds stays as declared. Faulty where unreadable."""
    assert draft.amends is not None
    assert draft.law_at is not None
    reading = read(load(draft.body), direction=draft.direction, party=draft.party, day=law_day(draft.law_at))
    if reading.unread:
        raise Faulty(codes=", ".join(f"{each.code} {each.path}" for each in reading.unread))
    first = one.versions(draft.amends)[draft.amends_version - 1]
    original = read_message(one.original(first))
    if not isinstance(original, Message):
        raise NotFound(what=first.number)
    return merged(original, reading.declaration, law_day(draft.law_at))


def save_template(draft_id: int, *, title: str, by: Actor, at: datetime) -> Draft:
    """Keep the contents as a template under this name; the draft stays as it is."""
    held = queries.find(draft_id, by)
    if held.amends is not None:
        raise NotFound(what=f"draft/{draft_id}")
    made = drafts.copied(held.party, held.direction, title or held.title, load(held.body), by, at)
    made.template = True
    made.save(update_fields=["template"])
    return made
