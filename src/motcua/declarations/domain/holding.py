"""Holding: which exchange rates a sum was worked out with, and the last day on which it is the same."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from motcua.declarations.domain.message import Declaration
from motcua.duties.domain import Assessment, assess
from motcua.kernel.money import e4, from_e4
from motcua.kernel.refusals import Refusal
from motcua.tariff.domain import Book

DONG = "VND"
MOST = 12
"""Days of change that are looked at; the sums are told to hold no longer than to the next one."""
_ONE = timedelta(days=1)


class UsedRate(msgspec.Struct, frozen=True):
    """An exchange rate: dong for one unit, the day on which it was quoted, and the week for which it is the rate.

    `cross`: it comes from the currency's rate with the dollar.
    """

    currency: str
    dong: Decimal
    quoted_on: date
    week_since: date
    week_until: date
    cross: bool = False

    @property
    def e4(self) -> int:
        """Dong for 10,000 units."""
        return e4(self.dong)


class Basis(msgspec.Struct, frozen=True):
    """What sums rest on: the day, the exchange rates used, and the last day on which they are known to be the same.

    `holds_until` is None where no table says that anything in them will change.
    """

    day: date
    rates: tuple[UsedRate, ...]
    holds_until: date | None


def currencies(message: Declaration, assessment: Assessment | None, book: Book) -> Mapping[str, str]:
    """Foreign currencies that the sums come from, each with the first field that names it."""
    found: dict[str, str] = {}
    for currency, path in _named(message, assessment, book):
        if currency and currency != DONG:
            found.setdefault(currency, path)
    return found


def _named(message: Declaration, assessment: Assessment | None, book: Book) -> Iterator[tuple[str, str]]:
    if any(item.invoice_value is not None for item in message.items):
        yield message.currency, "/currency"
    for name in ("freight_currency", "insurance_currency", "export_value_currency"):
        yield getattr(message, name), f"/{name}"
    for place, adjusting in enumerate(message.adjustments):
        yield adjusting.currency, f"/adjustments/{place}/currency"
    for place, item in enumerate(message.items):
        yield item.value_currency, f"/items/{place}/value_currency"
    for line in assessment.lines if assessment else ():
        for tax in line.taxes:
            if tax.per_unit:
                yield book.entry(tax.entry).currency, f"/items/{line.no - 1}/hs_code"


def basis(message: Declaration, assessment: Assessment | None, book: Book, day: date, *, taxed: bool) -> Basis:
    """What the sums of a day rest on."""
    used = currencies(message, assessment, book)
    week = book.exchange.told(day)
    told = {each.currency: each for each in week.quotations}
    rates = tuple(
        UsedRate(each, from_e4(told[each].e4), week.quoted_on, week.monday, week.sunday, told[each].cross is not None)
        for each in used
        if each in told and week.quoted_on is not None
    )
    last = _same_rates_until(book, day, used) if used else None
    if assessment is None or assessment.problems:
        return Basis(day, rates, last)
    return Basis(day, rates, _same_sums_until(message, assessment, book, (day, last), taxed=taxed))


def _same_rates_until(book: Book, day: date, used: Mapping[str, str]) -> date:
    """The last day of the week on which every currency used has the rate that it has on `day`."""
    now = book.exchange.on(day)
    last = day
    while last.weekday() < 6:  # noqa: PLR2004 - Sunday
        if any(book.exchange.on(last + _ONE).get(each) != now.get(each) for each in used):
            break
        last += _ONE
    return last


def _same_sums_until(
    message: Declaration, assessment: Assessment, book: Book, days: tuple[date, date | None], *, taxed: bool
) -> date | None:
    """The day before a change of tables changes the sums; at the latest the last day of the exchange rates."""
    day, last = days
    changes = [each for each in _changes(message, book) if day < each and (last is None or each <= last)]
    for place, each in enumerate(changes):
        if place == MOST or not _same_on(message, assessment, book, each, taxed=taxed):
            return each - _ONE
    return last


def _same_on(message: Declaration, assessment: Assessment, book: Book, day: date, *, taxed: bool) -> bool:
    try:
        later = assess(message, book.on(day), taxed=taxed)
    except Refusal:
        return False
    return not later.problems and sums(later) == sums(assessment)


def sums(assessment: Assessment) -> tuple[int, dict[str, int]]:
    """What two assessments must agree in to be the same: the customs value, and every tax that is not zero."""
    return assessment.customs_value, {kind: amount for kind, amount in assessment.by_kind.items() if amount}


def _changes(message: Declaration, book: Book) -> list[date]:
    """Days on which a table says something else of one of the goods' codes."""
    found: set[date] = set()
    for code in {item.hs_code for item in message.items}:
        for each in (*book.history(code), *book.lines_of.get(code, ())):
            found.add(each.since)
            if each.until is not None and each.until < date.max:
                found.add(each.until + _ONE)
    return sorted(found)
