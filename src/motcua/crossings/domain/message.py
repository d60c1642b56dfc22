"""A declaration of a vehicle as a message (VNACCS TIR, TOR): frozen values. Paths are JSON pointers: `/drivers/0/name`.

`number` is that of the declaration which is corrected; `returns` that of the one which began the stay that this ends.
"""

from datetime import date, datetime

import msgspec

from motcua.crossings.domain.errors import Unreadable
from motcua.crossings.domain.gates import GATES
from motcua.crossings.domain.plates import fold
from motcua.kernel.days import law_moment

_HOURS, _MINUTES = 24, 60


class Driver(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who drives: with a passport, or with a border pass with its day and place of issue."""

    name: str = ""
    nationality: str = ""
    document: str = ""
    passport: str = ""
    border_pass: str = ""
    pass_on: date | None = None
    pass_place: str = ""
    address: str = ""


class VehicleBox(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A container on the vehicle: its seals, and whether it is full."""

    number: str = ""
    seals: tuple[str, ...] = ()
    fullness: str = ""
    size: str = ""
    type: str = ""
    ownership: str = ""
    delivery: str = ""
    stuffing: str = ""


class Vehicle(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is declared. `party` is the carrier; `expected_time` is HH:MM in Viet Nam."""

    number: str = ""
    direction: str = ""
    gate: str = ""
    expected_on: date | None = None
    expected_time: str = ""
    party: str = ""
    reference: str = ""
    kind: str = ""
    laden: bool = False
    type: str = ""
    make: str = ""
    plate: str = ""
    country: str = ""
    colour: str = ""
    seats: int | None = None
    chassis: str = ""
    engine: str = ""
    owner: str = ""
    owner_country: str = ""
    owner_address: str = ""
    border_area: bool = False
    permit: str = ""
    permit_on: date | None = None
    permit_agency: str = ""
    permit_until: date | None = None
    temporary: bool = False
    days: int | None = None
    area: str = ""
    exit_on: date | None = None
    exit_gate: str = ""
    purpose: str = ""
    remarks: str = ""
    passenger_list: str = ""
    passengers: int | None = None
    returns: str = ""
    to_immigration: bool = False
    to_quarantine: bool = False
    drivers: tuple[Driver, ...] = ()
    containers: tuple[VehicleBox, ...] = ()
    declarations: tuple[str, ...] = ()

    @property
    def expected_at(self) -> datetime | None:
        """When it is expected, as UTC; None where no day or no time of a day is told."""
        hour, _, minute = self.expected_time.partition(":")
        if self.expected_on is None or not (hour.isdecimal() and minute.isdecimal() and hour.isascii()):
            return None
        if not (minute.isascii() and int(hour) < _HOURS and int(minute) < _MINUTES):
            return None
        return law_moment(self.expected_on, int(hour), int(minute)) if 2000 <= self.expected_on.year < 2999 else None  # noqa: PLR2004


class Extension(msgspec.Struct, frozen=True):
    """A longer stay (ADR): its document, new last day, agency, day of issue, and why (S repair, T accident, or text).

    `opening` says that it is asked for with a first temporary entry.
    """

    document: str = ""
    until: date | None = None
    agency: str = ""
    issued_on: date | None = None
    reason: str = ""
    other: str = ""
    opening: bool = False


_read = msgspec.json.Decoder(Vehicle).decode
_write = msgspec.json.Encoder().encode


def read(content: bytes) -> Vehicle:
    """A message from JSON. Unreadable."""
    try:
        return _read(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise Unreadable(why=fault) from None


def write(message: Vehicle) -> bytes:
    """The message as JSON, always the same bytes for the same values."""
    return _write(message)


def declared(message: Vehicle) -> dict[str, object]:
    """The columns of the present that follow from the message alone."""
    return {
        "direction": message.direction, "gate": message.gate, "office": GATES[message.gate].office,
        "kind": message.kind, "laden": int(message.laden), "country": message.country, "plate": fold(message.plate),
        "expected_at": message.expected_at, "expected_on": message.expected_on, "party": message.party,
        "temporary": int(message.temporary),
    }  # fmt: skip
