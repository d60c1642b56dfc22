"""Published answers: proposed, reviewed by a second person, published, revised, withdrawn; loaded many at once."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.ground.services import bulk, ids, numbering
from motcua.helpdesk import events
from motcua.helpdesk.domain import answers, tables
from motcua.helpdesk.domain.answers import Content
from motcua.helpdesk.domain.errors import (
    AlreadyProposed,
    NoReason,
    NotProposed,
    NotPublishable,
    NotYet,
    ReviewedByAuthor,
)
from motcua.helpdesk.domain.life import ENTRY_MOVES, EntryState
from motcua.helpdesk.models import Entry, EntryVersion
from motcua.helpdesk.queries import questions
from motcua.helpdesk.services import linking, rights, rows
from motcua.helpdesk.services.writing import Row, Sheet
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotFound

NUMBERS = "TL"


class Life(msgspec.Struct):
    """A published answer while acts are done on it."""

    id: int
    code: str
    state: EntryState
    version: int
    proposed: int
    leaf: int = 0


@transaction.atomic
def publish(number: str, content: Content, *, by: Actor, at: datetime) -> Entry:
    """Propose the answer of a question for publication, in one's own words for all: a second person reviews it.

    NotFound, NotAllowed, NotPublishable (closed channel, no answer), and as `propose`.
    """
    found = questions.find(number, by)
    if found.nature in tables.CLOSED or not found.answer:
        raise NotPublishable(number=found.number)
    return propose(content, origin=found.pk, by=by, at=at)


@transaction.atomic
def propose(content: Content, *, code: str = "", origin: int = 0, by: Actor, at: datetime) -> Entry:
    """Write a new answer for publication. NotAllowed; refusals of `answers.fit` and of its links."""
    rights.need_editor(by)
    content = _fit(content, at)
    sheet = Sheet()
    life = _begin(code or f"{content.domain}-{numbering.take(NUMBERS):04d}", at)
    _version(life, "propose", content, sheet, by=by, at=at, origin=origin)
    return _stored(life, sheet, new=True)


@transaction.atomic
def revise(entry: int, content: Content, *, by: Actor, at: datetime) -> Entry:
    """Propose a new version; the one in force stays until it is approved. NotFound, AlreadyProposed; as `propose`."""
    rights.need_editor(by)
    life = _held(entry)
    if life.proposed:
        raise AlreadyProposed
    content = _fit(content, at)
    life.state = move(ENTRY_MOVES, life.state, "revise")
    sheet = Sheet()
    origin = EntryVersion.objects.filter(entry_id=entry).order_by("version").values_list("origin_id", flat=True)[0]
    _version(life, "revise", content, sheet, by=by, at=at, origin=origin)
    return _stored(life, sheet)


@transaction.atomic
def approve(entry: int, version: int, *, note: str = "", by: Actor, at: datetime) -> Entry:
    """Publish the version that waits. NotFound, NotAllowed, NotProposed, ReviewedByAuthor, NotYet."""
    return _reviewed(entry, version, "publish", note, by, at)


@transaction.atomic
def refuse(entry: int, version: int, *, note: str, by: Actor, at: datetime) -> Entry:
    """Do not publish the version that waits, with the reason. NoReason; as `approve`."""
    if not note.strip():
        raise NoReason
    return _reviewed(entry, version, "refuse", note, by, at)


@transaction.atomic
def withdraw_published(entry: int, *, note: str, by: Actor, at: datetime) -> Entry:
    """Take an answer from the public pages, and what waits with it, with the reason; both stay kept.

    NoReason, NotAllowed, Impossible.
    """
    rights.need_reviewer(by)
    if not note.strip():
        raise NoReason
    life = _held(entry)
    life.state = move(ENTRY_MOVES, life.state, "withdraw")
    life.version = life.proposed = 0
    sheet = Sheet()
    _step(life, "withdraw", note, sheet, by=by, at=at)
    return _stored(life, sheet)


@transaction.atomic
def load_packaged(packaged: Sequence[tuple[str, Content]], *, by: Actor, review: Actor, at: datetime) -> int:
    """Propose and publish answers (code, content) that the platform brings, by the same steps; how many are new.

    A code that is there already is left alone. `by` writes, `review` approves: two different ones, or the system.
    """
    if by.reference == review.reference and by.kind != "system":
        raise ReviewedByAuthor
    known = set(Entry.objects.values_list("code", flat=True))
    sheet, lives = Sheet(), []
    for code, content in packaged:
        if code in known:
            continue
        life = _begin(code, at)
        _version(life, "propose", answers.fit(content), sheet, by=by, at=at)
        life.state, life.version, life.proposed = EntryState.PUBLISHED, life.proposed, 0
        _step(life, "publish", "", sheet, by=review, at=at)
        lives.append(life)
    for life in lives:
        sheet.beside(rows.T_ENTRY, rows.ENTRY, _row(life))
    sheet.write()
    return len(lives)


@transaction.atomic
def say(entry: int, said: str, *, at: datetime) -> None:
    """A reader's word on a published answer: `helped`, `not`, or `answered` (nothing had to be asked). NotFound."""
    if not Entry.objects.filter(pk=entry, state=str(EntryState.PUBLISHED)).exists():
        raise NotFound(what=f"answers/{entry}")
    sheet, leaf = Sheet(), ids.one(at)
    row = (leaf, entry, at, said)
    sheet.leaf(events.VOTE, f"answer/{entry}", {rows.T_VOTE: [row]}, at=at, leaf=leaf, by=SYSTEM)
    sheet.write()


def _reviewed(entry: int, version: int, verb: str, note: str, by: Actor, at: datetime) -> Entry:  # noqa: PLR0913
    rights.need_reviewer(by)
    life = _held(entry)
    if not life.proposed or life.proposed != version:
        raise NotProposed
    author = EntryVersion.objects.get(entry_id=entry, version=version)
    if author.actor == by.reference and by.kind != "system":
        raise ReviewedByAuthor
    life.state = move(ENTRY_MOVES, life.state, verb)
    if verb == "publish":
        if author.since > law_day(at):
            raise NotYet(day=f"{author.since:%d/%m/%Y}")
        life.version = life.proposed
    life.proposed = 0
    sheet = Sheet()
    _step(life, verb, note.strip()[:2_000], sheet, by=by, at=at)
    return _stored(life, sheet)


def _begin(code: str, at: datetime) -> Life:
    return Life(ids.one(at), code, EntryState.PROPOSED, 0, 0)


def _fit(content: Content, at: datetime) -> Content:
    content = answers.fit(content)
    linking.need_lines(content.lines, law_day(at))
    linking.need_procedures(content.procedures, law_day(at))
    return content


def _held(entry: int) -> Life:
    found = Entry.objects.select_for_update().filter(pk=entry).first()
    if found is None:
        raise NotFound(what=f"answers/{entry}")
    return Life(found.pk, found.code, EntryState(found.state), found.version, found.proposed, found.leaf)


def _version(  # noqa: PLR0913 - as the row
    life: Life, verb: str, told: Content, sheet: Sheet, *, by: Actor, at: datetime, origin: int = 0
) -> None:
    count = EntryVersion.objects.filter(entry_id=life.id).count() if life.leaf else 0
    life.proposed, leaf = count + 1, ids.one(at)
    row = (
        leaf, life.id, life.proposed, life.code, at, by.reference, by.account, origin, told.domain, *told.question,
        *told.answer, answers.listed(told.basis), answers.listed(told.procedures), answers.listed(told.lines),
        told.since, told.until, int(told.uncertain), *told.note,
    )  # fmt: skip
    _step(life, verb, "", sheet, by=by, at=at, leaf=leaf, version=row)


def _step(  # noqa: PLR0913 - as the row
    life: Life, verb: str, note: str, sheet: Sheet, *, by: Actor, at: datetime, leaf: int = 0, version: Row = ()
) -> None:
    life.leaf = leaf or ids.one(at)
    step = (
        life.leaf, life.id, verb, str(life.state), life.version, life.proposed, at, by.reference, by.account, note,
    )  # fmt: skip
    told = {rows.T_ENTRY_STEP: [step], rows.T_ENTRY_VERSION: [version] if version else []}
    facts = {"verb": verb, "state": str(life.state)}
    sheet.leaf(events.ENTRY, f"answer/{life.code}", told, at=at, leaf=life.leaf, by=by, facts=facts)


def _row(life: Life) -> Row:
    return (life.id, life.code, str(life.state), life.version, life.proposed, life.leaf)


def _stored(life: Life, sheet: Sheet, *, new: bool = False) -> Entry:
    if new:
        sheet.beside(rows.T_ENTRY, rows.ENTRY, _row(life))
    else:
        columns = (*rows.ENTRY_STANDING, "leaf")
        bulk.update(rows.T_ENTRY, "id", columns, [(life.id, str(life.state), life.version, life.proposed, life.leaf)])
    sheet.write()
    return Entry.objects.get(pk=life.id)
