"""Standing: where one declaration's debt stands, summed from its transfers."""

from collections.abc import Iterable

import msgspec

from motcua.revenue.domain.accounts import HELD, PENALTY_INCOME, PENALTY_RECEIVABLE, TAX_INCOME, TAX_RECEIVABLE
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
        for _, debit, credit, _, amount in entries:
            self._debit(debit, credit, amount)
            self._debit(credit, debit, -amount)

    def _debit(self, account: str, other: str, amount: int) -> None:
        if account == TAX_RECEIVABLE:
            if other == TAX_INCOME:
                self.charged += amount
            else:
                self.settled -= amount
        elif account == HELD:
            self.held -= amount
        elif account == PENALTY_RECEIVABLE:
            if other == PENALTY_INCOME:
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
