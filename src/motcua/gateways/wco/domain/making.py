"""Making: the elements that the fields of a declaration give, and those that we write around them of ourselves."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from motcua.declarations.domain.message import Declaration, Item, Kept
from motcua.gateways.wco.domain.made import Made
from motcua.gateways.wco.domain.plan import Field, Place, Step, plan
from motcua.gateways.wco.domain.shapes import Shape, clean, stated
from motcua.gateways.wco.domain.statements import chunks, encoded, order, statement_code
from motcua.gateways.wco.domain.tables import ITEM

ITEM_NAME = ITEM.rpartition("/")[2]
_PARENT = ITEM.partition("/")[0]


def make(declaration: Declaration) -> Made:
    """The declaration as elements: what its fields give, nothing else.

    Goods items first: some of what is said of the whole stands at the values of the first.
    """
    fields = plan(declaration.direction)
    root = Made("Declaration")
    if declaration.items:
        parent = root.child(_PARENT)
        for number in range(1, len(declaration.items) + 1):
            parent.child(ITEM_NAME, (0, number))
    for number, item in enumerate(declaration.items, start=1):
        made = root.child(_PARENT).child(ITEM_NAME, (0, number))
        _Writer(root, made, declaration.direction, items=True).fields(item, fields.item)
    _Writer(root, root, declaration.direction, items=False).fields(declaration, fields.head)
    return root


class _Writer:
    """Writes the fields of the declaration, or of one goods item, below `made`."""

    def __init__(self, root: Made, made: Made, direction: str, *, items: bool) -> None:
        self.root = root
        self.made = made
        self.direction = direction
        self.items = items
        parent = root.find(_PARENT)
        self.items_there = parent is not None and bool(parent.given(ITEM_NAME))

    def fields(self, source: Declaration | Item, fields: Sequence[Field]) -> None:
        lists: dict[str, list[Field]] = {}
        for field in fields:
            if field.list_:
                lists.setdefault(field.list_, []).append(field)
            elif (value := getattr(source, field.name)) not in ("", None):
                self._field(field, value)
        for name, parts in lists.items():
            if rows := getattr(source, name):
                self._list(name, parts, rows)

    def _field(self, field: Field, value: object) -> None:
        if not any(self._put(place, value, ()) for place in field.places):
            self._state(statement_code(field), chunks(stated(field.kind, value)))

    def _list(self, name: str, parts: Sequence[Field], rows: Sequence[Any]) -> None:
        if name == "foreign_address":
            self._lines(parts, rows)
        elif all(self._shows(parts, row) for row in rows) and len(rows) < 10_000:
            for number, row in enumerate(rows, start=1):
                self._row(parts, row, number)
        else:
            self._state(parts[0].statement, encoded(msgspec.json.encode(rows).decode()))

    def _shows(self, parts: Sequence[Field], row: Any) -> bool:
        """Whether a row leaves an element, so that its number can be told from the message."""
        placed = [place for field in parts for place in field.places]
        if any(step.marker for place in placed for step in place.steps if step.rows):
            return True
        if not placed:
            return any(_part(row, field) not in ("", None) for field in parts)
        return any(_fits(place, _part(row, field)) for field in parts for place in field.places if not place.attribute)

    def _row(self, parts: Sequence[Field], row: Any, number: int) -> None:
        for field in parts:
            for place in field.places[:1]:
                if any(step.marker for step in place.steps):
                    self._reach(place.steps[:-1], (number,))
        for field in parts:
            value = _part(row, field)
            if value in ("", None) and field.part:
                continue
            if not any(self._put(place, value, (number,)) for place in field.places):
                text = stated(field.kind, value)
                self._state(statement_code(field, number), chunks(text) if text else ()) if text else None

    def _lines(self, parts: Sequence[Field], lines: Sequence[str]) -> None:
        """Lines of the foreign address that have a place of their own, the others as statements."""
        if len(lines) >= 10_000:
            self._state(parts[0].statement, encoded(msgspec.json.encode(lines).decode()))
            return
        placed = {field.position: field.places for field in parts}
        for position, line in enumerate(lines, start=1):
            if line and any(self._put(place, line, ()) for place in placed.get(position, ())):
                continue
            if line or position == len(lines):
                self._state(f"{parts[0].statement}.{position}", chunks(line) if clean(line) else encoded(line))

    def _put(self, place: Place, value: object, row: tuple[int, ...]) -> bool:
        """Write a value at a place; false where it does not fit."""
        text = place.shape.write(value)
        if text is None or text in place.others:
            return False
        if place.attribute:
            held = self._reach(place.steps, row, make=False)
            if held is None or held.shape is None or place.attribute in held.attributes:
                return False
            held.attributes[place.attribute] = text
            return True
        held = self._reach(place.steps, row)
        if held is None:
            return False
        held.text, held.value, held.shape = text, value, place.shape
        if place.shape.moment:
            held.attributes["formatCode"] = "102"
        return True

    def _reach(self, steps: Sequence[Step], row: tuple[int, ...], *, make: bool = True) -> Made | None:
        made = self.made
        if len(steps) > 1 and steps[1].name == ITEM_NAME and not self.items_there:
            return None
        for step in steps:
            rank: tuple[int, ...] = ()
            if step.name == ITEM_NAME:
                rank = (0, 1)
            elif step.rank >= 0:
                rank = (step.rank, *(row if step.rows else (0,)))
            below = made.find(step.name, rank)
            if below is None:
                if not make:
                    return None
                below = made.child(step.name, rank)
                if step.marker:
                    below.child(step.marker).text = step.value
                    below.child(step.marker).marks = step.values
            made = below
        return made

    def _state(self, code: str, pieces: Sequence[tuple[str, str]]) -> None:
        place = order(code, self.direction, items=self.items)
        for number, (kind, text) in enumerate(pieces):
            made = self.made.child("AdditionalInformation", (*place, number))
            made.child("StatementCode").text = code
            made.child("StatementDescription").text = text
            made.child("StatementTypeCode").text = kind


def _part(row: Any, field: Field) -> Any:
    return getattr(row, field.part) if field.part else row


def _fits(place: Place, value: object) -> bool:
    return value not in ("", None) and (text := place.shape.write(value)) is not None and text not in place.others


WRAPPER = (
    ("WCODataModelVersionCode", "3.6"), ("WCOTypeName", "DEC"), ("ResponsibleCountryCode", "VN"),
    ("ResponsibleAgencyName", "Hải quan Việt Nam"), ("AgencyAssignedCustomizationVersionCode", "1.0"),
)  # fmt: skip
"""What the MetaData around our declarations says."""


def defaults(declaration: Declaration) -> Iterator[Kept]:
    """What we write around the fields: wrapper, function, counts, numbers, and on each item what all share."""
    for name, text in WRAPPER:
        yield Kept(f"/MetaData/{name}", text)
    yield Kept("/Declaration/FunctionCode", "9")
    if declaration.items:
        yield Kept("/Declaration/GoodsItemQuantity", str(len(declaration.items)))
    for number in range(1, _listed(declaration) + 1):
        at = f"/Declaration/{_PARENT}/Consignment/TransportEquipment[{number}={number}]"
        yield Kept(f"{at}/SequenceNumeric", str(number))
    shared = [(path, _shared(declaration, name)) for path, name in _SHARED]
    for number, item in enumerate(declaration.items, start=1):
        at = f"/Declaration/{ITEM}[{number}={number}]"
        yield Kept(f"{at}/SequenceNumeric", str(number))
        if number > 1:
            yield from (Kept(f"{at}/{path}", text) for path, text in shared if text)
        yield from _line_currency(declaration, item, number, at)


_SHARED = (("GovernmentProcedure[1]/CurrentCode", "procedure"), ("CustomsValuation/MethodCode", "valuation_code"))


def _listed(declaration: Declaration) -> int:
    """How many containers have an element of their own: all, or none."""
    if not declaration.containers:
        return 0
    place = _head(declaration.direction)["containers[]"].places[0]
    return len(declaration.containers) if all(_fits(place, each) for each in declaration.containers) else 0


def _shared(declaration: Declaration, name: str) -> str | None:
    value = getattr(declaration, name)
    return _head(declaration.direction)[name].places[0].shape.write(value) if value else None


@cache
def _head(direction: str) -> Mapping[str, Field]:
    return {field.name: field for field in plan(direction).head}


def _line_currency(declaration: Declaration, item: Item, number: int, at: str) -> Iterator[Kept]:
    """The currency on an item's value, where a field does not stand there."""
    value, currency, total = _line_shapes(declaration.direction)
    told = value.write(item.invoice_value)
    code = currency.write(declaration.currency)
    if told is None or code is None or (number == 1 and total.write(declaration.invoice_total) is None):
        return
    yield Kept(f"{at}/Commodity/InvoiceLine/ItemChargeAmount", told, (("currencyID", code),))


@cache
def _line_shapes(direction: str) -> tuple[Shape, Shape, Shape]:
    head = _head(direction)
    item = {field.name: field for field in plan(direction).item}
    return tuple(field.places[0].shape for field in (item["invoice_value"], head["currency"], head["invoice_total"]))  # type: ignore[return-value]
