"""Passing: what of a declaration may leave the supervised area, what has left, and what one record may add.

Goods leave by container where a declaration names or counts containers, else by packages, and what is not countable
in packages (declared as one) by its gross weight. Quantities are in 1/10,000 of the declared unit.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

import msgspec

from motcua.declarations.domain import boxes
from motcua.declarations.domain.gate_errors import (
    MoreThanDeclared,
    NoPassingBox,
    NothingToPass,
    OtherMeasure,
    PassedAlready,
    PassedMoreThanAmended,
    RecordedMeanwhile,
    StoredExport,
)
from motcua.declarations.domain.life import MOVES, State
from motcua.declarations.domain.message import Declaration
from motcua.kernel.money import E4, e4, written
from motcua.kernel.moves import verbs


class Measure(StrEnum):
    """By what the goods of a declaration are counted at the gate."""

    CONTAINERS = "containers"
    PACKAGES = "packages"
    WEIGHT = "weight"


class Declared(msgspec.Struct, frozen=True):
    """What may pass in all: the containers that are named and how many there are, or a quantity with its unit."""

    measure: Measure
    boxes: tuple[str, ...] = ()
    count: int = 0
    quantity_e4: int = 0
    unit: str = ""


class Part(msgspec.Struct, frozen=True):
    """A record that stands: what passed, when. `no` counts the records of the declaration."""

    no: int
    at: datetime
    boxes: tuple[str, ...] = ()
    quantity_e4: int = 0
    unit: str = ""


class Left(msgspec.Struct, frozen=True):
    """What has not passed: named containers, how many more that are not named, or a quantity."""

    boxes: tuple[str, ...] = ()
    unnamed: int = 0
    quantity_e4: int = 0

    @property
    def nothing(self) -> bool:
        """Whether all has passed."""
        return not (self.boxes or self.unnamed or self.quantity_e4)


class Wanted(msgspec.Struct, frozen=True):
    """What is to be recorded: containers, or a quantity in the declared unit; at which gate, with what note.

    `after` is the number of the last record that its maker saw (0: none); without it that is not asked.
    """

    boxes: tuple[str, ...] = ()
    quantity: Decimal | None = None
    gate: str = ""
    note: str = ""
    after: int | None = None


def leaves(state: str, direction: str) -> bool:
    """Whether goods may leave the supervised area in this state. Exports that are stored stay: they would be gone."""
    return "pass" in verbs(MOVES, State(state)) and not stored_export(state, direction)


def stored_export(state: str, direction: str) -> bool:
    """Whether these are goods for abroad that go to a store on this side."""
    return state == State.IN_STORAGE and direction == "export"


def need_leave(number: str, state: str, direction: str) -> None:
    """Refuse with StoredExport an export that goes to a store and not out of the country."""
    if stored_export(state, direction):
        raise StoredExport(number=number)


def declared(message: Declaration) -> Declared:
    """What a version says there is. A count of containers that goes beyond those named leaves room for others."""
    named = tuple(dict.fromkeys(filter(None, map(boxes.fold, message.containers))))
    count = max(len(named), message.container_count or 0)
    if count:
        return Declared(Measure.CONTAINERS, named, count)
    if message.packages == 1 and message.gross_weight:
        return Declared(Measure.WEIGHT, quantity_e4=_e4(message.gross_weight), unit=message.weight_unit)
    return Declared(Measure.PACKAGES, quantity_e4=(message.packages or 0) * E4, unit=message.package_unit)


def _e4(quantity: Decimal) -> int:
    """In 1/10,000; below zero, and so never enough, for what cannot be counted."""
    try:
        return e4(quantity)
    except ValueError:
        return -1


def left(all_: Declared, parts: Sequence[Part]) -> Left:
    """What the standing records leave."""
    passed = {box for part in parts for box in part.boxes}
    if all_.measure is Measure.CONTAINERS:
        rest = tuple(box for box in all_.boxes if box not in passed)
        others = len(passed.difference(all_.boxes))
        return Left(rest, max(0, all_.count - len(all_.boxes) - others))
    return Left(quantity_e4=max(0, all_.quantity_e4 - sum(part.quantity_e4 for part in parts)))


def may_add(
    number: str, all_: Declared, parts: Sequence[Part], wanted: Wanted
) -> tuple[tuple[str, ...], int]:  # fmt: skip
    """The containers and the quantity that a record adds.

    NothingToPass, OtherMeasure, NoPassingBox, PassedAlready, MoreThanDeclared, RecordedMeanwhile.
    """
    named = tuple(dict.fromkeys(filter(None, map(boxes.fold, wanted.boxes))))
    if not named and wanted.quantity is None:
        raise NothingToPass(number=number)
    if (all_.measure is Measure.CONTAINERS) != bool(named) or (named and wanted.quantity is not None):
        raise OtherMeasure(number=number)
    if named:
        _need_boxes(number, all_, parts, named)
        return named, 0
    return (), _quantity(number, all_, parts, wanted)


def _need_boxes(number: str, all_: Declared, parts: Sequence[Part], named: Iterable[str]) -> None:
    passed = {box: part for part in parts for box in part.boxes}
    room = left(all_, parts).unnamed
    for box in named:
        if box in passed:
            raise PassedAlready(number=number, container=box, no=passed[box].no)
        if box in all_.boxes:
            continue
        if room < 1 or not boxes.is_numbered(box):
            raise NoPassingBox(number=number, container=box)
        room -= 1


def _quantity(number: str, all_: Declared, parts: Sequence[Part], wanted: Wanted) -> int:
    assert wanted.quantity is not None
    if wanted.after is not None and wanted.after != (parts[-1].no if parts else 0):
        raise RecordedMeanwhile(number=number)
    quantity, rest = _e4(wanted.quantity), left(all_, parts).quantity_e4
    whole = all_.measure is Measure.WEIGHT or quantity % E4 == 0
    if not 0 < quantity <= rest or not whole:
        raise MoreThanDeclared(number=number, left=written(rest), unit=all_.unit)
    return quantity


def need_room_for(number: str, all_: Declared, parts: Sequence[Part]) -> None:
    """Refuse with PassedMoreThanAmended an amendment that leaves no room for what has passed."""
    passed = {box for part in parts for box in part.boxes}
    quantity = sum(part.quantity_e4 for part in parts)
    units = {part.unit for part in parts if part.quantity_e4}
    room = all_.count - len(passed.union(all_.boxes)) if all_.measure is Measure.CONTAINERS else -len(passed)
    if room < 0 or quantity > all_.quantity_e4 or not units <= {all_.unit}:
        told = ", ".join(sorted(passed)) or written(quantity)
        raise PassedMoreThanAmended(number=number, passed=told)
