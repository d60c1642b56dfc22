"""Questions at the programs' door: look for answers, ask, follow, go on; and invitations to conferences."""

from motcua.helpdesk.api import asking, meetings, reading

OPERATIONS = (*reading.OPERATIONS, *asking.OPERATIONS, *meetings.OPERATIONS)
