"""Passing: departure (BOA) and arrival (BIA) with seals, recorded by whoever is in charge of the place."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.kernel.actor import Actor
from motcua.kernel.moves import move
from motcua.transport import events
from motcua.transport.domain.boxes import fit
from motcua.transport.domain.comparing import Difference, compare
from motcua.transport.domain.data import LIMITS
from motcua.transport.domain.errors import BoxesUnfit, NeedsReason, NothingRecorded
from motcua.transport.domain.life import MOVES, State
from motcua.transport.domain.message import Box
from motcua.transport.models import Transport
from motcua.transport.queries import one
from motcua.transport.services import rights
from motcua.transport.services.acts import step
from motcua.transport.services.seeing import locked


@transaction.atomic
def depart(
    number: str, boxes: Sequence[Box], *, note: str = "", seen: int = 0, by: Actor, at: datetime
) -> Transport:  # fmt: skip
    """Record that the goods left, with their containers and seals (BOA).

    NotFound, NotTheRecorder (BTR-BTR-22), NothingRecorded, BoxesUnfit, Impossible (BTR-BTR-21).
    """
    found = locked(number, by, at, seen)
    rights.need_recorder(by, found, "depart", berth=bool(one.message(found).from_berth))
    _need_boxes(boxes)
    found.departed_at = at
    return step(found, "depart", note=note, event=events.DEPARTED, sealed=_rows(boxes), by=by, at=at)


@transaction.atomic
def cancel_departure(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Transport:
    """Cancel a departure that was recorded wrongly, only while the goods are under way. NeedsReason."""
    found = locked(number, by, at, seen)
    rights.need_recorder(by, found, "cancel departure", berth=bool(one.message(found).from_berth))
    if not note.strip():
        raise NeedsReason
    found.departed_at = None
    return step(found, "cancel departure", note=note, by=by, at=at)


@transaction.atomic
def arrive(
    number: str, boxes: Sequence[Box], *, note: str = "", seen: int = 0, by: Actor, at: datetime
) -> Transport:  # fmt: skip
    """Record that the goods came, with their containers and seals (BIA). Differences hold it until settled.

    Refusals as for `depart`.
    """
    found = locked(number, by, at, seen)
    rights.need_recorder(by, found, "arrive", berth=bool(one.message(found).to_berth))
    move(MOVES, State(found.state), "arrive")
    _need_boxes(boxes)
    different = compare(one.departed(found.id), boxes)
    found.arrived_at, found.differences = at, len(different)
    return step(
        found, "arrive differing" if different else "arrive", note=note, event=events.ARRIVED, sealed=_rows(boxes),
        differing=[_difference(each) for each in different], by=by, at=at,
    )  # fmt: skip


def _need_boxes(boxes: Sequence[Box]) -> None:
    if not any(box.number or box.seals for box in boxes):
        raise NothingRecorded
    if not fit(boxes):
        raise BoxesUnfit(
            most=LIMITS["containers"], number=LIMITS["container number"], seals=LIMITS["seals"],
            seal=LIMITS["seal number"],
        )  # fmt: skip


def _rows(boxes: Sequence[Box]) -> list[tuple[str, str]]:
    return [(box.number, " ".join(box.seals)) for box in boxes]


def _difference(each: Difference) -> tuple[str, str, str, str]:
    return each.kind, each.container, " ".join(each.before), " ".join(each.after)
