"""Programs read to which conferences their enterprise is invited, and nobody else's."""

import pytest
from tests.rooms.door.conftest import FIRST, OPENS, SECOND, Ask
from tests.rooms.helpdesk.meeting_desk import DAYS, SUPPORT, plan

from motcua.helpdesk.services import meetings

pytestmark = pytest.mark.django_db


def test_a_program_reads_its_own_invitations(ask: Ask) -> None:
    times = {"begins_at": OPENS + 9 * DAYS, "ends_at": OPENS + 10 * DAYS}
    for party in (FIRST, SECOND):
        made = meetings.plan(plan(**times), by=SUPPORT, at=OPENS)
        meetings.invite(made.number, [party], by=SUPPORT, at=OPENS)
    (found,) = ask("/api/support/invitations").told["invitations"]
    assert (found["conference"], found["party"], found["state"]) == (made.number, SECOND, "invited")
