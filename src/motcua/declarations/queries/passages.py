"""Passages: the records of a declaration at the gate, those that stand, and what they leave."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from motcua.declarations.domain.life import State
from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.passing import Declared, Left, Part, declared, leaves, left, need_room_for
from motcua.declarations.models import Boxed, Declaration, Passage, PassedBox, Version
from motcua.declarations.queries import amendments, one, operators
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
    rows = list(Passage.objects.filter(declaration_id=declaration).order_by("no"))
    if not rows:
        return []
    boxes: dict[int, list[str]] = {}
    for box in PassedBox.objects.filter(declaration_id=declaration).order_by("leaf", "container"):
        boxes.setdefault(box.leaf, []).append(box.container)
    back = {row.back: row.no for row in rows if row.back}
    return [Record(row, tuple(boxes.get(row.leaf, ())), back.get(row.no, 0)) for row in rows]


def parts(declaration: int) -> list[Part]:
    """The records that stand."""
    return parts_of(records(declaration))


def parts_of(held: Sequence[Record]) -> list[Part]:
    """Those of the records that stand."""
    return [
        Part(each.row.no, each.row.at, each.boxes, each.row.quantity_e4, each.row.unit) for each in held if each.stands
    ]


def standing(found: Declaration) -> Standing:
    """Where a declaration stands at the gate."""
    version = one.versions(found.id)[-1]
    held = records(found.id)
    all_ = declared(amendments.message_of(version))
    rest = Left() if found.passed_at is not None else left(all_, parts_of(held))
    return Standing(found, version, all_, tuple(held), rest, may_pass(found))


def may_pass(found: Declaration) -> bool:
    """Whether goods of it may leave now: cleared, released or let go to a store, not all gone, and ours to let go."""
    if found.passed_at is not None or not leaves(found.state, found.direction):
        return False
    return not one.recorded(found.id)


def need_room(number: str, declaration: int, message: Message) -> None:
    """Refuse with PassedMoreThanAmended a message that leaves no room for what has passed."""
    held = parts(declaration)
    if held:
        need_room_for(number, declared(message), held)


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
