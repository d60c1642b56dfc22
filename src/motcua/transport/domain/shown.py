"""What programs are told of transports, and what they send with a departure, an arrival or a request."""

from datetime import datetime
from typing import Annotated

import msgspec

from motcua.design.domain.problems import Error
from motcua.kernel.days import told_moment
from motcua.transport.domain.message import Box, Transport


class TransportRegistered(msgspec.Struct, frozen=True):
    """A transport that was registered."""

    number: str
    registered_at: datetime
    decide_by: datetime | None
    repeated: bool
    links: dict[str, str]


class TransportTried(msgspec.Struct, frozen=True):
    """What registering would find; nothing was kept."""

    accepted: bool
    errors: tuple[Error, ...] = ()


class TransportListed(msgspec.Struct, frozen=True):
    """A line of the list. `late`: its clock has run out; `asked_until`: more time is asked for and waits."""

    number: str
    state: str
    party: str
    office: str
    to_office: str
    from_place: str
    to_place: str
    registered_at: datetime
    start_at: datetime
    end_at: datetime
    due_at: datetime | None
    late: bool
    differences: int
    links: dict[str, str]
    asked_until: datetime | None = None


class TransportPage(msgspec.Struct, frozen=True):
    """A page of the list; `next` is the address of the next, empty at the end."""

    transports: tuple[TransportListed, ...]
    page: int
    found: int
    more: bool
    next: str = ""


class TransportStep(msgspec.Struct, frozen=True):
    """A step in the life of a transport, and the leaf that holds it."""

    verb: str
    words_vi: str
    words_en: str
    state: str
    at: datetime
    note: str
    leaf: str


class TransportDifference(msgspec.Struct, frozen=True):
    """What was found to differ on arrival: `missing`, `extra` or `seals`."""

    kind: str
    container: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class TransportShown(msgspec.Struct, frozen=True):
    """A transport as it stands: what is declared, the seals at both ends, its steps."""

    transport: TransportListed
    declared: Transport
    departed: tuple[Box, ...]
    arrived: tuple[Box, ...]
    differences: tuple[TransportDifference, ...]
    steps: tuple[TransportStep, ...]


class TransportPassing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Containers and seals as they leave or come."""

    containers: tuple[Box, ...]
    note: str = ""


class TransportTime(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Until when more time is asked for, and why. The moment needs a zone, and is kept in UTC."""

    until: Annotated[datetime, msgspec.Meta(tz=True)]
    reason: str

    def __post_init__(self) -> None:
        msgspec.structs.force_setattr(self, "until", told_moment(self.until))
