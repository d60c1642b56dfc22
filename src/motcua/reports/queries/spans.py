"""Spans: all sums of one stretch of days, from which figures, branches and months are told."""

from datetime import date

import msgspec

from motcua.declarations.domain.life import Channel
from motcua.declarations.queries import statistics
from motcua.kernel.days import months_after
from motcua.reports.domain.figures import Selected
from motcua.reports.queries import border
from motcua.revenue import queries as revenue


class Span(msgspec.Struct, frozen=True):
    """All sums of one stretch of days."""

    since: date
    until: date
    revenue: int
    declarations: int
    enterprises: int
    turnover_usd_e4: int
    tallies: list[statistics.Tally]
    channels: dict[tuple[str, int, int], int]
    border: dict[str, int]

    @property
    def red(self) -> int:
        """Physical inspections, also of declarations cancelled later."""
        return sum(count for (_, _, channel), count in self.channels.items() if channel == Channel.RED)

    @property
    def registered(self) -> int:
        """Declarations registered, also those cancelled later."""
        return sum(self.channels.values())

    def of(self, *, office: str = "", month: int = 0) -> dict[int, int]:
        """Registered per channel: in all, at one office or in one month."""
        found: dict[int, int] = {}
        for (at, when, channel), count in self.channels.items():
            if (not office or at == office) and (not month or when == month):
                found[channel] = found.get(channel, 0) + count
        return found


def span(since: date, until: date) -> Span:
    """The sums from a day to a day, both included."""
    tallies = statistics.tallies(since, until)
    return Span(
        since, until,
        revenue=sum(revenue.collected(since, until, by="office").values()),
        declarations=sum(tally.declarations for tally in tallies),
        enterprises=statistics.enterprises(since, until),
        turnover_usd_e4=sum(tally.turnover_usd_e4 for tally in tallies),
        tallies=tallies,
        channels=statistics.registered(since, until),
        border={each.id: each.count(since, until) for each in border.COUNTED},
    )  # fmt: skip


def selected(now: Span) -> Selected:
    """What was registered here and inspected of it. What another system selected is no matter of our cap."""
    found = statistics.recorded(now.since, now.until)
    elsewhere = sum(found.values())
    return Selected(now.registered - elsewhere, now.red - found.get(Channel.RED, 0), elsewhere)


def year_before(day: date) -> date:
    """The same day of the year before; 28 February for the 29th."""
    return months_after(day, -12)
