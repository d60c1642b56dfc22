"""Debts: obligations locked and opened by tax, changed in memory, and written back in bulk."""

from collections.abc import Iterable, Mapping

from motcua.ground.services import bulk
from motcua.revenue.domain import NoObligation
from motcua.revenue.domain.booking import Row
from motcua.revenue.queries.standing import OBLIGATION, T_OBLIGATION, Debt, opened
from motcua.revenue.services.rows import T_TRANSFER, TRANSFER, TRANSFER_MOMENTS

__all__ = ["Debt", "lock", "need", "write"]


def lock(declarations: Iterable[int]) -> dict[int, Debt]:
    """The debts of these declarations, locked in order of id until the transaction ends."""
    return opened(declarations, hold=True)


def need(debts: Mapping[int, Debt], declaration_id: int) -> Debt:
    """The debt of a declaration. NoObligation if there is none."""
    debt = debts.get(declaration_id)
    if debt is None:
        raise NoObligation(declaration=declaration_id)
    return debt


def write(debts: Iterable[Debt], transfers: Iterable[Row]) -> None:
    """Store transfers and the debts that they changed, in the caller's transaction."""
    bulk.insert(T_TRANSFER, TRANSFER, transfers, TRANSFER_MOMENTS)
    changed = list(debts)
    new = [debt.row() for debt in changed if debt.new]
    if new:
        bulk.insert(T_OBLIGATION, OBLIGATION, new)
    bulk.update(T_OBLIGATION, "declaration_id", OBLIGATION[1:], [debt.row() for debt in changed if not debt.new])
