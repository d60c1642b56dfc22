"""Deciding by the list alone: the same functions as at the department's gates, and what this gate recorded since."""

from collections.abc import Iterable
from datetime import datetime

from motcua.crossings.domain import passing, stays
from motcua.crossings.domain.errors import BeforeTheLast, NotThisVehicle, OnHold
from motcua.crossings.domain.life import State
from motcua.crossings.domain.offline.errors import ListExpired, NoList, NotOnList, Spent, WithoutReason
from motcua.crossings.domain.offline.lists import Announced, GateList
from motcua.crossings.domain.offline.records import Record
from motcua.crossings.domain.passing import Open, Passage
from motcua.crossings.domain.plates import fold

Vehicle = tuple[str, str]


class Standing:
    """What a gate knows: its list, and its own records since. The records' numbers say what was spent by which."""

    def __init__(self, held: GateList | None, records: Iterable[Record] = ()) -> None:
        self.list = held
        self.announced = {each.number[:11]: each for each in held.announced} if held else {}
        self.permits = {each.root: each for each in held.permits} if held else {}
        self.staying = {(each.plate, each.country): each for each in held.staying} if held else {}
        self.open = {vehicle: each.open for vehicle, each in self.staying.items()}
        self.own: dict[Vehicle, Open] = {}
        """Stays that this gate's own records began."""
        self.last: dict[Vehicle, datetime] = {}
        self.spent: dict[str, int] = {}
        for each in records:
            self.take(each)

    def take(self, record: Record) -> None:
        """Remember what a record did. Stays of records that the list knows are in the list."""
        if record.verb == "refuse":
            return
        for key in keys_of(record):
            self.spent.setdefault(key, record.number)
        if self.list is not None and record.number < self.list.next:
            return
        at, plate = record.passage, fold(record.passage.plate)
        vehicle = (plate, at.country)
        self.last[vehicle] = max(at.at, self.last.get(vehicle, at.at))
        if not stays.opens(at.country, at.direction):
            self.open.pop(vehicle, None)
            self.own.pop(vehicle, None)
        elif at.temporary:
            stay = Open(0, record.number, at.direction, at.gate, at.exit_gate or at.gate, at.at, at.kind)
            self.open[vehicle] = self.own[vehicle] = stay


def keys_of(record: Record) -> list[str]:
    """What a record spends: its announcement, its containers of a declaration, or the declaration itself."""
    told = record.passage
    found = [f"announced/{told.announced}"] if told.announced else []
    roots = [number[:11] for number in told.declarations]
    if told.boxes:
        return found + [f"{root}/{box}" for root in roots for box in told.boxes]
    return found + ([] if record.part else roots)


def need_passable(standing: Standing, record: Record, now: datetime) -> None:
    """Refuse what may not pass by the list.

    NoList, ListExpired, NotOnList, OnHold, NotThisVehicle, Spent, and what `passing` refuses.
    """
    held = need_list(standing, now)
    told = record.passage
    plate = _need_sound(standing, told)
    if told.announced:
        need_announced(standing, record, plate)
    passing.need_permits(told, held.permits)
    _need_unspent(standing, record)
    passing.effect(told, plate, standing.open.get((plate, told.country)))


def need_own(standing: Standing, record: Record) -> None:
    """On the officer's own responsibility: sound, with a reason, and never twice the same way by own records."""
    told = record.passage
    plate = _need_sound(standing, told)
    if not told.note.strip():
        raise WithoutReason
    passing.effect(told, plate, standing.own.get((plate, told.country)))


def need_list(standing: Standing, now: datetime) -> GateList:
    """The list, while it is in force. NoList, ListExpired."""
    if standing.list is None:
        raise NoList
    if not standing.list.in_force(now):
        raise ListExpired(number=standing.list.number)
    return standing.list


def need_announced(standing: Standing, record: Record, plate: str) -> Announced:
    """The announcement that a record names. NotOnList, OnHold, NotThisVehicle."""
    found = standing.announced.get(record.announced[:11])
    if found is None or found.passage.announced != record.passage.announced:
        raise NotOnList(number=record.announced or "–")
    if found.state == State.HELD:
        raise OnHold(plate=plate, note=found.note)
    told, meant = record.passage, found.passage
    if (fold(meant.plate), meant.country, meant.direction) != (plate, told.country, told.direction):
        raise NotThisVehicle(number=found.number)
    return found


def _need_sound(standing: Standing, told: Passage) -> str:
    plate = fold(told.plate)
    passing.need_sound(told, plate)
    last = standing.last.get((plate, told.country))
    if last is not None and told.at < last:
        raise BeforeTheLast(plate=plate)
    return plate


def _need_unspent(standing: Standing, record: Record) -> None:
    for key in keys_of(record):
        number = standing.spent.get(key)
        if number is not None:
            what = record.announced if key.startswith("announced/") else key.replace("/", " · ")
            raise Spent(what=what, number=number)
