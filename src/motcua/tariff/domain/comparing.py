"""Comparing: what a table would change in a book, before anything is stored."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

import msgspec

from motcua.tariff.domain.book import Book
from motcua.tariff.domain.entries import HELD, Entry
from motcua.tariff.domain.tables import Table

Key = tuple[str, str, date]


class Difference(msgspec.Struct, frozen=True):
    """A line of a schedule from a day on: what the book says and what the table says."""

    schedule: str
    code: str
    since: date
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]


class Comparison(msgspec.Struct, frozen=True):
    """Counts by schedule, and every difference. `silent` are lines that the book has and the table has not.

    `both` counts codes that stand in the import and the export table: this is normal.
    """

    new: Counter[str]
    same: Counter[str]
    changed: list[Difference]
    silent: Counter[str]
    both: int
    carried: int


def carry(table: Table, book: Book) -> int:
    """Keep what a table by years has no place for, and return how often: excluded origins, split lines,
    quotas.

    Such a table prints `0` where the full one prints `0 (-CN)` or `0/5`. Taking it as it stands would give
    a rate to goods that have none.
    """
    if table.layout != "by year":
        return 0
    kept = 0
    for place, entry in enumerate(table.entries):
        if entry.kind != "percent":
            continue
        known = [other for other in book.entries_of(entry.schedule, entry.code) if not other.origins]
        latest = max(known, key=lambda other: (other.since, other.id), default=None)
        if latest is None or not (latest.excluded or latest.kind == "held" or latest.condition == "in quota"):
            continue
        kept += 1
        table.entries[place] = (
            msgspec.structs.replace(entry, kind="held", ppm=HELD, condition=latest.condition)
            if latest.kind == "held"
            else msgspec.structs.replace(entry, excluded=latest.excluded, condition=latest.condition)
        )
    return kept


def compare(table: Table, book: Book, carried: int = 0) -> Comparison:
    """What the table says against what the book says on the first day of each of its entries."""
    said: defaultdict[Key, list[Entry]] = defaultdict(list)
    for entry in table.entries:
        said[entry.schedule, entry.code, entry.since].append(entry)
    new: Counter[str] = Counter()
    same: Counter[str] = Counter()
    changed: list[Difference] = []
    for (schedule, code, since), after in said.items():
        before = book.on(max(since, book.opens)).entries(schedule, code)
        if not before:
            new[schedule] += 1
        elif _alike(before, after):
            same[schedule] += 1
        else:
            changed.append(Difference(schedule, code, since, before, tuple(after)))
    imports = {entry.code for entry in table.entries if entry.schedule == "MFN"}
    exports = {entry.code for entry in table.entries if entry.schedule == "EXPORT" and entry.kind != "absent"}
    return Comparison(new, same, changed, _silent(said, book), len(imports & exports), carried)


def _silent(said: Iterable[Key], book: Book) -> Counter[str]:
    named: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, date] = {}
    for schedule, code, since in said:
        named[schedule].add(code)
        first[schedule] = min(since, first.get(schedule, since))
    counts: Counter[str] = Counter()
    for schedule, codes in named.items():
        table = book.on(max(first[schedule], book.opens)).table(schedule)
        missing = len(table.keys() - codes)
        if missing:
            counts[schedule] = missing
    return counts


def _alike(before: Iterable[Entry], after: Iterable[Entry]) -> bool:
    """Whether both say the same; an entry that says “not in the schedule” is as good as none."""
    first, second = ({entry.says for entry in entries if entry.kind != "absent"} for entries in (before, after))
    return first == second
