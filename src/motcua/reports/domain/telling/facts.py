"""Facts: the figures of a report as sentences ask for them, and what a sentence is."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import msgspec

from motcua.design.domain import amounts
from motcua.kernel.words import Words
from motcua.reports.domain.figures import Figure, Line, Report


class Sentence(msgspec.Struct, frozen=True):
    """One sentence in two languages and the ids of the figures that it says."""

    words: Words
    figures: tuple[str, ...]


class Plan(msgspec.Struct, frozen=True):
    """A target for the year after the report's: its kind, its value in ppm or dong (None: a condition), its words."""

    kind: str
    value: int | None
    words: Words


class Facts(msgspec.Struct, frozen=True):
    """A report's figures by id, the next year's plans. What is absent is left out."""

    report: Report
    plans: tuple[Plan, ...]
    held: dict[str, Figure]

    def value(self, id_: str) -> Any:
        """The value of a figure, None where there is none."""
        found = self.held.get(id_)
        return None if found is None else found.value

    def whole(self, id_: str) -> int:
        """A count; 0 where there is none."""
        return int(self.value(id_) or 0)

    def has(self, *ids: str) -> bool:
        """Whether all of the figures are there."""
        return all(id_ in self.held for id_ in ids)

    def text(self, id_: str) -> Words:
        """A figure as it is printed in tables."""
        return self.held[id_].text

    def known(self, *ids: str) -> bool:
        """Whether all of the figures say something: a growth from nothing or a share of nothing is none."""
        return self.has(*ids) and all(self.held[id_].text.vi != amounts.NOT_APPLICABLE for id_ in ids)


def say(figures: tuple[str, ...], template: Words, **parts: Words) -> Sentence:
    """A sentence with its parts put in; it begins with a capital."""
    vi = template.vi % {name: part.vi for name, part in parts.items()}
    en = template.en % {name: part.en for name, part in parts.items()}
    return Sentence(Words(vi[:1].upper() + vi[1:], en[:1].upper() + en[1:]), figures)


def first(lines: tuple[Line, ...], key: Callable[[Line], int | Fraction]) -> Line | None:
    """The line ahead of all others by a key; None where two are equal or there are fewer than two."""
    ordered = sorted(lines, key=key, reverse=True)
    alone = len(ordered) <= 1 or key(ordered[0]) == key(ordered[1])
    return None if alone else ordered[0]
