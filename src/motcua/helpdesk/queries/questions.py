"""Questions: which an actor may see, one of them, what was written, answered and done; who asked."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db.models import Q, QuerySet

from motcua.helpdesk import sealing
from motcua.helpdesk.domain import askers, clock, tables
from motcua.helpdesk.domain.askers import Contact
from motcua.helpdesk.domain.standing import Standing
from motcua.helpdesk.models import Answer, Asker, Attachment, Message, Question, Step, Text
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.reference import queries as reference

NAMES = Standing.__struct_fields__
DESK = frozenset({"support", "head", "leader", "officer"})
"""Roles that answer."""
ASKER, DESK_SIDE = "asker", "desk"
FOLLOWS = "question/"
"""Scope of who follows a question by its own address."""


class Written(msgspec.Struct, frozen=True):
    """Something that was written, with its files. Empty words were erased, and no files are given with them."""

    leaf: int
    at: datetime
    side: str
    title: str
    body: str
    files: tuple[Attachment, ...]
    erased: bool


def visible_to(actor: Actor) -> QuerySet[Question]:
    """What an actor may see; the closed channel only heads of the office, leaders and who asked.

    The support desk sees all else, an officer what lies with the own office or with the officer, an enterprise its
    own.
    """
    if actor.kind == "system" or actor.holds("leader"):
        return Question.objects.all()
    return Question.objects.filter(_seen_by(actor))


def _seen_by(actor: Actor) -> Q:
    open_channel = ~Q(nature__in=tables.CLOSED)
    seen = Q(pk__in=[])
    for post in actor.posts:
        here = Q(office=post.office) if post.office else ~Q(pk__in=[])
        if post.role == "head":
            seen |= here
        elif post.role == "support":
            seen |= open_channel
        elif post.role == "officer":
            seen |= open_channel & here
    if actor.kind == "person" and actor.account:
        seen |= Q(account=actor.account) | (open_channel & Q(assignee=actor.account))
    if actor.kind == "public":
        seen |= Q(number__in=[scope.removeprefix(FOLLOWS) for scope in actor.scopes if scope.startswith(FOLLOWS)])
    if actor.own:
        seen |= open_channel & Q(party__in=sorted(actor.own))
    return seen


def find(number: str, actor: Actor) -> Question:
    """The question of that number. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(number=number[:16]).first()
    if found is None:
        raise NotFound(what=number[:30])
    return found


def follower(number: str) -> Actor:
    """Who holds the key of a question's own address: may see and go on with that question alone."""
    return Actor(0, "asker", kind="public", scopes=frozenset({FOLLOWS + number}))


def is_asker(found: Question, actor: Actor) -> bool:
    """Whether this actor asked, for itself or for the enterprise."""
    if actor.kind == "public":
        return FOLLOWS + found.number in actor.scopes
    if actor.kind == "person" and actor.account and actor.account == found.account:
        return True
    return bool(found.party) and found.party in actor.own and found.nature not in tables.CLOSED


def at_desk(actor: Actor) -> bool:
    """Whether the actor answers questions at all."""
    return any(post.role in DESK for post in actor.posts)


def standing(found: Question) -> Standing:
    """How it stands, as the domain has it."""
    return msgspec.convert({name: getattr(found, name) for name in NAMES}, Standing)


def due(found: Question) -> datetime | None:
    """When an answer is due, outages recorded since cut out; None while the clock stands."""
    return clock.due(found.since, found.budget_s - found.used_s, reference.calendar())


def used(found: Question, at: datetime) -> int:
    """Seconds of working time that the answer has taken until now."""
    before: int = found.used_s
    return before + clock.worked(found.since, at, reference.calendar())


def written(found: Question) -> list[Written]:
    """What the asker and the desk wrote to each other, the first first."""
    texts = {each.leaf: each for each in Text.objects.filter(question_id=found.pk)}
    files: dict[int, list[Attachment]] = {}
    for each in Attachment.objects.filter(question_id=found.pk).order_by("leaf", "no"):
        files.setdefault(each.leaf, []).append(each)
    return [
        _written(message, texts.get(message.leaf), files.get(message.leaf, []))
        for message in Message.objects.filter(question_id=found.pk).order_by("leaf")
    ]


def _written(message: Message, text: Text | None, files: Sequence[Attachment]) -> Written:
    title, body = (text.title, text.body) if text else ("", "")
    return Written(message.leaf, message.at, message.side, title, body, tuple(files) if text else (), text is None)


def steps(found: Question) -> list[Step]:
    """Every step, the first first."""
    return list(Step.objects.filter(question_id=found.pk).order_by("leaf"))


def answers(found: Question) -> list[Answer]:
    """Every version of the answer, the latest first."""
    return list(Answer.objects.filter(question_id=found.pk).order_by("-version"))


def attachment(found: Question, leaf: int, no: int) -> Attachment:
    """A file of a question that was found for its reader; none where the words with it were erased. NotFound."""
    kept = Attachment.objects.filter(question_id=found.pk, leaf=leaf, no=no).first()
    if kept is None or not Text.objects.filter(pk=leaf).exists():
        raise NotFound(what=f"{found.number}/{leaf}/{no}")
    return kept


def contact(found: Question) -> Contact | None:
    """Who asked; None where that was erased. For those who answer and who asked: `find` has decided."""
    kept = Asker.objects.filter(pk=found.pk).first()
    return None if kept is None else askers.read(sealing.unseal(bytes(kept.sealed), found.pk))
