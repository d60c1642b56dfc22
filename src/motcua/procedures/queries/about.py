"""What became of versions: acts, distribution, who has read them; the queue of those who write and sign."""

from collections.abc import Iterable
from datetime import date

import msgspec
from django.db.models import Count

from motcua.design.domain.access import is_staff
from motcua.kernel.actor import Actor
from motcua.procedures.domain import comparing
from motcua.procedures.domain.comparing import Change
from motcua.procedures.domain.life import ISSUED, OPEN
from motcua.procedures.models import Acknowledged, Act, Distributed, Version
from motcua.procedures.queries.one import Held, counting, held


class Edition(msgspec.Struct, frozen=True):
    """A line of the table of changes: a version that was issued, why, and in what it differs from the one before."""

    it: Held
    note: str
    changes: tuple[Change, ...]


class Reading(msgspec.Struct, frozen=True):
    """An office to which a version was given, and how many of it have read it."""

    office: str
    since: date
    read: int


def acts(version_id: int) -> list[Act]:
    """Every act on a version, the first first."""
    return list(Act.objects.filter(version_id=version_id).order_by("leaf", "no"))


def signers(version_id: int) -> dict[str, Act]:
    """The last writing, review and approval that stand, by verb (`write`, `review`, `approve`)."""
    found: dict[str, Act] = {}
    for each in acts(version_id):
        if each.verb in ("write", "revise"):
            found = {"write": each}
        elif each.verb == "give back":
            found = {"write": found["write"]}
        elif each.verb in ("review", "approve"):
            found[each.verb] = each
    return found


def editions(code: str) -> list[Edition]:
    """Every issued version of a procedure, the first first: the table of changes."""
    rows = list(Version.objects.filter(code=code, state__in=_ISSUED, effective_from__isnull=False).order_by("no"))
    ids = [each.pk for each in rows]
    notes = dict(Act.objects.filter(version_id__in=ids, verb="put in force").values_list("version_id", "note"))
    found, before = [], None
    for it in map(held, rows):
        changes = comparing.compare(before.content, it.content) if before else ()
        found.append(Edition(it, notes.get(it.version_id, ""), changes))
        before = it
    return found


def distributed(version_id: int) -> list[Reading]:
    """The offices to which a version was given, with how many of each have read it."""
    read = Acknowledged.objects.filter(version_id=version_id)
    counted = dict(read.values_list("office").annotate(Count("leaf")).order_by("office"))
    rows = Distributed.objects.filter(version_id=version_id).order_by("office")
    return [Reading(each.office, each.at, counted.get(each.office, 0)) for each in rows]


def given(version_id: int) -> list[str]:
    """The offices to which a version was given."""
    return list(Distributed.objects.filter(version_id=version_id).order_by("office").values_list("office", flat=True))


def readers(version_id: int) -> int:
    """How many have read a version, of whatever office."""
    return Acknowledged.objects.filter(version_id=version_id).count()


def has_read(version_ids: Iterable[int], actor: Actor) -> set[int]:
    """Those of the versions that this person has confirmed to have read."""
    rows = Acknowledged.objects.filter(account=actor.account, version_id__in=list(version_ids))
    return set(rows.values_list("version_id", flat=True))


def unread(actor: Actor, day: date) -> list[Held]:
    """What is in force that day, was given to the person's offices, and is not confirmed as read."""
    offices = sorted({post.office for post in actor.posts if post.office})
    if not is_staff(actor) or not offices:
        return []
    given = Distributed.objects.filter(office__in=offices).values("version_id")
    read = Acknowledged.objects.filter(account=actor.account).values("version_id")
    rows = Version.objects.filter(counting(day), pk__in=given).exclude(pk__in=read).order_by("code")
    return [held(each) for each in rows]


def being_written() -> list[Held]:
    """Versions that are not in force yet: drafts, reviewed and approved ones, by state and code."""
    return [held(each) for each in Version.objects.filter(state__in=sorted(map(str, OPEN))).order_by("code")]


def to_come(day: date) -> list[Held]:
    """Issued versions that take effect after that day."""
    rows = Version.objects.filter(state__in=_ISSUED, effective_from__gt=day).order_by("effective_from", "code")
    return [held(each) for each in rows if each.effective_to is None or each.effective_to > day]


_ISSUED = sorted(map(str, ISSUED))
