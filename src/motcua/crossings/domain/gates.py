"""Gates with their lanes, codes of vehicles, and limits: dated data with their source."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from motcua.kernel.dated import NotInForce, Period
from motcua.kernel.words import Words

Direction = Literal["in", "out"]
DIRECTIONS: tuple[Direction, Direction] = ("in", "out")
HOME = "VN"
"""Vehicles of this country leave for a time and return; those of others come for a time and leave again."""
_DATA = Path(__file__).parent.parent / "data"


class Gate(msgspec.Struct, frozen=True):
    """A gate at the border, the office that keeps it, and its lanes by direction."""

    code: str
    words: Words
    office: str
    lanes_in: tuple[str, ...]
    lanes_out: tuple[str, ...]
    period: Period

    def lanes(self, direction: str) -> tuple[str, ...]:
        """The lanes of a direction."""
        return self.lanes_in if direction == "in" else self.lanes_out


class Limit(msgspec.Struct, frozen=True):
    """A number of the law or of the platform, in force in a period."""

    value: int
    period: Period
    source: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _period(row: dict[str, str]) -> Period:
    until = date.fromisoformat(row["until"]) if row["until"] else None
    return Period(date.fromisoformat(row["since"]), until)


GATES: Mapping[str, Gate] = {
    row["code"]: Gate(
        row["code"], Words(row["vi"], row["en"]), row["office"], tuple(row["lanes_in"].split()),
        tuple(row["lanes_out"].split()), _period(row),
    )
    for row in _rows("gates.csv")
}  # fmt: skip
"""Gates by their code, which declarations name as the place of loading or unloading."""
CODES: dict[str, dict[str, Words]] = {}
for _row in _rows("vehicle_codes.csv"):
    CODES.setdefault(_row["list"], {})[_row["code"]] = Words(_row["vi"], _row["en"])
_LIMITS: dict[tuple[str, str], list[Limit]] = {}
for _row in _rows("vehicle_limits.csv"):
    _LIMITS.setdefault((_row["name"], _row["kind"]), []).append(
        Limit(int(_row["value"]), _period(_row), _row["source"])
    )


@lru_cache(maxsize=4_096)
def limit(name: str, day: date, kind: str = "") -> int:
    """The number in force on that day, in the unit of its row. NotInForce where there is none."""
    for each in _LIMITS[name, kind]:
        if day in each.period:
            return each.value
    raise NotInForce(what=f"{name} {kind}".strip(), day=day.isoformat())


def hours(name: str, day: date, kind: str = "") -> timedelta:
    """The same as hours."""
    return timedelta(hours=limit(name, day, kind))


def gates_on(day: date) -> dict[str, Gate]:
    """The gates that are kept on that day."""
    return {code: gate for code, gate in GATES.items() if day in gate.period}


def area_of(place: str, office: str) -> str:
    """The office that keeps the gate named as the place of a declaration; else the declaration's own."""
    gate = GATES.get(place)
    return gate.office if gate else office
