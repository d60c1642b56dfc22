"""How the services stand now, and how they stood: the same for the page and for programs."""

from datetime import datetime

from motcua.ground.domain import outages as domain
from motcua.ground.domain.standing import ServiceState
from motcua.ground.models import Outage
from motcua.ground.queries import outages
from motcua.ground.services import probing

DAYS = 90


def standing(at: datetime) -> tuple[list[ServiceState], list[Outage]]:
    """Each service now and over the last 90 days, and the outages of that time that were not rejected."""
    since = outages.window(at, DAYS)
    listed, now = outages.listing(since), probing.states(at)
    held = outages.by_service(listed)
    return [
        ServiceState(name, service.words.vi, service.words.en, now[name], domain.available_ppm(held[name], since, at))
        for name, service in domain.SERVICES.items()
    ], listed
