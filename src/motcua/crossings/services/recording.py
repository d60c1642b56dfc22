"""Recording: vehicles cross, one or many in one transaction and one leaf. The gate decides by its own rows."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from operator import itemgetter
from typing import Any

import msgspec
from django.db import IntegrityError, connection, transaction

from motcua.crossings import events
from motcua.crossings.domain import passing, stays
from motcua.crossings.domain.errors import (
    AlreadyThere,
    BeforeTheLast,
    NotThisVehicle,
    OnHold,
    OwnVehicle,
    PassageRefused,
)
from motcua.crossings.domain.gates import GATES
from motcua.crossings.domain.life import MOVES, State
from motcua.crossings.domain.passing import Open, Passage, Permit
from motcua.crossings.domain.plates import fold
from motcua.crossings.models import Announcement
from motcua.crossings.services import permits, tables, vehicles, writing
from motcua.crossings.services.vehicles import Vehicle
from motcua.ground.domain.moments import stored, stored_many
from motcua.ground.services import bulk, ids, keys
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotAllowed, Refusal

_encode = msgspec.json.Encoder().encode
_DAY = len("2023-12-22")
_END = 15
"""From here on a row of a stay says how it ended."""


_COUNTED = itemgetter(4, 3, 6, 7)
"""Gate, day, direction and kind of a crossing's row."""


class Recorded(msgspec.Struct, frozen=True):
    """What recording gave: the crossings are keyed (leaf, 0), (leaf, 1) … in their order."""

    leaf: int
    count: int
    repeated: bool = False


def record_passages(
    many: Sequence[Passage], *, by: Actor, at: datetime, key: str = "", unpermitted: bool = False
) -> Recorded:
    """Record vehicles that crossed, all of them or none. The same key and passages again change nothing.

    They stand in the order of their moments for each vehicle. `at`: when this is recorded, the passages have moments
    of their own. `unpermitted`: a head of branch takes what passed without a permit. PassageRefused names the first
    that cannot be: before clearance, twice the same way, on hold …; NotAllowed; OtherBody where the key was used for
    others.
    """
    body = sha256(_encode(many)).digest() if key else b""
    try:
        return _before(key, body, len(many)) or _record(many, by, at, key, body, unpermitted)
    except IntegrityError:
        return _before(key, body, len(many)) or _met_another(many)


def _met_another(many: Sequence[Passage]) -> Recorded:
    """Somebody recorded one of these vehicles at the same moment."""
    first = many[0]
    raise PassageRefused(0, AlreadyThere(plate=fold(first.plate), gate=first.gate, direction=first.direction))


def _before(key: str, body: bytes, count: int) -> Recorded | None:
    found = keys.find("gate", f"passages/{key}", body) if key else None
    return Recorded(found.leaf, count, repeated=True) if found else None


@transaction.atomic
def _record(  # noqa: PLR0913
    many: Sequence[Passage], by: Actor, at: datetime, key: str, body: bytes, unpermitted: bool
) -> Recorded:
    leaf = ids.one(at)
    group = _Group(many, leaf, by, unpermitted)
    try:
        for passage in many:
            group.add(passage)
    except NotAllowed:
        raise
    except Refusal as refusal:
        raise PassageRefused(len(group.crossings), refusal) from None
    answers = [keys.Answer("gate", f"passages/{key}", body, leaf, leaf, at)] if key else []
    group.write(answers, at)
    return Recorded(leaf, len(many))


class _Group:
    """Passages of one transaction, and what they find: permits, announcements and stays, locked until it commits."""

    def __init__(self, many: Sequence[Passage], leaf: int, by: Actor, unpermitted: bool = False) -> None:
        self.unpermitted = unpermitted
        self.leaf, self.by, self.reference = leaf, by, by.reference
        self.announced = _announced([each.announced for each in many if each.announced])
        self.permits = _permits(many)
        self.plates: dict[str, str] = {}
        for each in many:
            if each.plate not in self.plates:
                self.plates[each.plate] = fold(each.plate)
        crossing = {(self.plates[each.plate], each.country) for each in many}
        self.last = vehicles.hold(crossing, at=many[0].at) if many else {}
        self.open = vehicles.open_stays(crossing)
        self.crossings: list[tuple[Any, ...]] = []
        self.carried: list[tuple[Any, ...]] = []
        self.steps: list[tuple[Any, ...]] = []
        self.stored: list[tuple[Any, ...]] = []
        self.begun: dict[int, list[Any]] = {}
        self.ended: list[tuple[Any, ...]] = []
        moments = [each.at for each in many]
        self._texts: list[Any] = stored_many(moments) if connection.vendor == "sqlite" else moments
        self._later: dict[tuple[str, int], str] = {}
        self._days: dict[Any, str] = {}
        self._allowed: dict[tuple[str, str], int] = {}
        self._begins: dict[tuple[Any, ...], bool] = {}

    def add(self, each: Passage) -> None:
        """Take the next passage, or refuse it."""
        no, plate, moment, country = len(self.crossings), self.plates[each.plate], each.at, each.country
        gate, lane, direction, kind, laden = each.gate, each.lane, each.direction, each.kind, int(each.laden)
        sort = (gate, lane, direction, kind, country, plate == "")
        begins = self._begins.get(sort)
        if begins is None:
            begins = self._begins[sort] = self._need_sound(each, plate)
        if laden or each.declarations:
            self._carry(no, each)
        vehicle = (plate, country)
        last = self.last.get(vehicle)
        if last is not None and moment < last[0]:
            raise BeforeTheLast(plate=plate)
        effect = passing.effect_of(each, plate, self.open.get(vehicle), begins=begins)
        announced = each.announced
        party = self._announce(no, each, plate) if announced else each.party
        at = self._texts[no]
        day = self._day(moment, at)
        due, until = None, None
        if effect == "open":
            due, until = self._due(each, day, at)
            self._open(no, each, vehicle, party, at, until)
        elif effect == "close":
            self._end(no, each, self.open.pop(vehicle), at)
        leaf, passengers, planned, elsewhere, note = (
            self.leaf,
            each.passengers,
            each.exit_gate,
            each.elsewhere,
            each.note,
        )
        self.crossings.append((
            leaf, no, moment, day, gate, lane, direction, kind, country, plate, laden, passengers, announced, party,
            effect, due, planned, elsewhere, note,
        ))  # fmt: skip
        self.stored.append((
            leaf, no, at, day, gate, lane, direction, kind, country, plate, laden, passengers, announced, party,
            effect, until, planned, elsewhere, note,
        ))  # fmt: skip
        self.last[vehicle] = (moment, leaf, no)

    def _need_sound(self, each: Passage, plate: str) -> bool:
        """Whether crossings of this sort begin a stay, once it is sure that there can be such."""
        passing.need_sound(each, plate)
        need_officer(self.by, GATES[each.gate].office)
        return stays.opens(each.country, each.direction)

    def _carry(self, no: int, each: Passage) -> None:
        held = [one for number in each.declarations for one in self.permits.get(number[:11], ())]
        if not self.unpermitted:
            passing.need_permits(each, held)
        for number in dict.fromkeys(number[:11] for number in each.declarations):
            one = max((p.leaf for p in held if p.root == number and p.stands(each.at)), default=0)
            self.carried.append((self.leaf, no, number, one))

    def _day(self, moment: datetime, text: Any) -> str:
        """The law day of a moment; its hour decides."""
        hour = text[:13] if isinstance(text, str) else moment
        day = self._days.get(hour)
        if day is None:
            day = self._days[hour] = law_day(moment).isoformat()
        return day

    def _due(self, each: Passage, day: str, at: Any) -> tuple[datetime, Any]:
        """When a stay that begins will be over, also as it is stored."""
        days = each.days or self._allowed.get((each.kind, day))
        if not days:
            days = self._allowed[each.kind, day] = stays.allowed_days(each.kind, law_day(each.at))
        due = stays.due(each.at, days, each.permitted_until)
        if not isinstance(at, str):
            return due, due
        if each.permitted_until is not None:
            return due, stored(due)
        begun = at[:_DAY]  # the same hour, whole days later
        later = self._later.get((begun, days))
        if later is None:
            later = self._later[begun, days] = stored(due)[:_DAY]
        return due, later + at[_DAY:]

    def _open(self, no: int, each: Passage, vehicle: Vehicle, party: str, at: Any, due: Any) -> None:  # noqa: PLR0913
        planned = each.exit_gate or each.gate
        self.begun[no] = [
            self.leaf, no, each.country, vehicle[0], each.kind, each.direction, each.gate, planned,
            each.announced, party, at, due, 0, None, 0, None, "", "", 0, 0,
        ]  # fmt: skip
        self.open[vehicle] = Open(self.leaf, no, each.direction, each.gate, planned, each.at, each.kind)

    def _end(self, no: int, each: Passage, stay: Open, at: Any) -> None:
        how = stays.ended_as(stay.way, stay.exit_gate, each.gate).value
        end = (at, how, each.gate, self.leaf, no)
        if stay.leaf == self.leaf:
            self.begun[stay.no][_END:] = end
        else:
            self.ended.append((stay.leaf, stay.no, *end, None))

    def _announce(self, no: int, each: Passage, plate: str) -> str:
        found = self.announced.get(each.announced)
        if found is None:
            raise NotThisVehicle(number=each.announced)
        told = (found.plate, found.country, found.direction, found.office)
        if told != (plate, each.country, each.direction, GATES[each.gate].office) or found.state == State.PASSED:
            raise NotThisVehicle(number=found.number)
        if found.state == State.HELD:
            raise OnHold(plate=plate, note="")
        refuse_own(self.by, found.party)
        found.state = str(move(MOVES, State(found.state), "pass"))
        found.leaf, found.lane = self.leaf, each.lane or found.lane
        self.steps.append((
            self.leaf, no, found.id, "pass", found.state, each.at, self.reference, found.version, found.lane, each.note,
        ))  # fmt: skip
        return found.party

    def write(self, answers: Sequence[keys.Answer], at: datetime) -> None:
        """Store everything with its leaf."""
        rows = writing.Written((), self.steps, self.crossings, self.carried, (), (), answers)
        facts = {"count": len(self.crossings)}
        subject = f"gate/{self.crossings[0][4]}" if self.crossings else "gate"
        ready = {tables.T_CROSSING: self.stored}
        writing.write(events.PASSED, subject, rows, leaf=self.leaf, by=self.by, at=at, facts=facts, ready=ready)
        bulk.update(tables.T_STAY, ("leaf", "no"), tables.STAY_END, self.ended)
        bulk.insert(tables.T_STAY, tables.STAY, map(tuple, self.begun.values()))
        kept = self.stored
        vehicles.crossed(
            (plate, country, kept[no][2], leaf, no)
            for (plate, country), (_, leaf, no) in self.last.items()
            if leaf == self.leaf
        )
        writing.count(Counter(map(_COUNTED, kept)))
        moved = [(each.id, each.state, each.lane, each.leaf) for each in self.announced.values()]
        bulk.update(tables.T_ANNOUNCEMENT, "id", ("state", "lane", "leaf"), moved)


def need_officer(by: Actor, office: str) -> None:
    """Only an officer of the branch that keeps the gate, or the platform itself. NotAllowed."""
    if by.kind != "system" and not by.holds("officer", office):
        raise NotAllowed(who=by.name, act=f"officer {office}")


def refuse_own(by: Actor, party: str) -> None:
    """Nobody decides on a vehicle of the own enterprise. OwnVehicle."""
    if by.kind == "person" and party and party in by.represented | by.own | by.barred:
        raise OwnVehicle


def _announced(wanted: Sequence[int]) -> dict[int, Announcement]:
    if not wanted:
        return {}
    found = Announcement.objects.select_for_update().filter(id__in=sorted(wanted)).order_by("id")
    return {each.id: each for each in found}


def _permits(many: Sequence[Passage]) -> dict[str, list[Permit]]:
    wanted = {number[:11] for each in many if each.declarations for number in each.declarations}
    return permits.standing(wanted, lock=True) if wanted else {}
