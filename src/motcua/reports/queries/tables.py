"""Tables of a stretch of days: its branches, its months, and the department."""

from collections.abc import Iterator

from motcua.declarations.domain.life import Channel
from motcua.declarations.queries import statistics
from motcua.design.domain import times
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.reports.domain.figures import Line
from motcua.reports.queries.spans import Span, year_before
from motcua.revenue import queries as revenue


def branch_lines(now: Span) -> Iterator[Line]:
    """One line a branch; `before` is the same period of the year before."""
    since, until = now.since, now.until
    collected = revenue.collected(since, until, by="office")
    before = revenue.collected(year_before(since), year_before(until), by="office")
    parties = statistics.enterprises_by(since, until, "office")
    for branch in reference.branches(until):
        code = branch.code
        yield _line(
            code, branch.words, [tally for tally in now.tallies if tally.office == code],
            collected.get(code, 0), parties.get(code, 0), before.get(code, 0), now.of(office=code),
        )  # fmt: skip


def month_lines(now: Span) -> Iterator[Line]:
    """One line a month of a year up to its last day; `before` is the same days of the year before."""
    since, until = now.since, now.until
    collected = revenue.collected(since, until, by="month")
    before = revenue.collected(year_before(since), year_before(until), by="month")
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


def total(now: Span, same: Span) -> Line:
    """The department: all that was counted, also where no branch did it."""
    return _line(
        "total", Words("Toàn cục", "The department"), now.tallies, now.revenue, now.enterprises, same.revenue, now.of()
    )
