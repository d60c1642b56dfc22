"""Closing: a day of the ledger is shut for ever, with what moved on each account. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from motcua.kernel.words import Words
from motcua.revenue.domain.closing_errors import DayNotOver

STANDING_WORDS: Mapping[str, Words] = {
    "agrees": Words("Khớp với kho bạc", "Agrees with the treasury"),
    "explained": Words("Chênh lệch đã giải trình", "Differences explained"),
    "signed": Words("Khóa sổ với lý do ký nhận", "Closed with a signed reason"),
    "none": Words("Không phát sinh tiền", "No money moved"),
}
STANDING_TONES = {"agrees": "good", "explained": "", "signed": "warn", "none": ""}


class Flow(NamedTuple):
    """Dong that moved on a day from the credit to the debit account, in so many transfers."""

    debit: str
    credit: str
    amount: int
    transfers: int


class AccountSum(NamedTuple):
    """What moved on an account on a day, and where it stands after: debits less credits since the beginning."""

    account: str
    debit: int
    credit: int
    balance: int


def balances(flows: Iterable[Flow], before: Mapping[str, int]) -> dict[str, int]:
    """Where accounts stand after these transfers."""
    found = dict(before)
    for debit, credit, amount, _ in flows:
        found[debit] = found.get(debit, 0) + amount
        found[credit] = found.get(credit, 0) - amount
    return found


def account_sums(flows: Iterable[Flow], before: Mapping[str, int]) -> list[AccountSum]:
    """Every account that moved or stands off zero, in order of its number. The balances add up to zero."""
    debits: dict[str, int] = {}
    credits_: dict[str, int] = {}
    for debit, credit, amount, _ in flows:
        debits[debit] = debits.get(debit, 0) + amount
        credits_[credit] = credits_.get(credit, 0) + amount
    codes = sorted({*debits, *credits_, *(code for code, amount in before.items() if amount)})
    return [
        AccountSum(code, in_, out, before.get(code, 0) + in_ - out)
        for code in codes
        for in_, out in [(debits.get(code, 0), credits_.get(code, 0))]
    ]


def days_to_close(through: date | None, first: date, until: date, today: date) -> list[date]:
    """The days that closing up to `until` shuts, in order; none where they are shut already.

    `through` is the last closed day, `first` the first day of the ledger. DayNotOver for today and later.
    """
    if until >= today:
        raise DayNotOver(day=f"{until:%d/%m/%Y}")
    begin = min(first, until) if through is None else through + timedelta(days=1)
    return list(_days(begin, until))


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def booking_day(day: date, through: date | None) -> date:
    """The day on which something of `day` is booked: the day itself, or the first open one where it is closed."""
    return day if through is None or day > through else through + timedelta(days=1)


def standing_of(*, money: bool, file: bool, differences: int, unexplained: int) -> str:
    """How a day stands beside the treasury when it is closed (a key of STANDING_WORDS).

    `signed` is what needs a signed reason: money moved and no file came, or a difference is not explained.
    """
    if not file:
        return "signed" if money else "none"
    if unexplained:
        return "signed"
    return "explained" if differences else "agrees"
