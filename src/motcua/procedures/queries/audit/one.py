"""One record: who may see it, how it came to be, what belongs to it."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.people import queries as people
from motcua.procedures.audit_models import Record, RecordStep
from motcua.procedures.domain.audit.bodies import Audit, Nonconformity, Review
from motcua.procedures.domain.audit.life import Kind, State


def visible_to(actor: Actor) -> QuerySet[Record]:
    """ISO officers and leaders see all; heads and officers what concerns their office, and what they audit or own.

    Everybody in the department sees approved programmes and objectives; the public only published declarations.
    """
    published = Q(kind=str(Kind.STATEMENT), state__in=[str(State.APPROVED), str(State.WITHDRAWN)])
    if actor.kind == "system" or actor.holds("iso") or actor.holds("leader"):
        return Record.objects.all()
    if actor.kind != "person" or not is_staff(actor):
        return Record.objects.filter(published)
    offices = sorted({post.office for post in actor.posts if post.role in ("head", "officer") and post.office})
    shown = Q(kind__in=[str(Kind.PROGRAMME), str(Kind.OBJECTIVE)]) & ~Q(state__in=["draft", "proposed"])
    mine = Q(people__contains=f" {actor.account} ") | Q(owner=actor.account)
    own = Q(office__in=offices) & ~Q(kind=str(Kind.AUDIT), state="planned")
    return Record.objects.filter(published | shown | mine | own)


def find(number: str, actor: Actor) -> Record:
    """The record of that number. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotFound(what=number[:24])
    return found


def within(number: str, actor: Actor) -> list[Record]:
    """What belongs to a record, as far as the actor may see it."""
    return list(visible_to(actor).filter(parent=number).order_by("number"))


def steps(found: Record) -> list[RecordStep]:
    """Every step of a record, the newest first; each holds the whole record as it was."""
    return list(RecordStep.objects.filter(record_id=found.pk).order_by("-leaf", "-no"))


_WRITTEN = ("enter", "change", "revise", "hold", "minutes", "assess")
_SIGNED = ("approve", "verify", "report", "close")
_DROPS = {**dict.fromkeys((*_WRITTEN, "return"), _SIGNED), "reopen": ("report",)}
"""Which signatures no longer stand after a verb."""


def signers(of: Iterable[RecordStep]) -> dict[str, RecordStep]:
    """The steps that stand as signatures, by verb (`enter` is the last writing), of steps with the newest first.

    Whatever is written anew, returned or taken back no longer bears the signatures that were under it.
    """
    found: dict[str, RecordStep] = {}
    for each in reversed(list(of)):
        for verb in _DROPS.get(each.verb, ()):
            found.pop(verb, None)
        if each.verb in _WRITTEN:
            found["enter"] = each
        elif each.verb in _SIGNED:
            found[each.verb] = each
    return found


def names_of(found: Iterable[Record]) -> dict[int, str]:
    """The names of all accounts that stand in these records."""
    wanted: set[int] = set()
    for each in found:
        wanted |= {each.owner, each.maker, *each.accounts()}
        body = each.said()
        if isinstance(body, Audit):
            wanted |= {item.by for item in body.items}
        elif isinstance(body, Nonconformity):
            wanted |= {body.answered_by, body.done_by, body.verified_by}
        elif isinstance(body, Review):
            wanted |= {decided.owner for decided in body.decisions}
    return people.names(sorted(wanted - {0}))
