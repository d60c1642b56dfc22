"""GET /api/control/indicators: how far the ten indicators have come, for the department's own programs alone.

Numbers of cases, notes and entries are never told here.
"""

from datetime import date

import msgspec

from motcua.control.domain.watching.indicators import elapsed
from motcua.control.queries.watching import figures
from motcua.control.queries.watching.figures import Standing
from motcua.design.domain.api import Call, Operation, Parameter, Told, day_asked, told
from motcua.design.domain.problems import Error, Stopped, error
from motcua.kernel.days import FIRST, law_day
from motcua.kernel.words import Words
from motcua.people.domain.tokens import CONTROL


class IndicatorTold(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator: target (0: none), done, done in the same days a year ago, in its unit; shares in ppm."""

    place: int
    code: str
    name_vi: str
    name_en: str
    unit: str
    target: int
    done: int
    due: int
    year_before: int
    percent_ppm: int | None
    pace_ppm: int | None
    ahead: bool
    verified: bool


class IndicatorsTold(msgspec.Struct, frozen=True):
    """All ten to the end of a day; how many are ahead; days of the year passed, and of the whole year."""

    day: date
    ahead: int
    passed: int
    days: int
    indicators: tuple[IndicatorTold, ...]


def indicators(call: Call) -> Told:
    """All ten on a day."""
    day = _day(call)
    rows = figures.standing(day)
    lines = tuple(_told(each) for each in rows)
    return told(IndicatorsTold(day, sum(each.ahead for each in rows), *elapsed(day), lines))


def _day(call: Call) -> date:
    wrong: list[Error] = []
    today = law_day(call.at)
    day = day_asked(call, "day", wrong) or today
    if not FIRST.year < day.year or day > today:
        said = Words("Một ngày YYYY-MM-DD đã qua.", "A day YYYY-MM-DD that has come.")
        wrong.append(error("API-400", "?day", said, call.query.get("day", "")))
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    return day


def _told(each: Standing) -> IndicatorTold:
    known = each.indicator
    return IndicatorTold(
        place=known.place, code=known.code, name_vi=each.words.vi, name_en=each.words.en, unit=known.unit,
        target=each.target, done=each.done, due=each.due, year_before=each.before, percent_ppm=each.percent_ppm,
        pace_ppm=each.pace_ppm, ahead=each.ahead, verified=known.verified,
    )  # fmt: skip


OPERATIONS = (
    Operation(
        "listControlIndicators", "get", "control/indicators", "control-indicators",
        Words("Mười chỉ tiêu kiểm soát: giao, đạt, tiến độ", "The ten control indicators: target, done, pace"),
        indicators, scope=CONTROL, gives={200: IndicatorsTold}, problems=("unreadable",),
        parameters=(Parameter("day", Words("Đến hết ngày (YYYY-MM-DD)", "To the end of this day (YYYY-MM-DD)")),),
    ),
)  # fmt: skip
