"""Staying: how far the goods of a bill are, how long they have been in the supervised area, in which class of age.

A bill counted in packages (two or more) is followed by packages, any other by weight, of which a small share may be
missing: a ship's weights and a trader's are seldom the same.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from motcua.kernel.words import Words
from motcua.manifests.domain.matching import Goods

COUNTED = 2
"""From so many packages on, goods are followed by packages."""
MILLE = 1_000


class Where(StrEnum):
    """How far the goods of a bill are."""

    UNDECLARED = "undeclared"
    PARTLY = "partly"
    DECLARED = "declared"
    FREE = "free"
    GONE = "gone"


WHERE_WORDS = {
    Where.UNDECLARED: Words("Chưa có tờ khai", "Not declared"),
    Where.PARTLY: Words("Mới khai một phần", "Declared in part"),
    Where.DECLARED: Words("Đã khai, chưa được lấy hàng", "Declared, may not leave yet"),
    Where.FREE: Words("Được lấy hàng, chưa ra", "May leave, not yet gone"),
    Where.GONE: Words("Đã ra hết", "All gone"),
}


ORDER = tuple(Where)
"""How far goods can be, the least first."""


class Take(NamedTuple):
    """What a declaration takes of a bill; whether it may leave, and whether it has."""

    goods: Goods
    free: bool
    left: bool


def where(announced: Goods, takes: Iterable[Take], apart: int = 0) -> Where:
    """How far a bill's goods are. `apart`: so many per mille of its weight may be missing."""
    held = list(takes)
    for found, part in (
        (Where.GONE, [each for each in held if each.left]),
        (Where.FREE, [each for each in held if each.left or each.free]),
        (Where.DECLARED, held),
    ):
        if part and covers(announced, _sum(part), apart):
            return found
    return Where.PARTLY if held else Where.UNDECLARED


def covers(announced: Goods, taken: Goods, apart: int = 0) -> bool:
    """Whether so much is all that was announced."""
    if announced.packages >= COUNTED or not announced.gross_e4:
        return taken.packages >= announced.packages
    return taken.gross_e4 * MILLE >= announced.gross_e4 * (MILLE - apart)


def _sum(takes: Iterable[Take]) -> Goods:
    found = Goods()
    for each in takes:
        found = found.more(each.goods)
    return found


def age_class(days: int, thresholds: Sequence[int]) -> int:
    """How many of the thresholds so many days have reached: 0 for goods that have not stayed long."""
    return sum(days >= each for each in thresholds)


class Counted(NamedTuple):
    """What stays in one class of age."""

    since: int
    bills: int
    packages: int
    gross_e4: int


def by_age(held: Iterable[tuple[int, Goods]], thresholds: Sequence[int]) -> list[Counted]:
    """Sums by class of age of what has stayed so many days: first what has not stayed long."""
    bounds = [0, *thresholds]
    sums = [Counted(bound, 0, 0, 0) for bound in bounds]
    for days, goods in held:
        at = age_class(days, thresholds)
        was = sums[at]
        sums[at] = Counted(was.since, was.bills + 1, was.packages + goods.packages, was.gross_e4 + goods.gross_e4)
    return sums


def at_once(held: Iterable[tuple[int, str, datetime]], call: int, apart: timedelta) -> list[int]:
    """Other calls in the same direction that have the container too, so close in time that it cannot be in both.

    `held`: every call that has it, with its direction and when its ship comes or leaves.
    """
    listed = list(held)
    own = [(direction, moment) for each, direction, moment in listed if each == call]
    return sorted(
        {
            each for each, direction, moment in listed if each != call
            and any(direction == letter and abs(moment - at) <= apart for letter, at in own)
        }
    )  # fmt: skip
