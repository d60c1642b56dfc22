"""Containers that ships brought to supervised places: by ship, with their seals and the bills whose goods they hold."""

from collections.abc import Collection
from datetime import datetime

import msgspec
from django.db.models import Exists, OuterRef

from motcua.manifests.domain.life import STANDING, State
from motcua.manifests.domain.matching import fold
from motcua.manifests.models import Bill, Box, Call, Document
from motcua.manifests.queries import matching

_COLUMNS = ("call_id", "number", "seals", "size", "type", "leaf", "bill")


class Container(msgspec.Struct, frozen=True):
    """A container that a ship brought; `bills` are (leaf, no) of those whose goods it holds."""

    call_id: int
    number: str
    seals: str
    size: str
    type: str
    bills: tuple[tuple[int, int], ...]


def containers(
    since: datetime, until: datetime, places: Collection[str] | None, *, text: str = "", named: Collection[str] = ()
) -> tuple[list[Container], dict[int, Call]]:
    """Containers of ships that arrived in a period at these places (None: at all), the last first; and their calls.

    `text` narrows to a container's beginning, a bill or a ship; `named` are more bills that it means.
    """
    calls = Call.objects.filter(direction="I", arrived_at__gte=since, arrived_at__lt=until)
    calls = calls.exclude(state=str(State.CANCELLED))
    if places is not None:
        calls = calls.filter(berth__in=sorted(places))
    held = {call.pk: call for call in calls}
    documents = Document.objects.filter(
        pk=OuterRef("document_id"), version=OuterRef("version"), state__in=[str(each) for each in STANDING]
    )
    rows = Box.objects.filter(Exists(documents), call_id__in=calls.values("pk")).exclude(number="")
    found: dict[tuple[int, str], list[tuple[object, ...]]] = {}
    for row in rows.values_list(*_COLUMNS):
        found.setdefault((row[0], row[1]), []).append(row)
    made = [_made(same) for same in found.values()]
    if text.strip():
        made = _narrowed(made, held, text, {fold(text), *named})
    return sorted(made, key=lambda each: (-_arrived(held[each.call_id]), each.number)), held


def bills_of(held: Collection[Container]) -> dict[tuple[int, int], Bill]:
    """The bills of these containers."""
    wanted = {pair for each in held for pair in each.bills}
    rows = matching.parts(Bill.objects.defer("consignor_name"), "leaf", {leaf for leaf, _ in wanted})
    return {(row.leaf, row.no): row for row in rows if (row.leaf, row.no) in wanted}


def _made(same: list[tuple[object, ...]]) -> Container:
    call, number, _, size, kind, *_rest = same[0]
    seals = " ".join(dict.fromkeys(seal for row in same for seal in str(row[2]).split()))
    bills = tuple(dict.fromkeys((row[5], row[6]) for row in same if row[6]))
    return Container(call, number, seals, size, kind, bills)  # type: ignore[arg-type]


def _arrived(call: Call) -> float:
    return call.arrived_at.timestamp() if call.arrived_at else 0.0


def _narrowed(made: list[Container], calls: dict[int, Call], text: str, bills: set[str]) -> list[Container]:
    folded, plain = fold(text), text.strip().upper()
    wanted = set(Bill.objects.filter(folded__in=bills).values_list("leaf", "no"))
    return [
        each for each in made
        if each.number.startswith(folded) or wanted.intersection(each.bills) or plain in calls[each.call_id].vessel_name
        or plain == calls[each.call_id].number
    ]  # fmt: skip
