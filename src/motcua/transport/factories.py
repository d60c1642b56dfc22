"""Made-up transports for tests and the demonstration: valid, the same for the same number."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from motcua.transport.domain.message import Box, Cargo, Transport


def cargo(no: int = 1, **changes: Any) -> Cargo:
    """The `no`-th made-up cargo: an import from Dongxing."""
    facts: dict[str, Any] = {
        "number": f"MINHHOA{no:06d}", "bill_on": date(2023, 5, 2), "description": "Linh kiện điện tử (minh họa)",
        "heading": "8542", "origin": "CN", "loading_place": "CNDOX", "arrival_place": "VNMC0", "manifest": "V",
        "importer_name": "Công ty TNHH Minh Họa 1", "packages": 20 + no % 7, "package_unit": "CT",
        "gross_weight": Decimal(1000 + no), "weight_unit": "KGM",
    }  # fmt: skip
    return Cargo(**{**facts, **changes})


def transport(no: int = 1, *, day: date = date(2023, 5, 4), **changes: Any) -> Transport:
    """The `no`-th made-up transport: from the gate at Móng Cái to a bonded warehouse at Cái Lân."""
    facts: dict[str, Any] = {
        "direction": "I", "office": "20BB", "party": "5799900001", "transporter": "5799900001", "means": "31",
        "purpose": "SHI", "kind": "NR", "start_on": day, "start_hour": 14, "end_on": day + timedelta(days=1),
        "end_hour": 17, "from_area": "20BBX01", "to_area": "20CFX05", "route": "QL18", "cargo": (cargo(no),),
        "containers": (Box(f"MHOU{no:07d}", (f"HQ{no:05d}",)),),
    }  # fmt: skip
    return Transport(**{**facts, **changes})
