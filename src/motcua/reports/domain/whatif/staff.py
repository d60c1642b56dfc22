"""What if a branch had another number of officers: its stored checks queued again, beside the same model at the present
number and beside what was measured, so that the error of the model can be seen.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from motcua.kernel.money import PPM, half_up
from motcua.reports.domain.whatif.asked import FIRST, LAST
from motcua.reports.domain.whatif.cap import MOST_MINUTES
from motcua.reports.domain.whatif.errors import WrongDays, WrongMinutes, WrongOfficers
from motcua.reports.domain.whatif.queueing import NOT_KNOWN, Job, filled, measured, quantile, starts

DOCUMENTS, INSPECTION, ALL = "documents", "inspection", ""
KINDS = (DOCUMENTS, INSPECTION)
MOST_OFFICERS = 500
MINUTE = 60
_WRITTEN = re.compile(r"\s*([+-]?)\s*(\d{1,4})\s*", re.ASCII)


class StaffAsked(msgspec.Struct, frozen=True):
    """Another number of officers at a branch, over the checks of declarations registered from `since` to `until`.

    `officers` is the number, or with `relative` what is added to the present one. `present` is the number now; 0 for
    those who hold the post. Minutes are what a check of documents or an inspection takes an officer; 0 for measured.
    """

    office: str
    officers: int
    relative: bool
    since: date
    until: date
    present: int = 0
    document_minutes: int = 0
    inspection_minutes: int = 0


class Staff(NamedTuple):
    """Officers now and then; `source` says whence the present number is: `asked`, `posts` or `seen`."""

    now: int
    then: int
    source: str


class Work(msgspec.Struct, frozen=True):
    """What a kind of check takes an officer, on average in seconds, from how many checks.

    `source` is `measured`, `asked` or `assumed`; what is not measured is an assumption.
    """

    kind: str
    seconds: int
    checks: int
    source: str


class Trio(msgspec.Struct, frozen=True):
    """A figure as it was measured (None: not known), by the model with the present officers, and with the others."""

    key: str
    measured: int | None
    now: int | None
    then: int | None

    @property
    def difference(self) -> int | None:
        """What the others change, within the model."""
        return None if self.now is None or self.then is None else self.then - self.now


class StaffFound(msgspec.Struct, frozen=True):
    """The queue of a branch. Seconds of working time; `key` is a kind of check, empty for both, or a month.

    `begun` are checks whose beginning was noted, `drawn` interrupted ones that take a drawn time in the model.
    `stays` and `late` are of checks that were not interrupted, in all three columns; the measured `waits` are of those
    whose beginning was noted, where these are enough. `load_ppm` is working time over that of all officers,
    `open_at_end` what is not done when the last check was.
    """

    asked: StaffAsked
    staff_now: int
    staff_then: int
    staff_source: str
    staff_seen: int
    checks: int
    begun: int
    drawn: int
    works: tuple[Work, ...]
    median_waits: tuple[Trio, ...]
    most_waits: tuple[Trio, ...]
    median_stays: tuple[Trio, ...]
    most_stays: tuple[Trio, ...]
    late: tuple[Trio, ...]
    months: tuple[Trio, ...]
    load_ppm: Trio
    open_at_end: Trio
    work_seconds: int
    fingerprint: str

    @property
    def overloaded(self) -> bool:
        """Whether the others have more to do than time to do it."""
        return (self.load_ppm.then or 0) >= PPM

    @property
    def error_ppm(self) -> int | None:
        """By how much the model's median stay with the present officers misses the measured one; None of nothing."""
        found = self.median_stays[-1]
        if not found.measured or found.now is None:
            return None
        return half_up((found.now - found.measured) * PPM, found.measured)


def officers_of(text: str) -> tuple[int, bool]:
    """A number as it is typed: `+2` and `-1` change the present one, `5` is one itself. WrongOfficers."""
    found = _WRITTEN.fullmatch(text)
    if found is None or int(found[2]) > MOST_OFFICERS:
        raise WrongOfficers(told=text[:20], most=MOST_OFFICERS)
    return int(found[1] + found[2]), bool(found[1])


def said_officers(asked: StaffAsked) -> str:
    """The number as it is typed."""
    return f"{asked.officers:+d}" if asked.relative else str(asked.officers)


def said_staff(asked: StaffAsked) -> str:
    """What is asked, in few words that both languages share."""
    minutes = [str(each) for each in (asked.document_minutes, asked.inspection_minutes)]
    told = f" · {' / '.join(minutes)} min" if any(map(int, minutes)) else ""
    return f"{asked.office} {said_officers(asked)}{told}"


def fit_staff(asked: StaffAsked) -> StaffAsked:
    """What is asked, if it can be reckoned. WrongDays, WrongMinutes, WrongOfficers."""
    if not FIRST <= asked.since <= asked.until <= LAST:
        raise WrongDays(since=asked.since.isoformat(), until=asked.until.isoformat())
    for minutes in (asked.document_minutes, asked.inspection_minutes):
        if not 0 <= minutes <= MOST_MINUTES:
            raise WrongMinutes(told=str(minutes)[:20], most=MOST_MINUTES)
    if abs(asked.officers) > MOST_OFFICERS or not 0 <= asked.present <= MOST_OFFICERS:
        raise WrongOfficers(told=said_officers(asked)[:20], most=MOST_OFFICERS)
    return asked


def staffed(asked: StaffAsked, now: int, source: str) -> Staff:
    """The officers now and then. WrongOfficers where nobody is left, or too many."""
    then = now + asked.officers if asked.relative else asked.officers
    if not 1 <= then <= MOST_OFFICERS:
        raise WrongOfficers(told=said_officers(asked)[:20], most=MOST_OFFICERS)
    return Staff(now, then, source)


class Terms(NamedTuple):
    """What a kind of check may last by the law and takes where nothing is measured, both in seconds.

    Of fewer than `least` noted beginnings no wait is told.
    """

    limits: Mapping[str, int]
    assumed: Mapping[str, int]
    least: int


Sides = Sequence[Sequence[int]]
"""A time of each check, with the present officers and with the others."""


class Queue:
    """The checks of a branch with what each takes an officer, ready to be queued with any number of officers."""

    def __init__(self, asked: StaffAsked, jobs: Sequence[Job], terms: Terms) -> None:
        self.asked, self.terms = asked, terms
        self.jobs = sorted(jobs, key=lambda job: (job.arrived, job.subject, job.ended))
        self._measured = measured(self.jobs)
        fixed = {DOCUMENTS: asked.document_minutes * MINUTE, INSPECTION: asked.inspection_minutes * MINUTE}
        known = [fixed[job.kind] or work for job, work in zip(self.jobs, self._measured, strict=True)]
        self._fixed = fixed
        self.works = filled(self.jobs, known, dict(terms.assumed))

    def waits(self, officers: int) -> list[int]:
        """How long each waits until an officer takes it."""
        begun = starts([job.arrived for job in self.jobs], self.works, officers)
        return [begins - job.arrived for job, begins in zip(self.jobs, begun, strict=True)]

    def found(self, staff: Staff, fingerprint: str) -> StaffFound:
        """Everything side by side."""
        sides = self.waits(staff.now), self.waits(staff.then)
        stays = tuple([wait + work for wait, work in zip(waits, self.works, strict=True)] for waits in sides)
        spans = max(job.ended for job in self.jobs) - min(job.arrived for job in self.jobs)
        return StaffFound(
            self.asked, *staff, len({job.officer for job in self.jobs if job.officer}), len(self.jobs),
            sum(job.plain and job.begun != NOT_KNOWN for job in self.jobs), sum(not job.plain for job in self.jobs),
            tuple(self._work(kind) for kind in KINDS if self._of(kind, lambda _: True)),
            self._waited(sides, 50), self._waited(sides, 90),
            self._stayed(stays, 50), self._stayed(stays, 90), self._long(stays), self._months(sides),
            Trio("", None, *(self._load(officers, spans) for officers in staff[:2])),
            Trio("", None, *map(self._open, stays)), sum(self.works), fingerprint,
        )  # fmt: skip

    def _of(self, kind: str, wanted: Callable[[Job], bool]) -> list[int]:
        return [place for place, job in enumerate(self.jobs) if kind in ("", job.kind) and wanted(job)]

    def _waited(self, sides: Sides, hundredths: int) -> tuple[Trio, ...]:
        return tuple(self._wait(kind, self._of(kind, lambda _: True), sides, hundredths) for kind in (*KINDS, ALL))

    def _wait(self, key: str, places: Sequence[int], sides: Sides, hundredths: int) -> Trio:
        """Of some checks: the measured wait of those whose beginning was noted, and that of all in the model."""
        known = (self.jobs[each] for each in places)
        noted = [max(job.begun - job.arrived, 0) for job in known if job.plain and job.begun != NOT_KNOWN]
        real = quantile(noted, hundredths) if len(noted) >= self.terms.least else None
        return Trio(key, real, *(quantile((side[each] for each in places), hundredths) for side in sides))

    def _stayed(self, stays: Sides, hundredths: int) -> tuple[Trio, ...]:
        told = []
        for kind in (*KINDS, ALL):
            plain = self._of(kind, lambda job: job.plain)
            real = quantile((self.jobs[each].ended - self.jobs[each].arrived for each in plain), hundredths)
            told.append(Trio(kind, real, *(quantile((side[each] for each in plain), hundredths) for side in stays)))
        return tuple(told)

    def _long(self, stays: Sides) -> tuple[Trio, ...]:
        """How many stayed longer than the law gives."""
        told = []
        for kind in KINDS:
            plain, limit = self._of(kind, lambda job: job.plain), self.terms.limits[kind]
            real = sum(self.jobs[each].ended - self.jobs[each].arrived > limit for each in plain)
            told.append(Trio(kind, real, *(sum(side[each] > limit for each in plain) for side in stays)))
        return tuple(told)

    def _months(self, sides: Sides) -> tuple[Trio, ...]:
        """The wait that nine in ten do not exceed, by the month in which they came."""
        places: dict[str, list[int]] = {}
        for place, job in enumerate(self.jobs):
            places.setdefault(job.month, []).append(place)
        return tuple(self._wait(month, held, sides, 90) for month, held in sorted(places.items()))

    def _load(self, officers: int, span: int) -> int:
        return half_up(sum(self.works) * PPM, officers * max(span, 1))

    def _open(self, stays: Sequence[int]) -> int:
        last = max(job.ended for job in self.jobs)
        return sum(job.arrived + stay > last for job, stay in zip(self.jobs, stays, strict=True))

    def _work(self, kind: str) -> Work:
        taken = [work for job, work in zip(self.jobs, self.works, strict=True) if job.kind == kind]
        known = sum(
            work is not None for job, work in zip(self.jobs, self._measured, strict=True) if job.kind == kind
        )  # fmt: skip
        mean = half_up(sum(taken), len(taken))
        if self._fixed[kind]:
            return Work(kind, mean, len(taken), "asked")
        return Work(kind, mean, known, "measured") if known else Work(kind, mean, 0, "assumed")
