"""Coverings: which tables a leaf of the log answers for, and which checks stand for the others."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.kernel.words import Words


@dataclass(frozen=True, slots=True)
class CoveredTable:
    """A table whose rows a leaf commits to: those whose `leaf_column` is the leaf's id, by `order_by`.

    `columns` are hashed in this order; `moments` and `days` name those of them that hold moments and days.
    `key` names the row in a report (default: leaf column and order). `excused` says why a column is left out.
    """

    table: str
    leaf_column: str
    order_by: tuple[str, ...]
    columns: tuple[str, ...]
    moments: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    excused: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        stray = {*self.moments, *self.days} - set(self.columns)
        if stray:
            raise ValueError(f"{self.table}: {sorted(stray)} are typed and not among the columns")


@dataclass(frozen=True, slots=True)
class Covered:
    """What leaves of these verbs answer for: tables, in the order in which their rows are hashed."""

    name: str
    verbs: tuple[str, ...]
    tables: tuple[CoveredTable, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as the log says: where, and what, in words."""

    place: str
    words: Words


@dataclass(frozen=True, slots=True)
class Check:
    """A check of tables that leaves do not cover row by row, such as sums kept beside the facts."""

    name: str
    tables: tuple[str, ...]
    function: Callable[[], Iterable[Fault]]


@dataclass(slots=True)
class Register:
    """All that rooms have said of their tables. Filled while the program starts, read by `verify`."""

    verbs: dict[str, Words] = field(default_factory=dict)
    coverings: dict[str, Covered] = field(default_factory=dict)
    tables: dict[str, CoveredTable] = field(default_factory=dict)
    by_verb: dict[str, Covered] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
    excuses: dict[str, Words] = field(default_factory=dict)

    def verb(self, name: str, words: Words) -> str:
        """Name an audit verb. ValueError if it has been named with other words."""
        if self.verbs.setdefault(name, words) != words:
            raise ValueError(f"audit verb {name} is registered twice, with different words")
        return name

    def cover(self, covered: Covered) -> None:
        """Take a covering. ValueError if a verb or a table is already covered in another way."""
        if self.coverings.get(covered.name, covered) != covered:
            raise ValueError(f"covering {covered.name} is registered twice")
        for verb in covered.verbs:
            if self.by_verb.setdefault(verb, covered) != covered:
                raise ValueError(f"audit verb {verb} is in two coverings")
        for table in covered.tables:
            if self.tables.setdefault(table.table, table) != table:
                raise ValueError(f"table {table.table} is covered in two ways")
        self.coverings[covered.name] = covered

    def check(self, name: str, tables: Iterable[str], function: Callable[[], Iterable[Fault]]) -> None:
        """Take a check of tables that are not covered row by row."""
        self.checks[name] = Check(name, tuple(tables), function)

    def excuse(self, table: str, why: Words) -> None:
        """Say why a table is neither covered nor checked."""
        self.excuses[table] = why

    def standing(self, table: str) -> tuple[str, Any]:
        """How a table stands: ("covered" or "checked", names), ("excused", words), ("", None)."""
        covering = [each.name for each in self.coverings.values() if table in {t.table for t in each.tables}]
        if covering:
            return "covered", covering
        checks = [check.name for check in self.checks.values() if table in check.tables]
        if checks:
            return "checked", checks
        if table in self.excuses:
            return "excused", self.excuses[table]
        return "", None


REGISTER = Register()
