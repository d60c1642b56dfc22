"""Made-up vessels, carriers and documents for tests and the demonstration: valid, the same for the same number."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from motcua.manifests.domain import message as m
from motcua.manifests.domain import shapes as s
from motcua.manifests.domain.registers import Carrier, Vessel

CARRIER = "MHSL"
FORWARDER = "MHFW"


def vessel(no: int = 1, **changes: Any) -> Vessel:
    """The `no`-th made-up vessel."""
    facts: dict[str, Any] = {
        "call_sign": f"XVMH{no}", "name": f"MINH HOA {no:02d}", "flag": "VN", "imo": f"{9_000_000 + no}",
        "type": "CGO", "gross": Decimal(9_600), "net": Decimal(5_100), "operator": CARRIER,
    }  # fmt: skip
    return Vessel(**{**facts, **changes})


def carrier(code: str = CARRIER, party: str = "5799900001", **changes: Any) -> Carrier:
    """A made-up carrier, for which the first made-up enterprise answers."""
    return Carrier(**{"code": code, "name": f"Hãng tàu Minh Họa {code}", "party": party, **changes})


def head(no: int = 1, *, day: date = date(2023, 5, 6), **changes: Any) -> dict[str, Any]:
    """What all documents of the `no`-th made-up call say: an entry at Cái Lân at eight in the morning."""
    facts: dict[str, Any] = {
        "direction": "I", "call_sign": f"XVMH{no}", "vessel_name": f"MINH HOA {no:02d}", "voyage": f"{no:03d}N",
        "carrier": CARRIER, "port": "VNHLG", "office": "20CF", "expected_on": day, "expected_time": "08:00",
    }  # fmt: skip
    return {**facts, **changes}


def trader(no: int = 1, *, country: str = "VN", **changes: Any) -> s.BillParty:
    """A made-up party of a bill."""
    facts = {"name": f"CONG TY MINH HOA {no}", "street": "So 1 duong Minh Hoa", "city": "Ha Long", "country": country}
    return s.BillParty(**{**facts, **changes})


def bill(no: int = 1, **changes: Any) -> s.Bill:
    """The `no`-th made-up bill: two goods rows in one full container, from Shanghai."""
    goods = tuple(
        s.Goods(
            description="LINH KIEN DIEN TU (MINH HOA)", heading="8542", packages=10, package_unit="CT",
            gross_weight=Decimal("500.5"), weight_unit="KGM", origin="CN",
        )
        for _ in range(2)
    )  # fmt: skip
    box = s.Container(f"MHOU{no:07d}", (f"SL{no:05d}",), "5", "22", "GP", "51", "2", "4")
    facts: dict[str, Any] = {
        "number": f"MHSL{no:08d}", "loading_port": "CNSHA", "discharge_port": "VNHLG",
        "consignor": trader(2, country="CN"), "consignee": trader(1, code="5799900002"), "notify": (trader(1),),
        "goods": goods, "containers": (box,),
    }  # fmt: skip
    return s.Bill(**{**facts, **changes})


def person(no: int = 1, **changes: Any) -> s.Person:
    """A made-up member of a crew."""
    facts: dict[str, Any] = {
        "kind": "FM", "last_name": "NGUYEN", "first_name": f"MINH {no}", "nationality": "VN",
        "born_on": date(1985, 1 + no % 12, 1 + no % 28), "sex": "M", "document": "S", "document_number": f"MH{no:07d}",
        "title": "AB",
    }  # fmt: skip
    return s.Person(**{**facts, **changes})


def passenger(no: int = 1, **changes: Any) -> s.Person:
    """A made-up passenger."""
    return person(
        no, **{"kind": "FL", "document": "P", "title": "", "origin": "CNSHA", "destination": "VNHLG", **changes}
    )


def general(no: int = 1, **changes: Any) -> m.GeneralDeclaration:
    """The general declaration of a made-up call: a day and a half at a berth from an hour after it comes."""
    facts: dict[str, Any] = {
        **head(no), "flag": "VN", "gross_tonnage": Decimal(9_600), "master_last_name": "TRAN",
        "master_first_name": "HAI", "crew_processing": "38", "crew_count": 18, "passenger_processing": "NOT",
        "stores_processing": "10", "next_port": "CNSHA", "loading": "48", "berth": "20CFX01", "berthed_time": "09:00",
        "unberthed_time": "15:00", "days_under_way": 3, "applicant": "Nguyễn Thu Hương", **changes,
    }  # fmt: skip
    day = facts["expected_on"]
    facts.setdefault("berthed_on", day)
    facts.setdefault("unberthed_on", day + timedelta(days=1))
    facts.setdefault(
        "foreign_ports", (s.PortCall("CNSHA", "SHANGHAI", day - timedelta(days=4), day - timedelta(days=3)),)
    )
    return m.GeneralDeclaration(**facts)


def cargo(no: int = 1, *, bills: int = 2, **changes: Any) -> m.CargoManifest:
    """The cargo manifest of a made-up call."""
    held = tuple(bill(no * 1_000 + each) for each in range(1, bills + 1))
    return m.CargoManifest(**{**head(no), "days_under_way": 3, "bills": held, **changes})


def house(no: int = 1, *, bills: int = 2, **changes: Any) -> m.HouseBills:
    """House bills under the first bill of that manifest, by the forwarder; they add up to it."""
    goods = bill().goods[:1]
    held = tuple(
        bill(number=f"MHFW{no:04d}{each:04d}", master=f"MHSL{no * 1_000 + 1:08d}", goods=goods, containers=())
        for each in range(1, bills + 1)
    )
    return m.HouseBills(**{**head(no), "carrier": FORWARDER, "bills": held, **changes})


def crew(no: int = 1, *, people: int = 18, **changes: Any) -> m.CrewList:
    """The crew list of a made-up call."""
    return m.CrewList(**{**head(no), "people": tuple(person(each) for each in range(1, people + 1)), **changes})


def effects(no: int = 1, **changes: Any) -> m.CrewEffects:
    """The crew's effects."""
    row = s.Effects("NGUYEN", "MINH 1", "", "MH0000001", alcohol=2, tobacco=200, tobacco_unit="P")
    return m.CrewEffects(**{**head(no), "effects": (row,), **changes})


def stores(no: int = 1, **changes: Any) -> m.ShipStores:
    """The ship's stores."""
    row = s.Store("", "DAU DIEZEN", Decimal("120.5"), "TNE")
    return m.ShipStores(**{**head(no), "stores": (row,), **changes})


def passengers(no: int = 1, *, people: int = 3, **changes: Any) -> m.PassengerList:
    """A volume of the passenger list."""
    return m.PassengerList(**{**head(no), "people": tuple(passenger(each) for each in range(1, people + 1)), **changes})


def dangerous(no: int = 1, **changes: Any) -> m.DangerousGoods:
    """Dangerous goods aboard."""
    row = s.Dangerous(
        "MH1", "MHOU0000001", 10, "DR", "3", "1263", "III", gross_weight=Decimal(1_200), net_weight=Decimal(1_100)
    )
    return m.DangerousGoods(**{**head(no), "goods": (row,), **changes})


def health(no: int = 1, **changes: Any) -> m.HealthDeclaration:
    """A declaration that nobody is ill."""
    answers = dict.fromkeys(
        ("stowaways", "deaths", "suspected", "above_normal", "sick_aboard", "spreading_cause", "examined",
         "sick_animals", "measures"), "0",
    )  # fmt: skip
    return m.HealthDeclaration(**{**head(no), **answers, **changes})


def containers(no: int = 1, **changes: Any) -> m.ContainerList:
    """The list of containers for the supervised area."""
    row = s.Unloaded(f"MHOU{no * 1_000 + 1:07d}", "5", "22", "GP", 30)
    return m.ContainerList(**{**head(no), "containers": (row,), **changes})


def dossier(no: int = 1, **changes: Any) -> list[m.Document]:
    """All documents that an entry always needs, in the order in which they are lodged."""
    return [make(no, **changes) for make in (cargo, crew, effects, stores, health, general)]
