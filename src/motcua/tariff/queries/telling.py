"""Telling programs: what the pages show, as plain values."""

from collections.abc import Iterable
from datetime import date

from motcua.kernel.money import from_e4
from motcua.tariff.domain import Book, Line, Schedule, told
from motcua.tariff.domain.controls import Control
from motcua.tariff.domain.entries import Correlation
from motcua.tariff.domain.writing import percent
from motcua.tariff.queries import demanding, using
from motcua.tariff.queries.books import book as present
from motcua.tariff.queries.comparing import Differing
from motcua.tariff.queries.exchanging import Rates, exact
from motcua.tariff.queries.histories import History, Span
from motcua.tariff.queries.sheets import Rate, Sheet, Shown, duty_schedule, entries_on, in_words


def hs(code: str) -> str:
    """A code with its dots."""
    return ".".join(part for part in (code[:4], code[4:6], code[6:8], code[8:]) if part)


def rate(found: Rate) -> told.TariffRate:
    """A rate with its period, act and conditions."""
    entry = found.entry
    share = percent(entry.ppm).en.removesuffix(" %") if entry.kind in ("percent", "mixed") else None
    amount = None
    if entry.kind in ("specific", "mixed"):
        amount = f"{from_e4(entry.amount):f}" if entry.currency else str(entry.amount)
    return told.TariffRate(
        entry.kind, share, amount, entry.unit, entry.currency, found.rate.vi, found.rate.en, entry.condition,
        found.condition.vi, found.condition.en, entry.claim, tuple(sorted(entry.origins)),
        tuple(sorted(entry.excluded)), entry.since, entry.until, entry.source, found.act.vi, found.act.en,
        entry.verified, entry.evidence,
    )  # fmt: skip


def rates(found: Iterable[Rate]) -> tuple[told.TariffRate, ...]:
    """Several rates."""
    return tuple(map(rate, found))


def listed(line: Line, day: date, book: Book | None = None) -> told.LineFound:
    """A line found, with its usual duty and its VAT of the day."""
    book = book or present()
    here, schedule = book.on(day), duty_schedule(line.code)
    return told.LineFound(
        line.code, hs(line.code), *line.words, *line.path, line.unit, line.unit2, line.code in here.lines, schedule,
        rates(in_words(entries_on(here, schedule, line.code))), rates(in_words(entries_on(here, "VAT", line.code))),
        f"/api/tariff/lines/{line.code}?on={day.isoformat()}",
    )  # fmt: skip


def sheet(found: Sheet, origin: str = "", book: Book | None = None) -> told.LineSheet:
    """The whole sheet of a line."""
    line, book = found.line, book or present()
    return told.LineSheet(
        found.day, origin, line.code, hs(line.code), line.edition, line.since, line.until, found.declarable,
        *found.section, found.chapter.number, *line.words, *line.path, found.units, *line.notes, line.groups,
        using.lowest(found, origin), tuple(_of_schedule(each, origin) for each in found.shown),
        tuple(_asked(each) for each in demanding.controls(line.code, found.day)),
        tuple(_related(each, each.old) for each in book.predecessors(line.code)),
        tuple(_related(each, each.new) for each in book.successors(line.code)),
    )  # fmt: skip


def history(found: History, book: Book | None = None) -> told.LineHistory:
    """A line through the years."""
    book = book or present()
    return told.LineHistory(
        found.code, hs(found.code),
        tuple(told.LineLife(each.edition, each.since, each.until, each.source) for each in found.lives),
        tuple(
            told.ScheduleDays(each.schedule.key, *each.schedule.words, tuple(map(_days, each.spans)))
            for each in found.timelines
        ),
        tuple(_related(each, each.old) for each in book.predecessors(found.code)),
        tuple(_related(each, each.new) for each in book.successors(found.code)),
    )  # fmt: skip


def changed(found: Differing) -> told.TariffChange:
    """What a schedule says of a line on two days."""
    return told.TariffChange(
        found.schedule, found.code, hs(found.code), *found.words, str(found.change), *found.change.words,
        rates(found.before), rates(found.after),
    )  # fmt: skip


def schedule(found: Schedule, day: date, book: Book | None = None) -> told.ScheduleTold:
    """A schedule, and how many lines it has on a day."""
    book = book or present()
    table = book.on(day).table(found.key)
    named = sum(any(each.kind != "absent" for each in few) for few in table.values())
    return told.ScheduleTold(
        found.key, found.kind, *found.words, found.tables, found.form, tuple(sorted(found.members)), found.since,
        found.until, book.opens_at(found.key), named, found.source, found.verified,
    )  # fmt: skip


def week(found: Rates) -> told.ExchangeWeek:
    """The rates of a week."""
    where = found.week
    return told.ExchangeWeek(
        where.day, where.monday, where.sunday, where.thursday, where.quoted_on, *found.source,
        "invented" if found.invented else "loaded",
        tuple(
            told.CurrencyTold(each.code, *each.words, exact(each.e4), "cross" if each.usd else "quoted", each.usd)
            for each in found.currencies
        ),
    )  # fmt: skip


def _of_schedule(found: Shown, origin: str) -> told.OfSchedule:
    held = found.schedule
    can = using.usable(found, origin) if origin else None
    return told.OfSchedule(
        held.key, held.kind, *held.words, held.tables, held.form, can, rates(found.rates), *found.none
    )


def _days(span: Span) -> told.RateDays:
    return told.RateDays(span.since, span.until, str(span.change), *span.change.words, rates(span.rates))


def _related(each: Correlation, code: str) -> told.RelatedLine:
    return told.RelatedLine(code, each.since, each.source, each.verified)


def _asked(each: Control) -> told.Demanded:
    return told.Demanded(
        each.key, *each.words, *each.agency, each.act, each.paper, each.direction, each.since, each.until,
        each.verified,
    )  # fmt: skip
