"""Indicators of the support desk: open, settled, on time, how long answers took, by domain and by month; what grows."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import msgspec
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from motcua.helpdesk.domain import tables
from motcua.helpdesk.domain.life import OPEN
from motcua.helpdesk.models import Answer, Question, Step
from motcua.kernel.days import law_day, law_moment
from motcua.kernel.words import Words

SPAN = 90
"""Days whose questions are compared with as many days before."""


class Figures(msgspec.Struct, frozen=True):
    """What came and was answered in a period. `hours_e2`: median working time of an answer in 1/100 hour."""

    asked: int
    answered: int
    on_time: int
    hours_e2: int | None
    again: int
    stars_e1: int | None
    """The mean rating in 1/10 star; None where nobody rated."""


class ByDomain(msgspec.Struct, frozen=True):
    """The figures of a domain."""

    domain: str
    words: Words
    figures: Figures


class Topic(msgspec.Struct, frozen=True):
    """How many questions of a domain came in the last days, and in as many before."""

    domain: str
    words: Words
    now: int
    before: int


def settled(since: date, until: date) -> QuerySet[Step]:
    """The first answer of each question in a period, both days included: how it stood then, with its `number`, `party`.

    The rows of figure S10.questions. A question that is asked again later stays settled when it was.
    """
    asked = Question.objects.filter(pk=OuterRef("question_id"))
    named = {name: Subquery(asked.values(name)[:1]) for name in ("number", "party")}
    return _first(since, until).annotate(**named).order_by("at", "leaf")


def _first(since: date, until: date) -> QuerySet[Step]:
    first = Answer.objects.filter(version=1, at__gte=law_moment(since), at__lt=law_moment(until + timedelta(days=1)))
    return Step.objects.filter(leaf__in=first.values("leaf"))


def questions_settled(since: date, until: date) -> int:
    """How many questions were settled in a period (S10.questions)."""
    return _first(since, until).count()


def on_time(since: date, until: date) -> tuple[int, int]:
    """How many questions were settled in a period, and how many of them in time."""
    in_time = Count("leaf", filter=Q(used_s__lte=F("budget_s")))
    found = _first(since, until).aggregate(settled=Count("leaf"), in_time=in_time)
    return found["settled"], found["in_time"]


def in_hand(now: datetime) -> dict[str, int]:
    """Questions open at this moment, and how many of them are late."""
    rows = Question.objects.filter(state__in=[str(each) for each in OPEN])
    return {"open": rows.count(), "late": rows.filter(due_at__lt=now).count()}


def of_period(since: date, until: date) -> Figures:
    """All questions of a period."""
    return _figures(_asked(since, until), _answered(since, until))


def by_domain(since: date, until: date) -> list[ByDomain]:
    """The same for each domain with questions, the most first."""
    asked, answered = _asked(since, until), _answered(since, until)
    found = []
    for code, words in tables.DOMAINS.items():
        some = [each for each in asked if each.domain == code], [each for each in answered if each.domain == code]
        if any(some):
            found.append(ByDomain(code, words, _figures(*some)))
    return sorted(found, key=lambda each: -each.figures.asked)


def growing(until: date) -> list[Topic]:
    """Domains asked about more in the last days than in as many before, the strongest first."""
    since = until - timedelta(days=SPAN - 1)
    now = _count(_asked(since, until))
    before = _count(_asked(since - timedelta(days=SPAN), since - timedelta(days=1)))
    found = [Topic(code, tables.DOMAINS[code], count, before.get(code, 0)) for code, count in now.items()]
    return sorted((each for each in found if each.now > each.before), key=lambda each: each.before - each.now)


def by_month(since: date, until: date) -> Iterator[tuple[str, int, int, int]]:
    """Month, asked, answered, of those on time."""
    asked, answered = _asked(since, until), _answered(since, until)
    months = sorted({_month(each.asked_at) for each in asked} | {_month(each.at) for each in answered})
    for month in months:
        done = [each for each in answered if _month(each.at) == month]
        came = sum(_month(each.asked_at) == month for each in asked)
        yield month, came, len(done), sum(each.used_s <= each.budget_s for each in done)


def _asked(since: date, until: date) -> list[Question]:
    rows = Question.objects.filter(
        asked_at__gte=law_moment(since), asked_at__lt=law_moment(until + timedelta(days=1))
    )  # fmt: skip
    return list(rows.only("id", "domain", "asked_at"))


def _answered(since: date, until: date) -> list[Any]:
    """First answers, with what became of their questions: how often asked again (`more`), how rated (`rated`)."""
    asked = Question.objects.filter(pk=OuterRef("question_id"))
    became = {"more": Subquery(asked.values("again")[:1]), "rated": Subquery(asked.values("stars")[:1])}
    return list(_first(since, until).only("leaf", "domain", "at", "used_s", "budget_s").annotate(**became))


def _figures(asked: Sequence[Question], answered: Sequence[Any]) -> Figures:
    rated = [each.rated for each in answered if each.rated]
    return Figures(
        len(asked), len(answered), sum(each.used_s <= each.budget_s for each in answered),
        round(median(each.used_s for each in answered) / 36) if answered else None,
        sum(each.more for each in answered), round(10 * sum(rated) / len(rated)) if rated else None,
    )  # fmt: skip


def _count(rows: Sequence[Question]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in rows:
        found[each.domain] = found.get(each.domain, 0) + 1
    return found


def _month(at: datetime | None) -> str:
    return f"{law_day(at):%Y-%m}" if at else ""
