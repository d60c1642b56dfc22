"""Stream: declarations in the order of the bucket, each with what an inspection of it finds, where that is known."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from motcua.kernel.days import law_day
from motcua.risk.domain.decision import Candidate

KNOWN_AFTER = timedelta(days=2)
"""An inspection ordered on one day is done by the next, and its record is there on the day after that."""
Group = tuple[date, int, int]
"""A law day and the places of its first declaration and of the one after its last."""


class Result(NamedTuple):
    """What an inspection finds; `recovered` is duty in whole dong."""

    hit: bool
    recovered: int = 0


class Stream:
    """Candidates, each with its own moment, in the order in which they were registered.

    `results` stand at the same places; None where nobody knows what an inspection would have found.
    """

    def __init__(self, candidates: Sequence[Candidate], results: Sequence[Result | None]) -> None:
        if len(candidates) != len(results):
            raise ValueError(f"{len(candidates)} declarations with {len(results)} results")
        self.candidates, self.results = candidates, results

    def __len__(self) -> int:
        return len(self.candidates)

    @cached_property
    def days(self) -> list[date]:
        """The law day of each declaration."""
        return [law_day(_moment(candidate)) for candidate in self.candidates]

    def groups(self) -> Iterator[Group]:
        """Runs of declarations of one law day, in order."""
        begin = 0
        for day, found in groupby(self.days):
            end = begin + sum(1 for _ in found)
            yield day, begin, end
            begin = end


def _moment(candidate: Candidate) -> datetime:
    if candidate.at is None:
        raise ValueError(f"{candidate.number} has no moment")
    return candidate.at
