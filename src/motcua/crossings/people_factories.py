"""Made-up people at the gates for tests and the demonstration: valid, and nobody's."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from motcua.crossings.domain.allowances import Item
from motcua.crossings.domain.passengers import Count, quarter_of
from motcua.crossings.domain.persons import Person
from motcua.crossings.domain.residents import Declared, ResidentItem
from motcua.crossings.services.controls import Case


def count(at: datetime, number: int = 1, **changes: Any) -> Count:
    """So many Vietnamese with border passes who come in at Móng Cái at that moment."""
    day, quarter = quarter_of(at)
    facts: dict[str, Any] = {
        "gate": "VNMC1", "day": day, "quarter": quarter, "direction": "in", "nationality": "VN", "document": "T",
        "count": number,
    }  # fmt: skip
    return Count(**{**facts, **changes})


def spirits(litres: str, value: int = 3_000_000, **changes: Any) -> Item:
    """Whisky."""
    facts: dict[str, Any] = {"hs": "22082050", "origin": "CN", "description": "Rượu mạnh (minh họa)"}
    return Item("spirits", Decimal(litres), value, **{**facts, **changes})


def case(*items: Item, **changes: Any) -> Case:
    """A traveller with too much baggage who comes in at Móng Cái."""
    person = Person("Trần Văn Minh Họa", "C0000001", date(1990, 1, 2), "hợp tác")
    facts: dict[str, Any] = {
        "gate": "VNMC1", "direction": "in", "kind": "baggage", "nationality": "VN", "document": "P", "person": person,
        "items": items or (spirits("2.5"),),
    }  # fmt: skip
    return Case(**{**facts, **changes})


def declared(day: date, value: int = 1_500_000, no: int = 1, **changes: Any) -> Declared:
    """A resident of Hải Sơn with a basket of fruit."""
    facts: dict[str, Any] = {
        "card": f"GTH{no:06d}", "commune": "QN-HS", "gate": "VNMC1", "day": day, "direction": "in",
        "goods": (ResidentItem("Hoa quả tươi (minh họa)", 300_000, "KGM", value, "08109094"),),
    }  # fmt: skip
    return Declared(**{**facts, **changes})
