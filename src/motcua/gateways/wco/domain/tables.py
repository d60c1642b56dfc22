"""The tables of this gateway: the elements of a declaration, where our fields stand in it, kinds of messages."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from motcua.kernel.words import Words

_DATA = Path(__file__).parent.parent / "data"

DECLARATION = "urn:wco:datamodel:WCO:DEC-DMS:2"
RESPONSE = "urn:wco:datamodel:WCO:RES-DMS:2"
METADATA = "urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"
DECLARATION_TYPES = "urn:wco:datamodel:WCO:Declaration_DS:DMS:2"
RESPONSE_TYPES = "urn:wco:datamodel:WCO:Response_DS:DMS:2"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

ITEM = "GoodsShipment/GovernmentAgencyGoodsItem"
"""The element of a goods item, below the declaration."""


class Element(msgspec.Struct, frozen=True):
    """An element of the WCO declaration. `most` is 0 where it may repeat without end.

    `format` is the model's: `an..35`, `a2`, `n..16,3`. `code` is the section (42A) of a class, the tag (D013)
    of a value; empty where it is not known. `place` is its place among its siblings.
    """

    path: str
    most: int
    kind: str
    format: str
    code: str
    place: int


class Mapped(msgspec.Struct, frozen=True):
    """Where a field stands. `path` is below the declaration, or the goods item; empty: only in a statement."""

    field: str
    direction: str
    statement: str
    path: str
    note: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def elements() -> Mapping[str, Element]:
    """All elements by path, such as `Declaration/GoodsShipment/Importer`, in the order of the schema."""
    return {
        row["path"]: Element(
            row["path"], 0 if row["most"] == "*" else int(row["most"]), row["kind"], row["format"], row["id"], place
        )
        for place, row in enumerate(_rows("elements.csv"))
    }


@cache
def mapping() -> tuple[Mapped, ...]:
    """Every field of the neutral declaration and where it is written, in the order of writing."""
    return tuple(
        Mapped(row["field"], row["direction"], row["statement"], row["path"], row["note"])
        for row in _rows("mapping.csv")
    )


@cache
def kinds() -> Mapping[tuple[str, str], tuple[str, Words]]:
    """What kind of message a function and a type make; an empty one stands for any."""
    return {
        (row["function"], row["type"]): (row["kind"], Words(row["vi"], row["en"])) for row in _rows("kinds.csv")
    }  # fmt: skip
