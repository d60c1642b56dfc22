"""Rows of what stands in a document: bills, goods, containers, dangerous goods."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from motcua.manifests.domain.matching import fold
from motcua.manifests.domain.message import (
    ContainerList,
    DangerousGoods,
    Document,
    HouseBills,
    bills_of,
)
from motcua.manifests.domain.shapes import Bill, Container, Goods
from motcua.manifests.domain.sums import gross_e4, kilograms_e4, packages, weight_e4

Row = tuple[Any, ...]


class Content(NamedTuple):
    """The rows of a group, filled document after document; their places in the lists are their numbers."""

    bills: list[Row]
    goods: list[Row]
    boxes: list[Row]
    hazards: list[Row]


class Place(NamedTuple):
    """Whose rows they are."""

    leaf: int
    document: int
    version: int
    call: int


def fill(content: Content, message: Document, at: Place) -> None:
    """Add what stands in a document."""
    house = int(isinstance(message, HouseBills))
    for bill in bills_of(message):
        no = len(content.bills) + 1
        content.bills.append(_bill(bill, no, house, at))
        content.goods.extend(_goods(row, no, place, at.leaf) for place, row in enumerate(bill.goods, 1))
        for box in bill.containers:
            content.boxes.append(_box(box, len(content.boxes) + 1, no, at))
    if isinstance(message, ContainerList):
        content.boxes.extend(_unloaded(message, len(content.boxes), at))
    if isinstance(message, DangerousGoods):
        start = len(content.hazards)
        content.hazards.extend(
            (
                at.leaf, start + place, at.document, at.version, at.call, row.un_number, row.hazard_class,
                row.packages or 0, kilograms_e4(row.gross_weight),
            )
            for place, row in enumerate(message.goods, 1)
        )  # fmt: skip


def _bill(bill: Bill, no: int, house: int, at: Place) -> Row:
    first = bill.goods[0] if bill.goods else Goods()
    return (
        at.leaf, no, at.document, at.version, at.call, house, bill.number, fold(bill.number), bill.master,
        bill.loading_port, bill.discharge_port, bill.consignor.name, bill.consignee.code, bill.consignee.name,
        bill.transit, first.description, packages(bill), first.package_unit, gross_e4(bill),
    )  # fmt: skip


def _goods(row: Goods, bill: int, no: int, leaf: int) -> Row:
    return (
        leaf, bill, no, row.description, row.heading, row.packages or 0, row.package_unit, weight_e4(row),
        kilograms_e4(row.net_weight, row.net_unit), row.origin,
    )  # fmt: skip


def _box(box: Container, no: int, bill: int, at: Place) -> Row:
    return (
        at.leaf, no, bill, at.document, at.version, at.call, box.number, " ".join(box.seals), box.status, box.size,
        box.type, box.delivery, box.stuffing, 0,
    )  # fmt: skip


def _unloaded(message: ContainerList, start: int, at: Place) -> Iterator[Row]:
    for place, box in enumerate(message.containers, start + 1):
        yield (
            at.leaf, place, 0, at.document, at.version, at.call, box.number, "", box.status, box.size, box.type, "",
            "", box.stay_days or 0,
        )  # fmt: skip
