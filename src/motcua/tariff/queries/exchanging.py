"""The exchange rates of a week with the names of their currencies, and sums changed at them."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec

from motcua.kernel.money import dong, from_e4
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.tariff.domain import Book, NoExchangeRate
from motcua.tariff.domain.exchange import Week
from motcua.tariff.domain.packaged import exchange as packaged_exchange
from motcua.tariff.queries.books import book as present

INVENTED = Words(
    "Tỷ giá do hệ thống tự tạo để trình diễn, không phải của ngân hàng nào",
    "Rates invented for the demonstration, not those of any bank",
)
DONG = "VND"


class Currency(msgspec.Struct, frozen=True):
    """A currency of the week: dong per unit times 10,000, and the dollars of a cross rate; empty where quoted."""

    code: str
    words: Words
    e4: int
    usd: str


class Rates(msgspec.Struct, frozen=True):
    """The rates of a week; `week.quoted_on` None is a week without any."""

    week: Week
    currencies: tuple[Currency, ...]

    @property
    def invented(self) -> bool:
        """Whether they are the packaged ones, which no bank has quoted."""
        return self.week.source == packaged_exchange().source

    @property
    def source(self) -> Words:
        """From where they come: made up, or the file or act that an administrator loaded."""
        if self.invented:
            return INVENTED
        return Words(f"Nạp từ: {self.week.source}", f"Loaded from: {self.week.source}")

    @property
    def before(self) -> date:
        """The Monday of the week before."""
        return self.week.monday - timedelta(days=7)

    @property
    def after(self) -> date:
        """The Monday of the week after."""
        return self.week.monday + timedelta(days=7)

    def dong_for(self, currency: str, amount: Decimal) -> int:
        """What an amount of a currency is in whole dong, halves up. NoExchangeRate where the week has none."""
        e4 = next((each.e4 for each in self.currencies if each.code == currency), None)
        if e4 is None:
            raise NoExchangeRate(day=f"{self.week.day.isoformat()} ({currency})")
        return dong(amount * from_e4(e4))


def exchange(day: date, book: Book | None = None) -> Rates:
    """The week of a day and its rates, quoted ones first."""
    week = (book or present()).exchange.told(day)
    found = (
        Currency(each.currency, _words(each.currency, day), each.e4, dollars(each.cross.usd_e8) if each.cross else "")
        for each in week.quotations
    )
    return Rates(week, tuple(found))


def dollars(e8: int) -> str:
    """Dollars in 1/100,000,000 as a plain decimal."""
    return f"{Decimal(e8) / 10**8:f}"


def exact(e4: int) -> str:
    """A rate as a plain decimal: 236_785_000 is `23678.5`."""
    return f"{from_e4(e4):f}"


def _words(code: str, day: date) -> Words:
    listed = reference.code_list("currency").codes(day)
    return reference.entry("currency", code, day).words if code in listed else Words(code, code)
