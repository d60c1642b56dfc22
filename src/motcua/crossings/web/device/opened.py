"""The installation that this process serves, who is signed in, and where the officer stands."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest

from motcua.crossings.device import entering
from motcua.crossings.device.finding import Place
from motcua.crossings.device.installation import Installation
from motcua.crossings.domain.gates import GATES
from motcua.crossings.domain.offline.lists import Officer

OFFICER, LANE = "officer", "lane"


@cache
def gate() -> Installation:
    """The installation under MOTCUA_HOME, opened once a process."""
    return Installation(settings.HOME)


def officer_of(request: HttpRequest) -> Officer | None:
    """Who is signed in, as long as the list in use names the officer."""
    account = request.session.get(OFFICER, 0)
    held = gate()
    return entering.known(held.standing().list, account, held.now()) if account else None


def place_of(request: HttpRequest) -> Place | None:
    """The lane that was chosen."""
    lane, here = request.session.get(LANE, ""), GATES[gate().store.facts()["gate"]]
    for direction in ("in", "out"):
        if lane in here.lanes(direction):
            return Place(here.code, lane, direction)
    return None
