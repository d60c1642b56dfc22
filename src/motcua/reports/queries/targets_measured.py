"""What was done of a target to the end of a day, counted anew from the rows of each room."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Q

from motcua.declarations.domain.life import Channel
from motcua.declarations.queries import statistics
from motcua.dossiers.domain.life import Lateness
from motcua.dossiers.queries.counting import lodged
from motcua.helpdesk.queries import figures as questions
from motcua.kernel.money import PPM, half_up
from motcua.kernel.refusals import Refusal
from motcua.reference import domain as reference
from motcua.reports.domain.targets_kept import Goal, days
from motcua.reports.domain.targets_pace import Measured, Period
from motcua.reports.queries.spans import year_before
from motcua.revenue import queries as revenue
from motcua.revenue.domain.forecasting import Outlook
from motcua.revenue.queries import forecast

LATELY = timedelta(days=56)
"""The days by which a branch's share of what is to come is told."""
ONE = timedelta(days=1)


def period(goal: Goal, as_of: date) -> Period:
    """Where the end of a day stands in the target's period. Days of a year without a calendar are not counted."""
    since, until = days(goal.period)
    worked = _open(since, min(as_of, until))
    return Period(since <= as_of, until <= as_of, worked, _open(max(as_of + ONE, since), until))


def _open(since: date, until: date) -> int:
    calendar, found, day = reference.calendar(), 0, since
    while day <= until and day.year in calendar.years:
        found += calendar.open_on(day)
        day += ONE
    return found


def measured(goal: Goal, as_of: date) -> Measured:
    """What was done to the end of a day, and what the period will end with where that can be told."""
    since, until = days(goal.period)
    if as_of < since:
        return Measured(None)
    last = min(as_of, until)
    if goal.kind == "revenue":
        return _revenue(goal, since, last, until)
    if goal.kind == "growth":
        return Measured(_growth(goal.office, since, last))
    if goal.kind == "inspection_rate":
        return Measured(_inspected(goal.office, since, last))
    if goal.kind == "service":
        return Measured(None if goal.office else _on_time(since, last))
    return Measured(None)


def _revenue(goal: Goal, since: date, last: date, until: date) -> Measured:
    by_office = revenue.collected(since, last)
    done = by_office.get(goal.office, 0) if goal.office else sum(by_office.values())
    told = _outlook(since, until, last) if last < until else None
    if told is None:
        return Measured(done, adds_up=True)
    if goal.office:
        share = _share(goal.office, last)
        return Measured(done, done + half_up((told.value - told.collected) * share, PPM), adds_up=True, basis="share")
    return Measured(done, told.value, told.low80, told.high80, adds_up=True, basis="forecast")


def _outlook(since: date, until: date, as_of: date) -> Outlook | None:
    """The forecast of just this period; None where nothing can be told."""
    try:
        told = forecast.of(as_of)
    except Refusal:
        return None
    return next((each for each in told.outlooks if (each.since, each.until) == (since, until)), None)


def _share(office: str, as_of: date) -> int:
    """What a branch brought of the department's revenue lately, in ppm."""
    lately = revenue.collected(as_of - LATELY + ONE, as_of)
    whole = sum(lately.values())
    return half_up(lately.get(office, 0) * PPM, whole) if whole > 0 else 0


def _growth(office: str, since: date, last: date) -> int | None:
    """Growth of turnover on the same days of the year before, in ppm; None from nothing."""
    now, before = (_turnover(office, *span) for span in ((since, last), (year_before(since), year_before(last))))
    return half_up((now - before) * PPM, before) if before > 0 else None


def _turnover(office: str, since: date, until: date) -> int:
    return sum(each.turnover_usd_e4 for each in statistics.tallies(since, until) if office in ("", each.office))


def _inspected(office: str, since: date, until: date) -> int | None:
    """Physical inspections among what was registered, in ppm, as the annual report counts them."""
    whole = red = 0
    for (place, _, channel), count in statistics.registered(since, until).items():
        if office in ("", place):
            whole += count
            red += count if channel == Channel.RED else 0
    return half_up(red * PPM, whole) if whole else None


def _on_time(since: date, until: date) -> int | None:
    """Dossiers and questions that were answered in time, of those that were answered, in ppm."""
    settled, in_time = questions.on_time(since, until)
    told = lodged(since, until).aggregate(
        whole=Count("pk", filter=~Q(lateness="")),
        good=Count("pk", filter=Q(lateness__in=[str(Lateness.EARLY), str(Lateness.ON_TIME)])),
    )
    whole = settled + told["whole"]
    return half_up((in_time + told["good"]) * PPM, whole) if whole else None


def rows(goal: Goal, as_of: date) -> Iterator[dict[str, object]]:
    """The rows behind what was done: payments, declarations, inspections; none for kinds without rows of their own."""
    since, until = days(goal.period)
    last = min(as_of, until)
    if last < since:
        return iter(())
    if goal.kind == "revenue":
        return revenue.rows(since, last, office=goal.office)
    if goal.kind == "growth":
        return statistics.rows(since, last, office=goal.office)
    if goal.kind == "inspection_rate":
        return statistics.rows(since, last, office=goal.office, channel=Channel.RED, also_cancelled=True)
    return iter(())
