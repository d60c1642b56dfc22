"""Reckoning: stored lines assessed again, as it was and as it would be, and the difference between the two.

Only a line that the tariff of its day still reproduces to the dong is reckoned with. What it does not reproduce
(assessed elsewhere, decided by hand, another table loaded since) keeps what is stored, and is counted.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from motcua.declarations.domain.message import Declaration
from motcua.duties.domain import Assessment, LineSum, assess
from motcua.duties.domain.asked import Rates

TAXES = ("import", "remedy", "excise", "environment", "vat", "export")
"""Kinds of tax, in the order of their columns."""


class StoredLine(NamedTuple):
    """A line as it is stored: its number, code, and dong by tax in the order of TAXES."""

    no: int
    code: str
    sums: tuple[int, ...]


class Moved(NamedTuple):
    """What a line would bear instead."""

    code: str
    was: tuple[int, ...]
    would: tuple[int, ...]

    @property
    def difference(self) -> int:
        """What it would bear more, in dong; negative where less."""
        return sum(self.would) - sum(self.was)


class Reckoned(NamedTuple):
    """The lines of a declaration that would be otherwise, and how many could not be reckoned."""

    moved: tuple[Moved, ...]
    left: int


def reckon(message: Declaration, lines: Sequence[StoredLine], rates: tuple[Rates, Rates], *, taxed: bool) -> Reckoned:
    """Assess a message by the rates as they were and as they would be; look at the lines named."""
    before, after = (_by_line(assess(message, each, taxed=taxed)) for each in rates)
    moved: list[Moved] = []
    left = 0
    for line in lines:
        was, would = before.get(line.no), after.get(line.no)
        if was != line.sums or would is None:
            left += 1
        elif would != was:
            moved.append(Moved(line.code, was, would))
    return Reckoned(tuple(moved), left)


def _by_line(found: Assessment) -> Mapping[int, tuple[int, ...]]:
    return {} if found.problems else {line.no: _sums(line) for line in found.lines}


def _sums(line: LineSum) -> tuple[int, ...]:
    found = dict.fromkeys(TAXES, 0)
    for tax in line.taxes:
        found[tax.kind] += tax.amount
    return tuple(found.values())
