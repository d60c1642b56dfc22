"""How vehicles and stays are written for programs."""

from datetime import datetime

from motcua.crossings.domain import stays as domain
from motcua.crossings.domain.shown import StayTold, VehicleListed, VehicleShown, VehicleStep
from motcua.crossings.models import Announcement, Stay
from motcua.crossings.queries import announcements, permits, stays


def links(number: str) -> dict[str, str]:
    """Where a vehicle is found; `gate` is what its QR code says."""
    return {
        "self": f"/api/vehicles/{number}", "page": f"/crossings/vehicles/{number}/",
        "gate": f"/crossings/gate/?q={number}",
    }  # fmt: skip


def listed(found: Announcement) -> VehicleListed:
    """A line of the list."""
    return VehicleListed(
        found.number, found.state, found.direction, found.gate, found.plate, found.country, found.party,
        found.expected_at, links(found.number),
    )  # fmt: skip


def shown(found: Announcement, now: datetime) -> VehicleShown:
    """A vehicle as it stands."""
    told = announcements.message(found)
    held = [permits.plain(row) for row in permits.of(told.declarations)]
    passing = {
        number: any(each.root == number[:11] and each.stands(now) for each in held) for number in told.declarations
    }
    steps = tuple(
        VehicleStep(each.verb, each.state, each.at, each.note, str(each.leaf)) for each in announcements.steps(found.id)
    )
    return VehicleShown(listed(found), told, passing, steps)


def stay(found: Stay, now: datetime) -> StayTold:
    """A stay at this moment."""
    return StayTold(
        f"{found.leaf}-{found.no}", found.plate, found.country, found.way, found.gate, found.since, found.due_at,
        str(domain.state_of(stays.plain(found), now)), found.extended, found.asked_on,
    )  # fmt: skip
