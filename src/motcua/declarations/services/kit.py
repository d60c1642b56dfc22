"""The kit: everything that checking needs, loaded once and refreshed when it has changed."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

import msgspec

from motcua.declarations.domain.context import Desk, Procedure
from motcua.kernel.refusals import Refusal
from motcua.parties import queries as parties
from motcua.parties.domain import Party
from motcua.parties.queries import mandates
from motcua.reference import domain as reference
from motcua.risk import queries as risk
from motcua.risk.domain import ProfileBook, Shelf
from motcua.tariff import queries as tariff
from motcua.tariff.domain import Book


class Kit:
    """A snapshot of lists, tariff, parties and profiles. `version` changes when any of them does."""

    def __init__(self, version: "KitVersion", book: Book, held: Mapping[str, Party], shelf: Shelf) -> None:
        self.version = version
        self.book = book
        self.parties = held
        self._shelf = shelf
        self._desks: dict[date, Desk] = {}

    def desk(self, day: date) -> Desk:
        """The desk of one day; made once."""
        found = self._desks.get(day)
        if found is None:
            if len(self._desks) > 40:
                self._desks.clear()
            found = self._desks[day] = _desk(day, self.book, self.parties)
        return found

    def profiles(self, day: date) -> ProfileBook:
        """The profiles in force on a day."""
        return self._shelf.book(day)


class KitVersion(NamedTuple):
    """What a kit was made of: each part changes when it does."""

    tariff: object
    parties: object
    profiles: object


_held: list[Kit] = []


def kit() -> Kit:
    """The present kit. Reads the database only when parties, tariff or profiles have changed since the last call."""
    version = KitVersion(tariff.recent_version(), parties.version(), risk.profiles_version())
    if not _held or _held[0].version != version:
        _held[:] = [Kit(version, tariff.book(), parties.snapshot(), risk.shelf())]
    return _held[0]


def known_on(day: date) -> bool:
    """Whether lists and tariff speak of this day."""
    try:
        kit().desk(day)
    except (Refusal, OverflowError):
        return False
    return True


def held() -> Kit:
    """The kit that this process holds, or held when it was forked; asks no database. IndexError before `kit()`."""
    return _held[0]


def _desk(day: date, book: Book, held: Mapping[str, Party]) -> Desk:
    return Desk(
        day=day,
        lists=reference.lists_on(day),
        procedures=_procedures(day),
        offices=frozenset(office.code for office in reference.offices(day) if office.kind == "branch"),
        tariff=book.on(day),
        parties=held,
        holders=mandates.holders(day),
    )


@cache
def _procedures(day: date) -> Mapping[str, Procedure]:
    found: dict[str, Procedure] = {}
    for direction in ("import", "export"):
        for code in reference.lists_on(day)[f"procedure_{direction}"]:
            extra = reference.entry(f"procedure_{direction}", code, day).extra
            flags = {name: extra.get(name) == "1" for name in _FLAGS}
            found[code] = Procedure(code=code, direction=direction, **flags)
    return found


_FLAGS = tuple(field.name for field in msgspec.structs.fields(Procedure) if field.type is bool)
