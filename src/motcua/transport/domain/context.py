"""What a transport is judged by: lists, places and what is known of its parties, guarantee and cargo on one day."""

from collections.abc import Mapping
from datetime import date

import msgspec


class Security(msgspec.Struct, frozen=True):
    """The guarantee that a message names: codes of what is wrong with it (none where it holds), and its last day."""

    faults: tuple[str, ...] = ()
    until: date | None = None


class Desk(msgspec.Struct, frozen=True):
    """A frozen snapshot for one day. `used` counts other transports of a cargo number from the same start."""

    day: date
    lists: Mapping[str, frozenset[str]]
    places: Mapping[str, str]
    offices: frozenset[str]
    purposes: Mapping[str, str]
    boxed: frozenset[str]
    carried: Mapping[str, frozenset[str]]
    located: Mapping[str, str]
    known: frozenset[str] = frozenset()
    used: Mapping[str, int] = {}
    security: Security | None = None
    """None where no guarantee is named."""


class Act(msgspec.Struct, frozen=True):
    """An act on a transport: the verb, the state in which it is done, at a berth or not, and by whom."""

    verb: str
    state: str
    berth: bool = False
    recorder: str = "office"
    """`office` in charge of the place, its `operator`, or `other`."""
