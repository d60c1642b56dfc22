"""Figures of a stretch of days: what is counted in it, and in a report of a year its growths and targets."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from motcua.design.domain import amounts, numbers
from motcua.kernel.words import Words
from motcua.reports.domain.figures import Figure, growth, percent
from motcua.reports.domain.targets import Target
from motcua.reports.queries import border, controlled, forecasting, running, serving, surveyed
from motcua.reports.queries.spans import Span

LABELS = {
    "S1.revenue": Words("Thu ngân sách", "Budget revenue"),
    "S1.revenue_growth": Words("Thu ngân sách so với cả năm trước", "Revenue against the whole year before"),
    "S1.revenue_growth_same_period": Words("Thu ngân sách so với cùng kỳ", "Revenue against the same period"),
    "S1.target.ministry": Words("So với chỉ tiêu Bộ Tài chính giao", "Of the ministry's target"),
    "S1.target.province": Words("So với chỉ tiêu tỉnh giao", "Of the province's target"),
    "S1.target.stretch": Words("So với chỉ tiêu phấn đấu", "Of the stretch target"),
    forecasting.ID: forecasting.LABEL,
    "S2.declarations": Words("Tờ khai", "Declarations"),
    "S2.declarations_growth": Words("Tờ khai so với cả năm trước", "Declarations against the whole year before"),
    "S2.declarations_growth_same_period": Words("Tờ khai so với cùng kỳ", "Declarations against the same period"),
    "S2.enterprises": Words("Doanh nghiệp", "Enterprises"),
    "S2.enterprises_growth": Words("Doanh nghiệp so với cả năm trước", "Enterprises against the whole year before"),
    "S2.enterprises_growth_same_period": Words("Doanh nghiệp so với cùng kỳ", "Enterprises against the same period"),
    "S2.turnover_usd": Words("Kim ngạch", "Turnover"),
    "S2.turnover_usd_growth": Words("Kim ngạch so với cả năm trước", "Turnover against the whole year before"),
    "S2.turnover_usd_growth_same_period": Words("Kim ngạch so với cùng kỳ", "Turnover against the same period"),
    **border.labels(),
    **{each.id: each.words for each in (*controlled.COUNTED, *serving.COUNTED, *running.COUNTED)},
    **surveyed.LABELS,
    running.AVAILABILITY: running.AVAILABLE,
    "S13.inspection_rate": Words("Tỷ lệ kiểm tra thực tế hàng hóa", "Physical inspection rate"),
}


def of_span(now: Span) -> Iterator[Figure]:
    """What is counted in a stretch of days of whatever length."""
    yield _figure("S1.revenue", now.revenue, "VND", amounts.dong_in_billions, now)
    yield _figure("S2.declarations", now.declarations, "declarations", numbers.grouped, now)
    yield _figure("S2.enterprises", now.enterprises, "enterprises", numbers.grouped, now)
    yield _figure(
        "S2.turnover_usd", _units(now.turnover_usd_e4), "USD",
        lambda _, language: amounts.foreign_in_billions(now.turnover_usd_e4, "USD", language), now,
    )  # fmt: skip
    for each in border.COUNTED:
        yield _figure(each.id, now.border[each.id], each.unit, numbers.grouped, now)
    for each in (*serving.COUNTED, *running.COUNTED):
        yield _figure(each.id, each.count(now.since, now.until), each.unit, numbers.grouped, now)
    yield _share(running.AVAILABILITY, *running.available(now.since, now.until), now, places=3)
    yield _share("S13.inspection_rate", now.red, now.registered, now)


def of_year_to(now: Span, whole: Span, same: Span, targets: Iterable[Target]) -> tuple[Figure, ...]:
    """All figures of the annual report, in the order of its sections."""
    shares = [_share(f"S1.target.{target.id}", now.revenue, target.value, now) for target in targets]
    coming = forecasting.figures(now.since.year, now.until)
    of_rounds = [*_standing(now), *surveyed.figures(now.since, now.until)]
    found = [*of_span(now), *_all_growths(now, whole, same), *shares, *coming, *of_rounds]
    return tuple(sorted(found, key=lambda figure: int(figure.id.split(".")[0][1:])))


def _standing(now: Span) -> Iterator[Figure]:
    """What stands on the last day, and is counted by the year alone."""
    for each in controlled.COUNTED:
        yield _figure(each.id, each.count(now.since, now.until), each.unit, numbers.grouped, now)


def _all_growths(now: Span, whole: Span, same: Span) -> Iterator[Figure]:
    for id_, column in (
        ("S1.revenue", "revenue"), ("S2.declarations", "declarations"), ("S2.enterprises", "enterprises"),
        ("S2.turnover_usd", "turnover_usd_e4"),
    ):  # fmt: skip
        yield from _growths(id_, getattr(now, column), getattr(whole, column), getattr(same, column), now)
    for each in border.COUNTED:
        if each.grows:
            yield from _growths(each.id, now.border[each.id], whole.border[each.id], same.border[each.id], now)


def _units(scaled: int) -> int | float:
    return scaled // 10_000 if scaled % 10_000 == 0 else scaled / 10_000


def _figure(
    id_: str, value: int | float, unit: str, write: Callable[[int, str], str], now: Span
) -> Figure:  # fmt: skip
    text = Words(write(int(value), "vi"), write(int(value), "en"))
    return Figure(id_, LABELS[id_], value, unit, text, _rows(id_, now))


def _growths(id_: str, now: int, whole: int, same: int, span: Span) -> Iterator[Figure]:
    for suffix, before in (("_growth", whole), ("_growth_same_period", same)):
        places = 2 if id_ == "S2.turnover_usd" else 1
        text = Words(amounts.change(now, before, "vi", places), amounts.change(now, before, "en", places))
        yield Figure(id_ + suffix, LABELS[id_ + suffix], growth(now, before), "percent", text, _rows(id_, span))


def _share(id_: str, part: int, whole: int, span: Span, places: int = 2) -> Figure:
    text = Words(amounts.part(part, whole, "vi", places), amounts.part(part, whole, "en", places))
    return Figure(id_, LABELS[id_], percent(part, whole), "percent", text, _rows(id_, span))


def _rows(id_: str, span: Span) -> str:
    since = "" if span.since == date(span.since.year, 1, 1) else f" --since {span.since.isoformat()}"
    return f"motcua report rows {id_} --year {span.since.year} --as-of {span.until.isoformat()}{since}"
