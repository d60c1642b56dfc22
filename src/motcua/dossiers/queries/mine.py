"""An enterprise's own dossiers, narrowed, sorted, a page at a time; with the titles of their procedures."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec
from django.db.models import Q, QuerySet

from motcua.design.domain.paging import Page
from motcua.dossiers.domain.life import CLOSED, WAITS
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.listing import REACH, lodged_within, paged, sorted_by
from motcua.dossiers.queries.one import visible_to
from motcua.kernel.actor import Actor
from motcua.kernel.words import Words
from motcua.procedures.queries.lists import titles
from motcua.reference.domain import fold

MINE, OPEN = "mine", "open"
"""Groups of states: those that wait for the enterprise, and those that are not closed."""


class Filters(msgspec.Struct, frozen=True):
    """What the list is narrowed to. Empty values narrow nothing."""

    text: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-lodged"


def listed(filters: Filters, actor: Actor, *, number: int = 1, size: int = 50) -> tuple[list[Dossier], Page]:
    """A page of dossiers."""
    found = _matching(filters, actor)
    return paged(found, number, size)


def export(filters: Filters, actor: Actor) -> Iterator[Dossier]:
    """Every match within reach, in the same order."""
    yield from _matching(filters, actor)[:REACH].iterator()


def titles_of(rows: Iterable[Dossier]) -> Mapping[int, Words]:
    """The titles of the procedures of some dossiers, by version."""
    return titles({each.version_id for each in rows})


def waiting(actor: Actor) -> int:
    """How many wait for the enterprise."""
    return visible_to(actor).filter(_group(MINE)).count()


def _matching(filters: Filters, actor: Actor) -> QuerySet[Dossier]:
    rows = visible_to(actor)
    text = filters.text.strip()
    if text:
        rows = rows.filter(
            Q(number__icontains=text) | Q(party__startswith=text) | Q(party_name__icontains=text)
            | Q(version_id__in=_titled(text, rows))
        )  # fmt: skip
    if filters.state:
        rows = rows.filter(_group(filters.state))
    return sorted_by(filters.sort, lodged_within(rows, filters.since, filters.until))


def _titled(text: str, rows: QuerySet[Dossier]) -> list[int]:
    """Versions whose title holds the text, without its marks."""
    held = titles(set(rows.order_by().values_list("version_id", flat=True).distinct()))
    wanted = fold(text)
    return [version for version, words in held.items() if any(wanted in fold(each) for each in words)]


def _group(name: str) -> Q:
    if name == MINE:
        return Q(state__in=sorted(WAITS))
    if name == OPEN:
        return ~Q(state__in=sorted(map(str, CLOSED)))
    return Q(state=name)
