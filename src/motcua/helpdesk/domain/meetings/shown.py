"""Invitations as programs are told of them."""

from datetime import datetime

import msgspec


class Invitation(msgspec.Struct, frozen=True):
    """An enterprise's invitation to a conference. `state`: invited, registered, waiting, declined or came."""

    conference: str
    conference_state: str
    title: str
    office: str
    begins_at: datetime
    ends_at: datetime
    ask_until: datetime
    place: str
    topics: str
    party: str
    state: str
    people: int
    code: str
    links: dict[str, str]


class Invitations(msgspec.Struct, frozen=True):
    """The invitations of a token's enterprise, the latest conference first."""

    invitations: tuple[Invitation, ...]
