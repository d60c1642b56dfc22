"""Entries: what the tables say. One entry is one rate of one schedule, for one line, in one period."""

from datetime import date

import msgspec

from motcua.kernel.words import Words

HELD = -1
"""The `ppm` of an entry whose rate the table alone cannot choose: never a rate."""

EVERYWHERE: frozenset[str] = frozenset()


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One rate in one period.

    `kind`: `percent` (ppm of the base), `specific` (`amount` dong per `unit`; 1/10,000 of `currency` if one
    is named), `mixed` (both), `exempt` (not subject), `absent` (a later table says: not in this schedule),
    `held` (printed, but not to be resolved by the table alone: `condition` says what is printed).
    `origins` empty is every party of the schedule; `excluded` are origins that the rate is not for.
    `condition`: empty is the rate of the table; `claimed` may be chosen by the declarant; `inland` is not
    collected at the border; `in quota` / `out of quota`; `GIC` marks goods of Kaesong accepted.
    `evidence`: `transcribed` (a public transcription of the act), `recalled` (from memory), `computed`
    (from another entry), `invented`. `verified` is true only when a person has seen the text.
    `claim` is the code by which the declarant picks the rate, and without which nobody has it: an other-tax
    code (TX_) of a producer's rate, an absolute-rate code (SPD), a line of chapter 98.
    """

    id: int
    schedule: str
    code: str
    since: date
    until: date | None
    kind: str
    ppm: int = 0
    amount: int = 0
    unit: str = ""
    currency: str = ""
    origins: frozenset[str] = EVERYWHERE
    excluded: frozenset[str] = EVERYWHERE
    condition: str = ""
    source: str = ""
    verified: bool = False
    evidence: str = ""
    claim: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the entry is in force on that day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def serves(self, origin: str) -> bool:
        """Whether the rate is for goods of this origin; an empty origin asks for the general rate."""
        if not origin:
            return not self.origins
        return origin not in self.excluded and (not self.origins or origin in self.origins)

    @property
    def says(self) -> tuple[object, ...]:
        """What the entry says, apart from its id, period and source: equal means the same rate."""
        return (
            self.kind, self.ppm, self.amount, self.unit, self.currency,
            tuple(sorted(self.origins)), tuple(sorted(self.excluded)), self.condition, self.claim,
        )  # fmt: skip


class Line(msgspec.Struct, frozen=True):
    """A line of the nomenclature: eight digits (ten for a national sub-line of the export table)."""

    code: str
    words: Words
    path: Words
    unit: str
    unit2: str
    since: date
    until: date | None
    edition: str
    notes: Words = Words("", "")
    groups: tuple[str, ...] = ()
    source: str = ""

    @property
    def chapter(self) -> int:
        """The chapter's number, 1 to 98."""
        return int(self.code[:2])

    def holds_on(self, day: date) -> bool:
        """Whether the line may be declared on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Schedule(msgspec.Struct, frozen=True):
    """A table of rates. `tables` are its codes on a declaration (none known: its key stands for one).

    `members` empty is any origin.

    `kind`: `import` (MFN, ordinary …), `preference`, `quota`, `remedy`, `tax`, `export`.
    """

    key: str
    number: int
    kind: str
    words: Words
    tables: tuple[str, ...]
    form: str
    members: frozenset[str]
    since: date
    until: date | None
    source: str
    verified: bool


class Correlation(msgspec.Struct, frozen=True):
    """Goods of one line that another line holds from a day on: an edition of the nomenclature replaced another."""

    old: str
    new: str
    since: date
    source: str = ""
    verified: bool = False


class Chapter(msgspec.Struct, frozen=True):
    """A chapter with its section (roman numeral)."""

    number: int
    section: str
    words: Words


class Group(msgspec.Struct, frozen=True):
    """A group of lines as the trade speaks of them; direction and unit are estimates, no law."""

    key: str
    words: Words
    direction: str
    unit: str
