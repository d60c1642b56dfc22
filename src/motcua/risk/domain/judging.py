"""Judging: how well scores find what is there, which of two versions did better, and whether the world has shifted."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from motcua.kernel.money import PPM
from motcua.kernel.words import Words
from motcua.risk.domain.learning import Numbers

Whole = NDArray[np.int64]
BINS = 10


class Caught(NamedTuple):
    """What the highest-ranked share of some inspections held, of all that they found; in ppm."""

    rows: int
    hits: int
    hits_ppm: int
    duty_ppm: int
    precision_ppm: int

    @property
    def mean_ppm(self) -> int:
        """Violations and duty count alike; where no duty was recovered at all, violations alone."""
        return self.hits_ppm if self.duty_ppm < 0 else (self.hits_ppm + self.duty_ppm) // 2


def caught(scores: Whole, hits: Whole, duty: Whole, share_ppm: int) -> Caught:
    """What the top share by score holds. Equal scores stand in their order; `duty_ppm` -1 where there was none."""
    top = ranked(scores, share_ppm)
    found, gained = int(hits.sum()), int(duty.sum())
    of_hits = int(hits[top].sum()) * PPM // found if found else 0
    of_duty = int(duty[top].sum()) * PPM // gained if gained else -1
    precision = int(hits[top].sum()) * PPM // len(top) if len(top) else 0
    return Caught(len(scores), found, of_hits, of_duty, precision)


def ranked(scores: Whole, share_ppm: int) -> Whole:
    """The places of the highest share of scores, at least one where there is any."""
    count = max(len(scores) * share_ppm // PPM, min(len(scores), 1))
    return np.argsort(-scores, kind="stable")[:count]


def auc_ppm(scores: Whole, hits: Whole) -> int:
    """The chance that a violation ranks above what was in order, ties half; -1 where either is missing."""
    good, bad = int((hits > 0).sum()), int((hits == 0).sum())
    if not good or not bad:
        return -1
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    doubled = (2 * last - counts + 1)[inverse]
    above = int(doubled[hits > 0].sum()) - good * (good + 1)
    return above * PPM // (2 * good * bad)


class Verdict(NamedTuple):
    """Whether the challenger takes over, and why in words."""

    takes_over: bool
    words: Words
    champion: Caught | None = None
    challenger: Caught | None = None


def verdict(champion: Caught | None, challenger: Caught, numbers: Numbers) -> Verdict:
    """The rule: on enough later inspections with violations among them, the challenger must catch at least as much as
    the champion and the margin more. The first version of all has nobody to beat.
    """
    if champion is None:
        words = Words("Phiên bản đầu tiên.", "The first version.")
        return Verdict(True, words, None, challenger)
    if challenger.rows < numbers.judged_least or not challenger.hits:
        words = Words(
            f"Chưa đủ kết quả kiểm tra để so sánh: {challenger.rows}.",
            f"Too few later inspections to compare on: {challenger.rows}.",
        )
        return Verdict(False, words, champion, challenger)
    better = challenger.mean_ppm >= champion.mean_ppm + numbers.better_ppm
    vi, en = (
        ("đủ tốt để thay", "good enough to take over") if better else ("chưa đủ tốt để thay", "not good enough yet")
    )
    said = f"{_percent(challenger.mean_ppm)} / {_percent(champion.mean_ppm)}"
    words = Words(
        f"Trên {challenger.rows} lần kiểm tra về sau, phiên bản thách đấu {vi}: {said.replace('.', ',')} %.",
        f"On {challenger.rows} later inspections the challenger is {en}: {said} %.",
    )
    return Verdict(better, words, champion, challenger)


def _percent(ppm: int) -> str:
    return f"{ppm // 10_000}.{ppm % 10_000 // 1_000}"


def edges(values: NDArray[Any]) -> list[float]:
    """Up to nine points that cut values into parts of about equal size."""
    if not len(values):
        return []
    return sorted({float(point) for point in np.quantile(values, np.linspace(0, 1, BINS + 1)[1:-1])})


def counted(values: NDArray[Any], cuts: Sequence[float]) -> list[int]:
    """How many values lie in each part; a value on an edge belongs to the part above."""
    places = np.searchsorted(np.asarray(cuts, dtype=np.float64), values, side="right")
    found: list[int] = np.bincount(places, minlength=len(cuts) + 1).astype(int).tolist()
    return found


def stability_ppm(before: Sequence[int], after: Sequence[int]) -> int:
    """The population stability index of two counts over the same parts: 0 for the same shares, above 0.25 a shift.

    Half a declaration is added to each part, so that an empty one does not make it infinite.
    """
    if len(before) != len(after):
        raise ValueError("counts over other parts")
    one = np.asarray(before, dtype=np.float64) + 0.5
    other = np.asarray(after, dtype=np.float64) + 0.5
    one, other = one / one.sum(), other / other.sum()
    return round(float(((other - one) * np.log(other / one)).sum()) * PPM)
