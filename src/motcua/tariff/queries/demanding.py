"""What else the law asks of goods of a line: licences, inspections, quarantine."""

from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from motcua.kernel.words import Words

DIRECTIONS = ("import", "export")
_CONTROLS = "motcua.tariff.domain.controls"


class Demand(Protocol):
    """A control as a page shows it."""

    key: str
    words: Words
    agency: Words
    act: str
    paper: str
    direction: str
    since: date | None
    until: date | None
    verified: bool


def controls(code: str, day: date) -> tuple[Demand, ...]:
    """The controls on a line on a day, those of import first; none where the tables of controls are not there."""
    if find_spec(_CONTROLS) is None:
        return ()
    told = import_module(_CONTROLS).controls
    found: dict[tuple[str, str], Demand] = {}
    for direction in DIRECTIONS:
        for each in told(code, direction, day):
            found.setdefault((each.key, each.direction), each)
    return tuple(found.values())
