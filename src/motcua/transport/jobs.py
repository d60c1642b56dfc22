"""What transport does by itself: once a day, and when an outage was confirmed."""

from datetime import datetime

from motcua.ground.services import daily, jobs, outages
from motcua.transport import services
from motcua.transport.services.moving import CONFIRMED


@outages.follower(CONFIRMED)
def move_deadlines(job: jobs.Job, at: datetime) -> None:
    """An outage was confirmed: deadlines that run move, some transports at a time."""
    last = services.move_deadlines(job.payload["outage"], after=job.payload["after"], at=at)
    if last:
        jobs.put(CONFIRMED, {"outage": job.payload["outage"], "after": last}, at=at)


@daily.duty("transport.overdue")
def note_overdue(at: datetime) -> object:
    """Note and tell what has not arrived in time."""
    return services.note_overdue(at)
