"""A transport declaration as a message (VNACCS OLA): frozen values. Paths are JSON pointers: `/cargo/0/number`."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple

import msgspec

from motcua.kernel.days import FIRST, LAST, law_moment
from motcua.transport.domain.errors import Unreadable

Side = Literal["from", "to"]
SIDES: tuple[Side, Side] = ("from", "to")


class Cargo(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Goods under one bill or cargo number."""

    number: str = ""
    bill_on: date | None = None
    description: str = ""
    heading: str = ""
    marks: str = ""
    origin: str = ""
    loading_place: str = ""
    arrival_place: str = ""
    manifest: str = ""
    conveyance: str = ""
    importer: str = ""
    importer_name: str = ""
    exporter: str = ""
    exporter_name: str = ""
    packages: int | None = None
    package_unit: str = ""
    gross_weight: Decimal | None = None
    weight_unit: str = ""
    permit: str = ""
    permit_on: date | None = None
    permit_until: date | None = None


class Box(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A container, wagon or package with the seals on it. An empty number is the vehicle itself."""

    number: str = ""
    seals: tuple[str, ...] = ()


class End(NamedTuple):
    """Where a transport begins or ends: a supervised area or a berth, and its port."""

    side: Side
    area: str
    berth: str
    port: str
    name: str


class Transport(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is declared. `party` is the declarant; `guarantee_amount` is in dong; hours are those of Viet Nam."""

    direction: str = ""
    office: str = ""
    party: str = ""
    transporter: str = ""
    transporter_name: str = ""
    transporter_address: str = ""
    contract: str = ""
    contract_on: date | None = None
    contract_until: date | None = None
    means: str = ""
    purpose: str = ""
    kind: str = ""
    start_on: date | None = None
    start_hour: int = 0
    end_on: date | None = None
    end_hour: int = 0
    from_area: str = ""
    from_berth: str = ""
    from_port: str = ""
    from_name: str = ""
    to_area: str = ""
    to_berth: str = ""
    to_port: str = ""
    to_name: str = ""
    route: str = ""
    security: str = ""
    guarantee_bank: str = ""
    guarantee_year: int | None = None
    guarantee_symbol: str = ""
    guarantee_number: str = ""
    guarantee_amount: int = 0
    notes: str = ""
    confirmed: bool = False
    cargo: tuple[Cargo, ...] = ()
    containers: tuple[Box, ...] = ()
    declarations: tuple[str, ...] = ()

    def ends(self) -> tuple[End, End]:
        """Departure and arrival."""
        return (
            End("from", self.from_area, self.from_berth, self.from_port, self.from_name),
            End("to", self.to_area, self.to_berth, self.to_port, self.to_name),
        )

    @property
    def start_at(self) -> datetime | None:
        """The planned departure, as UTC; None where no day or no hour of a day is told."""
        return _moment(self.start_on, self.start_hour)

    @property
    def end_at(self) -> datetime | None:
        """The planned arrival, as UTC."""
        return _moment(self.end_on, self.end_hour)


def _moment(day: date | None, hour: int) -> datetime | None:
    return None if day is None or not 0 <= hour <= 23 or not FIRST <= day <= LAST else law_moment(day, hour)  # noqa: PLR2004


def place_of(end: End) -> str:
    """The code that names an end: its supervised area, or else its berth."""
    return end.area or end.berth


_read = msgspec.json.Decoder(Transport).decode
_write = msgspec.json.Encoder().encode


def read(content: bytes) -> Transport:
    """A message from JSON. Unreadable."""
    try:
        return _read(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise Unreadable(why=fault) from None


def write(message: Transport) -> bytes:
    """The message as JSON, always the same bytes for the same values."""
    return _write(message)


def declared(message: Transport) -> dict[str, object]:
    """The columns of the present that follow from the message alone."""
    here, there = message.ends()
    return {
        "direction": message.direction, "office": message.office, "party": message.party, "means": message.means,
        "purpose": message.purpose, "kind": message.kind, "from_place": place_of(here), "to_place": place_of(there),
        "start_at": message.start_at,
    }  # fmt: skip
