"""Figures of selection for a period and an office: what each source and rule brought, and what the law ordered."""

from collections import Counter
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from django.db.models import Count, Max, Q, Sum

from motcua.kernel.days import law_day
from motcua.kernel.money import PPM, half_up
from motcua.kernel.words import Words
from motcua.risk import models, queries
from motcua.risk.domain import GREEN, RED, law_on
from motcua.risk.domain.decision import DRAW, SPEAKERS
from motcua.risk.domain.outcomes import Interval, Prefix, Verdict, verdict, wilson
from motcua.risk.queries import measures, standing

NO_RULE = ("", DRAW)
POINTS = 120
"""Prefixes of the stream for a chart."""
By = Literal["source", "office", "rule"]


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
    points: list[Prefix]
    by_month: list[queries.Rate]
    by_source: list[Yield]
    by_office: list[Yield]
    by_rule: list[RuleYield]
    sample: queries.HitRate
    missed: Missed
    ordered: list[Ordered]
    unserved: list[queries.Waiting]


class Chosen(NamedTuple):
    """An inspection as it was chosen; one ordered later has no rule."""

    day: date
    office: str
    source: str
    rule: str
    basis: str = ""


def report(scope: Scope) -> Report:
    """The report of a period, as page and command show it."""
    days = queries.inspection_rates(*scope)
    rate, by_month = queries.summed("", days), _months(days)
    sample, chosen = queries.random_sample(*scope), inspections(scope)
    highest, points = queries.prefix_rates(POINTS)
    return Report(
        scope=scope, cap_ppm=law_on(scope.until).cap_ppm, balance=queries.balance(), rate=rate, highest=highest,
        points=points, by_month=by_month, by_source=yields(scope, chosen, "source", rate.registered),
        by_office=yields(scope, chosen, "office", rate.registered),
        by_rule=by_rule(scope, chosen, rate.registered, sample), sample=sample, missed=missed(rate, sample),
        ordered=_ordered(chosen), unserved=queries.unserved(*scope),
    )  # fmt: skip


def inspections(scope: Scope) -> list[Chosen]:
    """Every inspection of the period as it was chosen, at registration or later."""
    red = queries.between(models.Decision.objects, *scope).filter(channel=RED).order_by()
    later = queries.between(models.Upgrade.objects, *scope).filter(spent__gt=0).order_by()
    return [
        *(Chosen(*row) for row in red.values_list("day", "office", "source", "rule")),
        *(
            Chosen(day, office, source, "", basis)
            for day, office, source, basis in later.values_list("day", "office", "source", "basis")
        ),
    ]


def _months(days: list[queries.Rate]) -> list[queries.Rate]:
    keys = sorted({each.key[:7] for each in days})
    return [queries.summed(key, [each for each in days if each.key.startswith(key)]) for key in keys]


def yields(scope: Scope, chosen: list[Chosen], by: By, registered: int) -> list[Yield]:
    """What inspections chosen by each source, office or rule brought; the most chosen first.

    An inspection counts on the day on which it was chosen, its outcome on the day on which it was found.
    """
    return _yields(chosen, by, registered, _found(scope, by))


def by_rule(scope: Scope, chosen: list[Chosen], registered: int, draw: queries.HitRate) -> list[RuleYield]:
    """The same by rule, each set beside what the draw finds among all declarations."""
    found, least = _found(scope, "rule"), law_on(scope.until).verdict_least
    told = []
    for each in _yields(chosen, "rule", registered, found):
        if each.key not in NO_RULE:
            known = measures.profile(each.key, scope.until) or measures.profile(each.key, scope.since)
            since = known.since if known else None
            age = (scope.until - since).days if since else 0
            last = found.get(each.key, {}).get("last")
            beside = verdict(each.hits, each.checked, draw.hits, draw.checked, least)
            told.append(RuleYield(each, SPEAKERS.get(each.key) or (known and known.words), since, age, last, beside))
    return told


def _yields(chosen: list[Chosen], by: By, registered: int, found: dict[str, dict[str, Any]]) -> list[Yield]:
    counted = Counter(getattr(each, by) for each in chosen)
    keys = counted.keys() | found.keys()
    told = [_yield(key, counted[key], registered, found.get(key, {})) for key in keys]
    return sorted(told, key=lambda each: (-each.chosen, -each.checked, each.key))


def missed(rate: queries.Rate, sample: queries.HitRate) -> Missed:
    """The draw's rate of hits, and its interval, over what was not inspected."""
    left = max(rate.registered - rate.inspected, 0)
    likely, low, high = (half_up(left * ppm, PPM) for ppm in sample.interval)
    return Missed(left, likely, low, high)


def ordered(scope: Scope) -> list[Ordered]:
    """Inspections required by law, the latest day first: how many, by which rule, on what basis."""
    return _ordered(inspections(scope))


def _ordered(chosen: list[Chosen]) -> list[Ordered]:
    counted = Counter((each.day, each.office, each.rule, each.basis) for each in chosen if each.source == "legal")
    told = [
        Ordered(day, office, rule, basis or _basis(rule, day), n) for (day, office, rule, basis), n in counted.items()
    ]
    return sorted(told, key=lambda each: (-each.day.toordinal(), each.office, each.rule, each.basis))


def _basis(rule: str, day: date) -> str:
    known = measures.profile(rule, day)
    return known.basis if known else ""


def _found(scope: Scope, by: By) -> dict[str, dict[str, Any]]:
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
