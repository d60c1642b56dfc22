"""Offices: the dated tree of customs offices. Codes stay, names and parents change with the law."""

from datetime import date
from functools import cache, lru_cache
from typing import Literal, cast

import msgspec

from motcua.kernel.dated import Period
from motcua.kernel.words import Words
from motcua.reference.domain.errors import UnknownOffice
from motcua.reference.domain.tables import day, day_or_none, read

Kind = Literal["ministry", "department", "branch", "unit"]
DEPARTMENT = "20ZZ"


class Office(msgspec.Struct, frozen=True):
    """An office in one period. `handles` are the directions it takes declarations for."""

    code: str
    words: Words
    since: date
    until: date | None
    kind: Kind
    parent: str
    handles: frozenset[str]
    source: str
    verified: bool

    @property
    def period(self) -> Period:
        """The days on which the office had this name and parent."""
        return Period(self.since, self.until)


@cache
def all_offices() -> tuple[Office, ...]:
    """Every office in every period, in order of code and first day."""
    return tuple(_office(row) for row in read("offices.csv"))


def offices(day: date) -> list[Office]:
    """The offices of that day in order of code."""
    return list(_in_force(day))


def office(code: str, day: date) -> Office:
    """The office of that code on that day. UnknownOffice if there was none."""
    for found in _in_force(day):
        if found.code == code:
            return found
    raise UnknownOffice(code=code, day=day.isoformat())


def children(code: str, day: date) -> list[Office]:
    """The offices directly below `code` on that day, in order of code."""
    return [found for found in _in_force(day) if found.parent == code]


def branches(day: date) -> list[Office]:
    """The border-gate branches of the department on that day, in order of code."""
    return [found for found in children(DEPARTMENT, day) if found.kind == "branch"]


def names(day: date) -> dict[str, Words]:
    """What each office is called on that day, by code; one that was not there then as it was called last."""
    return {found.code: found.words for found in (*all_offices(), *_in_force(day))}


@lru_cache(maxsize=4096)
def _in_force(day: date) -> tuple[Office, ...]:
    return tuple(found for found in all_offices() if day in found.period)


def _office(row: dict[str, str]) -> Office:
    return Office(
        code=row["code"], words=Words(row["vi"], row["en"]), since=day(row["since"]),
        until=day_or_none(row["until"]), kind=cast(Kind, row["kind"]), parent=row["parent"],
        handles=frozenset(row["handles"].split()), source=row["source"], verified=row["verified"] == "1",
    )  # fmt: skip
