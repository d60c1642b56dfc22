"""Controls: what else the law asks of goods at the border: a check, a licence, a ban, a list.

Read from `data/controls.csv` (each control with its act and days) and `data/control_lines.csv` (the lines
that it is for). They say that goods of the line *may* need it: the act decides by what the goods are.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

import msgspec

from motcua.kernel.words import Words
from motcua.tariff.domain.packaged import day as day_of
from motcua.tariff.domain.packaged import rows

BOTH = "both"


class Control(msgspec.Struct, frozen=True):
    """One control in one period. `paper` is a code of the list `licence_kind`, or empty.

    `direction`: `import`, `export` or `both`. `verified` only when a person has seen the act.
    """

    key: str
    words: Words
    agency: Words
    act: str
    paper: str
    direction: str
    since: date
    until: date | None
    verified: bool
    evidence: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the control is in force on that day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def watches(self, direction: str) -> bool:
        """Whether the control is on goods that go this way."""
        return self.direction in (BOTH, direction)


@cache
def known() -> tuple[Control, ...]:
    """Every control of every period, in the order in which pages show them."""
    return tuple(
        Control(
            key=row["key"], words=Words(row["vi"], row["en"]), agency=Words(row["agency_vi"], row["agency_en"]),
            act=row["act"], paper=row["paper"], direction=row["direction"], since=date.fromisoformat(row["since"]),
            until=day_of(row["until"]), verified=row["verified"] == "1", evidence=row["evidence"],
        )
        for row in rows("controls.csv")
    )  # fmt: skip


@cache
def lines() -> Mapping[str, frozenset[str]]:
    """The keys of the controls on each line."""
    return {row["code"]: frozenset(row["controls"].split()) for row in rows("control_lines.csv")}


def controls(code: str, direction: str, day: date) -> tuple[Control, ...]:
    """The controls that goods of a line, going this way on that day, may need. Empty: none is known here."""
    keys = lines().get(code[:8], frozenset())
    return tuple(each for each in known() if each.key in keys and each.watches(direction) and each.holds_on(day))
