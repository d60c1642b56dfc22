"""Correct: what an amendment or a finding changes, and what a cancellation takes back.

Both are written with the leaf of the declaration's own event, in its transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import msgspec

from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.revenue.domain import NoObligation, Standing
from motcua.revenue.domain import adjust as adjusted
from motcua.revenue.domain import reverse as reversed_
from motcua.revenue.domain.booking import Row
from motcua.revenue.domain.errors import NotSecured
from motcua.revenue.domain.guarantees import Wanted
from motcua.revenue.queries.closed import open_from
from motcua.revenue.services import debts
from motcua.revenue.services.guarantees import Book, Use
from motcua.revenue.services.rows import T_TRANSFER, T_USE


class Written(NamedTuple):
    """What was written with a leaf: transfers, and what was drawn of guarantees or given back."""

    transfers: Sequence[Row] = ()
    uses: Sequence[Use] = ()

    def covered(self) -> list[bytes]:
        """The rows as a leaf commits to them."""
        return [*(row_bytes(T_TRANSFER, row) for row in self.transfers), *(row_bytes(T_USE, row) for row in self.uses)]


class Adjustment(msgspec.Struct, frozen=True, gc=False):
    """What a declaration is charged from now on: dong by tax, with the leaf that says so.

    `wanted` is the guarantee that it names while its goods wait: what has been added is drawn from it too.
    """

    declaration_id: int
    leaf: int
    at: datetime
    charges: Mapping[str, int]
    office: str = ""
    party: str = ""
    due_on: date | None = None
    wanted: Wanted | None = None


def adjust(
    declaration_id: int, *, leaf: int, at: datetime, charges: Mapping[str, int], office: str = "",
    party: str = "", due_on: date | None = None,
) -> Written:  # fmt: skip
    """Bring what is charged to `charges` and return what was written; as `adjust_many` for one."""
    return adjust_many([Adjustment(declaration_id, leaf, at, charges, office, party, due_on)])[leaf]


def adjust_many(adjustments: Sequence[Adjustment]) -> dict[int, Written]:
    """Bring what is charged to each one's charges; what was written, by leaf.

    Where nothing was charged before, `office`, `party` and `due_on` (default: that day) make the
    obligation; NoObligation without them. Taxes added to a settled debt are late from its due day on.
    NotSecured where a guarantee does not bear what is added.
    """
    held = debts.lock(each.declaration_id for each in adjustments)
    book = _book(adjustments, held)
    written = {each.leaf: _adjust(each, held, book) for each in adjustments}
    changed = {each.declaration_id for each in adjustments if written[each.leaf] != Written()}
    if changed:
        transfers = [row for found in written.values() for row in found.transfers]
        debts.write([held[subject] for subject in sorted(changed)], transfers)
        book.write()
    return written


def _book(adjustments: Sequence[Adjustment], held: Mapping[int, debts.Debt]) -> Book:
    """The guarantees that these declarations rest on or name, locked; most rest on none."""
    resting = [debt.declaration_id for debt in held.values() if debt.secured]
    references = [each.wanted.reference for each in adjustments if each.wanted is not None]
    return Book.of(resting, references) if resting or references else Book(())


def _adjust(each: Adjustment, held: dict[int, debts.Debt], book: Book) -> Written:
    debt = held.get(each.declaration_id)
    if debt is None:
        if not any(each.charges.values()):
            return Written()
        day = law_day(each.at)
        debt = held[each.declaration_id] = _new(
            each.declaration_id, each.office, each.party, each.due_on or day, day
        )  # fmt: skip
    was_settled = debt.sums.paid and not debt.new
    transfers = debt.book(adjusted(debt.charged, debt.open_, debt.sums.held, each.charges), leaf=each.leaf, at=each.at)
    if was_settled and not debt.sums.paid and debt.late_from is None:
        debt.late_from = debt.due_on
    return Written(tuple(transfers), tuple(_secured(each, debt, book)))


def _secured(each: Adjustment, debt: debts.Debt, book: Book) -> list[Use]:
    """Give back what is no longer needed, or draw what has been added."""
    freed = debt.free() if debt.secured else 0
    if freed:
        return book.give_back(debt.declaration_id, freed, leaf=each.leaf, at=each.at)
    missing = debt.sums.charged - debt.sums.settled - debt.secured
    if each.wanted is None or missing <= 0 or debt.secured_on is not None:
        return []
    wrong = book.faults(each.wanted, missing, law_day(each.at), debt.declaration_id)
    if wrong:
        raise NotSecured(codes=", ".join(f"{fault.code} {fault.words.vi}" for fault in wrong))
    debt.secured += missing
    return book.more(each.wanted.reference, debt.declaration_id, missing, leaf=each.leaf, at=each.at)


def reverse(declaration_id: int, *, leaf: int, at: datetime) -> Written:
    """Take back all that was charged and return what was written; what was paid is held."""
    debt = debts.lock([declaration_id]).get(declaration_id)
    if debt is None:
        return Written()
    book = Book.of([declaration_id] if debt.secured else [])
    transfers = debt.book(reversed_(debt.charged, debt.open_, debt.sums.held), leaf=leaf, at=at)
    freed = debt.free()
    uses = book.give_back(declaration_id, freed, leaf=leaf, at=at) if freed else []
    if transfers or uses:
        debts.write([debt], transfers)
        book.write()
    return Written(tuple(transfers), tuple(uses))


def _new(declaration_id: int, office: str, party: str, due_on: date, day: date) -> debts.Debt:
    if not (office and party):
        raise NoObligation(declaration=declaration_id)
    begun = open_from()
    return debts.Debt(
        declaration_id, party, office, due_on, None, Standing(), day, {}, {}, 0, new=True, open_from=begun
    )  # fmt: skip
