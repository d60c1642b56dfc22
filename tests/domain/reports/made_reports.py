"""Made-up reports: any figures that could be, to hold the text against."""

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from motcua.design.domain import amounts
from motcua.kernel.words import Words
from motcua.reports.domain.figures import Figure, Line, Report, Selected, growth, percent
from motcua.reports.domain.targets import Target
from motcua.reports.domain.telling import Plan

OFFICES = ("20BB", "20BC", "20BD", "20CE", "20CF", "20CG")
DAY = date(2023, 12, 22)
MOST = 10**14
ROUND = 10**12
counts = st.one_of(st.integers(0, 30), st.integers(0, 10**7))
dongs = st.one_of(st.sampled_from([0, ROUND, ROUND - 1, ROUND + 1]), st.integers(0, MOST))


def figure(id_: str, value: Any, unit: str = "count", text: str = "") -> Figure:
    """A figure whose printed text does not matter."""
    return Figure(id_, Words(id_, id_), value, unit, Words(text or str(value), text or str(value)), "rows")


def grown(id_: str, now: int, before: int) -> Figure:
    """A growth as the report holds it: a dash where there was nothing before."""
    return figure(id_, growth(now, before), "percent", amounts.change(now, before, "vi"))


def share(id_: str, part: int, whole: int) -> Figure:
    """A share as the report holds it: a dash of nothing."""
    return figure(id_, percent(part, whole), "percent", amounts.part(part, whole, "vi"))


def target(id_: str, value: int) -> Target:
    """A revenue target of the year."""
    return Target(id_, "revenue", 2023, value, Words(f"mốc {id_}", f"Mark {id_}"), "made up", verified=False)


def line(key: str, revenue: int = 0, before: int = 0, declarations: int = 0) -> Line:
    """A branch or a month."""
    return Line(key, Words(f"Chi cục {key}", f"Branch {key}"), revenue, declarations, 1, 0, 1, 1, 1, before)


def made(  # noqa: PLR0913 - the parts of a report
    *figures: Figure, branches: tuple[Line, ...] = (), months: tuple[Line, ...] = (),
    targets: tuple[Target, ...] = (), total: Line | None = None, as_of: date = DAY,
) -> Report:  # fmt: skip
    """A report of these parts; revenue is told always, and volumes are nothing unless they are given."""
    known = {each.id for each in figures}
    whole = total or line("total", sum(each.revenue for each in branches), 0, sum(e.declarations for e in branches))
    usual = [figure("S1.revenue", whole.revenue, "VND"), figure("S2.declarations", whole.declarations),
             figure("S2.enterprises", 0), figure("S2.turnover_usd", 0, "USD")]  # fmt: skip
    held = (*(each for each in usual if each.id not in known), *figures)
    return Report(as_of.year, as_of, held, branches, months, whole, Selected(0, 0, 0), targets)


def cap(ppm: int) -> Plan:
    """At most so much is to be inspected next year."""
    return Plan("inspection_rate", ppm, Words("không quá mức", "at most so much"))


@st.composite
def lines(draw: Any, keys: tuple[str, ...]) -> tuple[Line, ...]:
    """A line for each."""
    return tuple(line(key, draw(dongs), draw(dongs), draw(counts)) for key in keys)


@st.composite
def near(draw: Any, *marks: int) -> int:
    """Any amount, or one at a mark or beside it."""
    beside = [mark + step for mark in marks for step in (-5_000_000, -1, 0, 1, 5_000_000)]
    return draw(st.one_of(st.sampled_from([each for each in beside if each > 0]), st.integers(1, MOST)))


@st.composite
def reports(draw: Any) -> tuple[Report, tuple[Plan, ...]]:
    """A report of 2023 with its targets and caps; survey, control, outages and forecast may be absent."""
    branches = draw(lines(OFFICES))
    revenue, declarations = sum(each.revenue for each in branches), sum(each.declarations for each in branches)
    targets = tuple(target(id_, draw(near(revenue or 1))) for id_ in ("one", "two"))
    caps = draw(st.lists(st.sampled_from([42_000, 42_346, 50_000, 70_000]), max_size=2, unique=True))
    registered = draw(st.sampled_from([0, 1, 20, 500, 100_000, 10**7]))
    red = draw(st.integers(0, registered))
    if caps and draw(st.booleans()):
        red = min(registered, max(0, caps[0] * registered // 10**6 + draw(st.integers(-1, 1))))
    vehicles, turnover, enterprises = draw(counts), draw(dongs), draw(counts)
    figures = [
        figure("S1.revenue", revenue, "VND"),
        *(grown(f"S1.revenue_growth{suffix}", revenue, draw(near(revenue or 1))) for suffix in ("", "_same_period")),
        *(share(f"S1.target.{each.id}", revenue, each.value) for each in targets),
        figure("S2.declarations", declarations), grown("S2.declarations_growth", declarations, draw(counts)),
        figure("S2.enterprises", enterprises), grown("S2.enterprises_growth", enterprises, draw(counts)),
        figure("S2.turnover_usd", turnover, "USD"),
        grown("S2.turnover_usd_growth", turnover, draw(st.one_of(near(turnover or 1), dongs))),
        figure("S3.vehicles", vehicles), grown("S3.vehicles_growth", vehicles, draw(counts)),
        share("S13.inspection_rate", red, registered),
    ]  # fmt: skip
    if draw(st.booleans()):
        figures += draw(more([each.value for each in targets]))
    months = draw(lines(tuple(f"2023-{month:02d}" for month in range(1, 13))))
    return made(*figures, branches=branches, months=months, targets=targets), tuple(map(cap, caps))


@st.composite
def more(draw: Any, targets: list[int]) -> list[Figure]:
    """What may be absent."""
    invited, indicators = draw(st.integers(0, 5000)), draw(st.integers(0, 10))
    answers, outages = draw(st.integers(0, invited)), draw(st.integers(0, 3))
    return [
        figure("S1.forecast", draw(near(*targets)), "VND"),
        figure("S4.indicators_ahead", draw(st.integers(0, indicators))), figure("S4.indicators", indicators),
        figure("S5.outages", outages), figure("S5.outage_minutes", draw(st.integers(0, 90)) if outages else 0),
        share("S5.availability", 10**7 - outages * draw(st.integers(1, 99)), 10**7),
        figure("S11.invited", invited), figure("S11.answers", answers), share("S11.response_rate", answers, invited),
        share("S11.satisfied", draw(st.integers(0, answers)), answers),
    ]  # fmt: skip


def exact(report: Report, id_: str) -> Fraction:
    """A figure of a report as the decimal that it is."""
    value = report.figure(id_).value
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
