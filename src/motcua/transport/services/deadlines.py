"""By when: an officer decides, goods under way arrive. Both as the outages in force leave it."""

from collections.abc import Iterable
from datetime import datetime

from motcua.ground.queries import outages
from motcua.kernel.worktime import Interval
from motcua.reference import queries as reference
from motcua.transport.domain.clocks import BEGIN, arrives_by
from motcua.transport.domain.data import LIMITS
from motcua.transport.domain.life import WAITING, State
from motcua.transport.models import Step, Transport


def decided_by(at: datetime, stopped: tuple[Interval, ...] | None = None) -> datetime:
    """By when an officer decides on what came at that moment: working hours of the offices' calendar.

    `stopped`: as it would be with these outages alone; those in force where none are given.
    """
    calendar = reference.calendar() if stopped is None else reference.calendar_with(stopped)
    return calendar.add_hours(at, LIMITS["decision"])


def arrived_by(since: datetime, end: datetime, stopped: tuple[Interval, ...] | None = None) -> datetime:
    """By when goods arrive whose time until `end` began at `since`."""
    return arrives_by(since, end, outages.in_force() if stopped is None else stopped)


def begun(transports: Iterable[int]) -> dict[int, datetime]:
    """When the clock of goods under way was last set going, by transport."""
    steps = Step.objects.filter(transport_id__in=list(transports), verb__in=BEGIN).order_by("leaf")
    return dict(steps.values_list("transport_id", "at"))


def due_at(found: Transport, since: datetime | None, stopped: tuple[Interval, ...] | None = None) -> datetime | None:
    """The deadline of a transport as it stands; None where no clock runs. `since`: of goods under way, see `begun`."""
    if State(found.state) in WAITING:
        return decided_by(found.registered_at, stopped)
    if State(found.state) is State.UNDER_WAY and since is not None:
        return arrived_by(since, found.end_at, stopped)
    return None
