"""One dossier: who may see it, what came with it, what was done, its result."""

import json
from typing import Any

from django.db.models import Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.dossiers.domain.steps import limit_of, steps_of
from motcua.dossiers.domain.story import Course
from motcua.dossiers.models import Act, Dossier, Result, Sending
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.procedures import queries as procedures
from motcua.procedures.domain.content import Content


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """The department sees all, an enterprise its own, an agent those within its mandates, others nothing."""
    if actor.kind == "system" or is_staff(actor):
        return Dossier.objects.all()
    shown = Q(party__in=sorted(actor.own))
    for right in actor.acting:
        if right.agent and "see" in right.acts:
            shown |= Q(party=right.party, **({"office__in": sorted(right.offices)} if right.offices else {}))
    return Dossier.objects.filter(shown)


def find(number: str, actor: Actor) -> Dossier:
    """The dossier of that number. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(number=number[:24]).first()
    if found is None:
        raise NotFound(what=number[:30])
    return found


def content_of(found: Dossier) -> Content:
    """The version of the procedure under which it came."""
    return procedures.version(found.version_id).content


def course_of(found: Dossier, content: Content) -> Course:
    """Its steps and limit."""
    return Course(found.number, steps_of(content), limit_of(content), bool(found.originals))


def sendings(dossier: int) -> list[Sending]:
    """What the applicant sent: the dossier, then its supplement."""
    return list(Sending.objects.filter(dossier_id=dossier).order_by("no"))


def answers(sent: list[Sending]) -> dict[str, Any]:
    """The answers in force: those of the supplement, where it filled the form anew."""
    for each in reversed(sent):
        told: dict[str, Any] = json.loads(each.answers)
        if told:
            return told
    return {}


def papers(sent: list[Sending]) -> list[dict[str, Any]]:
    """Every paper that came: `paper`, `name`, `file`, `type`, `no` (the sending) and `at`."""
    return [{**paper, "no": each.no, "at": each.at} for each in sent for paper in json.loads(each.papers)]


def acts(dossier: int) -> list[Act]:
    """Every act, the first first."""
    return list(Act.objects.filter(dossier_id=dossier).order_by("leaf"))


def result(dossier: int) -> Result | None:
    """Its result, once it is finished."""
    return Result.objects.filter(dossier_id=dossier).first()


def points(found: list[Act]) -> tuple[str, ...]:
    """What the supplement was asked for, point by point."""
    asked = next((act for act in found if act.verb == "ask supplement"), None)
    return tuple(asked.note.splitlines()) if asked else ()
