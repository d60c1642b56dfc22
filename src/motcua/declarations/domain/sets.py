"""Sets of codes and limits that the rules of declarations name, each with its source."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from motcua.reference.domain.codes import code_list

_DATA = Path(__file__).parent.parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of this room's `data`."""
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


SETS: Mapping[str, frozenset[str]] = {row["name"]: frozenset(row["codes"].split()) for row in rows("sets.csv")}
"""Codes by the name of the set."""

LIMITS: Mapping[str, int] = {row["name"]: int(row["value"]) for row in rows("limits.csv")}
"""Limits by name; the unit stands in the table."""


def codes_of(list_name: str, column: str, value: str) -> frozenset[str]:
    """The codes of a reference list, of any day, in whose `column` the word `value` stands."""
    return frozenset(
        entry.code for entry in code_list(list_name).entries if value in entry.extra.get(column, "").split()
    )
