"""Code lists: dated entries, looked up by list, code and day.

An entry is in force from `since` to `until`, both included. A list starts on the first day of its
first entry; an earlier day is an error (NotInForce), never an empty list.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache

import msgspec

from motcua.kernel.dated import NotInForce, Period
from motcua.kernel.words import Words
from motcua.reference.domain.errors import UnknownCode, UnknownList
from motcua.reference.domain.tables import day, day_or_none, read

_FIXED = ("code", "vi", "en", "since", "until", "source", "verified")


class Entry(msgspec.Struct, frozen=True):
    """One meaning of a code in one period. `extra` holds the list's own columns, empty ones left out."""

    code: str
    words: Words
    since: date
    until: date | None
    source: str
    verified: bool
    extra: Mapping[str, str]

    @property
    def period(self) -> Period:
        """The days on which the entry is in force."""
        return Period(self.since, self.until)

    def says(self, flag: str) -> bool:
        """Whether a yes-or-no column, such as `temporary`, is 1."""
        return self.extra.get(flag) == "1"


class CodeList:
    """A named list of dated entries. ValueError if two entries of a code share a day."""

    __slots__ = ("_days", "_views", "entries", "name", "words")

    def __init__(self, name: str, words: Words, entries: Iterable[Entry]) -> None:
        self.name = name
        self.words = words
        self.entries = tuple(sorted(entries, key=lambda entry: (entry.code, entry.since)))
        self._refuse_overlaps()
        self._days = self._changes()
        self._views = [self._view(changed) for changed in self._days]

    def on(self, day: date) -> Mapping[str, Entry]:
        """The entries in force on `day` by code. NotInForce before the list begins."""
        return self._views[self._place(day)][0]

    def codes(self, day: date) -> frozenset[str]:
        """The codes in force on `day`. NotInForce before the list begins."""
        return self._views[self._place(day)][1]

    def entry(self, code: str, day: date) -> Entry:
        """What the code means on `day`. UnknownCode if it is not in force then."""
        found = self.on(day).get(code)
        if found is None:
            raise UnknownCode(code=code, list=self.name, day=day.isoformat())
        return found

    def _place(self, day: date) -> int:
        place = bisect_right(self._days, day) - 1
        if place < 0:
            raise NotInForce(what=self.name, day=day.isoformat())
        return place

    def _changes(self) -> list[date]:
        """Every day on which the list in force is not that of the day before."""
        begun = {entry.since for entry in self.entries}
        ended = {entry.until + timedelta(days=1) for entry in self.entries if entry.until}
        return sorted(begun | ended)

    def _view(self, day: date) -> tuple[Mapping[str, Entry], frozenset[str]]:
        found = {entry.code: entry for entry in self.entries if day in entry.period}
        return found, frozenset(found)

    def _refuse_overlaps(self) -> None:
        for earlier, later in zip(self.entries, self.entries[1:], strict=False):
            if earlier.code == later.code and earlier.period.overlaps(later.period):
                raise ValueError(f"{self.name}: {later.code} has two entries on {later.since}")


@cache
def all_lists() -> Mapping[str, CodeList]:
    """Every code list by its name, in order of name."""
    titles = {row["name"]: Words(row["vi"], row["en"]) for row in read("lists.csv")}
    return {name: _load(name, words) for name, words in sorted(titles.items())}


def code_list(name: str) -> CodeList:
    """The list of that name. UnknownList if there is none."""
    found = all_lists().get(name)
    if found is None:
        raise UnknownList(list=name)
    return found


@lru_cache(maxsize=4096)
def lists_on(day: date) -> Mapping[str, frozenset[str]]:
    """The codes in force on `day` by list. NotInForce before the youngest list begins."""
    return {name: found.codes(day) for name, found in all_lists().items()}


def entry(list_name: str, code: str, day: date) -> Entry:
    """What a code of a list means on `day`. UnknownList, UnknownCode, NotInForce."""
    return code_list(list_name).entry(code, day)


def _load(name: str, words: Words) -> CodeList:
    return CodeList(name, words, (_entry(row) for row in read(f"codes/{name}.csv")))


def _entry(row: Mapping[str, str]) -> Entry:
    extra = {column: text for column, text in row.items() if column not in _FIXED and text}
    return Entry(
        code=row["code"], words=Words(row["vi"], row["en"]), since=day(row["since"]),
        until=day_or_none(row["until"]), source=row["source"], verified=row["verified"] == "1",
        extra=extra,
    )  # fmt: skip
