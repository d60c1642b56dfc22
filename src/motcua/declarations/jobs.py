"""What declarations do when something happened in another room."""

from datetime import datetime

from motcua.declarations import services
from motcua.ground.services import jobs, outages


@jobs.handler(outages.CONFIRMED)
def move_deadlines(job: jobs.Job, at: datetime) -> None:
    """An outage was confirmed: deadlines that run move. Some declarations at a time; the next job does the next."""
    last = services.move_deadlines(job.payload["outage"], after=job.payload["after"], at=at)
    if last:
        jobs.put(outages.CONFIRMED, {"outage": job.payload["outage"], "after": last}, at=at)
