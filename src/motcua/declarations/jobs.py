"""What declarations do by themselves: each day, and when something happened in another room."""

from datetime import datetime

from motcua.declarations import services
from motcua.declarations.services import boxes, fallen, stays
from motcua.ground.services import daily, jobs, outages
from motcua.origin import services as origin


@outages.follower(outages.CONFIRMED)
def move_deadlines(job: jobs.Job, at: datetime) -> None:
    """An outage was confirmed: deadlines that run move. Some declarations at a time; the next job does the next."""
    last = services.move_deadlines(job.payload["outage"], after=job.payload["after"], at=at)
    if last:
        jobs.put(outages.CONFIRMED, {"outage": job.payload["outage"], "after": last}, at=at)


@jobs.handler(origin.FELL)
def charge_the_difference(job: jobs.Job, at: datetime) -> None:
    """A certificate of origin fell: the lines that rested on it are charged."""
    fallen.charge(job.payload["declaration"], at=at)


@daily.duty("declarations.stays")
def tell_of_stays(at: datetime) -> None:
    """Tell parties whose goods' stay ends soon or is over; each is told once for each last day."""
    stays.tell_of_stays(at=at)


@daily.duty("declarations.boxes")
def keep_boxes(at: datetime) -> None:
    """Let the index of containers follow registration also where no gate has asked."""
    boxes.catch_up(at)
