"""The gate: a vehicle arrives, is let pass, put on hold, freed, refused; a mistaken record is taken back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from motcua.crossings import events
from motcua.crossings.domain.errors import NeedsReason, NotTheLast, SealsDiffer, UnknownGate
from motcua.crossings.domain.gates import GATES
from motcua.crossings.domain.life import State
from motcua.crossings.domain.message import Vehicle, VehicleBox
from motcua.crossings.domain.passing import Passage
from motcua.crossings.domain.plates import fold
from motcua.crossings.models import Announcement, Crossing, DayCount, Stay, TakenBack
from motcua.crossings.models import Vehicle as VehicleRow
from motcua.crossings.queries import announcements as queries
from motcua.crossings.queries import stays
from motcua.crossings.services import writing
from motcua.crossings.services.announcing import locked, step, step_row
from motcua.crossings.services.recording import Recorded, need_officer, record_passages, refuse_own
from motcua.ground.services import ids, notices
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words

LONGEST_NOTE = 400
_TOLD = {
    "hold": Words("Xe %(plate)s bị tạm dừng: %(note)s", "%(plate)s is on hold: %(note)s"),
    "refuse": Words("Xe %(plate)s không được qua: %(note)s", "%(plate)s is refused: %(note)s"),
    "free": Words("Xe %(plate)s được đi tiếp.", "%(plate)s may go on."),
}


@transaction.atomic
def arrive(number: str, *, lane: str, by: Actor, at: datetime) -> Announcement:
    """An announced vehicle came to the gate and stands in a lane. UnknownGate, NotAllowed, Impossible."""
    found = _officers(number, 0, by)
    if lane not in GATES[found.gate].lanes(found.direction):
        raise UnknownGate(gate=found.gate, lane=lane)
    return step(found, "arrive", lane=lane, by=by, at=at)


@transaction.atomic
def hold(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Announcement:
    """Put it on hold; the carrier reads why. NeedsReason, ChangedSince, NotAllowed, OwnVehicle, Impossible."""
    return _decide(number, "hold", note, seen, by, at)


@transaction.atomic
def free(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Announcement:
    """End a hold; the vehicle stands at the gate. Refusals as for `hold`."""
    return _decide(number, "free", note, seen, by, at)


@transaction.atomic
def refuse(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Announcement:
    """Refuse passage; the carrier reads why. Refusals as for `hold`."""
    return _decide(number, "refuse", note, seen, by, at)


@transaction.atomic
def check_seals(number: str, read: Sequence[VehicleBox], *, by: Actor, at: datetime) -> Announcement:
    """Compare the seals that were read off with those declared; what differs puts the vehicle on hold."""
    found = _officers(number, 0, by)
    wrong = differing(queries.message(found).containers, read)
    if not wrong:
        return found
    why = SealsDiffer(what="; ".join(wrong))
    return _decide(number, "hold", f"{why.in_language('vi')} / {why.in_language('en')}", 0, by, at)


def differing(told: Sequence[VehicleBox], read: Sequence[VehicleBox]) -> list[str]:
    """Containers whose seals are not as declared, in words: `MHOU0000001: HQ1 ≠ HQ2`."""
    declared = {fold(box.number): sorted(box.seals) for box in told}
    seen = {fold(box.number): sorted(box.seals) for box in read}
    return [
        f"{name}: {' '.join(declared.get(name, ())) or '–'} ≠ {' '.join(seen.get(name, ())) or '–'}"
        for name in sorted(declared.keys() | seen.keys())
        if declared.get(name) != seen.get(name)
    ]


def let_pass(number: str, *, lane: str = "", key: str = "", by: Actor, at: datetime) -> Recorded:
    """Record that an announced vehicle passes. NotFound; PassageRefused says why it cannot."""
    found = queries.find(number, by)
    return record_passages([passage_of(found, queries.message(found), lane=lane, at=at)], by=by, at=at, key=key)


def passage_of(found: Announcement, told: Vehicle, *, lane: str, at: datetime) -> Passage:
    """The passage of an announced vehicle, as it was declared."""
    return Passage(
        at=at, gate=found.gate, direction=found.direction, kind=found.kind, country=found.country, plate=found.plate,
        lane=lane or found.lane, laden=told.laden, announced=found.id, party=found.party,
        passengers=told.passengers or 0, temporary=told.temporary, days=told.days or 0,
        permitted_until=told.permit_until, exit_gate=told.exit_gate,
        boxes=tuple(fold(box.number) for box in told.containers if box.fullness != "4"),
        declarations=told.declarations,
    )  # fmt: skip


@transaction.atomic
def take_back(leaf: int, no: int, *, note: str, by: Actor, at: datetime) -> int:
    """Take a mistaken crossing back by a record of its own; its vehicle stands as before. Returns the record's leaf.

    NotFound, NeedsReason, NotAllowed, OwnVehicle; NotTheLast where the vehicle crossed again since, or it was taken
    back before.
    """
    found = Crossing.objects.filter(leaf=leaf, no=no).first()
    if found is None:
        raise NotFound(what=f"{leaf}/{no}")
    need_officer(by, GATES[found.gate].office)
    refuse_own(by, found.party)
    if not note.strip():
        raise NeedsReason
    held = VehicleRow.objects.select_for_update().filter(plate=found.plate, country=found.country).first()
    if held is None or (held.last_leaf, held.last_no) != (leaf, no):
        raise NotTheLast(plate=found.plate)
    record = ids.one(at)
    try:
        _undo(found, held)
    except IntegrityError:
        raise NotTheLast(plate=found.plate) from None
    announced = Announcement.objects.select_for_update().filter(pk=found.announcement_id).first()
    steps = []
    if announced is not None:
        announced.state, announced.leaf = str(State.AT_GATE), record
        steps = [step_row(announced, "take back", record, by, at, note=note)]
        announced.save()
    row = (record, leaf, no, at, by.reference, " ".join(note.split())[:LONGEST_NOTE])
    rows = writing.Written(steps=steps, back=[row])
    writing.write(
        events.TAKEN_BACK, f"gate/{found.gate}", rows, leaf=record, by=by, at=at, facts={"crossing": f"{leaf}/{no}"}
    )
    counted = DayCount.objects.filter(gate=found.gate, day=found.day, direction=found.direction, kind=found.kind)
    counted.update(count=F("count") - 1)
    return record


def _undo(found: Crossing, held: VehicleRow) -> None:
    """Let the vehicle and its stay stand as before the crossing."""
    if found.effect == "open":
        Stay.objects.filter(leaf=found.leaf, no=found.no).delete()
    elif found.effect == "close":
        stay = Stay.objects.get(end_leaf=found.leaf, end_no=found.no, plate=found.plate)
        stay.ended_at, stay.ended_as, stay.ended_gate, stay.end_leaf, stay.end_no = None, "", "", 0, 0
        stay.asked_on = stays.asked(stay)
        stay.save()
    gone = TakenBack.objects.filter(crossing_leaf__in=_leaves_of(found))
    back = set(gone.values_list("crossing_leaf", "crossing_no")) | {(found.leaf, found.no)}
    before = [
        each for each in Crossing.objects.filter(plate=found.plate, country=found.country).order_by("-leaf", "-no")
        if (each.leaf, each.no) not in back
    ]  # fmt: skip
    mine = VehicleRow.objects.filter(plate=found.plate, country=found.country)
    if before:
        mine.update(last_at=before[0].at, last_leaf=before[0].leaf, last_no=before[0].no)
    else:
        mine.delete()


def _leaves_of(found: Crossing) -> list[int]:
    rows = Crossing.objects.filter(plate=found.plate, country=found.country)
    return list(rows.values_list("leaf", flat=True))


def _officers(number: str, seen: int, by: Actor) -> Announcement:
    found = locked(number, by, seen)
    need_officer(by, found.office)
    refuse_own(by, found.party)
    return found


def _decide(number: str, verb: str, note: str, seen: int, by: Actor, at: datetime) -> Announcement:
    found = _officers(number, seen, by)
    if not note.strip():
        raise NeedsReason
    done = step(found, verb, note=note, by=by, at=at)
    facts = {"plate": done.plate, "note": note.strip()}
    told = Words(_TOLD[verb].vi % facts, _TOLD[verb].en % facts)
    link = f"/crossings/vehicles/{done.number}/"
    notices.tell(notices.party(done.party), told, link, at=at, kind="decision", subject=done.number)
    return done
