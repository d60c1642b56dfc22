"""Cases: which an actor may see and why, one of them, what belongs to it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.control import sealing
from motcua.control.domain.cases import subjects as persons
from motcua.control.domain.cases.life import IN_CUSTODY, State
from motcua.control.domain.cases.subjects import Subject
from motcua.control.models import (
    Case,
    CaseDecision,
    CaseGoods,
    CasePayment,
    CaseReader,
    CaseStep,
    CaseSubject,
    Exhibit,
    SubjectData,
)
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound

HANDLER, READER, NONE = "handler", "reader", "none"
LEADER, HEAD, TRIAGE = "leader", "head", "triage"
WORKING = frozenset({HANDLER, HEAD, LEADER})
"""By which of these a case is worked on; readers and those who sort proposals only look."""


class Shown(msgspec.Struct, frozen=True):
    """A subject, and who it is; None where that was erased."""

    row: CaseSubject
    who: Subject | None


def visible_to(actor: Actor, day: date) -> QuerySet[Case]:
    """What an actor needs to know on a day.

    Leaders see all, heads what their offices have and nobody restricted; control officers proposals that wait; all
    others what was given to them, as handlers or as readers until a day. A restricted case is its handlers', its
    readers' and the leaders'.
    """
    if actor.kind == "system" or actor.holds("leader"):
        return Case.objects.all()
    if actor.kind != "person":
        return Case.objects.none()
    seen = Q(Exists(_granted(actor, day).filter(case_id=OuterRef("pk"))))
    for post in actor.posts:
        if post.role == "head":
            seen |= Q(sensitive=0, office=post.office) if post.office else Q(sensitive=0)
        elif post.role == "control":
            seen |= Q(sensitive=0, state=str(State.PROPOSED))
    return Case.objects.filter(seen)


def _granted(actor: Actor, day: date) -> QuerySet[CaseReader]:
    """The rows by which an actor may see cases: the last for each, not ended and not over."""
    later = CaseReader.objects.filter(
        case_id=OuterRef("case_id"), account=OuterRef("account"), leaf__gt=OuterRef("leaf")
    )
    lasting = Q(until__isnull=True) | Q(until__gte=day)
    own = actor.account or -1
    return CaseReader.objects.filter(lasting, account=own).exclude(role=NONE).exclude(Exists(later))


def find(number: str, actor: Actor, day: date) -> Case:
    """The case of that number. NotFound where there is none that this actor may see."""
    found = visible_to(actor, day).filter(number=number[:16]).first() if "\x00" not in number else None
    if found is None:
        raise NotFound(what=number[:30].replace("\x00", ""))
    return found


def role_of(found: Case, actor: Actor, day: date) -> str:
    """By what right a case is seen: `handler`, `leader`, `head`, `reader` or `triage`; the strongest."""
    if actor.kind == "system":
        return LEADER
    row = granted(found, actor, day)
    if row is not None and row.role == HANDLER:
        return HANDLER
    if actor.holds(LEADER):
        return LEADER
    if not found.sensitive and actor.holds(HEAD, found.office):
        return HEAD
    return READER if row is not None else TRIAGE


def granted(found: Case, actor: Actor, day: date) -> CaseReader | None:
    """The row by which an actor handles or reads a case; None where there is none."""
    return _granted(actor, day).filter(case_id=found.pk).first()


def decides(found: Case, actor: Actor) -> bool:
    """Whether the actor is the head of the case's office, or a leader: whoever may decide, if not at work on it."""
    return actor.kind == "system" or actor.holds(LEADER) or (not found.sensitive and actor.holds(HEAD, found.office))


def handlers(found: Case, day: date) -> list[int]:
    """The accounts that handle a case on a day."""
    return [each.account for each in readers(found) if each.role == HANDLER and _lasts(each, day)]


def _lasts(row: CaseReader, day: date) -> bool:
    return row.until is None or row.until >= day


def readers(found: Case) -> list[CaseReader]:
    """Whoever was let in, as it stands last for each; those who were kept out again are left out."""
    last = {each.account: each for each in CaseReader.objects.filter(case_id=found.pk).order_by("leaf")}
    return [each for each in last.values() if each.role != NONE]


def steps(found: Case) -> list[CaseStep]:
    """Every step, the first first."""
    return list(CaseStep.objects.filter(case_id=found.pk).order_by("leaf"))


def step_of(found: Case, verb: str) -> CaseStep | None:
    """The last step of that verb."""
    return CaseStep.objects.filter(case_id=found.pk, verb=verb).order_by("-leaf").first()


def subjects(found: Case) -> list[Shown]:
    """Whom the case concerns. For those who read the file: `find` has decided."""
    held = list(CaseSubject.objects.filter(case_id=found.pk).order_by("no"))
    data = {each.leaf: each for each in SubjectData.objects.filter(leaf__in=[each.leaf for each in held])}
    return [Shown(each, _who(data.get(each.leaf))) for each in held]


def _who(data: SubjectData | None) -> Subject | None:
    return None if data is None else persons.read(sealing.unseal(bytes(data.sealed), data.leaf))


def goods(found: Case) -> list[CaseGoods]:
    """The goods as they were written down last."""
    rows = list(CaseGoods.objects.filter(case_id=found.pk).order_by("leaf", "no"))
    return [each for each in rows if each.leaf == rows[-1].leaf]


def decision(found: Case) -> CaseDecision | None:
    """The sanction, if one was decided."""
    return CaseDecision.objects.filter(case_id=found.pk).first()


def payments(found: Case) -> list[CasePayment]:
    """Money that came, the first first."""
    return list(CasePayment.objects.filter(case_id=found.pk).order_by("leaf"))


def exhibits(found: Case) -> list[Exhibit]:
    """Everything that was sealed for the case."""
    return list(Exhibit.objects.filter(case_id=found.pk).order_by("no"))


def in_custody(**narrowed: Any) -> Q:
    """Cases whose custody lasts, narrowed."""
    return Q(state__in=[str(each) for each in IN_CUSTODY], **narrowed)


def of_link(links: Iterable[str]) -> dict[str, Case]:
    """The cases that came of these, by link: for services that open each once."""
    return {each.link: each for each in Case.objects.filter(link__in=[each for each in links if each])}
