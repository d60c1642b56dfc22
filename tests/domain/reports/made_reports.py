"""Made-up reports: any figures that could be, to hold the text against."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from motcua.design.domain import amounts
from motcua.kernel.words import Words
from motcua.reports.domain.figures import BRANCHES, Figure, Line, Report, Selected, growth, percent
from motcua.reports.domain.targets import Target

MOST = 10**14
counts = st.one_of(st.integers(0, 30), st.integers(0, 10**7))
dongs = st.one_of(st.sampled_from([0, 10**12, 10**12 - 1, 10**12 + 1]), st.integers(0, MOST))


def figure(id_: str, value: Any, unit: str = "count", text: str = "") -> Figure:
    """A figure whose printed text does not matter."""
    return Figure(id_, Words(id_, id_), value, unit, Words(text or str(value), text or str(value)), "rows")


def grown(id_: str, now: int, before: int) -> Figure:
    """A growth as the report holds it: a dash where there was nothing before."""
    text = amounts.change(now, before, "vi")
    return Figure(id_, Words(id_, id_), growth(now, before), "percent", Words(text, text), "rows")


def target(id_: str, value: int) -> Target:
    """A revenue target of the year."""
    return Target(id_, "revenue", 2023, value, Words(f"mốc {id_}", f"Mark {id_}"), "made up", verified=False)


@st.composite
def lines(draw: Any) -> tuple[Line, ...]:
    """Six branches."""
    return tuple(
        Line(code, Words(f"Chi cục {code}", f"Branch {code}"), draw(dongs), draw(counts), 1, 0, draw(counts),
             draw(counts), draw(counts), draw(dongs))
        for code in BRANCHES
    )  # fmt: skip


@st.composite
def reports(draw: Any) -> tuple[Report, tuple[Target, ...]]:
    """A report of 2023 with its targets; survey, control and forecast may be absent."""
    branches = draw(lines())
    revenue = sum(line.revenue for line in branches)
    declarations = sum(line.declarations for line in branches)
    before, vehicles = draw(dongs), draw(counts)
    targets = tuple(target(id_, draw(st.integers(1, MOST))) for id_ in ("one", "two"))
    figures = [
        figure("S1.revenue", revenue, "VND", amounts.dong_in_billions(revenue, "vi")),
        grown("S1.revenue_growth", revenue, before),
        *(figure(f"S1.target.{each.id}", percent(revenue, each.value), "percent") for each in targets),
        figure("S2.declarations", declarations), figure("S2.enterprises", draw(counts)),
        figure("S2.turnover_usd", draw(dongs), "USD"), grown("S2.turnover_usd_growth", draw(dongs), draw(dongs)),
        figure("S3.vehicles", vehicles), grown("S3.vehicles_growth", vehicles, draw(counts)),
        figure("S13.inspection_rate", draw(st.floats(0, 100)), "percent"),
    ]  # fmt: skip
    if draw(st.booleans()):
        invited = draw(st.integers(1, 5000))
        figures += [figure("S1.forecast", draw(dongs), "VND"), figure("S4.indicators_ahead", draw(st.integers(0, 10))),
                    figure("S11.invited", invited), figure("S11.answers", draw(st.integers(0, invited)))]  # fmt: skip
    total = Line("total", Words("Toàn cục", "All"), revenue, declarations, 1, 0, 0, 0, 0, before)
    day = date(2023, 12, 22)
    return Report(2023, day, tuple(figures), branches, (), total, Selected(0, 0, 0)), targets
