"""Audit: the draws of a day made again, as anyone may once its secret is shown."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from motcua.risk.domain.law import law_on


class Audit(NamedTuple):
    """What recomputing found. `wrong` are the numbers whose stored draws or threshold differ.

    `fits`: the secret is the one committed to; `late`: the commitment came only after the day began.
    """

    day: date
    decisions: int
    drawn: int
    fits: bool
    late: bool
    wrong: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether the draw was what had been committed to before the day."""
        return self.fits and not self.late and not self.wrong


def audited(
    day: date,
    draws_of: Callable[[str], tuple[int, int, int]],
    rows: Iterable[tuple[str, int, int, int, int, date]],
    *,
    fits: bool,
    late: bool,
) -> Audit:
    """Compare rows of (number, draw, share draw, yellow draw, threshold, law day) with fresh draws."""
    count = drawn = 0
    wrong = []
    for number, first, second, third, threshold, registered_on in rows:
        count += 1
        drawn += first < threshold
        if draws_of(number) != (first, second, third) or threshold != law_on(registered_on).random_threshold:
            wrong.append(number)
    return Audit(day, count, drawn, fits, late, tuple(wrong))
