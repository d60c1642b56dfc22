"""Overdue: transports that have not arrived in time are noted once for each deadline."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from motcua.kernel.actor import SYSTEM
from motcua.transport.domain.life import State
from motcua.transport.models import Step, Transport
from motcua.transport.services.acts import step

NOTE = "note overdue"


def note_overdue(at: datetime) -> int:
    """Note and tell what has not arrived in time; again only after its deadline has moved. How many."""
    return sum(_note(each, at) for each in list(_late(at)))


def _late(at: datetime) -> QuerySet[Transport, int]:
    """What is late and not yet noted for its deadline, the longest first: what was noted stands in nobody's way."""
    late = Transport.objects.filter(state=str(State.UNDER_WAY), due_at__lt=at)
    noted = Step.objects.filter(transport_id=OuterRef("id"), verb=NOTE, due_at=OuterRef("due_at"))
    return late.exclude(Exists(noted)).order_by("due_at", "id").values_list("id", flat=True)


@transaction.atomic
def _note(transport: int, at: datetime) -> bool:
    found = Transport.objects.select_for_update().get(pk=transport)
    if State(found.state) is not State.UNDER_WAY or found.due_at is None or found.due_at >= at:
        return False
    if Step.objects.filter(transport_id=transport, verb=NOTE, due_at=found.due_at).exists():
        return False
    step(found, NOTE, by=SYSTEM, at=at)
    return True
