"""Structure: what every struct of a document is made of, worked out once from the table of fields."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any

import msgspec

from motcua.manifests.domain.data import FIELDS, Field
from motcua.manifests.domain.message import (
    KINDS,
    CargoManifest,
    ContainerList,
    CrewEffects,
    DangerousGoods,
    Document,
    GeneralDeclaration,
    HealthDeclaration,
    HouseBills,
    ShipStores,
)
from motcua.manifests.domain.shapes import (
    Bill,
    BillParty,
    Container,
    Dangerous,
    Effects,
    Goods,
    Patient,
    Person,
    PortCall,
    Store,
    Unloaded,
)

_PREFIX: Mapping[type[msgspec.Struct], str] = {
    Bill: "bill", BillParty: "trader", Goods: "goods", Container: "container", PortCall: "port", Person: "person",
    Effects: "effects", Store: "store", Dangerous: "dangerous", Patient: "patient", Unloaded: "unloaded",
}  # fmt: skip
ROWS: Mapping[type[msgspec.Struct], tuple[tuple[str, str], ...]] = {
    CargoManifest: (("bills", "bills"),), HouseBills: (("bills", "bills"),), ShipStores: (("stores", "stores"),),
    DangerousGoods: (("goods", "dangerous"),), HealthDeclaration: (("patients", "patients"),),
    ContainerList: (("containers", "unloaded"),), Bill: (("other_laws", "other laws"),),
    CrewEffects: (("effects", "crew"),),
    GeneralDeclaration: (
        ("foreign_ports", "foreign ports"), ("domestic_before", "domestic ports"),
        ("domestic_after", "domestic ports"), ("carriers", "carriers"), ("cargo_kinds", "cargo kinds"),
    ),
}  # fmt: skip
"""Lists with their limit, where no rule of their own counts them."""
LISTED = {"seals": 15}
"""How long an element of a list of texts may be, where it is not 12."""
ELEMENT = 12
NOBODY = BillParty()
"""Whoever is not told."""


class Shape(msgspec.Struct, frozen=True):
    """What a struct is made of: its texts, codes, countries and numbers with their fields, and what it holds."""

    texts: tuple[tuple[str, Field], ...]
    codes: tuple[tuple[str, Field], ...]
    countries: tuple[tuple[str, Field], ...]
    amounts: tuple[tuple[str, Field], ...]
    inner: tuple[str, ...]
    read_texts: Callable[[Any], tuple[Any, ...]]
    read_amounts: Callable[[Any], tuple[Any, ...]]


def reader(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What reads these attributes at once; `attrgetter` of one gives no tuple, of none is refused."""
    if not names:
        return lambda value: ()
    get: Callable[[Any], Any] = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)


def field_of(kind: type[msgspec.Struct], name: str) -> Field | None:
    """The field of a struct, as `data/fields.csv` has it."""
    if issubclass(kind, Document):
        own = str(kind.__struct_config__.tag)
        for prefix in (own, "head", "people"):
            if f"{prefix}.{name}" in FIELDS:
                return FIELDS[f"{prefix}.{name}"]
        return None
    return FIELDS.get(f"{_PREFIX[kind]}.{name}")


def _shape(kind: type[msgspec.Struct]) -> Shape:
    found: dict[str, list[tuple[str, Field]]] = {"texts": [], "codes": [], "countries": [], "amounts": []}
    inner: list[str] = []
    for name in kind.__struct_fields__:
        field = field_of(kind, name)
        if field is None or field.kind in ("codes", "ports"):
            inner.append(name)
        elif field.kind in ("whole", "amount"):
            found["amounts"].append((name, field))
        elif field.kind not in ("day", "yes"):
            found["texts"].append((name, field))
            if field.kind == "country":
                found["countries"].append((name, field))
            elif field.list:
                found["codes"].append((name, field))
    return Shape(
        **{name: tuple(held) for name, held in found.items()}, inner=tuple(inner),
        read_texts=reader([name for name, _ in found["texts"]]),
        read_amounts=reader([name for name, _ in found["amounts"]]),
    )  # fmt: skip


SHAPES: Mapping[type[msgspec.Struct], Shape] = {kind: _shape(kind) for kind in (*KINDS.values(), *_PREFIX)}
