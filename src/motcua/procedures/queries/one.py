"""One procedure: which version counts on a day, and what a version says."""

from collections.abc import Iterable
from datetime import date

import msgspec
from django.db.models import Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.procedures.domain import record
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.life import ISSUED
from motcua.procedures.models import Version


class Held(msgspec.Struct, frozen=True):
    """A version as it stands, with what it says."""

    version_id: int
    code: str
    no: int
    state: str
    content: Content
    effective_from: date | None = None
    effective_to: date | None = None
    revision: int = 1
    leaf: int = 0
    """Its last act: what `seen` of the services asks for."""


def held(found: Version) -> Held:
    """The version of a row."""
    return Held(
        found.pk, found.code, found.no, found.state, record.read(found.content), found.effective_from,
        found.effective_to, found.revision, found.leaf,
    )  # fmt: skip


def counting(day: date) -> Q:
    """Versions that are in force on that day."""
    return Q(effective_from__lte=day) & (Q(effective_to=None) | Q(effective_to__gte=day))


def visible_to(actor: Actor) -> QuerySet[Version]:
    """What an actor may see: the department all, others what was put in force."""
    if actor.kind == "system" or is_staff(actor):
        return Version.objects.all()
    return Version.objects.filter(state__in=sorted(map(str, ISSUED)), effective_from__isnull=False)


def in_force(code: str, day: date) -> Held | None:
    """The version of that code that counts on that day; never more than one."""
    found = Version.objects.filter(counting(day), code=code).first()
    return held(found) if found else None


def version(version_id: int) -> Held:
    """The version of that id, whatever its state. NotFound."""
    found = Version.objects.filter(pk=version_id).first()
    if found is None:
        raise NotFound(what=f"procedures/{version_id}")
    return held(found)


def several(version_ids: Iterable[int]) -> dict[int, Held]:
    """The versions of those ids, whatever their state; unknown ones are left out."""
    return {row.pk: held(row) for row in Version.objects.filter(pk__in=set(version_ids))}


def versions(code: str, actor: Actor) -> list[Held]:
    """The versions of a procedure that an actor may see, the newest first. NotFound where there are none."""
    found = list(visible_to(actor).filter(code=code).order_by("-no"))
    if not found:
        raise NotFound(what=code[:30])
    return [held(each) for each in found]
