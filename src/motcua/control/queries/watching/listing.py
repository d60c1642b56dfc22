"""Lists of notes, registers, the watch list and plans: what an actor may see, narrowed, sorted, paged; and steps."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from motcua.control.domain.watching.asking import SORTS, Filters
from motcua.control.domain.watching.life import Watch
from motcua.control.domain.watching.lists import TO_SELECTION, What
from motcua.control.queries.watching import rights
from motcua.control.watch_models import (
    HeldStep,
    NoteReading,
    NoteStep,
    PatrolPlanStep,
    TargetStep,
    WatchEntry,
    WatchEntryStep,
    WatchStep,
)
from motcua.crossings.queries import watched
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.risk.domain.watches import START
from motcua.risk.queries import watches

COUNTED, REACH = 1_000, 20_000


class Listing(NamedTuple):
    """A list: who sees what, the columns of its day and kind, what is searched, its steps; `told`: of which rows."""

    rows: Any
    day: str
    kind: str
    searched: tuple[str, ...]
    steps: type[WatchStep]
    office: str = "office"
    told: Callable[[Actor], Q] | None = None


NOTES = Listing(
    rights.notes_for, "received_on", "source_class", ("number", "title", "party", "vehicle"), NoteStep,
    told=rights.titled,
)  # fmt: skip
REGISTER = Listing(rights.registers_for, "opened_on", "kind", ("number", "title", "party"), HeldStep)
WATCHES = Listing(rights.watches_for, "until", "what", ("number", "value", "reason"), WatchEntryStep, office="")
PLANS = Listing(rights.plans_for, "first_on", "", ("number", "title", "places", "who"), PatrolPlanStep)


def find(listing: Listing, number: str, actor: Actor) -> Any:
    """The thing of that number. NotFound where there is none that this actor may see."""
    found = listing.rows(actor).filter(number=number[:20]).first() if "\x00" not in number else None
    if found is None:
        raise NotFound(what=number[:30].replace("\x00", ""))
    return found


def listed(listing: Listing, filters: Filters, actor: Actor, number: int = 1, size: int = 50) -> tuple[list[Any], Page]:
    """A page of a list."""
    found = _matching(listing, filters, actor)
    keys = list(found.values_list("pk", flat=True)[: COUNTED + 1])
    place = page(number, size, min(len(keys), COUNTED), more=len(keys) > COUNTED)
    return list(found[place.start : min(place.start + size, COUNTED)]), place


def export(listing: Listing, filters: Filters, actor: Actor) -> Iterator[Any]:
    """Every match within reach, in the same order."""
    yield from _matching(listing, filters, actor)[:REACH]


def steps(listing: Listing, about: int) -> list[Any]:
    """Every act on a thing, the latest first."""
    return list(listing.steps.objects.filter(about=about).order_by("-leaf"))


def readings(note: int) -> list[NoteReading]:
    """Who opened a note, the latest first. For heads and leaders: the caller has decided."""
    return list(NoteReading.objects.filter(note_id=note).order_by("-leaf")[:500])


def versions(year: int) -> list[TargetStep]:
    """Every version of a year's targets with its reason, the latest first."""
    return list(TargetStep.objects.filter(year=year).order_by("-leaf", "no"))


def hits(entries: list[WatchEntry]) -> dict[str, int]:
    """How often each entry was met: declarations that selection saw, vehicles that crossed."""
    codes = {START + each.number: each.number for each in entries if What(each.what) in TO_SELECTION}
    found = {codes[code]: count for code, count in watches.met_counts(codes).items()} if codes else {}
    plates = [each for each in entries if each.what == What.VEHICLE and each.told_from is not None]
    return found | {each.number: len(crossed(each)) for each in plates}


def crossed(entry: WatchEntry) -> list[Any]:
    """The crossings of a watched vehicle while it was looked for, the latest first."""
    if entry.what != What.VEHICLE or entry.told_from is None:
        return []
    return watched.crossed(entry.value, entry.told_from, _looked_for_until(entry))


def _looked_for_until(entry: WatchEntry) -> date:
    """The last day on which the gates looked for it: the one on which it was stopped, if it was."""
    if entry.state != str(Watch.STOPPED):
        return entry.until
    stops = WatchEntryStep.objects.filter(about=entry.pk, verb="stop").values_list("at", flat=True)
    return min([entry.until, *map(law_day, stops)])


def _matching(listing: Listing, filters: Filters, actor: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = listing.rows(actor)
    if text := filters.text.strip().replace("\x00", ""):
        told = Q()
        for name in listing.searched:
            told |= Q(**{f"{name}__icontains": text})
        if listing.told is not None:
            told = Q(number__icontains=text) | (told & listing.told(actor))
        rows = rows.filter(told)
    narrowed = {"state": filters.state, listing.kind: filters.kind, listing.office: filters.office}
    rows = rows.filter(**{name: value for name, value in narrowed.items() if name and value})
    if filters.since:
        rows = rows.filter(**{f"{listing.day}__gte": filters.since})
    if filters.until:
        rows = rows.filter(**{f"{listing.day}__lte": filters.until})
    key, sign = filters.sort.removeprefix("-"), "-" if filters.sort.startswith("-") else ""
    column = {"on": listing.day, "number": "number", "office": listing.office or "number"}[
        key if key in SORTS else "on"
    ]
    return rows.order_by(f"{sign}{column}", f"{sign}pk")
