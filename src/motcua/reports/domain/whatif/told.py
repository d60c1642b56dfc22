"""What a what-if says: sums as they were and as they would be, side by side."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import msgspec

from motcua.reports.domain.whatif.asked import TariffAsked
from motcua.reports.domain.whatif.reckoning import TAXES, Moved

MOST_NAMED = 20
"""So many enterprises and goods are named, those first on which most changes."""


class Pair(msgspec.Struct, frozen=True):
    """A sum in dong as it was and as it would be. `key` is a code: of a tax, a branch, a month, goods, a party."""

    key: str
    was: int
    would: int
    name: str = ""

    @property
    def difference(self) -> int:
        """What there would be more, in dong."""
        return self.would - self.was


class TariffFound(msgspec.Struct, frozen=True):
    """Revenue assessed in a period, as it was and as it would be.

    `touched` counts declarations, lines and enterprises with other sums; `left` lines that would be touched and
    cannot be reproduced, whose stored sums are kept. `parties` and `goods` show the sums of touched lines alone.
    """

    asked: TariffAsked
    declarations: int
    total: Pair
    taxes: tuple[Pair, ...]
    branches: tuple[Pair, ...]
    months: tuple[Pair, ...]
    parties: tuple[Pair, ...]
    goods: tuple[Pair, ...]
    touched_declarations: int
    touched_lines: int
    touched_enterprises: int
    left: int
    fingerprint: str


class Of(msgspec.Struct, frozen=True):
    """To what a declaration belongs."""

    office: str
    month: str
    party: str
    party_name: str


class StoredSums(msgspec.Struct, frozen=True):
    """What is stored of a branch and month: how many declarations, and dong by tax in the order of TAXES."""

    office: str
    month: str
    declarations: int
    sums: tuple[int, ...]


class Sides:
    """Sums gathered on both sides, declaration by declaration."""

    def __init__(self, stored: Iterable[StoredSums]) -> None:
        self.rows = list(stored)
        self.left = self.declarations = self.lines = 0
        self._more: dict[tuple[str, str], int] = defaultdict(int)
        self._taxes = [0] * len(TAXES)
        self._named: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        self._names: dict[str, str] = {}

    def add(self, of: Of, moved: Iterable[Moved], left: int) -> None:
        """Add what a declaration would bear otherwise."""
        self.left += left
        lines = list(moved)
        if not lines:
            return
        self.declarations += 1
        self.lines += len(lines)
        self._names[of.party] = of.party_name
        for line in lines:
            for place, (was, would) in enumerate(zip(line.was, line.would, strict=True)):
                self._taxes[place] += would - was
            for key in (("office", of.office), ("month", of.month)):
                self._more[key] += line.difference
            for key in (("party", of.party), ("goods", line.code)):
                self._named[key][0] += sum(line.was)
                self._named[key][1] += sum(line.would)

    def found(self, asked: TariffAsked, fingerprint: str) -> TariffFound:
        """Everything side by side."""
        taxes = tuple(self._tax(place) for place in range(len(TAXES)))
        was = sum(each.was for each in taxes)
        return TariffFound(
            asked, sum(row.declarations for row in self.rows), Pair("", was, was + sum(self._taxes)), taxes,
            self._grouped("office"), self._grouped("month"), self._most("party"), self._most("goods"),
            self.declarations, self.lines, len(self._names), self.left, fingerprint,
        )  # fmt: skip

    def _tax(self, place: int) -> Pair:
        was = sum(row.sums[place] for row in self.rows)
        return Pair(TAXES[place], was, was + self._taxes[place])

    def _grouped(self, by: str) -> tuple[Pair, ...]:
        held: dict[str, int] = defaultdict(int)
        for row in self.rows:
            held[row.office if by == "office" else row.month] += sum(row.sums)
        return tuple(Pair(key, was, was + self._more[by, key]) for key, was in sorted(held.items()))

    def _most(self, kind: str) -> tuple[Pair, ...]:
        pairs = [
            Pair(key, was, would, self._names.get(key, "") if kind == "party" else "")
            for (of, key), (was, would) in self._named.items()
            if of == kind
        ]
        pairs.sort(key=lambda pair: (-abs(pair.difference), pair.key))
        return tuple(pairs[:MOST_NAMED])


def month_of(day: date) -> str:
    """The month of a day, as a key."""
    return f"{day.year}-{day.month:02d}"
