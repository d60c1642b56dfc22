"""Faults: what is wrong with an interchange, and where, as CONTRL says it."""

from typing import Literal

import msgspec

from motcua.gateways.edifact.domain.marks import CODES
from motcua.kernel.words import Words

Level = Literal["interchange", "group", "message"]


class Fault(msgspec.Struct, frozen=True, gc=False):
    """One fault. `code` is of data element 0085; `segment` counts the interchange's segments from 0.

    `element` counts the tag as 1, `component` from 1; 0 where the whole is meant. `envelope`: the fault is of UNB,
    UNZ, UNG, UNE, UNH or UNT and is told of the whole that it stands around.
    """

    code: str
    level: Level
    tag: str
    segment: int
    element: int = 0
    component: int = 0
    value: str = ""
    missing: bool = False
    envelope: bool = False

    @property
    def words(self) -> Words:
        """What is wrong, without the place."""
        what = CODES[self.code]
        if self.missing:
            return Words(f"{what.vi}: {self.tag}", f"{what.en}: {self.tag}")
        return what


MOST_FAULTS = 500
"""Faults of an interchange that are told; the rest says the same."""
