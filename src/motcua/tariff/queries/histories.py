"""The history of a line: schedule by schedule, what applied from when to when, and what changed each time."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from motcua.tariff.domain import Book, Entry, Line, Schedule, UnknownLine
from motcua.tariff.domain.changing import Change, change_in, same
from motcua.tariff.queries.books import book as present
from motcua.tariff.queries.sheets import Rate, digits_of, in_words

_ONE = timedelta(days=1)


class Span(msgspec.Struct, frozen=True):
    """Days on which a schedule says the same of a line, both included; no rates where it says nothing.

    `until` None is open. `change` is against the days before.
    """

    since: date
    until: date | None
    rates: tuple[Rate, ...]
    change: Change

    def holds_on(self, day: date) -> bool:
        """Whether the day is among these."""
        return self.since <= day and (self.until is None or day <= self.until)


class Timeline(msgspec.Struct, frozen=True):
    """One schedule over all its days."""

    schedule: Schedule
    spans: tuple[Span, ...]


class History(msgspec.Struct, frozen=True):
    """All that is known of a line: its own days in the nomenclature, and every schedule that ever named it."""

    code: str
    lives: tuple[Line, ...]
    timelines: tuple[Timeline, ...]


def history(code: str, book: Book | None = None) -> History:
    """The history of a line (dots in the code are ignored). UnknownLine if no day knows it."""
    book = book or present()
    code = digits_of(code)
    lives = book.lines_of.get(code)
    if not lives:
        raise UnknownLine(code=code, day="?")
    found = (Timeline(each, tuple(_spans(book, each, code))) for each in book.schedules.values())
    return History(code, tuple(_distinct(lives)), tuple(each for each in found if each.spans))


def entries_on(book: Book, schedule: str, code: str, day: date) -> tuple[Entry, ...]:
    """Entries of a line; a line of ten digits without any has those of its eight."""
    return book.entries_on(schedule, code, day) or (book.entries_on(schedule, code[:8], day) if code[8:] else ())


def _spans(book: Book, within: Schedule, code: str) -> Iterator[Span]:
    """Days between two changes, those that say the same as the days before joined to them."""
    schedule = within.key
    known = [*book.entries_of(schedule, code), *(book.entries_of(schedule, code[:8]) if code[8:] else [])]
    marks = sorted({each.since for each in known} | {each.until + _ONE for each in known if each.until})
    joined: list[tuple[date, tuple[Entry, ...]]] = []
    for mark in marks:
        entries = entries_on(book, schedule, code, mark)
        if not joined or not _continues(joined[-1][1], entries):
            joined.append((mark, entries))
    before: tuple[Entry, ...] = ()
    for place, (since, entries) in enumerate(joined):
        until = joined[place + 1][0] - _ONE if place + 1 < len(joined) else None
        if place or entries:
            yield Span(
                since, until, in_words(entries), change_in(within, before, entries, since) if place else Change.FIRST
            )
        before = entries


def _continues(before: Iterable[Entry], after: Iterable[Entry]) -> bool:
    """Whether nothing that a reader sees is different: rates, acts, and whether they were seen."""
    first, second = (sorted((each.source, each.verified) for each in entries) for entries in (before, after))
    return first == second and same(before, after)


def _distinct(lives: Iterable[Line]) -> Iterator[Line]:
    """The line's own days, those said again by a later table once."""
    seen: set[tuple[object, ...]] = set()
    for line in lives:
        key = (line.edition, line.since, line.until)
        if key not in seen:
            seen.add(key)
            yield line
