"""What if under another cap: stored decisions taken again by the risk room, beside what was and what is measured."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from motcua.declarations.domain.lasting import Stage
from motcua.declarations.queries import durations, inspections
from motcua.kernel.money import half_up
from motcua.kernel.worktime import Calendar
from motcua.reference import queries as reference
from motcua.reports.domain.whatif.assumed import assumed
from motcua.reports.domain.whatif.cap import Beside, CapAsked, CapFound, Times, Work, fit_cap
from motcua.reports.domain.whatif.errors import NothingStored
from motcua.reports.queries.whatif import Tell, known_branch
from motcua.risk.domain import law_on
from motcua.risk.domain.simulation import Result
from motcua.risk.domain.simulation.again import Taken
from motcua.risk.queries import again


def fitting(asked: CapAsked) -> CapAsked:
    """What is asked, if the department knows it. Refusals of domain.whatif."""
    known_branch(asked.office)
    return fit_cap(asked)


def by_cap(asked: CapAsked, tell: Tell | None = None) -> CapFound:
    """Take every decision of the period again under the cap. NothingStored; as `fitting`."""
    fitting(asked)
    found = again.under_cap(asked.cap_ppm, asked.since, asked.until, tell)
    beside = Beside(asked, found.results)
    beside.add(found.taken)
    if not beside.declarations:
        raise NothingStored
    times, work = _times(asked), _work(asked)
    print_ = _fingerprint(found.taken, found.results, times, work)
    return beside.found(law_on(asked.since).cap_ppm, times, work, print_)


def _times(asked: CapAsked) -> Times:
    durations.forget()
    between = Stage.CLEARANCE, asked.since, asked.until
    branches = durations.quantiles(*between, by=("office", "channel"))
    whole = durations.quantiles(*between, by=("channel",))
    return Times(
        {(str(office), int(channel)): spread.p50_minutes for (office, channel), spread in branches.items()},
        {int(channel): spread.p50_minutes for (channel,), spread in whole.items()},
    )  # fmt: skip


def _work(asked: CapAsked) -> Work:
    """What one inspection takes: as it was asked, else as records say, else as it is assumed."""
    if asked.minutes:
        return Work(asked.minutes, 0)
    calendar = reference.calendar()
    minutes = [_minutes(each, calendar) for each in inspections.timed(asked.since, asked.until)]
    if len(minutes) < assumed().records_least:
        return Work(assumed().inspection_minutes, 0)
    return Work(max(half_up(sum(minutes), len(minutes)), 1), len(minutes))


def _minutes(record: inspections.Timed, calendar: Calendar) -> int:
    """Working time of a record; what was done while the office was shut counts by the clock."""
    worked = calendar.hours_between(record.began_at, record.written_at)
    return int((worked or record.written_at - record.began_at).total_seconds()) // 60


def _fingerprint(taken: Iterable[Taken], results: Mapping[int, Result], times: Times, work: Work) -> str:
    held = sha256(f"{sorted(times.branches.items())} {sorted(times.whole.items())} {tuple(work)}".encode())
    for each in taken:
        held.update(f"{each.subject} {each.was} {results.get(each.subject)}\n".encode())
    return held.hexdigest()
