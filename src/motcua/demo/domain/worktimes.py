"""Working time for many moments at once: hours of the offices as one rising line."""

from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from motcua.demo.domain.parameters import DAYS, FIRST
from motcua.reference.domain import calendar

DAY = 86_400
AHEAD = 60
Ints = NDArray[np.int64]


class WorkTimes:
    """Turns "so many working seconds later" into a moment; seconds count from the first day's midnight."""

    def __init__(self) -> None:
        hours = calendar().hours
        moments, worked, total = [0.0], [0.0], 0.0
        for index in range(DAYS + AHEAD):
            if not calendar().open_on(FIRST + timedelta(days=index)):
                continue
            for opened, closed in hours:
                start = index * DAY + opened.hour * 3600 + opened.minute * 60
                end = index * DAY + closed.hour * 3600 + closed.minute * 60
                moments += [start, end]
                worked += [total, total + end - start]
                total += end - start
        self.moments, self.worked = np.array(moments), np.array(worked)

    def after(self, since: Ints, seconds: Ints) -> Ints:
        """The moment when that many working seconds have passed since each moment."""
        reached = np.interp(since, self.moments, self.worked) + np.maximum(seconds, 1)
        place = np.searchsorted(self.worked, reached, side="left")
        found: Ints = (self.moments[place] - (self.worked[place] - reached)).astype(np.int64)
        return found

    def later(self, since: int, hours: float) -> int:
        """The moment when so many working hours have passed; `hours` below zero looks back."""
        reached = float(np.interp(since, self.moments, self.worked)) + hours * 3600
        place = int(np.searchsorted(self.worked, max(reached, 1.0), side="left"))
        return int(self.moments[place] - (self.worked[place] - max(reached, 1.0)))

    def open_at(self, at: int) -> bool:
        """Whether the offices work at that moment."""
        return self.later(at, 1 / 60) - at <= DAY // 1440 + 1
