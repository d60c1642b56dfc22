"""Messages as people read them: the list, one with its steps, and the letters that a person has to see to."""

from datetime import date, timedelta

import msgspec
from django.db.models import Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import Page, page
from motcua.gateways.asw.domain.life import TO_SEE_TO, State
from motcua.gateways.asw.models import Message, Step
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotFound

COUNTED = 1_000
SORTS = {"at": "leaf", "partner": "partner", "kind": "kind", "about": "about", "state": "standing__state"}


class Asked(msgspec.Struct, frozen=True):
    """What the list is narrowed to. Empty values narrow nothing."""

    text: str = ""
    partner: str = ""
    direction: str = ""
    kind: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-at"


def visible_to(actor: Actor) -> QuerySet[Message]:
    """The messages an actor may see: the department all, others none."""
    rows = Message.objects.select_related("standing")
    return rows if actor.kind == "system" or is_staff(actor) else rows.none()


def matching(asked: Asked, actor: Actor) -> QuerySet[Message]:
    """Messages that fit, sorted."""
    rows = visible_to(actor)
    equal = {
        "partner": asked.partner, "direction": asked.direction, "kind": asked.kind, "standing__state": asked.state,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    if asked.since:
        rows = rows.filter(at__gte=law_moment(asked.since))
    if asked.until:
        rows = rows.filter(at__lt=law_moment(asked.until + timedelta(days=1)))
    text = asked.text.strip()
    if text:
        rows = rows.filter(Q(identifier__icontains=text) | Q(about__icontains=text) | Q(correlation=text))
    name = SORTS.get(asked.sort.lstrip("-"), "leaf")
    return rows.order_by(f"-{name}" if asked.sort.startswith("-") else name, "-leaf")


def listing(asked: Asked, actor: Actor, number: int = 1, size: int = 50) -> tuple[list[Message], Page]:
    """A page of messages."""
    rows = list(matching(asked, actor)[: COUNTED + 1])
    place = page(number, size, min(len(rows), COUNTED), more=len(rows) > COUNTED)
    return rows[:COUNTED][place.start : place.start + size], place


def letters(actor: Actor, number: int = 1, size: int = 50) -> tuple[list[tuple[Message, Step]], Page]:
    """Letters that a person has to see to, each with the step that says why, the oldest first."""
    found = visible_to(actor).filter(standing__state__in=TO_SEE_TO).order_by("standing__at", "leaf")
    rows = list(found[: COUNTED + 1])
    place = page(number, size, min(len(rows), COUNTED), more=len(rows) > COUNTED)
    shown = rows[:COUNTED][place.start : place.start + size]
    why = {each.leaf: each for each in Step.objects.filter(leaf__in=[row.standing.step for row in shown])}
    return [(row, why[row.standing.step]) for row in shown], place


def one(leaf: int, actor: Actor) -> Message:
    """A message. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(pk=leaf).first()
    if found is None:
        raise NotFound(what=f"window/{leaf}")
    return found


def steps(message: Message) -> list[Step]:
    """What happened to it, the first first."""
    return list(message.steps.order_by("leaf"))


def about(message: Message, actor: Actor) -> list[Message]:
    """Everything that both sides told each other of the same certificate, in the order in which it was written down."""
    same = {"partner": message.partner, "issuer": message.issuer, "about": message.about}
    return list(visible_to(actor).filter(**same).order_by("leaf")[:200])


def acts(message: Message) -> tuple[str, ...]:
    """What a person may do with it now."""
    if message.standing.state == State.DEAD:
        return ("resend", "give_up") if message.direction == "out" else ("obey_now", "give_up")
    return ("give_up",) if message.standing.state == State.REJECTED else ()
