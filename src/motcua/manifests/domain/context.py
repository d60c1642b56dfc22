"""What a document is judged by: lists, registers and what stands of its call, read for one moment."""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from motcua.manifests.domain.message import Document

Marks = frozenset[str]
"""How a bill number stands elsewhere: I or E its direction, H as a house bill."""


class Desk(msgspec.Struct, frozen=True):
    """A frozen snapshot.

    `vessels`: names by call sign; `masters`: the office of each registered master bill; `elsewhere`: how a bill
    number stands in other documents; `housed`: house bills under a master in other documents; `sums`: packages and
    ten-thousandths of a kilogram of a master; `lists`: numbers of crew and passenger lists that agree with this call.
    """

    day: date
    now: datetime
    offices: frozenset[str]
    ports: Mapping[str, str]
    countries: frozenset[str]
    vessels: Mapping[str, str] = {}
    carriers: Mapping[str, str] = {}
    masters: Mapping[str, str] = {}
    elsewhere: Mapping[str, Marks] = {}
    housed: Mapping[str, int] = {}
    sums: Mapping[str, tuple[int, int]] = {}
    lists: frozenset[str] = frozenset()
    volumes: int = 0
    due: datetime | None = None
    before: Document | None = None
    """The version that this one corrects."""
    corrections: int = 0
