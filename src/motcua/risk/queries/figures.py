"""Figures of selection for a period and an office: what each source and rule brought, and what the law ordered."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q, Sum

from motcua.kernel.days import law_day
from motcua.kernel.money import PPM, half_up
from motcua.kernel.words import Words
from motcua.risk import models, queries
from motcua.risk.domain import GREEN, RED, law_on
from motcua.risk.domain.outcomes import Interval, Prefix, Verdict, compared, wilson
from motcua.risk.queries import measures, standing

NO_RULE = ("", "DRAW")


class Scope(NamedTuple):
    """Two days, both included, and an office; an empty office is the whole department."""

    since: date
    until: date
    office: str = ""


class Yield(NamedTuple):
    """What one source, office or rule brought: inspections chosen, those with an outcome, hits, duty in dong."""

    key: str
    chosen: int
    share_ppm: int
    checked: int
    hits: int
    interval: Interval
    recovered: int


class RuleYield(NamedTuple):
    """The same of a rule: its words, since when it is in force, its last hit, and how it stands beside the draw."""

    yields: Yield
    words: Words | None
    since: date | None
    age_days: int
    last_hit: date | None
    beside_draw: Verdict


class Ordered(NamedTuple):
    """Inspections that the law or concrete information ordered on a day, and on what basis."""

    day: date
    office: str
    rule: str
    basis: str
    count: int


class Missed(NamedTuple):
    """What the draw says of declarations that nobody inspected: how many of them would have been hits."""

    uninspected: int
    likely: int
    low: int
    high: int


class Report(NamedTuple):
    """All figures of a scope."""

    scope: Scope
    cap_ppm: int
    balance: queries.Balance
    rate: queries.Rate
    highest: Prefix
    by_month: list[queries.Rate]
    by_source: list[Yield]
    by_office: list[Yield]
    by_rule: list[RuleYield]
    sample: queries.HitRate
    missed: Missed
    ordered: list[Ordered]
    unserved: list[queries.Waiting]


def report(scope: Scope) -> Report:
    """The report of a period, as page and command show it."""
    sample = queries.random_sample(*scope)
    rate = queries.inspection_rate(*scope)
    return Report(
        scope=scope, cap_ppm=law_on(scope.until).cap_ppm, balance=queries.balance(), rate=rate,
        highest=queries.prefix_rates(1)[0],
        by_month=queries.inspection_rates(scope.since, scope.until, "month", scope.office),
        by_source=yields(scope, "source", rate.registered), by_office=yields(scope, "office", rate.registered),
        by_rule=by_rule(scope, rate.registered, sample.interval), sample=sample, missed=missed(rate, sample),
        ordered=ordered(scope), unserved=queries.unserved(*scope),
    )  # fmt: skip


def yields(scope: Scope, by: str, registered: int) -> list[Yield]:
    """What inspections chosen by each source, office or rule brought; the most chosen first.

    An inspection counts on the day on which it was chosen, its outcome on the day on which it was found.
    """
    chosen = _chosen(scope, by)
    found = _found(scope, by)
    told = [_yield(key, chosen.get(key, 0), registered, found.get(key, {})) for key in chosen.keys() | found.keys()]
    return sorted(told, key=lambda each: (-each.chosen, -each.checked, each.key))


def by_rule(scope: Scope, registered: int, draw: Interval) -> list[RuleYield]:
    """The same by rule, each set beside what the draw finds among all declarations."""
    found = _found(scope, "rule")
    told = []
    for each in yields(scope, "rule", registered):
        if each.key not in NO_RULE:
            known = measures.profile(each.key, scope.until) or measures.profile(each.key, scope.since)
            since = known.since if known else None
            age = (scope.until - since).days if since else 0
            last = found.get(each.key, {}).get("last")
            told.append(RuleYield(each, known and known.words, since, age, last, compared(each.interval, draw)))
    return told


def missed(rate: queries.Rate, sample: queries.HitRate) -> Missed:
    """The draw's rate of hits, and its interval, over what was not inspected."""
    left = max(rate.registered - rate.inspected, 0)
    likely, low, high = (half_up(left * ppm, PPM) for ppm in sample.interval)
    return Missed(left, likely, low, high)


def ordered(scope: Scope) -> list[Ordered]:
    """Inspections required by law, the latest day first: how many, by which rule, on what basis."""
    return sorted(_ordered(scope), key=lambda each: (-each.day.toordinal(), each.office, each.rule, each.basis))


def _ordered(scope: Scope) -> Iterator[Ordered]:
    legal = queries.between(models.Decision.objects, *scope).filter(channel=RED, source="legal")
    for day, office, rule, count in legal.values_list("day", "office", "rule").annotate(n=Count("pk")).order_by():
        known = measures.profile(rule, day)
        yield Ordered(day, office, rule, known.basis if known else "", count)
    later = queries.between(models.Upgrade.objects, *scope).filter(spent__gt=0, source="legal")
    for day, office, basis, count in later.values_list("day", "office", "basis").annotate(n=Count("pk")).order_by():
        yield Ordered(day, office, "", basis, count)


def _chosen(scope: Scope, by: str) -> dict[str, int]:
    """Inspections by what chose them; a change of channel has no rule."""
    red = queries.between(models.Decision.objects, *scope).filter(channel=RED)
    counted: dict[str, int] = dict(red.values_list(by).annotate(n=Count("pk")).order_by())
    later = queries.between(models.Upgrade.objects, *scope).filter(spent__gt=0)
    if by == "rule":
        counted[""] = counted.get("", 0) + later.count()
        return counted
    for key, count in later.values_list(by).annotate(n=Count("pk")).order_by():
        counted[key] = counted.get(key, 0) + count
    return counted


def _found(scope: Scope, by: str) -> dict[str, dict[str, Any]]:
    rows = queries.between(standing.outcomes(), *scope).exclude(channel=GREEN).values(by).order_by()
    counted = rows.annotate(
        checked=Count("pk"), hits=Sum("stands"), duty=Sum("gained"), last=Max("day", filter=Q(stands=1))
    )  # fmt: skip
    return {row[by]: row for row in counted}


def _yield(key: str, chosen: int, registered: int, found: dict[str, Any]) -> Yield:
    checked, hits = found.get("checked", 0), found.get("hits", 0)
    share = half_up(chosen * PPM, registered) if registered else 0
    return Yield(key, chosen, share, checked, hits, wilson(hits, checked), found.get("duty", 0))


def today(at: datetime) -> queries.Rate:
    """What was registered and inspected on the day of a moment."""
    day = law_day(at)
    return queries.inspection_rate(day, day)
