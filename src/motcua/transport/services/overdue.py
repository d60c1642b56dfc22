"""Overdue: transports that have not arrived in time are noted once for each deadline."""

from datetime import datetime

from django.db import transaction

from motcua.kernel.actor import SYSTEM
from motcua.transport.domain.life import State
from motcua.transport.models import Step, Transport
from motcua.transport.services.acts import step

TOGETHER = 200


def note_overdue(at: datetime) -> int:
    """Note and tell what has not arrived in time; again only after its deadline has moved. How many."""
    late = Transport.objects.filter(state=str(State.UNDER_WAY), due_at__lt=at).order_by("due_at", "id")
    return sum(_note(each, at) for each in late.values_list("id", flat=True)[:TOGETHER])


@transaction.atomic
def _note(transport: int, at: datetime) -> bool:
    found = Transport.objects.select_for_update().get(pk=transport)
    if State(found.state) is not State.UNDER_WAY or found.due_at is None or found.due_at >= at:
        return False
    if Step.objects.filter(transport_id=transport, verb="note overdue", due_at=found.due_at).exists():
        return False
    step(found, "note overdue", by=SYSTEM, at=at)
    return True
