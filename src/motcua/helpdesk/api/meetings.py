"""GET /api/support/invitations: to which conferences the token's enterprise is invited, and how it stands there."""

from motcua.design.domain.api import Call, Operation, Told, told
from motcua.helpdesk.domain.meetings.shown import Invitation, Invitations
from motcua.helpdesk.models import Conference, Guest
from motcua.helpdesk.queries.meetings import conferences
from motcua.kernel.words import Words


def invitations(call: Call) -> Told:
    """All of them."""
    return told(Invitations(tuple(_invitation(*each) for each in conferences.invitations(call.by))))


def _invitation(guest: Guest, found: Conference) -> Invitation:
    return Invitation(
        found.number, found.state, found.title, found.office, found.begins_at, found.ends_at, found.ask_until,
        found.place, found.topics, guest.party, guest.state, guest.people, guest.code,
        {"page": f"/support/conferences/{found.number}/"},
    )  # fmt: skip


OPERATIONS = (
    Operation(
        "listInvitations", "get", "support/invitations", "invitations",
        Words("Giấy mời dự hội nghị đối thoại", "Invitations to dialogue conferences"), invitations,
        scope="question:read", gives={200: Invitations},
    ),
)  # fmt: skip
