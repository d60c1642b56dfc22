"""The sheet of a line: everything a public page shows of it on a day."""

from collections.abc import Iterable
from datetime import date

import msgspec

from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.tariff.domain import Book, DayBook, Entry, Line, Schedule, UnknownLine
from motcua.tariff.domain.columns import NATIONAL
from motcua.tariff.domain.entries import Chapter
from motcua.tariff.domain.packaged import chapters, sections, sources
from motcua.tariff.domain.writing import condition, rate
from motcua.tariff.queries.books import book as present

NOT_IN_SCHEDULE = Words("Không có trong biểu", "Not in the schedule")
NOT_KNOWN = Words("Chưa nạp biểu cho ngày này", "No table loaded for that day")
NONE_DUE = Words("Không có", "None")
NOT_THEN = Words("Ngày này không có dòng hàng đó", "No such line on that day")
CLAIMS = ("other_tax", "absolute_rate")
"""Lists of codes by which a declarant picks a rate."""
NEEDED = frozenset({"MFN", "CH98", "VAT"})
"""Schedules in which every line stands: none there is never “no duty”, but nothing known."""
NONE_SHORT = Words("–", "–")
UNKNOWN = Words("chưa rõ", "not known")
NOTHING = Words("", "")


class Rate(msgspec.Struct, frozen=True):
    """An entry in words: the rate, its condition, its act; `claim` is what the code that picks it is called."""

    entry: Entry
    rate: Words
    condition: Words
    act: Words
    claim: Words = NOTHING


class Brief(msgspec.Struct, frozen=True):
    """A schedule beside a line in a list: its first rate, how many others there are, whether all were seen."""

    words: Words
    others: int
    verified: bool


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


def lookup(code: str, day: date, book: Book | None = None) -> Sheet:
    """The sheet of a line (dots and blanks in the code are ignored). UnknownLine if no day knows it."""
    book = book or present()
    code = digits_of(code)
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
        history=in_words(book.history(code)),
    )  # fmt: skip


def brief(book: Book, schedule: str, code: str, day: date) -> Brief:
    """What a list says of a schedule beside a line: the rate that applies by itself comes first."""
    held = entries_on(book.on(day), schedule, code)
    found = sorted(held, key=lambda entry: bool(entry.condition or entry.origins or entry.claim))
    if not found:
        said = code not in book.lines_on(day) or (code[:NATIONAL] in book.spoken and schedule not in NEEDED)
        return Brief(NONE_SHORT if said else UNKNOWN, 0, verified=True)
    return Brief(rate(found[0]), len(found) - 1, all(entry.verified for entry in found))


def duty_schedule(code: str) -> str:
    """Where the usual import duty of a line stands: chapter 98 has its own schedule."""
    return "CH98" if code.startswith("98") else "MFN"


def in_words(entries: Iterable[Entry]) -> tuple[Rate, ...]:
    """Entries with their rates, conditions and acts in both languages."""
    return tuple(
        Rate(entry, rate(entry), condition(entry), sources().get(entry.source, NOTHING), _claim(entry))
        for entry in entries
    )  # fmt: skip


def entries_on(here: DayBook, schedule: str, code: str) -> tuple[Entry, ...]:
    """Entries of a line in a schedule; a line of ten digits without any has those of its eight."""
    return here.entries(schedule, code) or (here.entries(schedule, code[:NATIONAL]) if code[NATIONAL:] else ())


def digits_of(code: str) -> str:
    """A code as typed without its dots and blanks."""
    return "".join(letter for letter in code if letter.isascii() and letter.isdigit())


def _shown(book: Book, schedule: Schedule, code: str, day: date) -> Shown:
    found = entries_on(book.on(day), schedule.key, code)
    opens = book.opens_at(schedule.key)
    if found:
        none = NOTHING
    elif code not in book.lines_on(day):
        none = NOT_THEN
    elif opens is None or day < opens or code[:NATIONAL] not in book.spoken or schedule.key == "VAT":
        none = NOT_KNOWN
    else:
        none = NOT_IN_SCHEDULE if schedule.kind in ("preference", "import") else NONE_DUE
    return Shown(schedule, in_words(found), none)


def _claim(entry: Entry) -> Words:
    """What a code of the declarant is called: a producer, a kind of used car."""
    for name in CLAIMS if entry.claim else ():
        codes = reference.code_list(name)
        if entry.claim in codes.codes(entry.since):
            return codes.entry(entry.claim, entry.since).words
    return NOTHING
