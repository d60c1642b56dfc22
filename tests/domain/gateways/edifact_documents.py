"""Documents made up at random: every field of a kind, within its length, as far as a message has to carry it."""

import csv
import random
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args

import msgspec

import motcua.manifests
from motcua.manifests.domain import message as neutral
from motcua.manifests.domain.shapes import Container, Goods

_FILE = Path(motcua.manifests.__file__).parent / "data" / "fields.csv"
_TEXT = "aBc ĐệÔ'+:?*\"\\<&>09,."
MAPPED = ("cargo", "house", "general", "crew", "passengers")


@cache
def lengths() -> dict[str, int]:
    with _FILE.open(encoding="utf-8") as rows:
        return {row["name"]: int(row["length"] or 0) for row in csv.DictReader(rows)}


_NAMES = {"BillParty": "trader", 
    "GeneralDeclaration": "general", "CargoManifest": "cargo", "HouseBills": "cargo", "CrewList": "people",
    "PassengerList": "people", "PortCall": "port",
}  # fmt: skip


def document(kind: str, draw: random.Random) -> Any:
    """A document of this kind."""
    made = _struct(neutral.KINDS[kind], draw)
    made = msgspec.structs.replace(
        made, direction=draw.choice("IE"), port="VNHPH", expected_on=date(2026, 3, 2), call_sign="9HA2345"
    )
    if kind in ("cargo", "house"):
        made = msgspec.structs.replace(made, bills=_shared(made.bills, draw))
    return made


def _shared(bills: Any, draw: random.Random) -> Any:
    """The same bills, with containers that are the same wherever they are named."""
    pool = [msgspec.structs.replace(_struct(Container, draw), number=f"ABCU{number:07d}") for number in range(4)]
    return tuple(
        msgspec.structs.replace(each, containers=tuple(draw.sample(pool, draw.randint(0, 3)))) for each in bills
    )


def _struct(kind: type[msgspec.Struct], draw: random.Random) -> Any:
    owner = _NAMES.get(kind.__name__, kind.__name__.lower())
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        length = lengths().get(f"{owner}.{field.name}") or lengths().get(f"head.{field.name}") or 10
        if draw.random() < 0.7:
            values[field.name] = _value(field.type, field.name, length, draw)
    if kind is Goods:
        _measured(values)
    return kind(**{name: value for name, value in values.items() if value is not None})


def _measured(values: dict[str, Any]) -> None:
    """An amount and its unit, or neither."""
    for amount, unit, word in (
        ("gross_weight", "weight_unit", "KGM"), ("net_weight", "net_unit", "KGM"), ("volume", "volume_unit", "MTQ"),
    ):  # fmt: skip
        values[unit] = word if values.get(amount) is not None else ""
    if not any(values.values()):
        values["description"] = "X"


def _value(kind: Any, name: str, length: int, draw: random.Random) -> Any:
    options = (kind, *get_args(kind))
    structs = [each for each in options if isinstance(each, type) and issubclass(each, msgspec.Struct)]
    if structs and Ellipsis in options:
        return tuple(_struct(structs[0], draw) for _ in range(draw.randint(0, 2)))
    if structs:
        return _struct(structs[0], draw)
    if Ellipsis in options:
        return tuple(f"{word}{draw.randint(0, 9)}" for word in ("A", "B", "C")[: draw.randint(0, 3)])
    if "_time" in name:
        return None
    for wanted, make in _MAKERS.items():
        if wanted in options:
            return make(length, draw)
    return _text(name, length, draw)


_MAKERS = {
    bool: lambda length, draw: draw.random() < 0.5,
    int: lambda length, draw: draw.randint(0, 9 ** max(1, length)),
    Decimal: lambda length, draw: Decimal(draw.randint(1, 10**7)).scaleb(-draw.randint(0, 3)),
    date: lambda length, draw: date(2025, 1, 1) + timedelta(days=draw.randint(-20000, 2000)),
}


def _text(name: str, length: int, draw: random.Random) -> str:
    if name in ("mode",):
        return draw.choice("SAR")
    size = draw.choice([1, length, draw.randint(1, length)])
    text = "".join(draw.choice(_TEXT) for _ in range(size))
    return "X" + text[1:-1] + "X" if size > 1 else "X"
