"""Shape: how many declarations each branch has on each day; totals are met exactly."""

from datetime import date, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from motcua.demo.domain.dice import spread
from motcua.demo.domain.parameters import DAYS, FIRST, YEAR, Parameters, day_index
from motcua.kernel.money import PPM
from motcua.reference.domain import calendar

QUIET = 3
"""Days before a published total on which nothing is lodged that will be cancelled."""
Counts = NDArray[np.int64]


@cache
def days() -> tuple[date, ...]:
    """Every day of the demonstration."""
    return tuple(FIRST + timedelta(days=index) for index in range(DAYS))


class Shape:
    """Counts by day and branch: `live` are kept, `cancelled` are cancelled later. Shapes (DAYS, branches)."""

    def __init__(self, given: Parameters, scale: float) -> None:
        self.branches = tuple(given.branches)
        weights = self._weights(given)
        self.live = np.zeros((DAYS, len(self.branches)), dtype=np.int64)
        for year, total in given.published.items():
            part = slice(day_index(date(year, 1, 1)), day_index(total.until) + 1)
            self.live[part] = self._allot(weights[part], round(total.declarations * scale))
        after = slice(day_index(given.published[YEAR].until) + 1, DAYS)
        self.live[after] = self._allot(weights[after], round(given.after.declarations * scale))
        self.cancelled = self._cancelled(given)

    def _allot(self, weights: NDArray[np.float64], total: int) -> Counts:
        by_branch = spread(weights.sum(axis=0), total)
        columns = [spread(weights[:, at], int(count)) for at, count in enumerate(by_branch)]
        return np.stack(columns, axis=1)

    def _cancelled(self, given: Parameters) -> Counts:
        found = np.zeros_like(self.live)
        for at, branch in enumerate(given.branches.values()):
            count = self.live[:, at].astype(float)
            for total in given.published.values():
                count[day_index(total.until) - QUIET + 1 : day_index(total.until) + 1] = 0
            if count.sum():
                found[:, at] = spread(count, round(count.sum() * branch.cancel_ppm / PPM))
        return found

    def _weights(self, given: Parameters) -> NDArray[np.float64]:
        work = np.array([_work(given, day) for day in days()])
        gates = np.ones((DAYS, len(self.branches)))
        for shut in given.closures:
            at = self.branches.index(shut.branch)
            gates[day_index(shut.since) : day_index(shut.until) + 1, at] = shut.factor
        weights = work[:, None] * gates
        for year, months in given.months.items():
            for month in range(12):
                part = [index for index, day in enumerate(days()) if (day.year, day.month) == (year, month + 1)
                        and day <= given.published[year].until]  # fmt: skip
                for at, branch in enumerate(self.branches):
                    weights[part, at] *= months[branch][month] / max(weights[part, at].sum(), 1e-9)
        after = slice(day_index(given.published[YEAR].until) + 1, DAYS)
        weights[after] *= np.array([given.after_weights[branch] for branch in self.branches])
        return weights


def _work(given: Parameters, day: date) -> float:
    """How much of a full day's work is done: weekends little, holidays less."""
    weight = given.weekdays[day.weekday()]
    return weight if calendar().open_on(day) or day.weekday() >= 5 else given.holiday
