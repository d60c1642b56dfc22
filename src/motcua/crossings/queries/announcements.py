"""Announced vehicles, as their reader may see them: the department all, a carrier its own."""

from collections.abc import Iterator
from datetime import date

import msgspec
from django.db.models import Q, QuerySet

from motcua.crossings.domain.life import OPEN, State
from motcua.crossings.domain.message import Vehicle, read
from motcua.crossings.domain.plates import fold
from motcua.crossings.models import Announcement, AnnouncementStep, AnnouncementVersion
from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import Page, page
from motcua.ground.domain import numbers
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound


def visible_to(actor: Actor) -> QuerySet[Announcement]:
    """What an actor may see."""
    if actor.kind == "system" or is_staff(actor):
        return Announcement.objects.all()
    shown = set(actor.own) | {right.party for right in actor.acting if "see" in right.acts}
    return Announcement.objects.filter(party__in=sorted(shown))


def find(number: str, actor: Actor) -> Announcement:
    """The announcement of that number, of whatever correction. NotFound where there is none that this actor may see."""
    try:
        root = numbers.parse(number).root
    except numbers.NotANumber:
        raise NotFound(what=number[:20]) from None
    found = visible_to(actor).filter(root=root).first()
    if found is None:
        raise NotFound(what=number)
    return found


def message(found: Announcement) -> Vehicle:
    """What is declared in the version in force."""
    return messages([found])[found.id]


def messages(found: list[Announcement]) -> dict[int, Vehicle]:
    """The same of many, by id."""
    wanted = {(each.id, each.version) for each in found}
    rows = AnnouncementVersion.objects.filter(announcement_id__in=[each.id for each in found])
    return {
        row.announcement_id: read(row.message.encode()) for row in rows if (row.announcement_id, row.version) in wanted
    }


def versions(announcement: int) -> list[AnnouncementVersion]:
    """Every version, the first first."""
    return list(AnnouncementVersion.objects.filter(announcement_id=announcement).order_by("version"))


def steps(announcement: int) -> list[AnnouncementStep]:
    """Every step in its life, the first first."""
    return list(AnnouncementStep.objects.filter(announcement_id=announcement).order_by("leaf", "no"))


def held_because(announcement: int) -> str:
    """Why it was put on hold the last time."""
    found = AnnouncementStep.objects.filter(announcement_id=announcement, verb="hold").order_by("-leaf").first()
    return found.note if found else ""


COUNTED = 1_000
REACH = 20_000
SORTS = {"expected": "expected_at", "number": "root", "plate": "plate"}


class Filters(msgspec.Struct, frozen=True):
    """How the list of announced vehicles is narrowed and sorted."""

    text: str = ""
    state: str = ""
    gate: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-expected"


def listing(filters: Filters, actor: Actor, *, number: int = 1, size: int = 50) -> tuple[list[Announcement], Page]:
    """A page of what matches."""
    ids = list(_matching(filters, actor).values_list("id", flat=True)[: COUNTED + 1])
    place = page(number, size, min(len(ids), COUNTED), more=len(ids) > COUNTED)
    shown = ids[:COUNTED][place.start : place.start + size]
    rows = Announcement.objects.in_bulk(shown)
    return [rows[each] for each in shown], place


def export(filters: Filters, actor: Actor) -> Iterator[Announcement]:
    """Every match within reach, in the same order."""
    yield from _matching(filters, actor)[:REACH]


def _matching(filters: Filters, actor: Actor) -> QuerySet[Announcement]:
    rows = visible_to(actor)
    if filters.text.strip():
        rows = rows.filter(_named(filters.text.strip()))
    if filters.state == "open":
        rows = rows.filter(state__in=list(map(str, OPEN)))
    elif filters.state in set(map(str, State)):
        rows = rows.filter(state=filters.state)
    if filters.gate:
        rows = rows.filter(gate=filters.gate)
    if filters.since:
        rows = rows.filter(expected_on__gte=filters.since)
    if filters.until:
        rows = rows.filter(expected_on__lte=filters.until)
    sign = "-" if filters.sort.startswith("-") else ""
    return rows.order_by(f"{sign}{SORTS.get(filters.sort.lstrip('-'), 'expected_at')}", f"{sign}id")


def _named(text: str) -> Q:
    plain = text.replace("-", "").replace(" ", "")
    found = Q(plate__endswith=fold(text)) | Q(party_name__icontains=text) | Q(party=plain)
    return found | Q(root__startswith=plain[:11]) if plain.isdecimal() else found
