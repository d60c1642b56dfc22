"""What the office's calendar is now: its days from the list, its hours less the outages that were confirmed."""

from dataclasses import replace
from functools import lru_cache

from motcua.ground.queries import outages
from motcua.kernel.worktime import Calendar, Interval
from motcua.reference import domain


def calendar() -> Calendar:
    """The offices' calendar with every outage in force cut out. A new one counts within a second, in every process."""
    return calendar_with(outages.in_force())


@lru_cache(maxsize=64)
def calendar_with(intervals: tuple[Interval, ...]) -> Calendar:
    """The offices' calendar with these intervals cut out."""
    return replace(domain.calendar(), outages=intervals) if intervals else domain.calendar()
