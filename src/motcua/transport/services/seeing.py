"""Seeing: what is done to a transport is done to it as it was seen, and under its lock."""

from datetime import datetime

from motcua.kernel.actor import Actor
from motcua.transport.domain.errors import ChangedSince
from motcua.transport.models import Transport
from motcua.transport.queries import one


def locked(number: str, by: Actor, at: datetime, seen: int = 0) -> Transport:
    """The transport, locked until the transaction ends. NotFound; ChangedSince if its last step is not leaf `seen`.

    So a second officer, a second tab and a repeated click decide nothing twice. 0 sees whatever there is.
    """
    found = one.find(number, by)
    held = Transport.objects.select_for_update().get(pk=found.pk)
    if seen and held.leaf != seen:
        raise ChangedSince(number=held.number)
    return held
