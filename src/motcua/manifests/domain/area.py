"""The supervised area: whether a container may leave, and what holds it.

A container may hold goods of several bills. Of a bill whose declarations name the container, these decide; of another,
all its goods must be declared and free, for nobody knows which of them lie in it.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from motcua.kernel.words import Words
from motcua.manifests.domain.staying import Where


class Why(StrEnum):
    """What holds a container, or that nothing does; the gravest first."""

    NO_BILL = "no_bill"
    UNDECLARED = "undeclared"
    PARTLY = "partly"
    DECLARED = "declared"
    TRANSIT = "transit"
    FREE = "free"
    GONE = "gone"


WHY_WORDS = {
    Why.NO_BILL: Words("Không vận đơn nào ghi container này", "No bill names this container"),
    Why.UNDECLARED: Words("Chưa có tờ khai", "Not declared"),
    Why.PARTLY: Words("Vận đơn mới khai một phần", "Its bill is declared in part"),
    Why.DECLARED: Words("Tờ khai chưa được lấy hàng", "Its declaration does not let goods leave yet"),
    Why.TRANSIT: Words("Quá cảnh, trung chuyển: đi theo tờ khai vận chuyển", "In transit: leaves under its transport"),
    Why.FREE: Words("Được ra", "May leave"),
    Why.GONE: Words("Đã ra", "Has left"),
}
STATES = ("may", "stay", "left")
"""What the list can be narrowed to."""


class Naming(NamedTuple):
    """A declaration that takes of a bill; `names` whether it names the container."""

    number: str
    free: bool
    left: bool
    names: bool


class Within(NamedTuple):
    """A bill of which goods lie in a container."""

    transit: bool
    where: Where
    declarations: tuple[Naming, ...]


class Verdict(NamedTuple):
    """What holds a container; the declarations that it waits for; when it left."""

    why: Why
    waits_for: tuple[str, ...]
    left_at: datetime | None = None

    @property
    def state(self) -> str:
        """May leave, must stay, or has left."""
        return {Why.FREE: "may", Why.GONE: "left"}.get(self.why, "stay")


_ORDER = list(Why)
_OF_BILL = {
    Where.UNDECLARED: Why.UNDECLARED, Where.PARTLY: Why.PARTLY, Where.DECLARED: Why.DECLARED, Where.FREE: Why.FREE,
    Where.GONE: Why.GONE,
}  # fmt: skip


def judge(bills: Sequence[Within], *, passed_at: datetime | None = None, gone_at: datetime | None = None) -> Verdict:
    """Whether a container may leave. `passed_at`: its passage, once recorded; `gone_at`: when the last goods of its
    bills left, which says it where containers are not recorded one by one.
    """
    if passed_at is not None:
        return Verdict(Why.GONE, (), passed_at)
    why = min((_why(each) for each in bills), key=_ORDER.index, default=Why.NO_BILL)
    waits = dict.fromkeys(
        one.number for each in bills if not each.transit for one in _deciding(each) if not (one.free or one.left)
    )  # fmt: skip
    return Verdict(why, tuple(waits), gone_at if why is Why.GONE else None)


def _why(bill: Within) -> Why:
    if bill.transit:
        return Why.TRANSIT
    if any(each.names for each in bill.declarations):
        free = all(each.free or each.left for each in _deciding(bill))
        gone = all(each.left for each in _deciding(bill))
        return Why.GONE if gone else Why.FREE if free else Why.DECLARED
    return _OF_BILL[bill.where]


def _deciding(bill: Within) -> tuple[Naming, ...]:
    """Those of a bill's declarations that name the container; all where none does."""
    return tuple(each for each in bill.declarations if each.names) or bill.declarations
