"""What control does by itself: proposals from what other rooms told, reminders, and erasing persons in time."""

from datetime import datetime

from motcua.control.services import linking
from motcua.control.services.cases import details, telling
from motcua.crossings import events as crossings
from motcua.ground.services import daily, jobs


@jobs.handler(linking.DISCREPANCY)
def propose_of_inspection(job: jobs.Job, at: datetime) -> None:
    """An inspection was signed whose finding is not as declared: a case is proposed, once."""
    linking.from_inspection(job.payload, at=at)


@jobs.handler(crossings.OVERDUE)
def propose_of_stay(job: jobs.Job, at: datetime) -> None:
    """A vehicle is overdue: a case is proposed, once."""
    linking.from_stay(job.payload, at=at)


@daily.duty("control.reminders")
def remind(at: datetime) -> object:
    """Tell handlers of last days, and heads of those that have passed."""
    return telling.remind(at)


@daily.duty("control.subjects")
def erase_subjects(at: datetime) -> object:
    """Erase persons of cases that were closed long ago."""
    return details.erase_due(at)
