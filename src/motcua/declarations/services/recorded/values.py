"""What another system's records are, and what became of each."""

from datetime import datetime
from typing import Literal

import msgspec

from motcua.declarations.domain.comparing import Theirs
from motcua.declarations.domain.message import Declaration
from motcua.kernel.refusals import Refusal

Kind = Literal["declaration", "step", "payment"]
Outcome = Literal["new", "version", "same", "refused"]


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a record stands: the kept file, its sheet and row (of the first goods item)."""

    file: int
    sheet: str
    row: int


class Registered(msgspec.Struct, frozen=True, gc=False):
    """A version of a declaration that another system registered. `channel` is 0 while it is not known.

    `digest` is of everything that it says; the same digest says the same.
    """

    number: str
    at: datetime
    message: Declaration
    theirs: Theirs
    place: Place
    digest: bytes
    channel: int = 0
    amended_at: datetime | None = None

    @property
    def branch(self) -> int:
        """How often it was amended."""
        return int(self.number[11])


class Followed(msgspec.Struct, frozen=True, gc=False):
    """What became of a declaration there: its channel and the moments of its steps, as far as known."""

    number: str
    place: Place
    channel: int = 0
    channel_at: datetime | None = None
    cleared_at: datetime | None = None
    passed_at: datetime | None = None
    cancelled_at: datetime | None = None


class Paid(msgspec.Struct, frozen=True, gc=False):
    """A payment for one declaration, in dong; `interest` is what of it is interest for lateness, as they say."""

    number: str
    place: Place
    amount: int
    at: datetime
    bank: str
    reference: str
    interest: int = 0


class Unit(msgspec.Struct, frozen=True, gc=False):
    """All that one loading says of one declaration: its versions in order, steps and payments."""

    root: str
    versions: tuple[Registered, ...] = ()
    steps: tuple[Followed, ...] = ()
    payments: tuple[Paid, ...] = ()


class Taken(msgspec.Struct, frozen=True, gc=False):
    """What became of one record. `why` is there where it was refused; `differs` counts differences."""

    kind: Kind
    outcome: Outcome
    number: str
    place: Place
    why: Refusal | None = None
    differs: int = 0
