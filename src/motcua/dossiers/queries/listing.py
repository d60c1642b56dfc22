"""The register and the desks: dossiers narrowed, sorted, a page at a time."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from motcua.design.asking import whole
from motcua.design.domain.paging import Page, page
from motcua.dossiers.domain.asking import SORTS, Filters
from motcua.dossiers.domain.life import CLOSED, WAITS
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.one import visible_to
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_moment

COUNTED = 1_000
REACH = 20_000
SOON = timedelta(hours=24)
_COLUMNS = {"lodged": "lodged_at", "due": "due_at", "number": "number", "party": "party_name"}
_OPEN = ~Q(state__in=[str(each) for each in CLOSED])


def register(
    filters: Filters, actor: Actor, *, now: datetime, number: int = 1, size: int = 50
) -> tuple[list[Dossier], Page]:  # fmt: skip
    """A page of the register."""
    found = _matching(filters, actor, now)
    return paged(found, number, size)


def paged(found: QuerySet[Dossier], number: int, size: int) -> tuple[list[Dossier], Page]:
    """A page of dossiers; counted up to COUNTED."""
    keys = list(found.values_list("pk", flat=True)[: COUNTED + 1])
    place = page(number, size, min(len(keys), COUNTED), more=len(keys) > COUNTED)
    return list(found[place.start : min(place.start + size, COUNTED)]), place


def lodged_within(rows: QuerySet[Dossier], since: date | None, until: date | None) -> QuerySet[Dossier]:
    """Those lodged from a day to a day; None bounds nothing."""
    if since:
        rows = rows.filter(lodged_at__gte=law_moment(since))
    return rows.filter(lodged_at__lt=law_moment(until + timedelta(days=1))) if until else rows


def sorted_by(sort: str, rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """In the order asked for: one of SORTS, with a minus before it the other way round."""
    key, sign = sort.removeprefix("-"), "-" if sort.startswith("-") else ""
    return rows.order_by(f"{sign}{_COLUMNS[key if key in SORTS else 'lodged']}", f"{sign}pk")


def export(filters: Filters, actor: Actor, *, now: datetime, most: int = REACH) -> Iterator[Dossier]:
    """Every match within reach, in the same order."""
    yield from _matching(filters, actor, now)[:most].iterator()


def _matching(filters: Filters, actor: Actor, now: datetime) -> QuerySet[Dossier]:
    rows = visible_to(actor)
    text = filters.text.strip()
    if text:
        rows = rows.filter(Q(number__icontains=text) | Q(party__startswith=text) | Q(party_name__icontains=text))
    exact = {"office": filters.office, "code": filters.code, "holder": whole(filters.holder, 0)}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if filters.state:
        rows = rows.filter(_OPEN if filters.state == "open" else Q(state=filters.state))
    if filters.lateness:
        rows = rows.filter(_late(filters.lateness, now))
    return sorted_by(filters.sort, lodged_within(rows, filters.since, filters.until))


def _late(name: str, now: datetime) -> Q:
    running = _OPEN & Q(running_since__isnull=False)
    if name == "open_late":
        return running & Q(due_at__lt=now)
    if name == "soon":
        return running & Q(due_at__gte=now, due_at__lt=now + SOON)
    return Q(lateness=name)


def offices_of(actor: Actor) -> list[str]:
    """The offices at which the actor works on dossiers."""
    return sorted({post.office for post in actor.posts if post.role in ("officer", "head", "leader") and post.office})


def reception(actor: Actor) -> list[Dossier]:
    """Dossiers that wait to be received at the actor's offices, the oldest first."""
    return list(Dossier.objects.filter(office__in=offices_of(actor), state="new").order_by("lodged_at")[:200])


def to_be_returned(actor: Actor) -> list[Dossier]:
    """Finished ones whose result is still at the desk, the oldest first."""
    return list(Dossier.objects.filter(office__in=offices_of(actor), state="done").order_by("done_at")[:200])


def held_by(actor: Actor) -> list[Dossier]:
    """What the actor has in hand and is not ended, the first due first."""
    return list(Dossier.objects.filter(_OPEN, holder=actor.account).order_by("due_at")[:200]) if actor.account else []


def unclaimed(actor: Actor) -> list[Dossier]:
    """What lies at the actor's offices in nobody's hand, the first due first."""
    rows = Dossier.objects.filter(_OPEN, holder=0, office__in=offices_of(actor)).exclude(state="new")
    return list(rows.order_by("due_at")[:200])


def waiting_for_applicants(actor: Actor) -> list[Dossier]:
    """What stands still at the actor's offices until the applicant supplements or pays."""
    rows = Dossier.objects.filter(office__in=offices_of(actor), state__in=sorted(WAITS))
    return list(rows.order_by("lodged_at")[:200])


def load(now: datetime) -> dict[str, dict[str, int]]:
    """Open dossiers of each office: `open`, `late` among them, `waiting` for applicants."""
    found: dict[str, dict[str, int]] = {}
    rows = Dossier.objects.filter(_OPEN).values_list("office", "running_since", "due_at", "state")
    for office, since, due, state in rows:
        told = found.setdefault(office, {"open": 0, "late": 0, "waiting": 0})
        told["open"] += 1
        told["late"] += int(since is not None and due is not None and due < now)
        told["waiting"] += int(state in WAITS)
    return found
