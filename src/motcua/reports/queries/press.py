"""The press check with the platform's figures: a text in, its claims out. Nothing is stored."""

from collections.abc import Callable
from datetime import date

import msgspec

from motcua.reports.domain.figures import Report
from motcua.reports.domain.press import checking, papers, subjects
from motcua.reports.domain.press.checking import Checked, Claim

FIRST_YEAR = 2020
"""Before it the platform has no figures."""


class Outcome(msgspec.Struct, frozen=True):
    """A text that was checked: `as_of` is the day of the figures it was compared with, None where there were none."""

    checked: Checked
    as_of: date | None
    vouched: bool

    def claims(self, language: str) -> list[Claim]:
        """What is told of every quantity, with reasons in a language."""
        return checking.claims(self.checked, language)

    @property
    def contradicted(self) -> int:
        """How many quantities are contradicted."""
        return sum(verdict == "contradicted" for _, _, verdict in self.checked.findings)

    @property
    def places(self) -> list[tuple[int, int]]:
        """From which letter to which each claim's text stands, in the order of the claims."""
        text = self.checked.read.text
        return [text.span(each.start, each.end) for each, _, _ in self.checked.findings]


Figures = Callable[[int, date], Report]


def check(text: str, *, today: date, figures: Figures, as_of: date | None = None) -> Outcome:
    """Check a text by itself, then against the figures to `as_of`, or to today where no day is named.

    Only a named day lets the figures contradict. A text of another department is compared with nothing. NoText,
    TextTooLong, UnreadableText.
    """
    checked = checking.check(papers.fit(text))
    day = min(as_of or today, today)
    if day.year < FIRST_YEAR or not subjects.named(checked.read, day.year):
        return Outcome(checked, None, False)
    compared = subjects.compared(checked, figures(day.year, day), vouched=as_of is not None)
    return Outcome(compared, day, as_of is not None)


def alone(text: str) -> Outcome:
    """Check a text by itself only. NoText, TextTooLong, UnreadableText."""
    return Outcome(checking.check(papers.fit(text)), None, False)
