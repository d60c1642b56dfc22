"""Criteria: a small language of facts, compiled once.

All parts of a criterion must hold; within a part one of the listed values is enough. Parts that only
depend on the profile key (direction, office, procedure, level, preference) are decided once per key;
what is left is a tuple of tests.
"""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from motcua.risk.domain.facts import FLAGS, Facts
from motcua.risk.domain.reference_values import falls_below

Test = Callable[[Facts], bool]


class Key(NamedTuple):
    """The facts with few values, on which profiles are sorted out beforehand."""

    direction: str
    office: str
    procedure: str
    level: int
    preference: bool


class Criteria(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The parts of a criterion; an empty part asks nothing. Headings are prefixes of 2 to 8 digits."""

    directions: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    preference: bool | None = None
    parties: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    not_headings: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    value_from: int = 0
    value_below: int = 0
    tax_from: int = 0
    lines_from: int = 0
    younger_than_days: int = 0
    below_reference_ppm: int = 0

    def __post_init__(self) -> None:
        unknown = set(self.flags) - FLAGS
        if unknown:
            raise ValueError(f"unknown flags: {sorted(unknown)}")
        for prefix in (*self.headings, *self.not_headings):
            if not (prefix.isdigit() and 2 <= len(prefix) <= 8):
                raise ValueError(f"{prefix!r} is not a heading")
        if self.preference is None and not any(msgspec.structs.astuple(self)):
            raise ValueError("a criterion that asks nothing would hit every declaration")


def admits(criteria: Criteria, key: Key) -> bool:
    """Whether the parts that depend on the key alone hold."""
    return (
        _among(key.direction, criteria.directions)
        and _among(key.office, criteria.offices)
        and _among(key.procedure, criteria.procedures)
        and (not criteria.levels or key.level in criteria.levels)
        and criteria.preference in (None, key.preference)
    )


def _among(value: str, listed: tuple[str, ...]) -> bool:
    return not listed or value in listed


def residue(criteria: Criteria) -> tuple[Test, ...]:
    """The tests that the key does not decide, the cheapest first."""
    tests = [make(criteria) for part, make in _MAKERS.items() if getattr(criteria, part)]
    return (*tests, _goods(criteria)) if criteria.headings or criteria.origins else tuple(tests)


def _party(criteria: Criteria) -> Test:
    parties = frozenset(criteria.parties)
    return lambda facts: facts.party in parties


def _flags(criteria: Criteria) -> Test:
    flags = frozenset(criteria.flags)
    return lambda facts: not flags.isdisjoint(facts.flags)


def _value_from(criteria: Criteria) -> Test:
    least = criteria.value_from
    return lambda facts: facts.value >= least


def _value_below(criteria: Criteria) -> Test:
    limit = criteria.value_below
    return lambda facts: facts.value < limit


def _tax_from(criteria: Criteria) -> Test:
    least = criteria.tax_from
    return lambda facts: facts.tax >= least


def _lines_from(criteria: Criteria) -> Test:
    least = criteria.lines_from
    return lambda facts: len(facts.codes) >= least


def _young(criteria: Criteria) -> Test:
    limit = criteria.younger_than_days
    return lambda facts: 0 <= facts.age_days < limit


def _without_headings(criteria: Criteria) -> Test:
    prefixes = criteria.not_headings
    return lambda facts: not _any_under(facts.codes, prefixes)


def _below_reference(criteria: Criteria) -> Test:
    share = criteria.below_reference_ppm
    return lambda facts: falls_below(facts, share)


_MAKERS: dict[str, Callable[[Criteria], Test]] = {
    "flags": _flags,
    "parties": _party,
    "younger_than_days": _young,
    "value_from": _value_from,
    "value_below": _value_below,
    "tax_from": _tax_from,
    "lines_from": _lines_from,
    "not_headings": _without_headings,
    "below_reference_ppm": _below_reference,
}


def _goods(criteria: Criteria) -> Test:
    """Heading and origin must meet on one line where each line's origin is known."""
    prefixes, origins = criteria.headings, frozenset(criteria.origins)
    if not origins:
        return lambda facts: _any_under(facts.codes, prefixes)
    if not prefixes:
        return lambda facts: facts.origin in origins or not origins.isdisjoint(facts.origins)

    def both(facts: Facts) -> bool:
        if not facts.origins:
            return facts.origin in origins and _any_under(facts.codes, prefixes)
        lines = zip(facts.codes, facts.origins, strict=True)
        return any(origin in origins and code.startswith(prefixes) for code, origin in lines)

    return both


def _any_under(codes: tuple[str, ...], prefixes: tuple[str, ...]) -> bool:
    # A plain loop: half the time of a generator, in the busiest place of the room.
    for code in codes:  # noqa: SIM110
        if code.startswith(prefixes):
            return True
    return False
