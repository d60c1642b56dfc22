"""Tables of an evaluation, for the command line."""

from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from motcua.demo.domain import summing
from motcua.demo.domain.summing import Goals, Mean, Month, Summary
from motcua.demo.services.evaluating import Evaluated
from motcua.kernel.money import PPM
from motcua.site.commands.tables import named

MILLION = 1_000_000


def show(console: Console, found: Evaluated) -> None:
    """The year's table, the months, the goals."""
    seeds = " ".join(map(str, found.seeds))
    console.print(f"{found.year}, {found.declarations:,} tờ khai / declarations, hạt giống / seeds {seeds}")
    console.print("Trung bình (khoảng tin cậy 95 %) / mean (95 % interval)")
    console.print(_year(found.summaries))
    for title, value in (("Phát hiện / hits", _hits), ("Thuế, triệu đồng / duty, million dong", _duty)):
        console.print(_by_month(title, found.months, value))
    _goals(console, found.goals)


def _year(summaries: list[Summary]) -> Table:
    table = Table("", *(named(each.name) for each in summaries))
    for title, name, unit, digits in ROWS:
        table.add_row(title, *(_mean(getattr(each, name), unit, digits) for each in summaries))
    return table


ROWS = (
    ("Kiểm tra thực tế / inspections", "inspected", 1, 0),
    ("Tỷ lệ / share, %", "share", 10_000, 2),
    ("Luồng vàng / yellow, %", "yellow", 10_000, 2),
    ("Phát hiện / hits", "hits", 1, 0),
    ("Tỷ lệ phát hiện / hit rate, %", "hit_rate", 10_000, 2),
    ("… so với ngẫu nhiên / times random", "times_random", PPM, 2),
    ("Thuế thu thêm, triệu đồng / duty recovered, million dong", "recovered", MILLION, 0),
    ("… của tốt nhất có thể / of the best possible, %", "part_of_best", 10_000, 1),
    ("Nhiều nhất một doanh nghiệp / most of one enterprise", "most_of_one", 1, 0),
    ("Phần của một phần mười / borne by a tenth, %", "tenth", 10_000, 1),
)


def _mean(found: Mean, unit: int, digits: int) -> str:
    if not found.seeds:
        return "–"
    middle, low, high = (f"{value / unit:,.{digits}f}" for value in (found.mean, found.low, found.high))
    return middle if low == high else f"{middle} ({low}–{high})"


def _hits(month: Month) -> str:
    return _mean(month.hits, 1, 0)


def _duty(month: Month) -> str:
    return _mean(month.recovered, MILLION, 0)


def _by_month(title: str, months: list[Month], value: Callable[[Month], str]) -> Table:
    names = list(dict.fromkeys(each.name for each in months))
    cells = {(each.month, each.name): each for each in months}
    table = Table(title, *(named(name) for name in names))
    for month in sorted({each.month for each in months}):
        table.add_row(month, *(value(cells[month, name]) for name in names))
    return table


def _goals(console: Console, found: Goals) -> None:
    for title, reached, goal, unit in (
        ("Tỷ lệ phát hiện so với ngẫu nhiên / hit rate, times random", found.times_random, summing.TIMES_RANDOM, PPM),
        ("Thuế của tốt nhất có thể / duty, % of the best possible", found.part_of_best, summing.PART_OF_BEST, 10_000),
    ):
        words = "đạt / reached" if reached.mean >= goal else "chưa đạt / not reached"
        console.print(f"{title}: {_mean(reached, unit, 2)}; ≥ {goal / unit:g}: {words}")
