"""What if a branch had other officers: its checks that ended, on the line of working time, queued again."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256

from motcua.declarations.domain.life import State
from motcua.declarations.domain.terms import check_term
from motcua.declarations.queries import checking, reassessing
from motcua.declarations.queries.checking import Checked
from motcua.dossiers.domain.clock import Hours
from motcua.ground.queries import outages
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.people import queries as people
from motcua.reference import queries as reference
from motcua.reports.domain.whatif.assumed import assumed
from motcua.reports.domain.whatif.errors import NothingChecked
from motcua.reports.domain.whatif.queueing import NOT_KNOWN, Job
from motcua.reports.domain.whatif.staff import (
    DOCUMENTS,
    INSPECTION,
    MINUTE,
    Queue,
    Staff,
    StaffAsked,
    StaffFound,
    Terms,
    fit_staff,
    staffed,
)
from motcua.reports.domain.whatif.told import month_of
from motcua.reports.queries.whatif import Tell, named_branch

_SECOND_US = 1_000_000
_HOUR = 3_600
_STATES = {DOCUMENTS: State.DOCUMENT_CHECK, INSPECTION: State.PHYSICAL_CHECK}
_STEPS = 3


def fitting(asked: StaffAsked) -> StaffAsked:
    """What is asked, if the department knows it. Refusals of domain.whatif."""
    named_branch(asked.office)
    fit_staff(asked)
    if now := present(asked):
        staffed(asked, now, "posts")
    return asked


def present(asked: StaffAsked) -> int:
    """The officers now: as asked, else who holds the post at the branch on the last day; 0 where nobody does."""
    return asked.present or len(people.holders("officer", asked.until, asked.office))


def basis(asked: StaffAsked) -> str:
    """What an answer rests on: steps of declarations, beginnings of work, the officers now, and outages."""
    return f"{reassessing.latest()} {checking.latest()} {present(asked)} {outages.in_force()}"


def by_staff(asked: StaffAsked, tell: Tell | None = None) -> StaffFound:
    """Queue the branch's checks with its officers and with the others. NothingChecked; as `fitting`."""
    fitting(asked)
    checks = checking.ended(asked.office, asked.since, asked.until)
    _tell(tell, 1)
    if all(check.officer == SYSTEM.reference for check in checks):
        raise NothingChecked
    jobs = _jobs(checks)
    _tell(tell, 2)
    staff = _staff(asked, jobs)
    found = Queue(asked, jobs, _terms(asked)).found(staff, _fingerprint(jobs, staff))
    _tell(tell, _STEPS)
    return found


def _tell(tell: Tell | None, done: int) -> None:
    if tell is not None:
        tell(done, _STEPS)


def _staff(asked: StaffAsked, jobs: Iterable[Job]) -> Staff:
    """The officers now and then; where nobody holds the post, now are those who ended checks."""
    if asked.present:
        return staffed(asked, asked.present, "asked")
    if held := present(asked):
        return staffed(asked, held, "posts")
    return staffed(asked, len({job.officer for job in jobs if job.officer}), "seen")


def _jobs(checks: Sequence[Checked]) -> list[Job]:
    """Checks with their moments as seconds of working time since the first day; what the platform ended is nobody's."""
    place = _line(checks[0].day)
    return [
        Job(
            each.subject, each.kind, month_of(each.day), place(each.arrived_at),
            NOT_KNOWN if each.begun_at is None else place(each.begun_at), place(each.ended_at),
            each.officer if each.officer != SYSTEM.reference else "",
            each.plain and each.officer != SYSTEM.reference,
        )
        for each in checks
    ]  # fmt: skip


def _line(first: date) -> Callable[[datetime], int]:
    hours, origin = Hours(reference.calendar()), law_moment(first)
    return lambda at: hours.between(origin, at) // _SECOND_US


def _terms(asked: StaffAsked) -> Terms:
    limits = {}
    for kind, state in _STATES.items():
        term = check_term(state, "", asked.since)
        assert term is not None
        limits[kind] = term.value * _HOUR
    told = assumed()
    minutes = {DOCUMENTS: told.document_minutes * MINUTE, INSPECTION: told.inspection_minutes * MINUTE}
    return Terms(limits, minutes, told.records_least)


def _fingerprint(jobs: Iterable[Job], staff: Staff) -> str:
    held = sha256(str(tuple(staff)).encode())
    for job in jobs:
        held.update(f"{tuple(job)}\n".encode())
    return held.hexdigest()
