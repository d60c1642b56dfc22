"""The mapping made ready: a tree of elements to read by, and a list of places to write by, per direction."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from motcua.declarations.domain.message import Declaration
from motcua.gateways.wco.domain.shapes import Shape, shape
from motcua.gateways.wco.domain.tables import DECLARATION, DECLARATION_TYPES, ITEM, elements, mapping

_STEP = re.compile(r"(\w+)(?:\[(\w+)=([\w|]+)\])?")


class Node:
    """An element as the reader meets it. `slot` names the field that it gives; `head`: one of the declaration's,
    although it stands in a goods item."""

    __slots__ = (
        "attributes", "children", "head", "label", "many", "marked", "name", "selectors", "shape", "slot",
        "stated",
    )  # fmt: skip

    def __init__(self, name: str, *, many: bool = False) -> None:
        self.name = name
        self.many = many
        self.children: dict[str, Node] = {}
        self.selectors: list[Selector] = []
        self.attributes: dict[str, tuple[str, Shape, bool]] = {}
        self.slot = ""
        self.label = ""
        """The end of the JSON path of what is read here."""
        self.shape: Shape | None = None
        self.head = False
        self.stated = name == "AdditionalInformation" and many
        """Whether statements of ours may stand here."""
        self.marked: tuple[str, ...] = ()

    @property
    def gives(self) -> bool:
        """Whether occurrences of it may hold what fields give."""
        return bool(self.selectors) or self.stated


class Selector:
    """Which occurrences of a repeated element are ours, and what they hold. `rows`: every one, as a list's row."""

    __slots__ = ("always", "first", "marker", "node", "rows", "values")

    def __init__(self, marker: str, values: tuple[str, ...], rows: str, node: Node) -> None:
        self.marker = marker
        self.values = values
        self.rows = rows
        self.node = node
        self.always = bool(rows and marker) or rows == "items"
        """Whether an occurrence that tells nothing else is a row."""
        self.first = node
        """What the first occurrence holds, where it holds more than the others."""


class Step(msgspec.Struct, frozen=True):
    """A step down when writing. `rank` orders the occurrences of a repeated element, `marker` tells them apart."""

    name: str
    rank: int = -1
    marker: str = ""
    values: tuple[str, ...] = ()
    rows: bool = False

    @property
    def value(self) -> str:
        """What we write at the marker."""
        return self.values[0]


class Place(msgspec.Struct, frozen=True):
    """Where a field is written: the steps from its element (the declaration, or the goods item)."""

    steps: tuple[Step, ...]
    attribute: str
    shape: Shape
    path: str
    others: frozenset[str]
    """What may not stand here, because it would name another kind of row."""


class Field(msgspec.Struct, frozen=True):
    """A field with all its places. `list_` is the field of the list it stands in, `part` its name in a row."""

    name: str
    list_: str
    part: str
    position: int
    kind: str
    statement: str
    places: tuple[Place, ...]


class Plan(msgspec.Struct, frozen=True):
    """All that reading and writing one direction needs."""

    root: Node
    head: tuple[Field, ...]
    item: tuple[Field, ...]


@cache
def plan(direction: str) -> Plan:
    """The plan of imports or exports."""
    tree = _Tree()
    head, item = tree.fields(direction, items=False), tree.fields(direction, items=True)
    return Plan(tree.root, head, item)


class _Tree:
    """The reader's tree and the writer's places, made together so that ranks agree."""

    def __init__(self) -> None:
        self.root = _schema("Declaration")
        goods = _node(self.root, ITEM)
        rest, first = _schema(f"Declaration/{ITEM}"), _schema(f"Declaration/{ITEM}")
        self.items = Selector("", (), "items", rest)
        self.items.first = first
        goods.selectors.append(self.items)

    def fields(self, direction: str, *, items: bool) -> tuple[Field, ...]:
        found: dict[str, Field] = {}
        for row in mapping():
            if row.field.startswith("items[]") != items or row.direction not in ("", direction):
                continue
            name = row.field.removeprefix("items[].")
            list_, part, position = _parts(name)
            kind = kind_of(list_ or part, part if list_ else "", items=items)
            places = (self._place(row.path, name, list_, part, kind, items=items),) if row.path else ()
            before = found.get(name)
            found[name] = Field(
                name, list_, part, position, kind, row.statement, (before.places if before else ()) + places
            )
        return tuple(found.values())

    def _place(self, path: str, name: str, list_: str, part: str, kind: str, *, items: bool) -> Place:
        path, _, attribute = path.partition("@")
        base = f"Declaration/{ITEM}" if items else "Declaration"
        roots = (self.items.node, self.items.first) if items else (self.root,)
        rows = list_ if list_ and not _is_position(name) else ""
        slot = part if rows else name
        steps: tuple[Step, ...] = ()
        others: frozenset[str] = frozenset()
        for root in roots:
            steps, others = self._claim(root, base, path, attribute, slot, rows, kind)
        form = _form(f"{base}/{_bare(path)}", attribute)
        return Place(steps, attribute, shape(kind, form), f"{base}/{path}", others)

    def _claim(
        self, node: Node, base: str, path: str, attribute: str, slot: str, rows: str, kind: str
    ) -> tuple[tuple[Step, ...], frozenset[str]]:
        steps = []
        head = False
        others: frozenset[str] = frozenset()
        leaf = path.rpartition("/")[2]
        for text in path.removesuffix("/DateTimeString").split("/"):
            name, marker, values = _STEP.fullmatch(text).groups("")  # type: ignore[union-attr]
            node, base = node.children[name], f"{base}/{name}"
            if base == f"Declaration/{ITEM}":
                node, head = self.items.first, True
                steps.append(Step(name))
            elif node.many:
                others = frozenset(v for s in node.selectors if not marker and s.marker == leaf for v in s.values)
                node, step = _select(node, base, name, marker, tuple(values.split("|")), rows)
                steps.append(step)
            else:
                steps.append(Step(name))
        if path.endswith("/DateTimeString"):
            node = node.children["DateTimeString"]
            steps.append(Step("DateTimeString"))
        _settle(node, attribute, slot, shape(kind, _form(base, attribute)), head=head)
        return tuple(steps), others


def _form(base: str, attribute: str) -> str:
    return {"currencyID": "A3", "unitCode": "an..5"}.get(attribute, elements()[base].format)


def _settle(node: Node, attribute: str, slot: str, shape_: Shape, *, head: bool) -> None:
    if attribute:
        node.attributes[attribute] = (slot, shape_, head)
    else:
        node.slot, node.shape, node.head = slot or WHOLE_ROW, shape_, head
        list_, dot, position = slot.partition(".")
        node.label = f"{list_}/{int(position) - 1}" if dot else slot


WHOLE_ROW = "#"
"""The slot of a list whose rows are plain texts."""


def _select(node: Node, base: str, name: str, marker: str, values: tuple[str, ...], rows: str) -> tuple[Node, Step]:
    for rank, selector in enumerate(node.selectors):
        if (selector.marker, selector.values if marker else (), selector.rows) == (
            marker, values if marker else (), rows,
        ):  # fmt: skip
            return selector.node, Step(name, rank, marker, selector.values, bool(rows))
    below = _schema(base)
    if marker:
        below.children[marker].marked = values
    node.selectors.append(Selector(marker, values if marker else (), rows, below))
    return below, Step(name, len(node.selectors) - 1, marker, values if marker else (), bool(rows))


def _schema(path: str) -> Node:
    """The tree of elements below a path, without fields."""
    element = elements()[path]
    node = Node(path.rpartition("/")[2], many=element.most != 1)
    if element.kind == "moment":
        _adopt(node, Node("DateTimeString"), DECLARATION_TYPES)
    for below in _children().get(path, ()):
        _adopt(node, _schema(below), DECLARATION)
    return node


def _adopt(node: Node, child: Node, namespace: str) -> None:
    node.children[child.name] = node.children[f"{{{namespace}}}{child.name}"] = child


@cache
def _children() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for path in elements():
        found.setdefault(path.rpartition("/")[0], []).append(path)
    return {path: tuple(below) for path, below in found.items()}


def _node(root: Node, path: str) -> Node:
    for name in path.split("/"):
        root = root.children[name]
    return root


def _bare(path: str) -> str:
    return re.sub(r"\[[^\]]*\]", "", path).removesuffix("/DateTimeString")


def _is_position(name: str) -> bool:
    return name.rpartition(".")[2].isdecimal()


def _parts(name: str) -> tuple[str, str, int]:
    """List, part of its row, position: `licences[].kind`, `bills[]`, `foreign_address.3`, `office`."""
    if _is_position(name):
        list_, _, position = name.rpartition(".")
        return list_, "", int(position)
    list_, bracket, part = name.partition("[]")
    return (list_, part.lstrip("."), 0) if bracket else ("", name, 0)


_KINDS: Mapping[Any, str] = {int: "whole", Decimal: "amount", date: "day", str: "text"}


@cache
def types(struct: type[msgspec.Struct]) -> Mapping[str, Any]:
    """The type of each field of a struct."""
    return {field.name: field.type for field in msgspec.structs.fields(struct)}


def list_of(field: str, *, items: bool) -> Any:
    """The type of a list of the declaration or the goods item."""
    struct = types(Declaration)["items"].__args__[0] if items else Declaration
    return types(struct)[field]


def row_of(field: str, *, items: bool) -> Any:
    """What stands in such a list: a struct, or a plain type."""
    return list_of(field, items=items).__args__[0]


@cache
def kind_of(field: str, part: str, *, items: bool) -> str:
    """The kind of a field: text, whole, amount, day or direction; of a list's row if `part` is named."""
    struct = types(Declaration)["items"].__args__[0] if items else Declaration
    kind = types(struct)[field]
    if getattr(kind, "__origin__", None) is tuple:
        kind = kind.__args__[0]
        if part:
            kind = types(kind)[part]
    if field == "direction":
        return "direction"
    return next((_KINDS[each] for each in (kind, *getattr(kind, "__args__", ())) if each in _KINDS), "text")
