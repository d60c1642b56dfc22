"""Trying: each method on earlier days of the series, so many days ahead as are to be told now.

From an origin a method sees the days before it alone. An error is judged by the root of what was told: a sum of
independent payments spreads like that. Half of the width of an interval is a quantile of past errors so judged.
"""

from collections.abc import Iterable, Mapping
from math import ceil

import msgspec
import numpy as np

from motcua.kernel.money import PPM, half_up
from motcua.revenue.domain.forecasting.frame import Floats, Frame, Whole
from motcua.revenue.domain.forecasting.methods import COMBINATION, METHODS, paths

STEP = 7
"""Days between two origins."""
LEARNED = 182
"""Days that a method has seen at the first origin."""
ENOUGH, MOST = 24, 60
"""Origins that a trial needs, and has at most: the latest."""
PAST = 12
"""Errors that an interval must rest on before its coverage is counted."""
INDEPENDENT = 20
"""So many errors without a day in common tell the ends of 95 percent by themselves."""
CLEARLY = 0.95
"""A single method is taken before the combination only where its mean error is below this part of that one's."""
NAMES = (*METHODS, COMBINATION)
Paths = Mapping[int, Mapping[str, Floats]]
"""By origin and method, the days after it."""


class Tried(msgspec.Struct, frozen=True):
    """How a method did: errors in dong, `against_naive` and coverages in ppm. `checked`: intervals that were judged.

    `bias` is the mean of what came less what was told; an interval is judged by errors known at its origin alone.
    """

    method: str
    origins: int
    ahead: int
    bias: int
    mean_error: int
    root_error: int
    against_naive_ppm: int
    checked: int
    covered80_ppm: int
    covered95_ppm: int


class Trial(msgspec.Struct, frozen=True):
    """A method's errors so many days ahead: `told` and `came` are sums by origin, the earliest first."""

    method: str
    ahead: int
    origins: Whole
    told: Floats
    came: Floats

    @property
    def scores(self) -> Floats:
        """Errors judged by the root of what was told."""
        found: Floats = np.abs(self.came - self.told) / np.sqrt(np.maximum(self.told, 1e-9))
        return found

    @property
    def independent(self) -> float:
        """How many trials without a day in common these are worth."""
        return 1 + float(self.origins[-1] - self.origins[0]) / self.ahead

    def before(self, origin: int) -> "Trial":
        """The trials that were over at an origin."""
        over = self.origins + self.ahead <= origin
        return Trial(self.method, self.ahead, self.origins[over], self.told[over], self.came[over])

    @property
    def mean_error(self) -> float:
        """The mean absolute error."""
        return float(np.abs(self.came - self.told).mean())


def origins(known: int, ahead: int) -> list[int]:
    """Where trials so many days ahead can begin, the earliest first: whole weeks back from the last known day."""
    found = [known - STEP * back for back in range(1, known // STEP) if known - STEP * back >= LEARNED]
    return sorted(origin for origin in found if origin + ahead <= known)[-MOST:]


def longest(known: int) -> int:
    """The most days ahead that can be tried from ENOUGH origins; below one where history is too short."""
    return ((known - LEARNED) // STEP - ENOUGH + 1) * STEP


def walked(frame: Frame, series: Floats, starts: Iterable[int]) -> Paths:
    """The paths from each origin to the end of the series."""
    known = len(series)
    return {
        origin: paths(Frame(frame.first, frame.kinds[:known], frame.effects[:known]), series, origin)
        for origin in starts
    }


def trials(series: Floats, ahead: int, found: Paths) -> dict[str, Trial]:
    """Each method's trial so many days ahead."""
    starts = origins(len(series), ahead)
    came = np.array([series[origin : origin + ahead].sum() for origin in starts])
    return {
        name: Trial(
            name, ahead, np.array(starts), np.array([found[origin][name][:ahead].sum() for origin in starts]), came
        )
        for name in NAMES
    }  # fmt: skip


def chosen(tried: Mapping[str, Trial]) -> str:
    """The method with the least mean error; the combination unless another is clearly better."""
    best = min(tried, key=lambda name: tried[name].mean_error)
    return best if tried[best].mean_error < CLEARLY * tried[COMBINATION].mean_error else COMBINATION


def reach(trial: Trial, percent: int) -> float:
    """The score that a share of errors stays within, with one more error to come.

    Trials whose days overlap tell less than their number. Where they are worth fewer than INDEPENDENT, the score is at
    least Student's for so many.
    """
    scores = np.sort(trial.scores)
    place = min(ceil((len(scores) + 1) * percent / 100), len(scores))
    found = float(scores[place - 1])
    worth = trial.independent
    if worth >= INDEPENDENT:
        return found
    spread = float(np.sqrt((scores**2).mean() * (1 + 1 / worth)))
    return max(found, _student(worth, percent) * spread)


def _student(freedom: float, percent: int) -> float:
    """The point of Student's distribution that so many percent stay within, on both sides."""
    from scipy.special import stdtrit  # heavy, and only needed here

    return float(stdtrit(freedom, (1 + percent / 100) / 2))


def summary(trial: Trial, against: Trial, unit: float) -> Tried:
    """A trial in whole dong; `unit` is what one of the series is worth."""
    errors = trial.came - trial.told
    checked, held80, held95 = covered(trial)
    return Tried(
        trial.method, len(errors), trial.ahead, round(float(errors.mean()) * unit), round(trial.mean_error * unit),
        round(float(np.sqrt((errors**2).mean())) * unit),
        round(PPM * trial.mean_error / against.mean_error) if against.mean_error else PPM, checked,
        half_up(held80 * PPM, checked) if checked else 0, half_up(held95 * PPM, checked) if checked else 0,
    )  # fmt: skip


def covered(trial: Trial) -> tuple[int, int, int]:
    """How many intervals could be judged, and how many of 80 % and of 95 % held what came."""
    scores, counts = trial.scores, [0, 0, 0]
    for place, origin in enumerate(trial.origins):
        past = trial.before(int(origin))
        if len(past.origins) >= PAST:
            counts[0] += 1
            counts[1] += int(scores[place] <= reach(past, 80))
            counts[2] += int(scores[place] <= reach(past, 95))
    return counts[0], counts[1], counts[2]
