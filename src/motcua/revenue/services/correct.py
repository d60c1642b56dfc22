"""Correct: what an amendment or a finding changes, and what a cancellation takes back.

Both are written with the leaf of the declaration's own event, in its transaction.
"""

from collections.abc import Mapping
from datetime import date, datetime

from motcua.kernel.days import law_day
from motcua.revenue.domain import NoObligation, Standing
from motcua.revenue.domain import adjust as adjusted
from motcua.revenue.domain import reverse as reversed_
from motcua.revenue.domain.booking import Row
from motcua.revenue.services import debts


def adjust(
    declaration_id: int, *, leaf: int, at: datetime, charges: Mapping[str, int], office: str = "",
    party: str = "", due_on: date | None = None,
) -> list[Row]:  # fmt: skip
    """Bring what is charged to `charges` (dong by tax) and return the transfers written, in their order.

    Where nothing was charged before, `office`, `party` and `due_on` (default: that day) make the
    obligation; NoObligation without them. Taxes added to a settled debt are late from its due day on.
    """
    debt = debts.lock([declaration_id]).get(declaration_id)
    if debt is None:
        if not any(charges.values()):
            return []
        debt = _new(declaration_id, office, party, due_on or law_day(at), law_day(at))
    was_settled = debt.sums.paid and not debt.new
    transfers = debt.book(adjusted(debt.charged, debt.open_, debt.sums.held, charges), leaf=leaf, at=at)
    if was_settled and not debt.sums.paid and debt.late_from is None:
        debt.late_from = debt.due_on
    if transfers:
        debts.write([debt], transfers)
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
