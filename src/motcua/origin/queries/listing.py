"""Lists: the register of certificates, lines that name one, applications; narrowed, sorted, a page at a time."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_moment
from motcua.origin.domain.asking import APP_SORTS, CLAIM_SORTS, SOON, SORTS, AppFilters, ClaimFilters, Filters
from motcua.origin.domain.life import DEAD, WAITING, AppState, State
from motcua.origin.models import Application, Certificate, Claim, Line
from motcua.origin.queries import applications
from motcua.origin.queries.one import claims_visible_to, visible_to

COUNTED = 1_000
REACH = 20_000
_COLUMNS = {
    "received": "received_at", "issued": "issued_on", "expires": "valid_until", "reference": "reference",
    "consignee": "consignee_name",
}  # fmt: skip
_CLAIM_COLUMNS = {
    "registered": "registered_at", "number": "number", "reference": "reference", "party": "party"
}  # fmt: skip
_APP_COLUMNS = {"applied": "applied_at", "number": "number", "party": "party_name"}


def certificates(
    filters: Filters, actor: Actor, *, today: date, number: int = 1, size: int = 50
) -> tuple[list[Certificate], Page]:  # fmt: skip
    """A page of the register."""
    return _paged(_matching(filters, actor, today), number, size)


def export(filters: Filters, actor: Actor, *, today: date) -> Iterator[Certificate]:
    """Every match within reach, in the same order."""
    yield from _matching(filters, actor, today)[:REACH]


def claims(filters: ClaimFilters, actor: Actor, *, number: int = 1, size: int = 50) -> tuple[list[Claim], Page]:
    """A page of lines that name certificates."""
    return _paged(_claims(filters, actor), number, size)


def export_claims(filters: ClaimFilters, actor: Actor, *, most: int = REACH) -> Iterator[Claim]:
    """Every match within reach."""
    yield from _claims(filters, actor)[:most].iterator()


def wishes(filters: AppFilters, actor: Actor, *, number: int = 1, size: int = 50) -> tuple[list[Application], Page]:
    """A page of applications."""
    return _paged(_wishes(filters, actor), number, size)


def export_wishes(filters: AppFilters, actor: Actor) -> Iterator[Application]:
    """Every match within reach."""
    yield from _wishes(filters, actor)[:REACH]


def lines_of(certificates_: list[Certificate]) -> dict[int, list[Line]]:
    """The lines of some certificates."""
    found: dict[int, list[Line]] = {}
    for each in Line.objects.filter(certificate_id__in=[held.pk for held in certificates_]).order_by("no"):
        found.setdefault(each.certificate_id, []).append(each)
    return found


def waiting(actor: Actor, today: date) -> dict[str, int]:
    """How much waits for origin officers, by kind."""
    rows = visible_to(actor)
    counts = {str(state): rows.filter(state=str(state)).count() for state in sorted(WAITING)}
    counts["flagged"] = rows.exclude(flagged="").count()
    counts["late"] = rows.filter(due_at__lt=law_moment(today)).count()
    counts["expiring"] = rows.filter(_group("expiring", today)).count()
    counts["named"] = claims_visible_to(actor).filter(state="named").count()
    return counts


def _paged(found: QuerySet[Any], number: int, size: int) -> tuple[list[Any], Page]:
    keys = list(found.values_list("pk", flat=True)[: COUNTED + 1])
    place = page(number, size, min(len(keys), COUNTED), more=len(keys) > COUNTED)
    return list(found[place.start : min(place.start + size, COUNTED)]), place


def _matching(filters: Filters, actor: Actor, today: date) -> QuerySet[Certificate]:
    rows = visible_to(actor)
    text = filters.text.strip()
    if text:
        rows = rows.filter(
            Q(reference__icontains=text) | Q(consignee__startswith=text) | Q(consignee_name__icontains=text)
            | Q(exporter_name__icontains=text)
            | Q(pk__in=Line.objects.filter(hs_code__startswith=text).values("certificate_id"))
        )  # fmt: skip
    if filters.state in set(map(str, State)):
        rows = rows.filter(state=filters.state)
    elif filters.state:
        rows = rows.filter(_group(filters.state, today))
    if filters.country:
        rows = rows.filter(country=filters.country)
    return _sorted(_between(rows, "received_at", filters), filters.sort, SORTS, _COLUMNS)


def _group(name: str, today: date) -> Q:
    """What is no state. Nothing for a name that is unknown."""
    alive = ~Q(state__in=[str(each) for each in DEAD])
    groups = {
        "open": Q(state__in=[str(each) for each in WAITING]) | ~Q(flagged=""),
        "used": Q(used=True),
        "unused": Q(used=False) & alive,
        "exhausted": Q(exhausted=True),
        "expiring": alive & Q(exhausted=False, valid_until__gte=today, valid_until__lte=today + timedelta(days=SOON)),
        "expired": Q(valid_until__lt=today),
        "flagged": ~Q(flagged=""),
        "late": Q(due_at__lt=law_moment(today)),
    }  # fmt: skip
    return groups.get(name, Q(pk__in=()))


def _claims(filters: ClaimFilters, actor: Actor) -> QuerySet[Claim]:
    rows = claims_visible_to(actor)
    text = filters.text.strip()
    if text:
        rows = rows.filter(Q(reference__icontains=text) | Q(number__startswith=text) | Q(party__startswith=text))
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.office:
        rows = rows.filter(office=filters.office)
    return _sorted(_between(rows, "registered_at", filters), filters.sort, CLAIM_SORTS, _CLAIM_COLUMNS)


def _wishes(filters: AppFilters, actor: Actor) -> QuerySet[Application]:
    rows = applications.visible_to(actor)
    text = filters.text.strip()
    if text:
        rows = rows.filter(
            Q(number__icontains=text) | Q(reference__icontains=text) | Q(party__startswith=text)
            | Q(party_name__icontains=text)
        )  # fmt: skip
    if filters.state == "waiting":
        asked = Q(told__in=("clarify", "verify"), state=str(AppState.ISSUED))
        rows = rows.filter(asked | Q(state__in=[str(AppState.APPLIED), str(AppState.APPROVED)]))
    elif filters.state:
        rows = rows.filter(state=filters.state)
    if filters.country:
        rows = rows.filter(partner=filters.country)
    return _sorted(rows, filters.sort, APP_SORTS, _APP_COLUMNS)


def _between(rows: QuerySet[Any], column: str, filters: Filters | ClaimFilters) -> QuerySet[Any]:
    if filters.since:
        rows = rows.filter(**{f"{column}__gte": law_moment(filters.since)})
    if filters.until:
        rows = rows.filter(**{f"{column}__lt": law_moment(filters.until + timedelta(days=1))})
    return rows


def _sorted(rows: QuerySet[Any], sort: str, known: tuple[str, ...], columns: dict[str, str]) -> QuerySet[Any]:
    key = sort.removeprefix("-")
    column = columns[key if key in known else known[0]]
    sign = "-" if sort.startswith("-") else ""
    return rows.order_by(f"{sign}{column}", f"{sign}pk")
