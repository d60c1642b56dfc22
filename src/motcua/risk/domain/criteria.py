"""Criteria: a small language of facts, compiled once.

All parts of a criterion must hold; within a part one of the listed values is enough. Parts that only
depend on the profile key (direction, office, procedure, level, preference) are decided once per key;
what is left is a tuple of tests. What is asked of the past is tested last, with the history of that moment.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from motcua.kernel.money import PPM
from motcua.risk.domain.facts import FLAGS, Facts
from motcua.risk.domain.past import LARGEST, Earlier
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
    tax_below: int = 0
    weight_from: int = 0
    weight_below: int = 0
    lines_from: int = 0
    lines_to: int = 0
    younger_than_days: int = 0
    below_reference_ppm: int = 0
    agents: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()

    def __post_init__(self) -> None:
        for part, fits in LISTED.items():
            wrong = [value for value in getattr(self, part) if not fits(value)]
            if wrong:
                raise ValueError(f"{part}: {wrong[0]!r} cannot be")
        if any(not 0 <= getattr(self, part) <= LARGEST for part in NUMBERS) or self.below_reference_ppm > PPM:
            raise ValueError("a bound cannot be below zero, nor a share above the whole")
        if len({(each.of, each.what) for each in self.earlier}) != len(self.earlier):
            raise ValueError("the same is asked of the past twice")
        if self.preference is None and not any(msgspec.structs.astuple(self)):
            raise ValueError("a criterion that asks nothing would hit every declaration")


_CODE, _HEADING, _TAX_CODE = re.compile(r"[A-Z0-9]{1,14}"), re.compile(r"[0-9]{2,8}"), re.compile(r"[0-9A-Z-]{2,14}")


def _like(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None


LISTED: dict[str, Callable[..., bool]] = {
    "directions": frozenset({"import", "export"}).__contains__,
    "offices": _like(_CODE),
    "procedures": _like(_CODE),
    "levels": range(1, 6).__contains__,
    "parties": _like(_TAX_CODE),
    "headings": _like(_HEADING),
    "not_headings": _like(_HEADING),
    "origins": _like(_CODE),
    "flags": FLAGS.__contains__,
    "agents": _like(_TAX_CODE),
    "countries": _like(_CODE),
    "modes": _like(_CODE),
}
"""Parts that list values, and which values fit."""
NUMBERS = (
    "value_from", "value_below", "tax_from", "tax_below", "weight_from", "weight_below", "lines_from", "lines_to",
    "younger_than_days", "below_reference_ppm",
)  # fmt: skip
"""Parts that are bounds; zero asks nothing."""


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


def _held_in(attribute: str, part: str) -> Callable[[Criteria], Test]:
    def make(criteria: Criteria) -> Test:
        wanted = frozenset(getattr(criteria, part))
        return lambda facts: getattr(facts, attribute) in wanted

    return make


def _from(attribute: str, part: str) -> Callable[[Criteria], Test]:
    def make(criteria: Criteria) -> Test:
        least = getattr(criteria, part)
        return lambda facts: getattr(facts, attribute) >= least

    return make


def _below(attribute: str, part: str) -> Callable[[Criteria], Test]:
    def make(criteria: Criteria) -> Test:
        limit = getattr(criteria, part)
        return lambda facts: getattr(facts, attribute) < limit

    return make


def _flags(criteria: Criteria) -> Test:
    flags = frozenset(criteria.flags)
    return lambda facts: not flags.isdisjoint(facts.flags)


def _lines_from(criteria: Criteria) -> Test:
    least = criteria.lines_from
    return lambda facts: len(facts.codes) >= least


def _lines_to(criteria: Criteria) -> Test:
    most = criteria.lines_to
    return lambda facts: len(facts.codes) <= most


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
    "parties": _held_in("party", "parties"),
    "agents": _held_in("agent", "agents"),
    "countries": _held_in("country", "countries"),
    "modes": _held_in("mode", "modes"),
    "younger_than_days": _young,
    "value_from": _from("value", "value_from"),
    "value_below": _below("value", "value_below"),
    "tax_from": _from("tax", "tax_from"),
    "tax_below": _below("tax", "tax_below"),
    "weight_from": _from("weight", "weight_from"),
    "weight_below": _below("weight", "weight_below"),
    "lines_from": _lines_from,
    "lines_to": _lines_to,
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
