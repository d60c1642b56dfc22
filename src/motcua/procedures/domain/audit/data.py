"""The tables of audits: clauses, what a management review looks at, limits of time."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from motcua.kernel.dated import NotInForce
from motcua.kernel.reading import yaml_reader
from motcua.kernel.words import Words

_DATA = Path(__file__).parent.parent.parent / "data"


class Clause(msgspec.Struct, frozen=True):
    """A clause, its title, and what an auditor asks on it, in our own words; `asked` empty: it requires nothing."""

    code: str
    title: Words
    asked: Words | None = None


class Subject(msgspec.Struct, frozen=True):
    """A subject of a management review."""

    code: str
    words: Words


class _Limit(msgspec.Struct, frozen=True):
    value: int
    since: date
    source: str
    until: date | None = None
    uncertain: bool = True


_read_clauses = yaml_reader(tuple[Clause, ...])
_read_subjects = yaml_reader(tuple[Subject, ...])
_read_limits = yaml_reader(dict[str, tuple[_Limit, ...]])


@cache
def clauses() -> tuple[Clause, ...]:
    """All clauses in order."""
    return _read_clauses((_DATA / "clauses.yaml").read_bytes())


@cache
def asked() -> Mapping[str, Clause]:
    """Clauses that require something, by code."""
    return {each.code: each for each in clauses() if each.asked is not None}


@cache
def subjects() -> Mapping[str, Words]:
    """What a management review looks at, in order."""
    return {each.code: each.words for each in _read_subjects((_DATA / "review_subjects.yaml").read_bytes())}


@cache
def _limits() -> Mapping[str, tuple[_Limit, ...]]:
    return _read_limits((_DATA / "audit_limits.yaml").read_bytes())


def limit(name: str, day: date) -> int:
    """A number in force on that day. NotInForce before the first. KeyError for a name that is unknown."""
    for each in _limits()[name]:
        if each.since <= day and (each.until is None or day <= each.until):
            return each.value
    raise NotInForce(what=name, day=day.isoformat())
