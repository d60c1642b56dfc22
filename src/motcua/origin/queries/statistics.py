"""Statistics: forms D received and answered, used and refused, by partner and month; certificates issued here."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from django.db.models import Q, QuerySet

from motcua.kernel.days import law_day, law_moment
from motcua.origin.domain.life import State
from motcua.origin.models import Application, Certificate, Outgoing


class FormD(msgspec.Struct, frozen=True):
    """Of one partner and month (its first day): what came, of it answered, used, refused; and what went there."""

    country: str
    month: date
    received: int = 0
    answered: int = 0
    used: int = 0
    refused: int = 0
    issued: int = 0


def form_d(since: date, until: date) -> list[FormD]:
    """Forms D of a period, both days included, by month and partner. `answered`: their issuers were told of a use or a
    verdict, not only of the receipt."""
    received, used, refused = (_counted(rows, "received_at", "country") for rows in _received(since, until))
    answered = _counted(_answered(since, until), "received_at", "country")
    issued = _counted(_within(Application.objects.all(), "issued_at", since, until), "issued_at", "partner")
    keys = sorted({*received, *issued}, key=lambda each: (each[1], each[0]))
    return [
        FormD(*key, received[key], answered[key], used[key], refused[key], issued[key]) for key in keys
    ]  # fmt: skip


def received(since: date, until: date) -> int:
    """How many forms D came in a period, both days included."""
    return _within(Certificate.objects.all(), "received_at", since, until).count()


def by_partner(since: date, until: date) -> Mapping[str, FormD]:
    """The same of a whole period, by partner."""
    found: dict[str, FormD] = {}
    for each in form_d(since, until):
        sums = found.get(each.country, FormD(each.country, since))
        found[each.country] = FormD(
            each.country, since, sums.received + each.received, sums.answered + each.answered, sums.used + each.used,
            sums.refused + each.refused, sums.issued + each.issued,
        )  # fmt: skip
    return found


def _received(since: date, until: date) -> list[QuerySet[Any]]:
    rows = _within(Certificate.objects.all(), "received_at", since, until)
    return [rows, rows.filter(used=True), rows.filter(state=str(State.REFUSED))]


def _answered(since: date, until: date) -> QuerySet[Any]:
    told = Outgoing.objects.exclude(kind="received").values("about")
    return _within(Certificate.objects.all(), "received_at", since, until).filter(Q(pk__in=told))


def _within(rows: QuerySet[Any], column: str, since: date, until: date) -> QuerySet[Any]:
    ends = law_moment(until + timedelta(days=1))
    return rows.filter(**{f"{column}__gte": law_moment(since), f"{column}__lt": ends})


def _counted(rows: QuerySet[Any], column: str, country: str) -> Counter[tuple[str, date]]:
    found: Counter[tuple[str, date]] = Counter()
    moment: datetime
    for moment, where in rows.values_list(column, country).iterator():
        found[where, law_day(moment).replace(day=1)] += 1
    return found


def rows(since: date, until: date) -> Iterator[dict[str, object]]:
    """The certificates behind the figure, in the order in which they came."""
    columns = ("reference", "country", "issued_on", "received_at", "consignee", "state")
    found = _within(Certificate.objects.all(), "received_at", since, until).order_by("received_at", "id")
    yield from found.values(*columns).iterator(chunk_size=2000)
