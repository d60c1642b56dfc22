"""What was read of a load: declarations, steps and payments as the export says them, and all faults."""

from datetime import datetime

import msgspec

from motcua.declarations.domain.comparing import Theirs
from motcua.declarations.domain.message import Declaration
from motcua.gateways.vnaccs.domain.faults import Fault

Place = tuple[int, str, int]
"""File (from 1), sheet, row."""


class Source(msgspec.Struct, frozen=True):
    """A file of a load."""

    name: str
    content: bytes


class DeclarationRow(msgspec.Struct, frozen=True, gc=False):
    """A registered declaration. `digest` is of all that it says but the steps."""

    number: str
    at: datetime
    amended_at: datetime | None
    channel: int
    message: Declaration
    theirs: Theirs
    digest: bytes
    place: Place


class StepRow(msgspec.Struct, frozen=True, gc=False):
    """A channel and the moments of a declaration's life."""

    number: str
    channel: int
    channel_at: datetime | None
    cleared_at: datetime | None
    passed_at: datetime | None
    cancelled_at: datetime | None
    place: Place


class PaymentRow(msgspec.Struct, frozen=True, gc=False):
    """A payment for one declaration; lines of one document for one declaration are one payment."""

    number: str
    amount: int
    at: datetime
    bank: str
    reference: str
    interest: int
    place: Place


class Export(msgspec.Struct):
    """Everything that was read. `ignored` are headings that mean nothing to us, `skipped` unread sheets.

    `spoiled` are numbers of declarations that have rows in error; nothing of such a declaration is taken.
    """

    declarations: list[DeclarationRow] = []
    steps: list[StepRow] = []
    payments: list[PaymentRow] = []
    faults: list[Fault] = []
    ignored: list[str] = []
    skipped: list[str] = []
    spoiled: set[str] = set()
    rows: int = 0
    refused_steps: int = 0
    refused_payments: int = 0
