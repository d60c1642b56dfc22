"""History: what inspections of the past have found, strictly before the day that is decided."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from motcua.risk.domain.facts import Facts
from motcua.risk.domain.past import OF, keys


class Past(NamedTuple):
    """What inspections of one kind of thing have found."""

    checks: float
    hits: float
    duty: float


class History:
    """Outcomes of the days before `day`."""

    def __init__(self) -> None:
        self.day = date.min
        self._found: dict[tuple[str, str], Past] = defaultdict(lambda: Past(0.0, 0.0, 0.0))
        self._waiting: list[tuple[Facts, bool, int]] = []

    @staticmethod
    def empty() -> "History":
        """Nothing is known yet."""
        return History()

    def begin(self, day: date) -> None:
        """A day begins: what was found on the days before is known from now on."""
        if day <= self.day:
            return
        for facts, hit, recovered in self._waiting:
            for kind in OF:
                for key in keys(kind, facts):  # type: ignore[arg-type]
                    held = self._found[kind, key]
                    self._found[kind, key] = Past(held.checks + 1, held.hits + hit, held.duty + recovered)
        self._waiting, self.day = [], day

    def add_outcome(self, facts: Facts, day: date, hit: bool, recovered: int) -> None:
        """An inspection was recorded on a day; known from the next day on."""
        self.begin(day)
        self._waiting.append((facts, hit, recovered))

    def past(self, kind: str, key: str) -> Past:
        """What inspections have found for a key."""
        return self._found.get((kind, key), Past(0.0, 0.0, 0.0))
