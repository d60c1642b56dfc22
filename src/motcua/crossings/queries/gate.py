"""The gate's screen: who is announced, who stands in a lane, who may come next, and what is in the way of one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import msgspec
from django.db.models import Count

from motcua.crossings.domain import passing, stays
from motcua.crossings.domain.errors import OnHold
from motcua.crossings.domain.gates import GATES, Gate, gates_on
from motcua.crossings.domain.life import OPEN, State
from motcua.crossings.domain.message import Vehicle
from motcua.crossings.domain.passing import Open, Passage
from motcua.crossings.domain.plates import fits, fold
from motcua.crossings.models import Announcement, Crossing, Stay, TakenBack
from motcua.crossings.queries import announcements, permits, watched
from motcua.ground.domain import numbers
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

_NEAR = timedelta(days=2)
"""So long before and after the day that was told an announced vehicle is looked for."""
MOST = 60
_NOT_ANNOUNCED = Words("Chưa khai báo trước.", "Not announced.")
_OVERDUE = Words(
    "Quá hạn lưu: %s. Cho qua được; hồ sơ xử lý riêng.", "Overdue since %s. It may pass; the case goes on."
)
_NO_STAY = Words("Không có lượt vào (ra) trước ghi tại đây.", "No earlier crossing the other way is recorded here.")
_OTHER_GATE = Words("Khai qua cửa khẩu %s.", "Announced for %s.")


class Candidate(msgspec.Struct, frozen=True):
    """A vehicle that may be meant: announced, or with an open stay; what is in its way, and what is only said."""

    plate: str
    country: str
    kind: str
    passage: Passage
    problems: tuple[Words, ...]
    remarks: tuple[Words, ...]
    announced: Announcement | None = None
    told: Vehicle | None = None
    stay: Stay | None = None

    @property
    def may(self) -> bool:
        """Whether it may pass now."""
        return not self.problems


def gates_of(actor: Actor) -> list[Gate]:
    """The gates at which an actor may record."""
    return [gate for gate in GATES.values() if actor.holds("officer", gate.office)]


def queue(gate: str, direction: str, now: datetime, *, lane: str = "") -> list[Announcement]:
    """Who stands in the lane in the order of coming, then who is expected today by time; what is on hold last."""
    day = law_day(now)
    rows = Announcement.objects.filter(
        gate=gate, direction=direction, state__in=list(map(str, OPEN)), expected_on__range=(day - _NEAR, day)
    )
    found = list(rows.order_by("expected_at", "id")[: MOST * 4])
    here = [each for each in found if each.state == State.AT_GATE and each.lane in ("", lane or each.lane)]
    here.sort(key=lambda each: (each.arrived_at or now, each.id))
    held = [each for each in found if each.state == State.HELD]
    coming = [each for each in found if each.state == State.ANNOUNCED]
    return [*here, *coming, *held][:MOST]


def find(asked: str, gate: str, direction: str, lane: str, now: datetime) -> list[Candidate]:
    """Vehicles that are meant by a number (from the QR), a plate, or its last signs; those of this gate first."""
    if not fold(asked):
        return []
    found = _announced(asked, gate, direction, now)
    told = announcements.messages(found)
    shown = [one_announced(each, told[each.id], gate, lane, now) for each in found]
    seen = {(each.plate, each.country) for each in shown}
    for stay in _staying(asked, direction):
        if (stay.plate, stay.country) not in seen:
            shown.append(one_staying(stay, gate, direction, lane, now))
    return shown[:MOST]


def _announced(asked: str, gate: str, direction: str, now: datetime) -> list[Announcement]:
    office, day = GATES[gate].office, law_day(now)
    rows = Announcement.objects.filter(office=office, state__in=list(map(str, OPEN)))
    try:
        return list(rows.filter(root=numbers.parse(asked).root))
    except numbers.NotANumber:
        pass
    rows = rows.filter(direction=direction, expected_on__range=(day - _NEAR, day + _NEAR), plate__endswith=fold(asked))
    found = [each for each in rows.order_by("expected_at")[:MOST] if fits(each.plate, asked)]
    return sorted(found, key=lambda each: (each.gate != gate, each.state != State.AT_GATE, each.expected_at))


def _staying(asked: str, direction: str) -> Iterable[Stay]:
    """Vehicles whose stay this crossing would end."""
    way = "in" if direction == "out" else "out"
    rows = Stay.objects.filter(ended_at=None, way=way, plate__endswith=fold(asked))
    return [each for each in rows.order_by("due_at")[:MOST] if fits(each.plate, asked)]


def one_announced(found: Announcement, told: Vehicle, gate: str, lane: str, now: datetime) -> Candidate:
    """An announced vehicle as it would pass in that lane."""
    at = Passage(
        at=now, gate=gate, direction=found.direction, kind=found.kind, country=found.country, plate=found.plate,
        lane=lane, laden=told.laden, announced=found.id, party=found.party, passengers=told.passengers or 0,
        temporary=told.temporary, days=told.days or 0, permitted_until=told.permit_until, exit_gate=told.exit_gate,
        boxes=tuple(fold(box.number) for box in told.containers if box.fullness != "4"),
        declarations=told.declarations,
    )  # fmt: skip
    stay = _stay(found.plate, found.country)
    problems = list(_problems(at, stay))
    if found.state == State.HELD:
        why = OnHold(plate=found.plate, note=announcements.held_because(found.id))
        problems.insert(0, _words(why))
    remarks = [*watched.remarks(at.plate, at.boxes, law_day(now)), *_remarks(at, stay, now)]
    if found.gate != gate:
        name = GATES[found.gate].words
        remarks.append(Words(_OTHER_GATE.vi % name.vi, _OTHER_GATE.en % name.en))
    return Candidate(
        found.plate, found.country, found.kind, at, tuple(problems), tuple(remarks), found, told, stay
    )  # fmt: skip


def one_staying(stay: Stay, gate: str, direction: str, lane: str, now: datetime) -> Candidate:
    """A vehicle that was not announced, as it would end its stay without goods."""
    at = Passage(
        at=now, gate=gate, direction=direction, kind=stay.kind, country=stay.country, plate=stay.plate, lane=lane,
        party=stay.party,
    )  # fmt: skip
    remarks = (*watched.remarks(at.plate, (), law_day(now)), _NOT_ANNOUNCED, *_remarks(at, stay, now))
    return Candidate(stay.plate, stay.country, stay.kind, at, tuple(_problems(at, stay)), remarks, stay=stay)


def _stay(plate: str, country: str) -> Stay | None:
    return Stay.objects.filter(plate=plate, country=country, ended_at=None).first()


def _problems(at: Passage, stay: Stay | None) -> Iterator[Words]:
    """What is in the way, in words."""
    held = [permits.plain(row) for row in permits.of(at.declarations)] if at.declarations else []
    for check in (lambda: passing.need_permits(at, held), lambda: passing.effect(at, at.plate, _open(stay))):
        try:
            check()
        except Refusal as refusal:
            yield _words(refusal)


def _remarks(at: Passage, stay: Stay | None, now: datetime) -> Iterator[Words]:
    """What is said and stops nobody."""
    if stays.opens(at.country, at.direction):
        return
    if stay is None:
        yield _NO_STAY
    elif stays.is_overdue(stay.due_at, now):
        due = f"{stay.due_at.astimezone(now.tzinfo) + timedelta(hours=7):%H:%M %d/%m/%Y}"
        yield Words(_OVERDUE.vi % due, _OVERDUE.en % due)


def _open(stay: Stay | None) -> Open | None:
    if stay is None:
        return None
    return Open(stay.leaf, stay.no, stay.way, stay.gate, stay.exit_gate, stay.since, stay.kind)


def _words(refusal: Refusal) -> Words:
    return Words(refusal.in_language("vi"), refusal.in_language("en"))


def last_recorded(gate: str, now: datetime, most: int = 5) -> list[Crossing]:
    """The crossings of the day at a gate that stand, the newest first."""
    found = list(Crossing.objects.filter(day=law_day(now), gate=gate).order_by("-leaf", "-no")[: most * 3])
    back = taken_back(found)
    return [each for each in found if (each.leaf, each.no) not in back][:most]


def taken_back(found: Sequence[Crossing]) -> set[tuple[int, int]]:
    """Which of these were taken back."""
    rows = TakenBack.objects.filter(crossing_leaf__in=[each.leaf for each in found])
    return set(rows.values_list("crossing_leaf", "crossing_no"))


class Standing(msgspec.Struct, frozen=True):
    """A gate at a moment: vehicles that stand there, those expected today, those on hold."""

    gate: str
    waiting: int
    expected: int
    held: int


def standing(now: datetime) -> list[Standing]:
    """How each gate stands, with one question for all; gates with nothing before them are there with zeros."""
    day = law_day(now)
    rows = Announcement.objects.filter(state__in=list(map(str, OPEN)), expected_on__range=(day - _NEAR, day))
    counted = rows.values_list("gate", "state").annotate(count=Count("id")).order_by()
    found = {(gate, state): count for gate, state, count in counted}
    return [
        Standing(gate, *(found.get((gate, str(state)), 0) for state in (State.AT_GATE, State.ANNOUNCED, State.HELD)))
        for gate in gates_on(day)
    ]
