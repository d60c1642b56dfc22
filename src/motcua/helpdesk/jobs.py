"""What the support desk does by itself: fetching its mail, and erasing askers in time."""

from datetime import datetime

from motcua.ground.services import daily, jobs
from motcua.helpdesk import services
from motcua.helpdesk.services import mailing


@daily.duty("helpdesk.askers")
def erase_askers(at: datetime) -> object:
    """Erase who asked long ago."""
    return services.erase_due(at)


@daily.duty("helpdesk.mailbox")
def read_mailbox(at: datetime) -> object:
    """See that the mailbox is fetched from now on, each minute."""
    return None if jobs.waits(mailing.FETCH) else mailing.begin(at)
