"""The methods: each tells the days after the first `known` of a series, from these alone.

A series is revenue a day, as a part of the mean known day. None sees more of the future than the frame: kinds of days.
"""

from collections.abc import Callable

import numpy as np

from motcua.revenue.domain.forecasting.frame import CLOSED, KINDS, Floats, Frame

Method = Callable[[Frame, Floats, int], Floats]
"""Frame, series and how many days of it are known, to the days after them, to the end of the frame."""
SEASON, WEEK = 364, 7
LATELY = 56
"""Days of the moving average: eight whole weeks."""
ALPHAS, BETAS = (0.05, 0.1, 0.2, 0.4), (0.0, 0.05, 0.15)
DAMPED = 0.9
"""What is left of a trend after a week, or after a month where months are smoothed."""
HALF = 182.0
"""Days after which an observation counts half in the regression."""
RIDGE = 4.0
ROUNDS = 5
WHOLE_YEARS = 546
"""Days from which the seasons of the year can be told from a trend: one year and a half."""


def naive(frame: Frame, series: Floats, known: int) -> Floats:
    """Seasonal naive: the same weekday 52 weeks before, or a week before where there is no year of history."""
    season = SEASON if known >= SEASON else WEEK
    ahead = np.arange(frame.size - known)
    found: Floats = series[known + ahead - (ahead // season + 1) * season]
    return found


def average(frame: Frame, series: Floats, known: int) -> Floats:
    """The mean of the last eight weeks, by the weight of each kind of day."""
    weights = _weights(frame, series, known)[frame.kinds]
    begin = max(known - LATELY, 0)
    level = series[begin:known].sum() / weights[begin:known].sum()
    found: Floats = level * weights[known:]
    return found


def smoothing(frame: Frame, series: Floats, known: int) -> Floats:
    """Exponential smoothing of weeks with a damped trend; its two constants are those with the least past error."""
    weights = _weights(frame, series, known)[frame.kinds]
    begin = known % WEEK
    money = series[begin:known].reshape(-1, WEEK).sum(axis=1)
    work = weights[begin:known].reshape(-1, WEEK).sum(axis=1)
    level, trend = _smoothed(money / work, np.minimum(work / np.median(work), 1.0))
    weeks = np.arange(frame.size - known) // WEEK + 1
    damped = DAMPED * (1 - DAMPED**weeks) / (1 - DAMPED)
    found: Floats = np.maximum(level + trend * damped, 0) * weights[known:]
    return found


def monthly(frame: Frame, series: Floats, known: int) -> Floats:
    """The series of months, smoothed in the same way, and spread over the days to come by the weight of their kinds."""
    weights, months = _weights(frame, series, known)[frame.kinds], frame.months
    money = np.bincount(months[:known], weights=series[:known])
    work = np.bincount(months[:known], weights=weights[:known])
    level, trend = _smoothed(money / work, np.minimum(work / np.median(work), 1.0))
    damped = DAMPED * (1 - DAMPED ** (months[known:] - months[known - 1])) / (1 - DAMPED)
    found: Floats = np.maximum(level + trend * damped, 0) * weights[known:]
    return found


def _smoothed(rates: Floats, trust: Floats) -> tuple[float, float]:
    """The last level and trend. A week or month with little work moves them little."""
    alpha = np.repeat(ALPHAS, len(BETAS))
    beta = np.tile(BETAS, len(ALPHAS))
    level = np.full(len(alpha), rates[: WEEK + 1].mean())
    trend, error = np.zeros(len(alpha)), np.zeros(len(alpha))
    for rate, share in zip(rates, trust, strict=True):
        told = level + DAMPED * trend
        error += share * (rate - told) ** 2
        moved = told + alpha * share * (rate - told)
        trend = DAMPED * trend + beta * share * (moved - level - DAMPED * trend)
        level = moved
    best = int(np.argmin(error))
    return float(level[best]), float(trend[best])


def regression(frame: Frame, series: Floats, known: int) -> Floats:
    """Effects of the calendar that multiply: kinds of days, ends of periods, Tết, the season; lately counts more.

    Quasi-Poisson with a logarithmic link and a ridge, so that days of nothing are no trouble and effects seen seldom
    stay small. The trend goes on level.
    """
    columns = frame.effects if known >= WHOLE_YEARS else frame.effects[:, :-2]
    age = np.arange(known, dtype=np.float64) - known
    past = np.column_stack([columns[:known], age / SEASON])
    recent = 0.5 ** (-age / HALF)
    fitted = _fitted(past, np.maximum(series[:known], 0), recent)
    told: Floats = np.exp(columns[known:] @ fitted[:-1])
    return told


def _fitted(columns: Floats, seen: Floats, recent: Floats) -> Floats:
    penalty = np.full(columns.shape[1], RIDGE)
    penalty[0] = 0.01
    told = np.maximum(seen, 0.1)
    inside = np.log(told)
    found: Floats = np.zeros(columns.shape[1])
    for _ in range(ROUNDS):
        weight = recent * told
        target = inside + (seen - told) / told
        square = (columns * weight[:, None]).T @ columns
        square[np.diag_indices_from(square)] += penalty
        found = np.linalg.solve(square, columns.T @ (weight * target)).astype(np.float64)
        inside = np.clip(columns @ found, -6, 4)
        told = np.exp(inside)
    return found


def growing(frame: Frame, series: Floats, known: int) -> Floats:
    """Last year's course, moved by the growth of the last eight weeks; the average without a year and eight weeks."""
    if known < SEASON + LATELY:
        return average(frame, series, known)
    before = series[known - LATELY - SEASON : known - SEASON].sum()
    growth = series[known - LATELY : known].sum() / before if before > 0 else 1.0
    return naive(frame, series, known) * growth


METHODS: dict[str, Method] = {
    "naive": naive, "average": average, "smoothing": smoothing, "regression": regression, "growing": growing,
    "monthly": monthly,
}  # fmt: skip
COMBINED = ("average", "smoothing", "regression")
"""Of these the combination is the mean."""
COMBINATION = "combination"


def paths(frame: Frame, series: Floats, known: int) -> dict[str, Floats]:
    """The days to come by every method, and by the mean of COMBINED.

    Each sees the series as a part of the mean of its own known days: a mean of all would tell of days to come.
    """
    mean = float(series[:known].mean())
    unit = mean if mean > 0 else 1.0
    found = {name: method(frame, series / unit, known) * unit for name, method in METHODS.items()}
    found[COMBINATION] = sum((found[name] for name in COMBINED), np.zeros(frame.size - known)) / len(COMBINED)
    return found


def _weights(frame: Frame, series: Floats, known: int) -> Floats:
    """What each kind of day brings of a usual working day, as the last 52 weeks say."""
    begin = max(known - SEASON, 0)
    kinds, seen = frame.kinds[begin:known], np.maximum(series[begin:known], 0)
    count = np.bincount(kinds, minlength=KINDS)
    total = np.bincount(kinds, weights=seen, minlength=KINDS)
    usual = total[:5].sum() / max(count[:5].sum(), 1)
    weights = np.where(count > 0, total / np.maximum(count, 1), usual) / max(usual, 1e-12)
    if not count[CLOSED]:
        weights[CLOSED] = weights[6]
    found: Floats = np.maximum(weights, 0.01)
    return found
