"""Reconciling: a bank's statement of the day against what was taken here, notice by notice. Pure."""

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from motcua.kernel.words import Words

State = Literal["agrees", "missing_here", "missing_there", "differs", "ledger_only"]
WORDS: Mapping[str, Words] = {
    "agrees": Words("Khớp", "Agrees"),
    "missing_here": Words("Ngân hàng có, ở đây chưa có", "The bank has it, we do not"),
    "missing_there": Words("Ở đây có, sao kê không có", "We have it, the statement does not"),
    "differs": Words("Khác số tiền hoặc mã giao dịch", "Amount or reference differ"),
    "ledger_only": Words("Chỉ có trong sổ, không có thông báo", "Only in the ledger, without a notice"),
}
TONES = {"agrees": "good", "missing_here": "bad", "missing_there": "warn", "differs": "bad", "ledger_only": "warn"}


class Entry(msgspec.Struct, frozen=True):
    """A payment as one side has it."""

    notice: str
    reference: str
    amount: int
    number: str = ""


class Compared(msgspec.Struct, frozen=True):
    """A payment with both sides' amounts; None where a side does not have it."""

    state: State
    notice: str
    reference: str
    theirs: int | None
    ours: int | None
    number: str = ""


def compare(theirs: Mapping[str, Entry], ours: Mapping[str, Entry], ledger: Mapping[str, Entry]) -> list[Compared]:
    """What each side has, by notice; `ledger` are bookings by reference that no notice told of. What differs first."""
    found = [*_compared(theirs, ours)]
    found += [Compared("ledger_only", "", each.reference, None, each.amount, each.number) for each in ledger.values()]
    return sorted(found, key=lambda each: (each.state == "agrees", each.state, each.notice, each.reference))


def _compared(theirs: Mapping[str, Entry], ours: Mapping[str, Entry]) -> Iterator[Compared]:
    for notice in sorted({*theirs, *ours}):
        their, our = theirs.get(notice), ours.get(notice)
        if our is None:
            assert their is not None
            yield Compared("missing_here", notice, their.reference, their.amount, None)
        elif their is None:
            yield Compared("missing_there", notice, our.reference, None, our.amount, our.number)
        else:
            same = (their.reference, their.amount) == (our.reference, our.amount)
            state: State = "agrees" if same else "differs"
            yield Compared(state, notice, our.reference, their.amount, our.amount, our.number)
