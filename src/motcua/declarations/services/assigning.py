"""Desks: who works on a declaration. Taking one keeps others from doing the same work; it gives no rights."""

from datetime import datetime

from django.db import transaction

from motcua.declarations import events
from motcua.declarations.domain.errors import NothingToTake, NotOfTheBranch, OwnDeclaration, TakenBefore
from motcua.declarations.models import Assigned
from motcua.declarations.queries import desks
from motcua.declarations.services.checks import case
from motcua.declarations.services.life import Group, Standing, need_officer
from motcua.ground.services import ids, log, notices
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words
from motcua.people import queries as people

_COLUMNS = ("leaf", "declaration_id", "no", "at", "actor", "officer", "note")


@transaction.atomic
def claim(subject: int, *, by: Actor, at: datetime) -> None:
    """Take a declaration onto one's own desk. TakenBefore where it is on another's; again changes nothing."""
    _, standing = case(subject, by)
    holder = desks.holders([subject]).get(subject, 0)
    if holder == by.account:
        return
    if holder:
        raise TakenBefore(number=standing.number, who=people.names([holder])[holder])
    _put(standing, by.account, "", by, at)


@transaction.atomic
def claim_next(office: str, *, had: int | None = None, by: Actor, at: datetime) -> str:
    """Take the declaration of the branch that is due first and on nobody's desk; its number. NothingToTake.

    `had` is the leaf of what the officer took last before asking (0: nothing): asked a second time with the same,
    what the first gave is answered, as long as it waits to be checked.
    """
    need_officer(by, office)
    for subject in desks.free(office):
        try:
            _, standing = case(subject, by)
        except OwnDeclaration:
            continue
        if had is not None and (given := desks.given_since(by.account, had)):
            return given
        if subject not in desks.holders([subject]) and standing.due_at is not None:
            _put(standing, by.account, "", by, at)
            return standing.number
    raise NothingToTake


@transaction.atomic
def hand_over(subject: int, *, to: int, note: str, by: Actor, at: datetime) -> None:
    """Give a declaration to another officer of the branch, or back into the queue (0); by its holder or the head.

    NotAllowed, NotOfTheBranch.
    """
    standing = Group([subject]).standing(subject)
    if desks.holders([subject]).get(subject, 0) != by.account and not by.holds("head", standing.office):
        raise NotAllowed(who=by.name, act="hand over")
    if to and to not in people.holders("officer", law_day(at), standing.office):
        raise NotOfTheBranch(office=standing.office)
    _put(standing, to, note, by, at)
    if to and to != by.account:
        words = Words(
            f"Anh/chị được giao tờ khai {standing.number}.", f"Declaration {standing.number} was handed over to you."
        )
        notices.tell(
            notices.account(to), words, f"/declarations/{standing.number}/", at=at, kind="desk", subject=standing.number
        )


def _put(standing: Standing, officer: int, note: str, by: Actor, at: datetime) -> None:
    no = Assigned.objects.filter(declaration_id=standing.id).count() + 1
    row = (ids.one(at), standing.id, no, at, by.reference, officer, note.strip()[:400])
    Assigned.objects.create(**dict(zip(_COLUMNS, row, strict=True)))
    log.append([
        log.leaf(
            events.ASSIGNED, id=row[0], subject=f"declaration/{standing.number}", at=at, by=by,
            facts={"officer": officer}, rows=[row_bytes("declarations_assigned", row)],
        )
    ])  # fmt: skip
