"""The post book as people read it: the department all of it, a trader what the own enterprises sent."""

from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import Page, page
from motcua.ground.domain.postbook import REFUSED, UNREADABLE, Asked
from motcua.ground.models import Message
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotFound

COUNTED = 1_000
"""Counting stops here."""
REACH = 20_000
"""So many of the newest are looked through for what no index decides."""
_CAME = {
    "accepted": Q(answered_at__isnull=False, status__lt=REFUSED),
    "refused": Q(answered_at__isnull=False, status__gte=REFUSED) & ~Q(status__in=UNREADABLE),
    "unreadable": Q(answered_at__isnull=False, status__in=UNREADABLE),
    "unanswered": Q(answered_at__isnull=True),
}


def visible_to(actor: Actor) -> QuerySet[Message]:
    """The messages an actor may see: the department all, a trader those of its enterprises and its own, others none."""
    if actor.kind == "system" or is_staff(actor):
        return Message.objects.all()
    if actor.own:
        return Message.objects.filter(party__in=[*sorted(actor.own), actor.reference])
    return Message.objects.none()


def listing(asked: Asked, actor: Actor, *, number: int = 1, size: int = 50) -> tuple[list[Message], Page]:
    """A page of the post book, the newest first."""
    scope = visible_to(actor)
    if asked.since:
        scope = scope.filter(at__gte=law_moment(asked.since))
    if asked.until:
        scope = scope.filter(at__lt=law_moment(asked.until.fromordinal(asked.until.toordinal() + 1)))
    narrow = _narrow(asked)
    if narrow is not None:
        reached = scope.order_by("-id").values("id")[:REACH]
        scope = Message.objects.filter(narrow, id__in=reached)
    ids = list(scope.order_by("-id").values_list("id", flat=True)[: COUNTED + 1])
    place = page(number, size, min(len(ids), COUNTED), more=len(ids) > COUNTED)
    wanted = ids[:COUNTED][place.start : place.start + size]
    rows = {row.id: row for row in Message.objects.filter(id__in=wanted)}
    return [rows[each] for each in wanted], place


def _narrow(asked: Asked) -> Q | None:
    conditions = []
    if asked.came:
        conditions.append(_CAME[asked.came])
    if asked.medium:
        conditions.append(Q(medium=asked.medium))
    text = asked.text.strip()
    if text:
        conditions.append(
            Q(reference__icontains=text) | Q(subject=text) | Q(party=text) | Q(sender=text) | Q(kind=text)
            | (Q(id=int(text)) if text.isascii() and text.isdecimal() and len(text) < 19 else Q(key=text))
        )  # fmt: skip
    return None if not conditions else Q(*conditions)


def one(message: int, actor: Actor) -> Message:
    """A message. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(pk=message).first()
    if found is None:
        raise NotFound(what=f"message/{message}")
    return found


def taken(since: datetime, until: datetime) -> QuerySet[Message]:
    """Messages of programs taken from a moment up to another, answered or not."""
    return Message.objects.filter(at__gte=since, at__lt=until)
