"""Standing: where one declaration's debt stands, summed from its transfers."""

from collections.abc import Iterable

import msgspec

from motcua.revenue.domain.accounts import (
    HELD,
    INCOME,
    RECEIVABLE,
    TAX_RECEIVABLE,
)
from motcua.revenue.domain.booking import Entry


class Standing(msgspec.Struct, gc=False):
    """Sums of one declaration in dong. Taxes and penalties apart; `held` is money kept for the party."""

    charged: int = 0
    settled: int = 0
    penalty: int = 0
    penalty_settled: int = 0
    held: int = 0

    def add(self, entries: Iterable[Entry]) -> None:
        """Book transfers on the sums."""
        for entry in entries:
            self._debit(entry.debit, entry.credit, entry.amount)
            self._debit(entry.credit, entry.debit, -entry.amount)

    def _debit(self, account: str, other: str, amount: int) -> None:
        if account == HELD:
            self.held -= amount
        elif account in RECEIVABLE:
            self._receivable(account == TAX_RECEIVABLE, other in INCOME, amount)

    def _receivable(self, tax: bool, assessed: bool, amount: int) -> None:
        if tax and assessed:
            self.charged += amount
        elif tax:
            self.settled -= amount
        elif assessed:
            self.penalty += amount
        else:
            self.penalty_settled -= amount

    @property
    def paid(self) -> bool:
        """Whether all taxes are paid; interest and fines do not count."""
        return self.settled >= self.charged


def reopened(groups: Iterable[Iterable[Entry]]) -> bool:
    """Whether transfers, grouped by leaf in order, ever added taxes to a debt that had been paid."""
    sums, before = Standing(), False
    for entries in groups:
        sums.add(entries)
        if before and not sums.paid:
            return True
        before = sums.paid
    return False
