"""How transports are written for programs."""

from datetime import datetime

from motcua.transport.domain.asking import is_late
from motcua.transport.domain.life import STEPS
from motcua.transport.domain.shown import TransportDifference, TransportListed, TransportShown, TransportStep
from motcua.transport.models import Transport
from motcua.transport.queries import one


def links(number: str) -> dict[str, str]:
    """Where a transport is found."""
    return {"self": f"/api/transports/{number}", "page": f"/transport/{number}/"}


def listed(found: Transport, now: datetime) -> TransportListed:
    """A line of the list."""
    return TransportListed(
        found.number, found.state, found.party, found.office, found.to_office, found.from_place, found.to_place,
        found.registered_at, found.start_at, found.end_at, found.due_at, is_late(found.state, found.due_at, now),
        found.differences, links(found.number), found.asked_until,
    )  # fmt: skip


def shown(found: Transport, now: datetime) -> TransportShown:
    """A transport as it stands."""
    differences = tuple(
        TransportDifference(row.kind, row.container, tuple(row.before.split()), tuple(row.after.split()))
        for row in one.differences(found.id)
    )
    steps = tuple(
        TransportStep(
            each.verb, STEPS[each.verb].vi, STEPS[each.verb].en, each.state, each.at, each.note, str(each.leaf)
        )  # fmt: skip
        for each in one.steps(found.id)
    )
    return TransportShown(
        listed(found, now), one.message(found), one.departed(found.id), one.arrived(found.id), differences, steps
    )
