"""What manifests do by themselves: once a day, and when an outage was confirmed."""

from datetime import datetime

from motcua.ground.services import daily, jobs, outages
from motcua.manifests import services
from motcua.manifests.services.moving import CONFIRMED


@outages.follower(CONFIRMED)
def move_deadlines(job: jobs.Job, at: datetime) -> None:
    """An outage was confirmed: deadlines that run move, some calls at a time."""
    last = services.move_deadlines(job.payload["outage"], after=job.payload["after"], at=at)
    if last:
        jobs.put(CONFIRMED, {"outage": job.payload["outage"], "after": last}, at=at)


@daily.duty("manifests.due")
def remind(at: datetime) -> object:
    """Tell agents of documents that are due within a day."""
    return services.remind(at)


@daily.duty("manifests.stays")
def note_stays(at: datetime) -> object:
    """Note and tell what goods have stayed to a threshold."""
    return services.note_stays(at)
