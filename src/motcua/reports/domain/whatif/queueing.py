"""A queue: checks that come one after another, worked on by so many officers, first come first served.

All times are whole seconds of working time since one moment, so that nights and holidays do not exist.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from heapq import heapify, heapreplace
from typing import NamedTuple

NOT_KNOWN = -1


class Job(NamedTuple):
    """A check: when it came, began (NOT_KNOWN where nobody noted it) and ended, and who ended it (empty: no officer).

    `plain` where all the time that it took was the officers'.
    """

    subject: int
    kind: str
    month: str
    arrived: int
    begun: int
    ended: int
    officer: str
    plain: bool


def measured(jobs: Sequence[Job]) -> list[int | None]:
    """What each check took its officer, at most; None where it was interrupted.

    An officer does one thing after another: a check began when that was noted, else when it came, and never before
    the one that the same officer ended last. Where officers work first come first served, that is what it took.
    """
    before: dict[str, int] = {}
    found: list[int | None] = [None] * len(jobs)
    for place in sorted(range(len(jobs)), key=lambda each: (jobs[each].ended, jobs[each].arrived, each)):
        job = jobs[place]
        since = max(job.arrived if job.begun == NOT_KNOWN else job.begun, before.get(job.officer, 0))
        found[place] = max(job.ended - since, 0) if job.plain else None
        before[job.officer] = max(job.ended, before.get(job.officer, 0))
    return found


def filled(jobs: Sequence[Job], works: Sequence[int | None], otherwise: dict[str, int]) -> list[int]:
    """The working time of every check: one that is not known is drawn from the known ones of its kind.

    The draw follows from the number of the check alone, so that it is the same each time. `otherwise` is for a kind
    of which none is known.
    """
    known: dict[str, list[int]] = {}
    for job, work in zip(jobs, works, strict=True):
        if work is not None:
            known.setdefault(job.kind, []).append(work)
    return [
        work if work is not None else _drawn(job.subject, known.get(job.kind) or [otherwise[job.kind]])
        for job, work in zip(jobs, works, strict=True)
    ]


def _drawn(subject: int, known: Sequence[int]) -> int:
    digest = blake2b(str(subject).encode(), digest_size=8).digest()
    return known[int.from_bytes(digest) % len(known)]


def starts(arrivals: Sequence[int], works: Sequence[int], officers: int) -> list[int]:
    """When work on each begins, in the order in which they come; `officers` are all equal and take the first waiting.

    Exact: each event follows from the ones before it. ValueError where they do not come in order.
    """
    if any(later < earlier for earlier, later in zip(arrivals, arrivals[1:], strict=False)):
        raise ValueError("arrivals are not in order")
    free = [0] * officers
    heapify(free)
    found = []
    for arrived, work in zip(arrivals, works, strict=True):
        begins = max(arrived, free[0])
        heapreplace(free, begins + work)
        found.append(begins)
    return found


def quantile(values: Iterable[int], hundredths: int) -> int | None:
    """The smallest value that so many hundredths of all do not exceed; None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    return ordered[-(-len(ordered) * hundredths // 100) - 1]
