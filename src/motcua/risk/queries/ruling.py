"""Figures of profiles: how often they are hit, what their inspections found, beside the random share."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from django.db import connection
from django.db.models import Count, Max, Q

from motcua.risk import models
from motcua.risk.domain.decision import RED
from motcua.risk.domain.law import law_on
from motcua.risk.domain.outcomes import Interval, Verdict, verdict, wilson
from motcua.risk.queries import HitRate, random_sample
from motcua.risk.queries.standing import GAINED, STANDS

_FOUND = f"""
SELECT o.rule, d.hits, o.day, COUNT(*), SUM({STANDS}), SUM({GAINED}) FROM risk_outcome o
JOIN risk_decision d ON d.subject = o.subject
WHERE o.channel = %s AND o.day >= %s AND o.day <= %s GROUP BY o.rule, d.hits, o.day
"""  # noqa: S608 - of our own constants


class Figures(msgspec.Struct):
    """Of one profile: declarations that met it, those that it chose, and what inspections found.

    A profile for inspection answers for those that it chose itself, one for documents for all that met it.
    """

    hits: int = 0
    chosen: int = 0
    last: date | None = None
    checked: int = 0
    found: int = 0
    recovered: int = 0

    @property
    def interval(self) -> Interval:
        """The hit rate with its interval."""
        return wilson(self.found, self.checked)


class Ruled(NamedTuple):
    """Figures of all profiles over some days, the random share beside them, and how few inspections tell nothing."""

    of: dict[str, Figures]
    random: HitRate
    least: int

    def verdict(self, code: str) -> Verdict:
        """Whether a profile beats the draw."""
        held = self.of.get(code, Figures())
        return verdict(held.found, held.checked, self.random.hits, self.random.checked, self.least)


class Month(NamedTuple):
    """A month of one profile."""

    month: str
    figures: Figures


def ruled(since: date, until: date) -> Ruled:
    """Figures of every profile between two days, both included; worked out once until something is added to them."""
    decided = models.Decision.objects.filter(day__lte=until).order_by("-turn").values_list("turn", flat=True).first()
    checked = models.Outcome.objects.filter(day__lte=until).order_by("-leaf").values_list("leaf", flat=True).first()
    added = models.Addition.objects.order_by("-leaf").values_list("leaf", flat=True).first()
    return _ruled(since, until, (decided, checked, added))


def forget() -> None:
    """Work everything out anew."""
    _ruled.cache_clear()


@lru_cache(maxsize=8)
def _ruled(since: date, until: date, known: tuple[int | None, ...]) -> Ruled:
    rows = models.Decision.objects.filter(day__gte=since, day__lte=until).values("hits", "rule").order_by()
    counted = rows.annotate(n=Count("subject"), last=Max("day"), red=Count("subject", filter=Q(channel__gt=1)))
    of: dict[str, Figures] = {}
    for row in counted:
        for code in row["hits"].split():
            held = of.setdefault(code, Figures())
            held.hits += row["n"]
            held.chosen += row["red"] if row["rule"] == code else 0
            held.last = max(held.last or row["last"], row["last"])
    for rule, hits, _, count, found, recovered in _found(since, until):
        for code in hits.split():
            if rule == code or code.startswith("Y-"):
                _add(of.setdefault(code, Figures()), count, found, recovered)
    return Ruled(of, random_sample(since, until), law_on(until).verdict_least)


def months(code: str, since: date, until: date) -> list[Month]:
    """The figures of one profile month by month, empty months left out."""
    rows = models.Decision.objects.filter(day__gte=since, day__lte=until, hits__contains=code)
    counted = rows.values("hits", "rule", "day").order_by()
    of: dict[str, Figures] = {}
    for row in counted.annotate(n=Count("subject"), red=Count("subject", filter=Q(channel__gt=1))):
        if code in row["hits"].split():
            held = of.setdefault(row["day"].isoformat()[:7], Figures())
            held.hits += row["n"]
            held.chosen += row["red"] if row["rule"] == code else 0
            held.last = max(held.last or row["day"], row["day"])
    for rule, hits, day, count, found, recovered in _found(since, until):
        if rule == code or (code.startswith("Y-") and code in hits.split()):
            _add(of.setdefault(day.isoformat()[:7], Figures()), count, found, recovered)
    return [Month(month, of[month]) for month in sorted(of)]


def _add(held: Figures, count: int, found: int, recovered: int) -> None:
    held.checked, held.found, held.recovered = held.checked + count, held.found + found, held.recovered + recovered


def _found(since: date, until: date) -> Iterator[tuple[str, str, date, int, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, (RED, since, until))
        rows: list[Any] = cursor.fetchall()
    for rule, hits, day, count, found, recovered in rows:
        held = date.fromisoformat(day) if isinstance(day, str) else day
        yield rule, hits, held, int(count), int(found), int(recovered)
