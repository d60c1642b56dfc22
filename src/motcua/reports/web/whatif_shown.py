"""An answer of a what-if as it is shown: tiles, notes on what it rests on, and tables; for page, files and paper."""

from typing import NamedTuple

from motcua.design.domain import numbers
from motcua.design.templatetags.figures import language


class Tile(NamedTuple):
    """A figure with its name and a hint."""

    name: str
    figure: str
    hint: str = ""


class Row(NamedTuple):
    """A line of a table: its key and label, each cell beside its head as they are read, and the numbers for files."""

    key: str
    label: str
    cells: tuple[tuple[str, str], ...]
    values: tuple[int | None, ...]


class Group(NamedTuple):
    """A table. `name` is its name in files, `heads` stand above the cells."""

    name: str
    title: str
    hint: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


class Shown(NamedTuple):
    """An answer. `columns` are the names of the numbers in files."""

    tiles: tuple[Tile, ...]
    notes: tuple[str, ...]
    groups: tuple[Group, ...]
    columns: tuple[str, ...]


def count(number: int | None) -> str:
    """A whole number, with a dash where there is none."""
    return "–" if number is None else numbers.grouped(number, language())


def signed(number: int | None) -> str:
    """A difference with its sign."""
    return f"+{count(number)}" if number is not None and number > 0 else count(number)


def flat(shown: Shown) -> list[tuple[object, ...]]:
    """Every line of every table, for a file."""
    return [
        (group.name, row.key, row.label, *("" if each is None else each for each in row.values))
        for group in shown.groups
        for row in group.rows
    ]
