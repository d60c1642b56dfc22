"""What else the law asks of goods of a line: licences, inspections, quarantine."""

from datetime import date

from motcua.tariff.domain.controls import BOTH, Control
from motcua.tariff.domain.controls import controls as known

DIRECTIONS = ("import", "export")


def controls(code: str, day: date) -> tuple[Control, ...]:
    """The controls that goods of a line may need on a day, those of import first, each once."""
    found = {each.key: each for direction in reversed(DIRECTIONS) for each in known(code, direction, day)}
    return tuple(sorted(found.values(), key=lambda each: (each.direction not in ("import", BOTH), each.key)))
