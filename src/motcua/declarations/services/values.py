"""What goes in and what comes out of the services of declarations."""

import pickle
from datetime import date, datetime
from typing import Any

import msgspec

from motcua.declarations.domain.changing import Expected
from motcua.declarations.domain.linking import Closing
from motcua.ground.domain.statements import Sealed
from motcua.kernel.rules import Finding
from motcua.origin.domain.bearing import Wanted as Proof
from motcua.revenue.domain.accounts import TREASURY
from motcua.revenue.domain.guarantees import Wanted


class Raw(msgspec.Struct, frozen=True, gc=False):
    """One declaration as received: JSON bytes, the moment of its arrival (aware, UTC), and its sender's key.

    `expected` is what its sender was shown and accepted; without it the sums of the day of registration are right.
    """

    body: bytes
    at: datetime
    key: str = ""
    expected: Expected | None = None


class Prepared(msgspec.Struct, frozen=True, gc=False):
    """A declaration read, checked and assessed, as plain rows; nothing is stored yet."""

    at: datetime
    accepted: bool
    findings: tuple[Finding, ...]
    body_hash: bytes
    offset: int
    length: int
    direction: str = ""
    party: str = ""
    reference: str = ""
    head: tuple[object, ...] = ()
    version: tuple[object, ...] = ()
    items: tuple[tuple[object, ...], ...] = ()
    charges: tuple[tuple[str, int], ...] = ()
    tax_total: int = 0
    due_on: date | None = None
    hits: tuple[str, ...] = ()
    told: bytes = b""
    """What selection is told of it."""
    office: str = ""
    level: int = 3
    key: str = ""
    expected: Expected | None = None
    wanted: Wanted | None = None
    """The guarantee on which its taxes are to rest."""
    term: str = ""
    """The term of payment that counts, where it lets goods leave before the tax is paid."""
    closing: Closing | None = None
    """What it says of the earlier declaration that it closes."""
    stay_until: date | None = None
    """The last day of stay, of a temporary import or export."""
    proofs: tuple[Proof, ...] = ()
    """Lines that claim a preference and name a certificate of origin."""

    def claims(self) -> list[tuple[str, str]]:
        """What no two declarations of one commit may share: identities, and the earlier declaration that is closed."""
        mine = self.identities()
        return mine if self.closing is None else [*mine, ("", self.closing.root)]

    def identities(self) -> list[tuple[str, str]]:
        """The (party, key) pairs by which a second coming is known: its own reference, and its sender's key."""
        named = (self.reference, f"#{self.key}" if self.key else "")
        return [(self.party, name) for name in named if name]


class Batch(msgspec.Struct, frozen=True):
    """Prepared declarations with their bytes, one a line, as they are kept."""

    kit_version: tuple[object, ...]
    prepared: tuple[Prepared, ...]
    content: bytes

    def __reduce__(self) -> tuple[object, ...]:
        """Between processes as MessagePack, half the time of plain pickling; days in rows become ISO texts."""
        return _unpack, (pickle.dumps(self.kit_version), _pack(self.prepared), self.content)


_pack = msgspec.msgpack.Encoder().encode
_unpack_prepared = msgspec.msgpack.Decoder(tuple[Prepared, ...]).decode


def _unpack(version: bytes, prepared: bytes, content: bytes) -> Batch:
    return Batch(pickle.loads(version), _unpack_prepared(prepared), content)  # noqa: S301 - from our own worker


class Signed(msgspec.Struct, frozen=True, gc=False):
    """Where the receipt of an answer is: its place in a group under one signature."""

    group: Sealed
    place: int

    def receipt(self) -> dict[str, Any]:
        """The receipt as it is handed out; its place in the log's tree is not yet known."""
        return self.group.receipt(self.place)


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the sender is told. A repeated one says what was said at registration, whatever has happened since."""

    accepted: bool
    direction: str = ""
    number: str = ""
    declaration_id: int = 0
    leaf: int = 0
    channel: int = 0
    state: str = ""
    tax_total: int = 0
    registered_at: datetime | None = None
    due_on: date | None = None
    repeated: bool = False
    findings: tuple[Finding, ...] = ()
    signed: Signed | None = None


class Step(msgspec.Struct, frozen=True, gc=False):
    """A step in a declaration's life at a moment; `ticked` and `left` are points of the checklist.

    `finding` is what an analysis found for which the inspection had left the goods open.
    """

    declaration_id: int
    at: datetime
    note: str = ""
    ticked: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    finding: str = ""


class Inspection(msgspec.Struct, frozen=True, gc=False):
    """Result of a physical inspection; `finding` is a code of list finding_code.

    `analysis` is whether samples still wait for theirs.
    """

    declaration_id: int
    at: datetime
    finding: str
    note: str = ""
    analysis: bool = False


class Change(msgspec.Struct, frozen=True, gc=False):
    """A new version of a declaration: the whole message, and why."""

    declaration_id: int
    at: datetime
    body: bytes
    reason: str
    by_customs: bool = False
    of_a_check: bool = True
    """Whether a check of the goods may have brought it about; not where only a paper fell."""


class Payment(msgspec.Struct, frozen=True, gc=False):
    """Money that arrived for a declaration, in dong; `bank` and `reference` name it once for ever.

    `named` is dong by tax as its payer named them, `paid_on` the day on which it was paid if not that of `at`.
    """

    declaration_id: int
    at: datetime
    amount: int
    reference: str
    bank: str
    named: dict[str, int] | None = None
    paid_on: date | None = None
    source: str = TREASURY


class Cancellation(msgspec.Struct, frozen=True, gc=False):
    """A cancellation in one of its legal cases (list cancellation_reason)."""

    declaration_id: int
    at: datetime
    reason: str
