"""Two days compared: what differs between them, schedule by schedule, and the lines that came and went."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from threading import Lock
from typing import NamedTuple

import msgspec

from motcua.kernel.words import Words
from motcua.tariff.domain import Book, DayBook, Entry, Line, UnknownTable
from motcua.tariff.domain.changing import Change, change_in, same
from motcua.tariff.queries.books import book as present
from motcua.tariff.queries.histories import entries_on
from motcua.tariff.queries.sheets import NOTHING, Rate, in_words

KEPT = 4
"""So many comparisons are kept: readers turn pages of the same one."""


class Difference(NamedTuple):
    """A line of a schedule that says something else on two days."""

    schedule: str
    code: str
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]


class Differing(msgspec.Struct, frozen=True):
    """A difference in words."""

    schedule: str
    code: str
    words: Words
    change: Change
    before: tuple[Rate, ...]
    after: tuple[Rate, ...]


class Compared(msgspec.Struct, frozen=True):
    """What differs between two days. `counts` are by schedule, of the lines asked for; `found` of one or all."""

    before: date
    after: date
    counts: dict[str, int]
    found: Sequence[Difference]
    begun: tuple[Line, ...]
    ended: tuple[Line, ...]


def compare(before: date, after: date, schedule: str = "", within: str = "", book: Book | None = None) -> Compared:
    """What differs in a schedule (else in all) and within a beginning of codes (else everywhere).

    NotInForce for a day before the tariff; UnknownTable for a schedule that there is not.
    """
    book = book or present()
    if schedule and schedule not in book.schedules:
        raise UnknownTable(table=schedule, possible=", ".join(book.schedules))
    every = _every(book, before, after)
    if within:
        every = {
            key: [each for each in found if each.code.startswith(within)] for key, found in every.items()
        }  # fmt: skip
    counts = {key: len(found) for key, found in every.items() if found}
    found = every.get(schedule, []) if schedule else [each for some in every.values() for each in some]
    first, second = book.lines_on(before), book.lines_on(after)
    return Compared(
        before, after, counts, found, tuple(_only_in(second, first, within)), tuple(_only_in(first, second, within))
    )


def compare_line(code: str, before: date, after: date, book: Book | None = None) -> list[Differing]:
    """What differs for one line, in every schedule."""
    book = book or present()
    pairs = (
        Difference(key, code, entries_on(book, key, code, before), entries_on(book, key, code, after))
        for key in book.schedules
    )
    return [in_full(each, before, after, book) for each in pairs if not same(each.before, each.after)]


def in_full(found: Difference, before: date, after: date, book: Book | None = None) -> Differing:
    """A difference with the words of its line and its rates."""
    book = book or present()
    line = book.lines_on(after).get(found.code) or book.lines_on(before).get(found.code)
    known = book.lines_of.get(found.code)
    words = line.path if line else known[-1].path if known else NOTHING
    opens = book.opens_at(found.schedule)
    way = change_in(
        book.schedules[found.schedule], found.before, found.after, after, opened=opens is not None and opens <= before
    )
    return Differing(found.schedule, found.code, words, way, in_words(found.before), in_words(found.after))


def changes(
    before: date, after: date, schedule: str = "", book: Book | None = None, within: str = ""
) -> Iterator[Differing]:
    """What differs between two days, schedule by schedule, in order of code."""
    book = book or present()
    return (in_full(each, before, after, book) for each in compare(before, after, schedule, within, book).found)


_kept: list[tuple[Book, date, date, dict[str, list[Difference]]]] = []
_lock = Lock()


def _every(book: Book, before: date, after: date) -> dict[str, list[Difference]]:
    """All differences of two days by schedule; the last few pairs of days are kept."""
    first, second = book.on(before), book.on(after)
    for known in _kept:
        if known[0] is book and known[1:3] == (before, after):
            return known[3]
    found = {key: list(_in_schedule(key, first, second)) for key in book.schedules}
    with _lock:
        _kept[:] = [(book, before, after, found), *_kept[: KEPT - 1]]
    return found


def _in_schedule(key: str, first: DayBook, second: DayBook) -> Iterator[Difference]:
    old, new = first.table(key), second.table(key)
    if old is new:
        return
    for code in sorted(old.keys() | new.keys()):
        before, after = old.get(code, ()), new.get(code, ())
        if not _identical(before, after) and not same(before, after):
            yield Difference(key, code, before, after)


def _identical(before: Sequence[Entry], after: Sequence[Entry]) -> bool:
    """Whether both are the very same entries: most are."""
    return len(before) == len(after) and all(old is new for old, new in zip(before, after, strict=True))


def _only_in(there: Mapping[str, Line], here: Mapping[str, Line], within: str) -> Iterator[Line]:
    """Lines that are there and not here."""
    if there is not here:
        yield from (there[code] for code in sorted(there) if code not in here and code.startswith(within))
