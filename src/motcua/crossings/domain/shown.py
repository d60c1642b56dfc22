"""What programs are told of vehicles and their stays, and what they send to ask for more time."""

from datetime import date, datetime

import msgspec

from motcua.crossings.domain.message import Vehicle
from motcua.design.domain.problems import Error
from motcua.kernel.rules import Finding


class VehicleAnnounced(msgspec.Struct, frozen=True):
    """A vehicle that was declared."""

    number: str
    registered_at: datetime
    repeated: bool
    warnings: tuple[str, ...]
    links: dict[str, str]


class VehicleTried(msgspec.Struct, frozen=True):
    """What declaring would find; nothing was kept."""

    accepted: bool
    errors: tuple[Error, ...] = ()


class VehicleListed(msgspec.Struct, frozen=True):
    """A line of the list."""

    number: str
    state: str
    direction: str
    gate: str
    plate: str
    country: str
    party: str
    expected_at: datetime
    links: dict[str, str]


class VehiclePage(msgspec.Struct, frozen=True):
    """A page of the list; `next` is the address of the next, empty at the end."""

    vehicles: tuple[VehicleListed, ...]
    page: int
    found: int
    more: bool
    next: str = ""


class VehicleStep(msgspec.Struct, frozen=True):
    """A step in the life of a declaration, and the leaf that holds it."""

    verb: str
    state: str
    at: datetime
    note: str
    leaf: str


class VehicleShown(msgspec.Struct, frozen=True):
    """A declared vehicle as it stands; `passing` says of each customs declaration whether its goods may cross now."""

    vehicle: VehicleListed
    declared: Vehicle
    passing: dict[str, bool]
    steps: tuple[VehicleStep, ...]


class VehicleCancelled(msgspec.Struct, frozen=True):
    """Why a declaration is taken back; may be empty."""

    note: str = ""


class StayTold(msgspec.Struct, frozen=True):
    """A vehicle in the country or abroad for a time. `id` is that of its first crossing."""

    id: str
    plate: str
    country: str
    direction: str
    gate: str
    since: datetime
    due_at: datetime
    state: str
    extended: int
    asked_on: date | None = None


class VehicleStayPage(msgspec.Struct, frozen=True):
    """A page of stays that have not ended, the first that ends first."""

    stays: tuple[StayTold, ...]
    page: int
    found: int
    more: bool


class StayAsked(msgspec.Struct, frozen=True):
    """A longer stay: its new last day, and why."""

    until: date
    note: str


def warned(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Codes of what is only warned of."""
    return tuple(each.code for each in findings)
