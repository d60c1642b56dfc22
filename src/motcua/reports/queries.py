"""Every read of reports: the annual report and the rows behind each figure."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import msgspec

from motcua.declarations.domain.life import Channel
from motcua.declarations.queries import statistics
from motcua.design.domain import amounts, numbers, times
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.reports.domain.figures import BRANCHES, Figure, Line, Report, Selected, growth, percent
from motcua.reports.domain.targets import of_year
from motcua.revenue import queries as revenue


class _Span(msgspec.Struct, frozen=True):
    """All sums of one stretch of days."""

    since: date
    until: date
    revenue: int
    declarations: int
    enterprises: int
    turnover_usd_e4: int
    tallies: list[statistics.Tally]
    channels: dict[tuple[str, int, int], int]

    @property
    def red(self) -> int:
        """Physical inspections, also of declarations cancelled later."""
        return sum(count for (_, _, channel), count in self.channels.items() if channel == Channel.RED)

    @property
    def registered(self) -> int:
        """Declarations registered, also those cancelled later."""
        return sum(self.channels.values())

    def of(self, *, office: str = "", month: int = 0) -> dict[int, int]:
        """Registered per channel at one office or in one month."""
        found: dict[int, int] = {}
        for (at, when, channel), count in self.channels.items():
            if (not office or at == office) and (not month or when == month):
                found[channel] = found.get(channel, 0) + count
        return found


def annual(year: int, as_of: date | datetime) -> Report:
    """The year's figures to the end of a day. Nothing registered, paid or decided later enters."""
    day = law_day(as_of) if isinstance(as_of, datetime) else as_of
    first = date(year, 1, 1)
    now = _span(first, day)
    whole = _span(date(year - 1, 1, 1), date(year - 1, 12, 31))
    same = _span(date(year - 1, 1, 1), _year_before(day))
    branches = tuple(_branch_lines(now))
    months = tuple(_month_lines(now))
    total = _total(branches, now, same)
    return Report(year, day, tuple(_figures(year, now, whole, same)), branches, months, total, _selected(now))


def _selected(now: _Span) -> Selected:
    """What was registered here and inspected of it. What another system selected is no matter of our cap."""
    found = statistics.recorded(now.since, now.until)
    elsewhere = sum(found.values())
    return Selected(now.registered - elsewhere, now.red - found.get(Channel.RED, 0), elsewhere)


def _year_before(day: date) -> date:
    return date(day.year - 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _span(since: date, until: date) -> _Span:
    tallies = statistics.tallies(since, until)
    return _Span(
        since, until,
        revenue=sum(revenue.collected(since, until, by="office").values()),
        declarations=sum(tally.declarations for tally in tallies),
        enterprises=statistics.enterprises(since, until),
        turnover_usd_e4=sum(tally.turnover_usd_e4 for tally in tallies),
        tallies=tallies,
        channels=statistics.registered(since, until),
    )  # fmt: skip


def _figures(year: int, now: _Span, whole: _Span, same: _Span) -> Iterator[Figure]:
    yield _figure("S1.revenue", now.revenue, "VND", amounts.dong_in_billions, now)
    yield from _growths("S1.revenue", now.revenue, whole.revenue, same.revenue, now)
    for target in of_year("revenue", year):
        yield _share(f"S1.target.{target.id}", now.revenue, target.value, now)
    yield _figure("S2.declarations", now.declarations, "declarations", numbers.grouped, now)
    yield _figure("S2.enterprises", now.enterprises, "enterprises", numbers.grouped, now)
    yield _figure(
        "S2.turnover_usd", _units(now.turnover_usd_e4), "USD",
        lambda _, language: amounts.foreign_in_billions(now.turnover_usd_e4, "USD", language), now,
    )  # fmt: skip
    for name in ("declarations", "enterprises", "turnover_usd"):
        column = "turnover_usd_e4" if name == "turnover_usd" else name
        yield from _growths(f"S2.{name}", getattr(now, column), getattr(whole, column), getattr(same, column), now)
    yield _share("S13.inspection_rate", now.red, now.registered, now)


def _units(scaled: int) -> int | float:
    return scaled // 10_000 if scaled % 10_000 == 0 else scaled / 10_000


LABELS = {
    "S1.revenue": Words("Thu ngân sách", "Budget revenue"),
    "S1.revenue_growth": Words("Thu ngân sách so với cả năm trước", "Revenue against the whole year before"),
    "S1.revenue_growth_same_period": Words("Thu ngân sách so với cùng kỳ", "Revenue against the same period"),
    "S1.target.ministry": Words("So với chỉ tiêu Bộ Tài chính giao", "Of the ministry's target"),
    "S1.target.province": Words("So với chỉ tiêu tỉnh giao", "Of the province's target"),
    "S1.target.stretch": Words("So với chỉ tiêu phấn đấu", "Of the stretch target"),
    "S2.declarations": Words("Tờ khai", "Declarations"),
    "S2.declarations_growth": Words("Tờ khai so với cả năm trước", "Declarations against the whole year before"),
    "S2.declarations_growth_same_period": Words("Tờ khai so với cùng kỳ", "Declarations against the same period"),
    "S2.enterprises": Words("Doanh nghiệp", "Enterprises"),
    "S2.enterprises_growth": Words("Doanh nghiệp so với cả năm trước", "Enterprises against the whole year before"),
    "S2.enterprises_growth_same_period": Words("Doanh nghiệp so với cùng kỳ", "Enterprises against the same period"),
    "S2.turnover_usd": Words("Kim ngạch", "Turnover"),
    "S2.turnover_usd_growth": Words("Kim ngạch so với cả năm trước", "Turnover against the whole year before"),
    "S2.turnover_usd_growth_same_period": Words("Kim ngạch so với cùng kỳ", "Turnover against the same period"),
    "S13.inspection_rate": Words("Tỷ lệ kiểm tra thực tế hàng hóa", "Physical inspection rate"),
}


def _figure(
    id_: str, value: int | float, unit: str, write: Callable[[int, str], str], now: _Span
) -> Figure:  # fmt: skip
    text = Words(write(int(value), "vi"), write(int(value), "en"))
    return Figure(id_, LABELS[id_], value, unit, text, _rows(id_, now))


def _growths(id_: str, now: int, whole: int, same: int, span: _Span) -> Iterator[Figure]:
    for suffix, before in (("_growth", whole), ("_growth_same_period", same)):
        places = 2 if id_ == "S2.turnover_usd" else 1
        text = Words(amounts.change(now, before, "vi", places), amounts.change(now, before, "en", places))
        yield Figure(id_ + suffix, LABELS[id_ + suffix], growth(now, before), "percent", text, _rows(id_, span))


def _share(id_: str, part: int, whole: int, span: _Span) -> Figure:
    ppm = amounts.ppm_of(part, whole) or 0
    text = Words(amounts.share(ppm, "vi"), amounts.share(ppm, "en"))
    return Figure(id_, LABELS[id_], percent(part, whole), "percent", text, _rows(id_, span))


def _rows(id_: str, span: _Span) -> str:
    return f"motcua report rows {id_} --year {span.since.year} --as-of {span.until.isoformat()}"


def _branch_lines(now: _Span) -> Iterator[Line]:
    since, until = now.since, now.until
    names = {office.code: office.words for office in reference.offices(until)}
    collected = revenue.collected(since, until, by="office")
    before = revenue.collected(_year_before(since), _year_before(until), by="office")
    parties = statistics.enterprises_by(since, until, "office")
    for code in BRANCHES:
        yield _line(
            code, names.get(code, Words(code, code)), [tally for tally in now.tallies if tally.office == code],
            collected.get(code, 0), parties.get(code, 0), before.get(code, 0), now.of(office=code),
        )  # fmt: skip


def _month_lines(now: _Span) -> Iterator[Line]:
    since, until = now.since, now.until
    collected = revenue.collected(since, until, by="month")
    before = revenue.collected(_year_before(since), date(since.year - 1, 12, 31), by="month")
    parties = statistics.enterprises_by(since, until, "month")
    for month in range(1, until.month + 1):
        yield _line(
            f"{since.year}-{month:02d}", Words(f"Tháng {month}", times.MONTHS[month - 1]),
            [tally for tally in now.tallies if tally.month == month], _month(collected, since.year, month),
            parties.get(month, 0), _month(before, since.year - 1, month), now.of(month=month),
        )  # fmt: skip


def _month(sums: dict[str, int], year: int, month: int) -> int:
    return sums.get(f"{year}-{month:02d}", 0)


def _line(
    key: str, label: Words, tallies: list[statistics.Tally], collected: int, parties: int, before: int,
    channels: dict[int, int],
) -> Line:  # fmt: skip
    return Line(
        key, label, collected, sum(tally.declarations for tally in tallies), parties,
        sum(tally.turnover_usd_e4 for tally in tallies), channels.get(Channel.GREEN, 0),
        channels.get(Channel.YELLOW, 0), channels.get(Channel.RED, 0), before,
    )  # fmt: skip


def _total(branches: tuple[Line, ...], now: _Span, same: _Span) -> Line:
    return Line(
        "total", Words("Toàn cục", "The department"), now.revenue, now.declarations, now.enterprises,
        now.turnover_usd_e4, sum(line.green for line in branches), sum(line.yellow for line in branches),
        sum(line.red for line in branches), same.revenue,
    )  # fmt: skip


def rows(figure: str, year: int, as_of: date) -> Iterator[dict[str, object]]:
    """The rows that a figure was computed from. NotFound for a figure that is not in the report."""
    since = date(year, 1, 1)
    if figure.startswith("S1."):
        return revenue.rows(since, as_of)
    if figure.startswith("S2.enterprises"):
        return statistics.enterprise_rows(since, as_of)
    if figure.startswith("S2."):
        return statistics.rows(since, as_of)
    if figure == "S13.inspection_rate":
        return statistics.rows(since, as_of, channel=Channel.RED, also_cancelled=True)
    raise NotFound(what=figure)
