"""What a program of who keeps a supervised place asks and is told: no party, value or channel, only what may pass."""

from datetime import datetime
from decimal import Decimal

import msgspec


class Passing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What passes: containers, or a quantity in the declared unit with `after`, the number of the last record known
    (0 for none), so that none is counted twice.
    """

    containers: tuple[str, ...] = ()
    quantity: Decimal | None = None
    gate: str = ""
    note: str = ""
    after: int | None = None


class BoxTold(msgspec.Struct, frozen=True):
    """A container of a declaration, when it passed, and the declaration for whose goods in it it waits, if for any."""

    number: str
    passed_at: datetime | None
    waits_for: str = ""


class PassageTold(msgspec.Struct, frozen=True):
    """A declaration at the gate. `unnamed_left` are containers that it counts and does not name.

    `measure` is containers, packages or weight; `last` the number of its last record, 0 for none.
    """

    number: str
    place: str
    may_pass: bool
    why_vi: str
    why_en: str
    measure: str
    containers: tuple[BoxTold, ...]
    unnamed_left: int
    declared: Decimal
    left: Decimal
    unit: str
    last: int
    passed_at: datetime | None


class Passages(msgspec.Struct, frozen=True):
    """Whether a container may pass: every declaration there that names it, and all of them together."""

    container: str
    may_pass: bool
    declarations: tuple[PassageTold, ...]


class PassageMade(msgspec.Struct, frozen=True):
    """A record that was made, and how the declaration stands after it."""

    number: str
    no: int
    at: datetime
    containers: tuple[str, ...]
    quantity: Decimal
    unit: str
    leaf: str
    stands: PassageTold
