"""The record of a physical inspection: who found what, when, where and how. Two officers sign it."""

from datetime import datetime
from decimal import Decimal

import msgspec

AS_DECLARED = "KHOP"
"""The finding that says that nothing differs."""
WHOLE = 100
"""Percent of the goods that can be opened."""


class FoundLine(msgspec.Struct, frozen=True):
    """What was found of one goods item. `quantity` is in the declared unit; None where it was not counted."""

    no: int
    quantity: Decimal | None = None
    finding: str = AS_DECLARED
    note: str = ""


class Record(msgspec.Struct, frozen=True):
    """What an inspector writes down. `rate` is how many percent of the goods were opened.

    `analysis` is whether samples were taken that wait for theirs.
    """

    began_at: datetime
    place: str
    method: str
    rate: int
    finding: str
    containers: str = ""
    seals: str = ""
    samples: str = ""
    note: str = ""
    analysis: bool = False
    lines: tuple[FoundLine, ...] = ()


def contradiction(record: Record, declared: dict[int, Decimal]) -> str:
    """The field in which a record contradicts itself or the declaration; empty where it does not.

    A record as declared has no line that differs, and a record that differs has one or a note.
    """
    if not 1 <= record.rate <= WHOLE:
        return "rate"
    if any(line.no not in declared for line in record.lines):
        return "lines"
    differs = [
        line for line in record.lines
        if line.finding != AS_DECLARED or (line.quantity is not None and line.quantity != declared[line.no])
    ]  # fmt: skip
    if record.finding == AS_DECLARED and differs:
        return "finding"
    if record.finding != AS_DECLARED and not differs and not record.note.strip():
        return "note"
    return "samples" if record.analysis and not record.samples.strip() else ""
