"""Passages: the records of a declaration at the gate, those that stand, and what they leave."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from motcua.declarations.domain.life import State
from motcua.declarations.domain.passing import Declared, Left, Part, declared, leaves, left
from motcua.declarations.models import Boxed, Declaration, Passage, PassedBox, Version
from motcua.declarations.queries import amendments, one, operators
from motcua.declarations.queries.differences import recorded
from motcua.kernel.actor import Actor


class Record(msgspec.Struct, frozen=True):
    """A row with its containers; `back_by` is the number of the record that took it back, 0 while it stands."""

    row: Passage
    boxes: tuple[str, ...]
    back_by: int = 0

    @property
    def stands(self) -> bool:
        """Whether it says what left, and was not taken back."""
        return not self.row.back and not self.back_by


class Standing(msgspec.Struct, frozen=True):
    """Where a declaration stands at the gate: what it declares, every record, what is left, whether it may pass now."""

    found: Declaration
    version: Version
    declared: Declared
    records: tuple[Record, ...]
    left: Left
    may: bool

    @property
    def last(self) -> int:
        """The number of the last record, 0 for none."""
        return self.records[-1].row.no if self.records else 0

    @property
    def passed(self) -> dict[str, datetime]:
        """When each container left that has."""
        return {box: each.row.at for each in self.records if each.stands for box in each.boxes}


def records(declaration: int) -> list[Record]:
    """Every record, the first first."""
    return records_of([declaration]).get(declaration, [])


def records_of(declarations: Sequence[int]) -> dict[int, list[Record]]:
    """Every record of these declarations that have any, the first first."""
    if not declarations:
        return {}
    rows: dict[int, list[Passage]] = {}
    for row in Passage.objects.filter(declaration_id__in=declarations).order_by("declaration_id", "no"):
        rows.setdefault(row.declaration_id, []).append(row)
    if not rows:
        return {}
    boxes: dict[int, list[str]] = {}
    for box in PassedBox.objects.filter(declaration_id__in=rows).order_by("leaf", "container"):
        boxes.setdefault(box.leaf, []).append(box.container)
    return {subject: _records(held, boxes) for subject, held in rows.items()}


def _records(rows: Sequence[Passage], boxes: Mapping[int, Sequence[str]]) -> list[Record]:
    back = {row.back: row.no for row in rows if row.back}
    return [Record(row, tuple(boxes.get(row.leaf, ())), back.get(row.no, 0)) for row in rows]


def parts(declaration: int) -> list[Part]:
    """The records that stand."""
    return parts_of(records(declaration))


def have_left(declaration: int, passed_at: datetime | None) -> bool:
    """Whether goods of it have left the supervised area: all of them, or some."""
    return passed_at is not None or bool(parts(declaration))


def parts_of(held: Sequence[Record]) -> list[Part]:
    """Those of the records that stand."""
    return [
        Part(each.row.no, each.row.at, each.boxes, each.row.quantity_e4, each.row.unit) for each in held if each.stands
    ]


def standing(found: Declaration) -> Standing:
    """Where a declaration stands at the gate."""
    return standings([found])[0]


def standings(found: Sequence[Declaration]) -> list[Standing]:
    """Where declarations stand at the gate, in their order; as many questions for ten as for one."""
    ids = [each.id for each in found]
    in_force = {row.declaration_id: row for row in Version.objects.filter(declaration_id__in=ids).order_by("version")}
    versions = [in_force[each] for each in ids]
    held, elsewhere = records_of(ids), recorded(ids)
    return [
        _standing(each, version, declared(message), held.get(each.id, []), ours=each.id not in elsewhere)
        for each, version, message in zip(found, versions, amendments.messages_of(versions), strict=True)
    ]


def _standing(found: Declaration, version: Version, all_: Declared, held: list[Record], *, ours: bool) -> Standing:
    rest = Left() if found.passed_at is not None else left(all_, parts_of(held))
    return Standing(found, version, all_, tuple(held), rest, ours and _free(found))


def may_pass(found: Declaration) -> bool:
    """Whether goods of it may leave now: cleared, released or let go to a store, not all gone, and ours to let go."""
    return _free(found) and not one.recorded(found.id)


def _free(found: Declaration) -> bool:
    """Whether goods of it may leave now: cleared, released or let go to a store, and not all gone."""
    return found.passed_at is None and leaves(found.state, found.direction)


def held_for(found: Declaration, place: str, wanted: Sequence[str]) -> dict[str, str]:
    """Which of these containers also hold goods of another declaration at that place that may not leave yet, and its
    number. By the index of containers, which whoever asks has brought up to date.
    """
    named: dict[int, list[str]] = {}
    pairs = Boxed.objects.filter(container__in=list(wanted)).exclude(declaration_id=found.id)
    for container, other in pairs.values_list("container", "declaration_id"):
        named.setdefault(other, []).append(container)
    rows = Declaration.objects.filter(id__in=named, passed_at=None).order_by("id")
    waiting = [each for each in rows if _waits(each)] if named else []
    told: dict[str, str] = {}
    for other in operators.at_places(waiting, frozenset({place})):
        held = declared(amendments.message_of(one.versions(other.id)[-1])).boxes
        told |= {box: other.number for box in named[other.id] if box in held and box not in told}
    return told


def _waits(other: Declaration) -> bool:
    """Whether its goods are held: neither ended nor free to go."""
    return other.state != State.CANCELLED and not leaves(other.state, other.direction)


def last_gate(actor: Actor) -> str:
    """Where somebody recorded last; empty for nobody."""
    row = Passage.objects.filter(actor=actor.reference).order_by("-leaf").values_list("gate", flat=True).first()
    return row or ""
