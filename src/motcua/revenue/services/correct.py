"""Correct: what an amendment or a finding changes, and what a cancellation takes back.

Both are written with the leaf of the declaration's own event, in its transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec

from motcua.kernel.days import law_day
from motcua.revenue.domain import NoObligation, Standing
from motcua.revenue.domain import adjust as adjusted
from motcua.revenue.domain import reverse as reversed_
from motcua.revenue.domain.booking import Row
from motcua.revenue.services import debts


class Adjustment(msgspec.Struct, frozen=True, gc=False):
    """What a declaration is charged from now on: dong by tax, with the leaf that says so."""

    declaration_id: int
    leaf: int
    at: datetime
    charges: Mapping[str, int]
    office: str = ""
    party: str = ""
    due_on: date | None = None


def adjust(
    declaration_id: int, *, leaf: int, at: datetime, charges: Mapping[str, int], office: str = "",
    party: str = "", due_on: date | None = None,
) -> list[Row]:  # fmt: skip
    """Bring what is charged to `charges` and return the transfers written; as `adjust_many` for one."""
    return adjust_many([Adjustment(declaration_id, leaf, at, charges, office, party, due_on)])[leaf]


def adjust_many(adjustments: Sequence[Adjustment]) -> dict[int, list[Row]]:
    """Bring what is charged to each one's charges; the transfers written, by leaf, in their order.

    Where nothing was charged before, `office`, `party` and `due_on` (default: that day) make the
    obligation; NoObligation without them. Taxes added to a settled debt are late from its due day on.
    """
    held = debts.lock(each.declaration_id for each in adjustments)
    written = {each.leaf: _adjust(each, held) for each in adjustments}
    changed = {each.declaration_id for each in adjustments if written[each.leaf]}
    if changed:
        debts.write([held[subject] for subject in sorted(changed)], [row for rows in written.values() for row in rows])
    return written


def _adjust(each: Adjustment, held: dict[int, debts.Debt]) -> list[Row]:
    debt = held.get(each.declaration_id)
    if debt is None:
        if not any(each.charges.values()):
            return []
        day = law_day(each.at)
        debt = held[each.declaration_id] = _new(
            each.declaration_id, each.office, each.party, each.due_on or day, day
        )  # fmt: skip
    was_settled = debt.sums.paid and not debt.new
    transfers = debt.book(adjusted(debt.charged, debt.open_, debt.sums.held, each.charges), leaf=each.leaf, at=each.at)
    if was_settled and not debt.sums.paid and debt.late_from is None:
        debt.late_from = debt.due_on
    return transfers


def reverse(declaration_id: int, *, leaf: int, at: datetime) -> list[Row]:
    """Take back all that was charged and return the transfers written; what was paid is held."""
    debt = debts.lock([declaration_id]).get(declaration_id)
    if debt is None:
        return []
    transfers = debt.book(reversed_(debt.charged, debt.open_, debt.sums.held), leaf=leaf, at=at)
    if transfers:
        debts.write([debt], transfers)
    return transfers


def _new(declaration_id: int, office: str, party: str, due_on: date, day: date) -> debts.Debt:
    if not (office and party):
        raise NoObligation(declaration=declaration_id)
    return debts.Debt(declaration_id, party, office, due_on, None, Standing(), day, {}, {}, 0, new=True)
