"""Profiles of the demonstration that risk officers write: one in force, one waiting, one retired. All invented.

Each step is taken when the year has come to its moment, so that the book of no day changes after the day began.
"""

from datetime import date, datetime

from motcua.demo.domain import profiles
from motcua.demo.domain.profiles import Step, Written
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day, law_moment
from motcua.people import queries as people
from motcua.risk import services


class Profiles:
    """Takes the steps that are due, in their order."""

    def __init__(self) -> None:
        self._ahead = profiles.steps()

    def before(self, day: date) -> None:
        """Take every step of the days before this one."""
        while self._ahead and self._ahead[0].day < day:
            _take(self._ahead.pop(0))


def leave_waiting(opens: datetime) -> None:
    """What waits for a second officer when the clock opens."""
    for each in profiles.waiting():
        _propose(each, opens)


def _take(step: Step) -> None:
    at, note = law_moment(step.day, profiles.given().hour), profiles.given().notes[step.verb]
    author, second = _officers(at)
    if step.verb == "propose":
        _propose(step.profile, at)
    elif step.verb == "approve":
        services.approve_profile(step.profile.code, 1, note=note, by=second, at=at)
    else:
        services.retire_profile(step.profile.code, 1, note=note, by=author, at=at)


def _propose(profile: Written, at: datetime) -> None:
    author, _ = _officers(at)
    no = services.write_profile(profiles.draft(profile), by=author, at=at)
    (since, until), note = profile.tried, profiles.given().notes["propose"]
    services.propose_profile(profile.code, no, since=since, until=until, note=note, by=author, at=at)


def _officers(at: datetime) -> tuple[Actor, Actor]:
    """The two risk officers."""
    today = law_day(at)
    first, second, *_ = people.holders("risk", today)
    return people.actor_for(first, today), people.actor_for(second, today)
