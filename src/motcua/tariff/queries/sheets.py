"""The sheet of a line: everything a public page shows of it on a day, and what changes between two days."""

from collections.abc import Iterator
from datetime import date

import msgspec

from motcua.kernel.words import Words
from motcua.tariff.domain import Book, Entry, Line, Schedule, UnknownLine
from motcua.tariff.domain.entries import Chapter
from motcua.tariff.domain.packaged import chapters, sections, sources
from motcua.tariff.domain.writing import condition, rate
from motcua.tariff.queries.books import book as present

NOT_IN_SCHEDULE = Words("Không có trong biểu", "Not in the schedule")
NOT_KNOWN = Words("Chưa nạp biểu cho ngày này", "No table loaded for that day")
NONE_DUE = Words("Không có", "None")


class Rate(msgspec.Struct, frozen=True):
    """An entry in words: the rate, its condition, its act, and whether a person has seen the text."""

    entry: Entry
    rate: Words
    condition: Words
    act: Words


class Shown(msgspec.Struct, frozen=True):
    """A schedule on the sheet: its rates that day, or why there is none."""

    schedule: Schedule
    rates: tuple[Rate, ...]
    none: Words


class Sheet(msgspec.Struct, frozen=True):
    """All that is known of a line on a day; `declarable` is false where the line is of other days."""

    day: date
    line: Line
    declarable: bool
    section: Words
    chapter: Chapter
    units: tuple[str, ...]
    shown: tuple[Shown, ...]
    history: tuple[Rate, ...]


class Change(msgspec.Struct, frozen=True):
    """What a schedule says of a line on two days."""

    schedule: str
    code: str
    before: tuple[Rate, ...]
    after: tuple[Rate, ...]


def lookup(code: str, day: date, book: Book | None = None) -> Sheet:
    """The sheet of a line (dots and blanks in the code are ignored). UnknownLine if no day knows it."""
    book = book or present()
    code = "".join(letter for letter in code if letter.isdigit())
    known = book.lines_of.get(code)
    if not known:
        raise UnknownLine(code=code, day=day.isoformat())
    line = book.lines_on(day).get(code)
    number = int(code[:2])
    chapter = next(each for each in chapters() if each.number == number)
    shown = line or known[-1]
    return Sheet(
        day=day, line=shown, declarable=line is not None, section=sections()[chapter.section], chapter=chapter,
        units=tuple(unit for unit in (shown.unit, shown.unit2) if unit),
        shown=tuple(_shown(book, schedule, code, day) for schedule in book.schedules.values()),
        history=tuple(_in_words(entry) for entry in book.history(code)),
    )  # fmt: skip


def changes(before: date, after: date, schedule: str = "", book: Book | None = None) -> Iterator[Change]:
    """What differs between two days, schedule by schedule, in order of code."""
    book = book or present()
    first, second = book.on(before), book.on(after)
    for key in [schedule] if schedule else list(book.schedules):
        codes = book.codes_in(key)
        for code in codes:
            old, new = first.entries(key, code), second.entries(key, code)
            if old is not new and sorted(map(_said, old)) != sorted(map(_said, new)):
                yield Change(key, code, tuple(map(_in_words, old)), tuple(map(_in_words, new)))


def _said(entry: Entry) -> str:
    return repr(entry.says)


def _shown(book: Book, schedule: Schedule, code: str, day: date) -> Shown:
    found = book.on(day).entries(schedule.key, code)
    opens = book.opens_at(schedule.key)
    if found:
        none = Words("", "")
    elif opens is None or day < opens or code not in book.spoken:
        none = NOT_KNOWN
    else:
        none = NOT_IN_SCHEDULE if schedule.kind in ("preference", "import") else NONE_DUE
    return Shown(schedule, tuple(map(_in_words, found)), none)


def _in_words(entry: Entry) -> Rate:
    return Rate(entry, rate(entry), condition(entry), sources().get(entry.source, Words("", "")))
