"""Who sees and does what among intelligence, registers, watch lists, plans and targets."""

from django.db.models import Q, QuerySet

from motcua.control.watch_models import HeldInRegister, IntelligenceNote, PatrolPlan, WatchEntry
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed


def offices_headed(actor: Actor) -> list[str] | None:
    """The offices whose head this person is; None where that is all of them."""
    offices = [post.office for post in actor.posts if post.role == "head"]
    return None if "" in offices else sorted(offices)


def sees_all(actor: Actor) -> bool:
    """Whether nothing is kept from this person: leaders, and the system."""
    return actor.kind == "system" or (actor.kind == "person" and actor.holds("leader"))


def works(actor: Actor) -> bool:
    """Whether this person does the work of control."""
    return actor.kind == "system" or (actor.kind == "person" and actor.holds("control"))


def decides(actor: Actor) -> bool:
    """Whether this person decides on the watch list: heads and leaders."""
    return sees_all(actor) or (actor.kind == "person" and actor.holds("head"))


def need_worker(by: Actor, act: str) -> None:
    """NotAllowed unless `works` or a leader."""
    if not (works(by) or sees_all(by)):
        raise NotAllowed(who=by.name, act=act)


def need_decider(by: Actor, act: str) -> None:
    """NotAllowed unless `decides`."""
    if not decides(by):
        raise NotAllowed(who=by.name, act=act)


def notes_for(actor: Actor) -> QuerySet[IntelligenceNote]:
    """Need to know: who recorded or handles a note, the head of its office unless it is restricted, and leaders."""
    rows = IntelligenceNote.objects.all()
    if sees_all(actor):
        return rows
    if actor.kind != "person" or not actor.account or not (works(actor) or actor.holds("head")):
        return rows.none()
    seen = Q(recorder=actor.account) | Q(handler=actor.account)
    headed = offices_headed(actor)
    if headed is None:
        seen |= Q(restricted=0)
    elif headed:
        seen |= Q(restricted=0, office__in=headed)
    return rows.filter(seen)


def of_own(found: IntelligenceNote, actor: Actor) -> bool:
    """Whether this person recorded or handles a note; nothing is kept from the system."""
    return actor.kind == "system" or actor.account in (found.recorder, found.handler)


def titled(actor: Actor) -> Q:
    """Notes whose titles this person reads in lists; of others' restricted ones the number alone."""
    own = actor.account or -1
    return Q() if actor.kind == "system" else Q(restricted=0) | Q(recorder=own) | Q(handler=own)


def registers_for(actor: Actor) -> QuerySet[HeldInRegister]:
    """Control sees all registers, heads what their offices have; of special projects only those who work on them do."""
    rows = HeldInRegister.objects.all()
    if sees_all(actor):
        return rows
    own = Q(handler=actor.account or -1)
    if works(actor):
        return rows.filter(own | ~Q(kind="project"))
    headed = offices_headed(actor)
    if headed is None:
        return rows.exclude(kind="base")
    return rows.filter(office__in=headed).exclude(kind="base")


def watches_for(actor: Actor) -> QuerySet[WatchEntry]:
    """Control, heads, leaders and risk officers see the watch list."""
    rows = WatchEntry.objects.all()
    return rows if works(actor) or decides(actor) or actor.holds("risk") else rows.none()


def plans_for(actor: Actor) -> QuerySet[PatrolPlan]:
    """Control and leaders see all plans, heads those of their offices."""
    rows = PatrolPlan.objects.all()
    if sees_all(actor) or works(actor):
        return rows
    headed = offices_headed(actor)
    return rows if headed is None else rows.filter(office__in=headed)
