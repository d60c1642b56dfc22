"""Documents of ships of the demonstration: what the agent lodges of a call, with bills made from declarations."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from motcua.declarations.queries.seaborne import Seaborne
from motcua.demo.domain.messages import container
from motcua.kernel.days import LAW_ZONE
from motcua.manifests.domain import message as m
from motcua.manifests.domain import shapes as s

_CREW = ("NGUYEN", "TRAN", "LE", "PHAM", "HOANG", "VU", "DANG", "BUI", "DO", "HO", "NGO", "DUONG")
_TITLES = ("MAS", "C/O", "2/O", "3/O", "C/E", "2/E", "BSN", "AB", "OS", "OIL", "CK")
_WELL = dict.fromkeys(
    ("stowaways", "deaths", "suspected", "above_normal", "sick_aboard", "spreading_cause", "examined", "sick_animals",
     "measures"), "0",
)  # fmt: skip
_HERE = s.BillParty(name="DAI LY TAU BIEN MINH HOA", street="SO 1 DUONG CANG", city="HA LONG", country="VN")
E4 = Decimal(10_000)


class Ship(NamedTuple):
    """A made-up vessel."""

    call_sign: str
    name: str
    flag: str
    carrier: str
    crew: int
    tonnes: int


class Voyage(NamedTuple):
    """A call in one direction, before it is lodged."""

    ship: Ship
    number: str
    direction: str
    office: str
    port: str
    berth: str
    moment: datetime
    leaves: datetime
    abroad: str
    days: int
    transit: bool = False


def head(of: Voyage) -> dict[str, Any]:
    """What every document of a call says."""
    there = of.moment.astimezone(LAW_ZONE)
    return {
        "direction": of.direction, "call_sign": of.ship.call_sign, "vessel_name": of.ship.name, "voyage": of.number,
        "carrier": of.ship.carrier, "port": of.port, "office": of.office, "expected_on": there.date(),
        "expected_time": f"{there:%H:%M}",
    }  # fmt: skip


def documents(of: Voyage, bills: Sequence[s.Bill]) -> list[m.Document]:
    """The whole dossier of a call."""
    told = head(of)
    people = _people(of.ship)
    cargo = m.CargoManifest(**told, days_under_way=of.days, bills=tuple(bills))
    crew = m.CrewList(**told, people=people)
    stores = m.ShipStores(**told, stores=(s.Store("", "DAU DIEZEN", Decimal(of.ship.crew * 6), "TNE"),))
    if of.direction == "E":
        return [cargo, crew, stores, general(of)]
    effects = m.CrewEffects(**told, effects=(_effects(people[0]),))
    return [cargo, crew, effects, stores, m.HealthDeclaration(**told, **_WELL), general(of)]


def general(of: Voyage) -> m.GeneralDeclaration:
    """The general declaration: berth, times, ports before and after."""
    begins, ends = (each.astimezone(LAW_ZONE) for each in (of.moment + timedelta(hours=1), of.leaves))
    places: dict[str, Any] = {"next_port": of.abroad}
    if of.direction == "I":
        before = of.moment.astimezone(LAW_ZONE).date() - timedelta(days=of.days)
        places |= {
            "berth": of.berth, "berthed_on": begins.date(), "berthed_time": f"{begins:%H:%M}",
            "unberthed_on": ends.date(), "unberthed_time": f"{ends:%H:%M}",
            "foreign_ports": (s.PortCall(of.abroad, "", before - timedelta(days=2), before),),
        }  # fmt: skip
    return m.GeneralDeclaration(
        **head(of), flag=of.ship.flag, gross_tonnage=Decimal(of.ship.tonnes), master_last_name="TRAN",
        master_first_name=f"VAN {of.ship.call_sign[-2:]}", crew_processing="38", crew_count=of.ship.crew,
        passenger_processing="NOT", stores_processing="10", loading="48", days_under_way=of.days, transit=of.transit,
        applicant="Đại lý tàu biển Minh Họa (giả định)", **places,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _people(ship: Ship) -> tuple[s.Person, ...]:
    return tuple(_person(ship, no) for no in range(ship.crew))


def _person(ship: Ship, no: int) -> s.Person:
    sign = sum(map(ord, ship.call_sign))
    return s.Person(
        kind="FM", last_name=_CREW[(sign + no) % len(_CREW)], first_name=f"VAN {no + 1}", nationality="VN",
        born_on=(datetime(1970, 1, 1) + timedelta(days=211 * no + sign)).date(),  # noqa: DTZ001 - a day of birth
        sex="M", document="S", document_number=f"GD{sign:04d}{no:03d}", title=_TITLES[min(no, len(_TITLES) - 1)],
    )  # fmt: skip


def _effects(person: s.Person) -> s.Effects:
    return s.Effects(
        person.last_name, person.first_name, "", person.document_number, alcohol=2, tobacco=200, tobacco_unit="P"
    )


def bill_of(row: Seaborne, abroad: str, less: int, given: Mapping[str, Any]) -> s.Bill:
    """The bill of what a declaration says; `less` packages fewer where the manifest differs."""
    weight = Decimal(row.gross_e4) / E4
    goods = s.Goods(
        description=row.description[:70], heading=row.hs_code[:4], packages=max(1, row.packages - less),
        package_unit=row.package_unit, gross_weight=weight, weight_unit=row.weight_unit,
    )  # fmt: skip
    there = s.BillParty(name=row.foreign_name[:70], street="1 EXAMPLE ROAD", country=abroad[:2])
    here = s.BillParty(code=row.party[:13], name=row.party_name[:70], street="Quảng Ninh", country="VN")
    inbound = row.direction == "import"
    return s.Bill(
        number=row.bill, loading_port=abroad if inbound else row.here, discharge_port=row.here if inbound else abroad,
        consignor=there if inbound else here, consignee=here if inbound else there, notify=(_HERE,), goods=(goods,),
        containers=_boxes(row, weight, given["box_kg"]),
    )  # fmt: skip


def _boxes(row: Seaborne, weight: Decimal, most: int) -> tuple[s.Container, ...]:
    if row.mode != "2":
        return ()
    kilograms = weight * (1000 if row.weight_unit == "TNE" else 1)
    count = max(1, min(int(kilograms / most) + 1, 6))
    first = row.declaration_id % 9_000_000
    return tuple(_box(first + 13 * no) for no in range(count))


def _box(no: int) -> s.Container:
    return s.Container(container(no), (f"GD{no % 10_000_000:07d}",), "5", "22", "GP", "51", "2", "4")


def nobodys(of: Voyage, no: int) -> s.Bill:
    """A bill that nobody declares, or not yet."""
    goods = s.Goods(
        description="HANG TIEU DUNG (GIA DINH)", heading="9603", packages=40 + no % 300, package_unit="CT",
        gross_weight=Decimal(900 + no % 7_000), weight_unit="KGM",
    )  # fmt: skip
    there = s.BillParty(name="EXAMPLE TRADING CO", street="1 EXAMPLE ROAD", country=of.abroad[:2])
    inbound = of.direction == "I"
    return s.Bill(
        number=f"GDKK{no:08d}", loading_port=of.abroad if inbound else of.port,
        discharge_port=of.port if inbound else of.abroad, consignor=there if inbound else _HERE,
        consignee=_HERE if inbound else there, notify=(_HERE,), goods=(goods,),
        containers=(_box(no * 31 + 5),),
    )  # fmt: skip


def fewer(document: m.Document) -> m.Document:
    """A crew list as it is corrected after a request: one person fewer."""
    assert isinstance(document, m.CrewList)
    return msgspec.structs.replace(document, people=document.people[:-1])
