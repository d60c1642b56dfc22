"""Made-up certificates for tests and measurements: valid, the same for the same number."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from motcua.origin.domain.certificate import Certificate, Invoice, Line, Trader
from motcua.origin.domain.costing import Costs, Material
from motcua.origin.domain.wish import Wish

DAY = date(2023, 5, 4)
COFFEE = "09012120"


def line(no: int = 1, **changes: Any) -> Line:
    """Roasted coffee, a tonne of it."""
    facts: dict[str, Any] = {
        "no": no, "marks": "N/M", "packages": 40, "package_unit": "BG", "description": "Roasted coffee beans",
        "hs_code": COFFEE, "criterion": "CTH", "quantity": Decimal(1), "unit": "TNE", "gross_weight": Decimal("1.05"),
        "weight_unit": "TNE",
    }  # fmt: skip
    return Line(**{**facts, **changes})


def certificate(no: int = 1, *, day: date = DAY, country: str = "TH", **changes: Any) -> Certificate:
    """The `no`-th made-up form D from Thailand, issued on its day of shipment, a week before `day`."""
    shipped = day - timedelta(days=7)
    facts: dict[str, Any] = {
        "reference": f"{country}-{no:07d}", "country": country, "partner": "VN",
        "authority": "Illustrative Department of Foreign Trade", "place": "Capital",
        "issued_on": shipped, "exporter": Trader("ILLUSTRATIVE COFFEE CO", "1 Example Road", country),
        "consignee": Trader("Công ty TNHH Minh Họa 1", "Hạ Long", "VN", "5799900001"), "mode": "sea",
        "vessel": "ILLUSTRATIVE STAR", "voyage": "012N", "departed_on": shipped, "loading_place": f"{country}XXX",
        "discharge_place": "VNHPH", "lines": (line(),), "invoices": (Invoice(f"INV-{no}", shipped),),
    }  # fmt: skip
    return Certificate(**{**facts, **changes})


def wish(no: int = 1, **changes: Any) -> Wish:
    """An exporter's application: Vietnamese coffee to Thailand, with one foreign material."""
    made = certificate(
        no, country="VN", reference="", partner="TH", authority="Cục Hải quan (minh họa)", place="Quảng Ninh",
        exporter=Trader("Công ty TNHH Minh Họa 1", "Hạ Long", "VN", "5799900001"),
        consignee=Trader("ILLUSTRATIVE IMPORTS CO", "1 Example Road", "TH"), issued_on=None, departed_on=DAY,
        discharge_place="THBKK", loading_place="VNHPH", lines=(line(origin="VN"),),
    )  # fmt: skip
    materials = (
        Material("Coffee, not roasted", "09011110", "VN", Decimal(3000)),
        Material("Bags", "63053390", "CN", Decimal(200)),
    )
    facts: dict[str, Any] = {
        "party": "5799900001", "declaration": "", "certificate": made,
        "costs": (Costs(1, COFFEE, Decimal(5000), materials),),
    }  # fmt: skip
    told = Wish(**facts)
    return msgspec.structs.replace(told, **changes) if changes else told
