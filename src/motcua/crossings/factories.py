"""Made-up vehicles for tests and the demonstration: valid, the same for the same number."""

from datetime import date, datetime
from typing import Any

from motcua.crossings.domain.message import Driver, Vehicle, VehicleBox
from motcua.crossings.domain.passing import Passage, Permit


def plate(no: int, country: str = "CN") -> str:
    """The `no`-th made-up plate of a country."""
    return f"14H-{no:05d}" if country == "VN" else f"GUIP {no:05d}"


def driver(no: int = 1, **changes: Any) -> Driver:
    """The `no`-th made-up driver, a citizen of China."""
    facts: dict[str, Any] = {
        "name": f"LI MINH HOA {no}", "nationality": "CN", "document": "P", "passport": f"EH{no:07d}",
        "address": "DONGXING, GUANGXI",
    }  # fmt: skip
    return Driver(**{**facts, **changes})


def box(no: int = 1, **changes: Any) -> VehicleBox:
    """The `no`-th made-up container, full and sealed."""
    facts: dict[str, Any] = {
        "number": f"MHOU{no:07d}", "seals": (f"HQ{no:05d}",), "fullness": "5", "size": "45", "type": "GP",
        "ownership": "1", "delivery": "CY", "stuffing": "4",
    }  # fmt: skip
    return VehicleBox(**{**facts, **changes})


def vehicle(no: int = 1, *, day: date = date(2023, 5, 4), **changes: Any) -> Vehicle:
    """The `no`-th made-up declaration: a Chinese truck that comes empty through Bac Luan II and leaves the same day."""
    facts: dict[str, Any] = {
        "direction": "in", "gate": "VNMC0", "expected_on": day, "expected_time": "10:30", "party": "5799900001",
        "kind": "goods", "type": "TRUCK", "make": "DONGFENG", "plate": plate(no), "country": "CN", "colour": "BLUE",
        "seats": 3, "chassis": f"LGA{no:08d}", "engine": f"E{no:07d}", "owner": "DONGXING EXAMPLE TRANSPORT",
        "owner_country": "CN", "owner_address": "1 EXAMPLE ROAD, DONGXING", "permit": f"GP{no:05d}",
        "permit_on": day, "permit_agency": "SGTVT QN", "temporary": True, "days": 1, "area": "Móng Cái",
        "exit_on": day, "exit_gate": "VNMC0", "purpose": "V", "drivers": (driver(no),),
    }  # fmt: skip
    return Vehicle(**{**facts, **changes})


def passage(at: datetime, no: int = 1, **changes: Any) -> Passage:
    """A made-up truck comes in, empty."""
    facts: dict[str, Any] = {
        "at": at, "gate": "VNMC0", "direction": "in", "kind": "goods", "country": "CN", "plate": plate(no),
        "lane": "V1",
    }  # fmt: skip
    if changes.get("direction") == "out":
        facts["lane"] = "R1"
    if changes.get("gate") not in (None, "VNMC0"):
        facts["lane"] = ""
    return Passage(**{**facts, **changes})


def permit(number: str, since: datetime, **changes: Any) -> Permit:
    """What clearance tells of a made-up import."""
    facts: dict[str, Any] = {
        "declaration_id": 1, "number": number, "leaf": 1, "direction": "import", "office": "20BB",
        "party": "5799900001", "since": since, "packages": 100, "package_unit": "CT",
    }  # fmt: skip
    return Permit(**{**facts, **changes})
