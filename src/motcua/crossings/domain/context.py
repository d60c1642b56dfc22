"""What a vehicle's declaration is judged by: what is known on one day of carriers, stays and earlier declarations."""

from collections.abc import Mapping
from datetime import date

import msgspec


class Desk(msgspec.Struct, frozen=True):
    """A frozen snapshot for one day.

    `correcting`: the number that is corrected; `twin`: the number of another declaration of the same plate, country,
    gate, day and direction. `opened`: the number of the declaration that began the vehicle's open stay, empty where it
    was recorded without one, None where there is no stay; `overdue` whether that has run out. `list_agrees`: None where
    no list of that number is known here.
    """

    day: date
    countries: frozenset[str]
    gates: frozenset[str]
    known: frozenset[str] = frozenset()
    correcting: str = ""
    twin: str = ""
    opened: str | None = None
    overdue: bool = False
    list_agrees: bool | None = None
    limits: Mapping[str, int] = {}
    """Most days of a stay by kind, without a permission."""


class Correction(msgspec.Struct, frozen=True):
    """A correction of a declaration: its state, how often it was corrected, and fields that change and must not."""

    state: str
    times: int = 0
    changed: tuple[str, ...] = ()
