"""The exchange rates of a week: what the bank quoted on which day, and for which week it is taken."""

from datetime import date, timedelta

import msgspec

from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.tariff.domain import Book
from motcua.tariff.domain.exchange import thursday_for
from motcua.tariff.queries.books import book as present

INVENTED = "invented"
SOURCE = Words(
    "Tỷ giá do hệ thống tự tạo để trình diễn, không phải của ngân hàng nào",
    "Rates invented for the demonstration, not those of any bank",
)


class Currency(msgspec.Struct, frozen=True):
    """A currency of the week: dong per unit times 10,000; `cross` where it was worked out through the dollar."""

    code: str
    words: Words
    e4: int
    cross: bool


class Week(msgspec.Struct, frozen=True):
    """Rates from a Monday to a Sunday. `quoted_on` is that Thursday or the last day quoted before; None is no rate."""

    day: date
    monday: date
    sunday: date
    thursday: date
    quoted_on: date | None
    currencies: tuple[Currency, ...]

    @property
    def before(self) -> date:
        """A day of the week before."""
        return self.monday - timedelta(days=7)

    @property
    def after(self) -> date:
        """A day of the week after."""
        return self.monday + timedelta(days=7)


def week(day: date, book: Book | None = None) -> Week:
    """The week of a day and its rates, the dong left out."""
    exchange = (book or present()).exchange
    monday = day - timedelta(days=day.weekday())
    quoted = exchange.quoted_for(day)
    crossed = _crossed(exchange, day)
    found = tuple(
        Currency(code, _words(code, day), e4, code in crossed)
        for code, e4 in sorted(exchange.on(day).items(), key=lambda pair: (pair[0] in crossed, pair[0]))
        if code != "VND"
    )  # fmt: skip
    return Week(day, monday, monday + timedelta(days=6), thursday_for(day), quoted, found)


def _words(code: str, day: date) -> Words:
    listed = reference.lists_on(day)["currency"]
    return reference.entry("currency", code, day).words if code in listed else Words(code, code)
