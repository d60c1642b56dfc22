"""The list: what a gate may decide by while the line is cut. Numbered, dated, expiring, signed by the department."""

from datetime import datetime

import msgspec

from motcua.crossings.domain.offline.errors import BadDocument
from motcua.crossings.domain.offline.framing import ANSWER, Sign, frame, need_signed, unframe
from motcua.crossings.domain.passing import Open, Passage, Permit
from motcua.kernel.canonical import encode

KIND = b"motcua gate list 1"


class Announced(msgspec.Struct, frozen=True):
    """An announced vehicle: its passage as declared, its state, why it is on hold, and the seals on its containers."""

    number: str
    state: str
    expected_at: datetime
    passage: Passage
    party_name: str = ""
    note: str = ""
    seals: tuple[str, ...] = ()


class Staying(msgspec.Struct, frozen=True):
    """A vehicle with an open stay, and when that is due."""

    plate: str
    country: str
    due_at: datetime
    party: str
    open: Open


class Officer(msgspec.Struct, frozen=True):
    """Who may record: an account and the slow hash of a code that came on paper. Never a password."""

    account: int
    name: str
    salt: str
    hash: str
    until: datetime


class GateList(msgspec.Struct, frozen=True):
    """`gate` and `office` for which it stands; `next`: the first record of this gate that it knows nothing of.

    `demonstration` says that its time is that of an invented year, which the gate then takes over.
    """

    installation: int
    gate: str
    office: str
    number: int
    made_at: datetime
    expires_at: datetime
    next: int
    demonstration: bool = False
    permits: tuple[Permit, ...] = ()
    announced: tuple[Announced, ...] = ()
    staying: tuple[Staying, ...] = ()
    officers: tuple[Officer, ...] = ()

    def in_force(self, at: datetime) -> bool:
        """Whether it may be decided by. At the very moment of its end it may."""
        return at <= self.expires_at


_decode = msgspec.json.Decoder(GateList).decode


def write(told: GateList, sign: Sign) -> bytes:
    """The list as the department signs it: always the same bytes for the same list."""
    return frame(KIND, [encode(told)], sign)


def read(raw: bytes, department: bytes) -> GateList:
    """A list that this department signed. BadDocument, BadSignature."""
    lines, content, signature = unframe(KIND, raw)
    need_signed(department, signature, ANSWER + content)
    try:
        return _decode(b"\n".join(lines))
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise BadDocument(why=fault) from None
