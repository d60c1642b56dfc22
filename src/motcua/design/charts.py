"""Charts: Altair specifications drawn to SVG on the server, once for each set of values.

Drawn with the light palette, then each colour becomes a token, so that one inline SVG serves light, dark and
print under a policy without inline styles. Two widths are drawn: text in a scaled chart cannot be read.
Values come as whole numbers of the unit that the title names. Altair and vl-convert are loaded at the first
chart, not at start.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from motcua.design.domain.amounts import share
from motcua.design.domain.numbers import grouped, is_vietnamese

WIDE, NARROW = 800, 318
TOKENS = {
    "#3f4bb0": "chart-1", "#a9adbd": "chart-2", "#c3c8f0": "chart-3", "#951a10": "chart-limit",
    "#e4e4df": "chart-grid", "#171a26": "ink", "#4a4f60": "ink-2", "#5f6475": "ink-3", "#ffffff": "surface",
}  # fmt: skip
FONTS = Path(__file__).resolve().parent / "fonts"


class Chart(msgspec.Struct, frozen=True):
    """A chart with its finding, in two widths, and the table of its figures."""

    title: str
    finding: str
    wide: str
    narrow: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Month = tuple[str, int | None, int | None]
"""Label, this year's value, last year's; None where it is not known yet."""


def months(title: str, finding: str, values: Sequence[Month], language: str, heads: Sequence[str] = ()) -> Chart:
    """Twelve bars, last year as a line across each."""
    held = tuple(values)
    names = tuple(heads) or _month_heads(language)
    rows = tuple((label, _known(now, language), _known(before, language)) for label, now, before in held)
    return Chart(title, finding, _bars(held, language, WIDE), _bars(held, language, NARROW), names, rows)


Reached = tuple[int, int, int]
"""How far along, and two rates there in ppm: the one that a cap binds, and with what it does not bind."""


def running(
    title: str, finding: str, points: Sequence[Reached], cap_ppm: int, language: str, heads: Sequence[str]
) -> Chart:  # fmt: skip
    """Two running rates against a cap: the bound one as a line, the whole one thinner, the cap across."""
    held = tuple(points)
    rows = tuple((grouped(at, language), share(bound, language), share(whole, language)) for at, bound, whole in held)
    wide, narrow = (_lines(held, cap_ppm, language, width) for width in (WIDE, NARROW))
    return Chart(title, finding, wide, narrow, tuple(heads), rows)


class Course(msgspec.Struct, frozen=True):
    """A point of a year's course: its day of the year and running sums; None where one is not known there."""

    day: int
    now: int | None
    ahead: int | None
    low: int | None
    high: int | None
    before: int | None


def course(
    title: str, finding: str, points: Sequence[Course], marks: Sequence[int], language: str, *,
    table: tuple[Sequence[str], Sequence[Sequence[str]]],
) -> Chart:  # fmt: skip
    """A year's running sum, what is expected of its rest with a band, the year before, and levels to reach across."""
    held, levels = tuple(points), tuple(marks)
    wide, narrow = (_course(held, levels, language, width) for width in (WIDE, NARROW))
    return Chart(title, finding, wide, narrow, tuple(table[0]), tuple(map(tuple, table[1])))


def themed(svg: str) -> str:
    """Swap each hex of the palette for its token. ValueError if a style attribute would break the policy.

    A chart is one picture with one name, and its figures stand in a table: its marks are not told one by one.
    """
    if "style=" in svg:
        raise ValueError("the chart carries inline styles")
    svg = re.sub(r' (?:role="graphics-\w+"|aria-(?:roledescription|label)="[^"]*")', "", svg)
    for colour, token in TOKENS.items():
        svg = re.sub(f'"{colour}"', f'"var(--{token})"', svg, flags=re.IGNORECASE)
    return svg


def on_paper(svg: str) -> str:
    """A drawn chart with the light palette in place of the tokens, for what is printed outside a browser."""
    for colour, token in TOKENS.items():
        svg = svg.replace(f'"var(--{token})"', f'"{colour}"')
    return svg


def png(svg: str, scale: int = 2) -> bytes:
    """A drawn chart as a picture on white, for documents that hold no SVG."""
    made = _converter().svg_to_png(on_paper(svg), scale=scale)
    assert isinstance(made, bytes)
    return made


def ranked(title: str, finding: str, values: Sequence[tuple[str, int]], language: str, heads: Sequence[str]) -> Chart:
    """Bars that lie, in the order given, each with its name over it and its value after it."""
    held = tuple(values)
    rows = tuple((label, grouped(value, language)) for label, value in held)
    wide, narrow = (_lying(held, language, width) for width in (WIDE, NARROW))
    return Chart(title, finding, wide, narrow, tuple(heads), rows)


def _month_heads(language: str) -> tuple[str, ...]:
    if is_vietnamese(language):
        return ("Tháng", "Năm nay", "Năm trước")
    return ("Month", "This year", "Last year")


def _known(value: int | None, language: str) -> str:
    return "–" if value is None else grouped(value, language)


@lru_cache(maxsize=64)
def _bars(values: tuple[Month, ...], language: str, width: int) -> str:
    alt = _altair()
    narrow = width == NARROW
    highest = max([1, *(value for _, *pair in values for value in pair if value is not None)])
    rows = [_row(index, month, highest, language, narrow) for index, month in enumerate(values)]
    top = highest * 1.12
    order = [row["month"] for row in rows]
    x = alt.X("month:N", sort=order, axis=alt.Axis(labelAngle=0), scale=alt.Scale(paddingInner=0.3, paddingOuter=0.15))
    y = alt.Y("now:Q", axis=None, scale=alt.Scale(domain=[0, top]))
    known = [row for row in rows if row["now"] is not None]
    last = [row for row in rows if row["before"] is not None]
    bars = alt.Chart(_data(alt, known)).mark_bar(color="#3f4bb0").encode(x=x, y=y)
    ticks = (
        alt.Chart(_data(alt, last))
        .mark_tick(color="#171a26", thickness=2, width=width / 12 * 0.8)
        .encode(x=x, y=alt.Y("before:Q"))
    )
    labels = (
        alt.Chart(_data(alt, known))
        .mark_text(dy=-9, fontSize=9.5 if narrow else 12, color="#171a26")
        .encode(x=x, y=alt.Y("top:Q"), text="label:N")
    )
    return _draw(alt.layer(bars, ticks, labels).properties(width=width - 12, height=170 if narrow else 230), language)


@lru_cache(maxsize=16)
def _lying(values: tuple[tuple[str, int], ...], language: str, width: int) -> str:
    alt = _altair()
    order = [label for label, _ in values]
    rows = [{"name": name, "value": value, "label": grouped(value, language)} for name, value in values]
    top = max([1, *(value for _, value in values)]) * (1.25 if width == NARROW else 1.12)
    y = alt.Y("name:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0.55, paddingOuter=0.4))
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, top]))
    base = alt.Chart(_data(alt, rows)).encode(y=y)
    bars = base.mark_bar(color="#3f4bb0").encode(x=x)
    names = base.mark_text(align="left", dy=-15, fontSize=12, color="#171a26").encode(x=alt.value(0), text="name:N")
    sums = base.mark_text(align="left", dx=5, fontSize=12, color="#171a26").encode(x=x, text="label:N")
    drawn = alt.layer(bars, names, sums).properties(width=width - 12, height=36 * max(len(values), 1))
    return _draw(drawn, language)


@lru_cache(maxsize=16)
def _lines(points: tuple[Reached, ...], cap_ppm: int, language: str, width: int) -> str:
    alt = _altair()
    narrow = width == NARROW
    top = max([cap_ppm, *(rate for _, *pair in points for rate in pair)]) * 1.12
    rows = [{"at": at, "bound": bound / 10_000, "whole": whole / 10_000} for at, bound, whole in points]
    x = alt.X("at:Q", axis=alt.Axis(grid=False, tickCount=3 if narrow else 8, labelExpr=_thousands(language)))
    y = {"scale": alt.Scale(domain=[0, top / 10_000]), "axis": alt.Axis(tickCount=5, labelExpr="datum.value + ' %'")}
    base = alt.Chart(_data(alt, rows)).encode(x=x)
    whole = base.mark_line(color="#a9adbd", strokeWidth=1.5).encode(y=alt.Y("whole:Q", **y))
    bound = base.mark_line(color="#3f4bb0", strokeWidth=2.5).encode(y=alt.Y("bound:Q", **y))
    cap = alt.Chart(_data(alt, [{"cap": cap_ppm / 10_000}]))
    rule = cap.mark_rule(color="#951a10", strokeDash=[5, 3], strokeWidth=1.5).encode(y=alt.Y("cap:Q", **y))
    height = 170 if narrow else 230
    return _draw(alt.layer(whole, bound, rule).properties(width=width - 60, height=height), language)


_MONTHS = (1, 32, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335)


@lru_cache(maxsize=32)
def _course(points: tuple[Course, ...], marks: tuple[int, ...], language: str, width: int) -> str:
    alt = _altair()
    narrow = width == NARROW
    rows = [msgspec.to_builtins(point) for point in points]
    top = max([1, *marks, *(value for point in points for value in msgspec.structs.astuple(point)[1:] if value)]) * 1.05
    months = list(_MONTHS[::3] if narrow else _MONTHS)
    name = f"'{'T' if is_vietnamese(language) else 'M'}' + (indexof({list(_MONTHS)}, datum.value) + 1)"
    axis = alt.Axis(grid=False, values=months, labelExpr=name)
    x = alt.X("day:Q", axis=axis, scale=alt.Scale(domain=[1, 366], nice=False))
    y = {"scale": alt.Scale(domain=[0, top]), "axis": alt.Axis(tickCount=5, labelExpr=_thousands(language))}

    def line(field: str, **look: Any) -> Any:
        known = _data(alt, [row for row in rows if row[field] is not None])
        return alt.Chart(known).mark_line(**look).encode(x=x, y=alt.Y(f"{field}:Q", **y))

    inside = _data(alt, [row for row in rows if row["low"] is not None])
    band = alt.Chart(inside).mark_area(color="#c3c8f0").encode(x=x, y=alt.Y("low:Q", **y), y2="high:Q")
    rules = alt.Chart(_data(alt, [{"level": level} for level in marks])).mark_rule(color="#951a10", strokeDash=[5, 3])
    layers = (
        band, line("before", color="#a9adbd", strokeWidth=1.5), line("now", color="#3f4bb0", strokeWidth=2.5),
        line("ahead", color="#3f4bb0", strokeWidth=2, strokeDash=[4, 3]), rules.encode(y=alt.Y("level:Q", **y)),
    )  # fmt: skip
    return _draw(alt.layer(*layers).properties(width=width - 70, height=190 if narrow else 260), language)


def _thousands(language: str) -> str:
    """How a whole number is written on an axis."""
    mark = "." if is_vietnamese(language) else ","
    return f"replace(format(datum.value, ',d'), /,/g, '{mark}')"


def _row(index: int, month: Month, top: int, language: str, narrow: bool) -> dict[str, Any]:
    name, now, before = month
    crossed = before is not None and now is not None and 0 <= before - now < top // 9
    shown = "" if now is None else _tight(now, language) if narrow else grouped(now, language)
    return {
        "month": str(index + 1) if narrow else name, "now": now, "before": before,
        "top": before if crossed else now, "label": shown,
    }  # fmt: skip


def _tight(value: int, language: str) -> str:
    """Thousands with one decimal for a narrow chart, small values as they are."""
    if value < 1000:
        return str(value)
    text = f"{value / 1000:.1f}"
    return text.replace(".", ",") if is_vietnamese(language) else text


def _data(alt: ModuleType, rows: list[dict[str, Any]]) -> Any:
    return alt.InlineData(values=rows)


@cache
def _altair() -> ModuleType:
    import altair

    return altair


@cache
def _converter() -> ModuleType:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def _draw(chart: Any, language: str) -> str:
    spec = chart.to_dict()
    spec["config"] = {
        "font": "Noto Sans", "background": "transparent", "view": {"stroke": None},
        "axis": {
            "labelColor": "#4a4f60", "titleColor": "#4a4f60", "gridColor": "#e4e4df", "domain": False,
            "ticks": False, "labelFontSize": 12, "labelPadding": 6, "title": None,
        },
        "text": {"fontSize": 12, "color": "#171a26"},
    }  # fmt: skip
    return themed(_converter().vegalite_to_svg(spec))
