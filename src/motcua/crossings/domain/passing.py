"""Passing a gate: what is recorded, what stands in its way, what it makes of a vehicle's stay. Pure."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

import msgspec

from motcua.crossings.domain import stays
from motcua.crossings.domain.errors import (
    AlreadyThere,
    BoxNotPermitted,
    NamesNoDeclaration,
    NotPermitted,
    UnknownGate,
    UnknownVehicle,
)
from motcua.crossings.domain.gates import CODES, DIRECTIONS, GATES
from motcua.kernel.days import law_day

PERMITTED = {"import": "in", "export": "out"}
"""Which way goods of a declaration cross."""


class Permit(msgspec.Struct, frozen=True):
    """What clearance told: the goods of a declaration may cross at the gates of an office since a moment.

    `boxes` are its containers, `count` how many there are; else a quantity. `until`: the last moment, none while it
    is not bounded. `leaf` is that of the step which made it passable.
    """

    declaration_id: int
    number: str
    leaf: int
    direction: str
    office: str
    party: str
    since: datetime
    until: datetime | None = None
    boxes: tuple[str, ...] = ()
    count: int = 0
    packages: int = 0
    package_unit: str = ""
    weight_e4: int = 0
    weight_unit: str = ""

    @property
    def root(self) -> str:
        """Its number without the digit of amendments."""
        return self.number[:11]

    def stands(self, at: datetime) -> bool:
        """Whether goods may cross at that moment."""
        return self.since <= at and (self.until is None or at <= self.until)


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A vehicle crosses: what an officer records. `plate` as it is written; `declarations` are numbers.

    `announced` is the id of its declaration, 0 for none. A stay that begins lasts `days` (0: what its kind is allowed),
    at most until `permitted_until`; `temporary` false begins none. `elsewhere`: where it entered or left before, if not
    here. `exit_gate`: where it plans to leave or return.
    """

    at: datetime
    gate: str
    direction: str
    kind: str
    country: str
    plate: str
    lane: str = ""
    laden: bool = False
    announced: int = 0
    party: str = ""
    passengers: int = 0
    temporary: bool = True
    days: int = 0
    permitted_until: date | None = None
    exit_gate: str = ""
    elsewhere: str = ""
    boxes: tuple[str, ...] = ()
    declarations: tuple[str, ...] = ()
    note: str = ""


class Open(msgspec.Struct, gc=False):
    """A stay that has not ended, as far as passing asks."""

    leaf: int
    no: int
    way: str
    gate: str
    exit_gate: str
    since: datetime
    kind: str


def need_sound(passage: Passage, plate: str) -> None:
    """Refuse with UnknownGate or UnknownVehicle what cannot be a crossing."""
    gate = GATES.get(passage.gate)
    if gate is None or passage.direction not in DIRECTIONS:
        raise UnknownGate(gate=passage.gate, lane=passage.lane)
    if passage.lane and passage.lane not in gate.lanes(passage.direction):
        raise UnknownGate(gate=passage.gate, lane=passage.lane)
    if not plate or passage.kind not in CODES["kind"] or len(passage.country) != 2:  # noqa: PLR2004 - ISO 3166
        raise UnknownVehicle(plate=passage.plate, country=passage.country, kind=passage.kind)


def need_permits(passage: Passage, permits: Iterable[Permit]) -> None:
    """Refuse goods without a permit that stands. NamesNoDeclaration, NotPermitted, BoxNotPermitted.

    A vehicle without goods needs none.
    """
    if not passage.laden and not passage.declarations:
        return
    if not passage.declarations:
        raise NamesNoDeclaration(plate=passage.plate)
    standing = {each.root: each for each in permits if _lets(each, passage)}
    for number in passage.declarations:
        if number[:11] not in standing:
            raise NotPermitted(number=number)
    _need_boxes(passage, standing.values())


def _lets(permit: Permit, passage: Passage) -> bool:
    return (
        permit.stands(passage.at)
        and PERMITTED.get(permit.direction) == passage.direction
        and permit.office == GATES[passage.gate].office
    )


def _need_boxes(passage: Passage, permits: Collection[Permit]) -> None:
    """Containers are among those cleared, as far as those are all named."""
    named = {box for each in permits for box in each.boxes}
    if not passage.boxes or any(each.count > len(each.boxes) or not each.count for each in permits):
        return
    for box in passage.boxes:
        if box not in named:
            raise BoxNotPermitted(container=box)


def effect(passage: Passage, plate: str, stay: Open | None) -> str:
    """What a crossing does to the vehicle's stay: `open`, `close` or nothing.

    AlreadyThere where it never went the other way since.
    """
    return effect_of(passage, plate, stay, begins=stays.opens(passage.country, passage.direction))


def effect_of(passage: Passage, plate: str, stay: Open | None, *, begins: bool) -> str:
    """As `effect`, where it is known whether such a crossing begins a stay."""
    if begins and stay is not None:
        raise AlreadyThere(plate=plate, gate=stay.gate, direction=passage.direction)
    if begins:
        return "open" if passage.temporary else ""
    return "close" if stay is not None else ""


def due_of(passage: Passage) -> datetime:
    """When the stay that a crossing begins will be over."""
    days = passage.days or stays.allowed_days(passage.kind, law_day(passage.at))
    return stays.due(passage.at, days, passage.permitted_until)
