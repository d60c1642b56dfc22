"""Clocks of a transport: what an outage took does not count.

The office decides within working hours, of which outages are cut out. Goods under way have until their planned arrival;
nobody can record it while the house is shut, so that time lost after departure, or after an officer set a new arrival,
is added.
"""

from collections.abc import Iterable
from datetime import datetime

from motcua.ground.domain.outages import Interval, joined

BEGIN = ("depart", "extend")
"""Acts that set the clock of goods under way going: it runs from then to the planned arrival."""


def arrives_by(since: datetime, end: datetime, outages: Iterable[Interval]) -> datetime:
    """When the time from `since` to `end` has passed, that of the outages not counted. Never before `end`."""
    for began, ended in joined(outages):
        if began >= end:
            break
        if ended > since:
            end += ended - max(began, since)
    return end
