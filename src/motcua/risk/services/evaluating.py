"""Evaluating: how versions would have done on what was inspected here, month by month, and on the published set."""

from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from motcua.kernel.days import law_day
from motcua.risk.domain import published
from motcua.risk.domain.errors import SetMissing
from motcua.risk.domain.judging import Caught, auc_ppm, caught
from motcua.risk.domain.learning import enough, numbers_on, trained
from motcua.risk.services.knowing import refresh_history
from motcua.risk.services.lessons import gathered, too_few


class Month(NamedTuple):
    """A month of inspections, judged by a version trained on all before it."""

    month: str
    trained_on: int
    found: Caught
    auc_ppm: int


def evaluate(at: datetime) -> list[Month]:
    """Month by month in order of time: train on what was known before, judge what came. TooFewLessons."""
    today = law_day(at)
    refresh_history(at)
    rows, numbers = gathered(today), numbers_on(today)
    months = np.array([day.isoformat()[:7] for day in map(date.fromordinal, rows.days.tolist())])
    found = []
    for month in sorted(set(months.tolist())):
        before, now = gathered(date.fromisoformat(f"{month}-01")), rows.where(months == month)
        if enough(before, numbers):
            scores = np.array(trained(before, numbers).scores(now.features), dtype=np.int64)
            judged = caught(scores, now.hits, now.duty, numbers.judged_share_ppm)
            found.append(Month(month, len(before), judged, auc_ppm(scores, now.hits)))
    if not found:
        raise too_few(rows, numbers)
    return found


def evaluate_published(samples: Path) -> published.Published:
    """Train on the published set's first part and judge its last. SetMissing where a file is not there or not of it."""
    try:
        train, test = (published.read(samples / published.SPLIT[name]) for name in ("train", "test"))
    except (OSError, ValueError) as error:
        raise SetMissing(where=samples, why=error) from error
    if not train or not test:
        raise SetMissing(where=samples, why="0")
    return published.evaluated(train, test)
