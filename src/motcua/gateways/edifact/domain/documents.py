"""Documents: messages as what carriers announce, and back.

Containers stand once in the message, as equipment, and are named by the goods that are in them; in a document each
bill has its own. A consignment of several bills is taken as so many.
"""

from collections.abc import Mapping
from typing import Any, get_args

import msgspec

from motcua.gateways.edifact.domain.cutting import Segment
from motcua.gateways.edifact.domain.envelopes import part
from motcua.gateways.edifact.domain.filling import Filled, Place, fill
from motcua.gateways.edifact.domain.framing import Message
from motcua.gateways.edifact.domain.mapping import kind_of, mappings
from motcua.gateways.edifact.domain.matching import Branch, Segmented, tree
from motcua.gateways.edifact.domain.pouring import pour
from motcua.manifests.domain import message as neutral
from motcua.manifests.domain.misread import Misread

ORIGINAL, CHANGE, CANCEL, REPLACE = "9", "4", "1", "5"
MOST_IN_GOODS = 99
"""Containers that one goods row can name."""


class Read(msgspec.Struct, frozen=True):
    """A document of a message. Where `misread` is not empty there is none. `kept` is what had no place in it."""

    kind: str
    function: str
    document: neutral.Document | None
    misread: tuple[Misread, ...]
    places: Mapping[str, Place]
    kept: tuple[Segmented, ...]
    reference: str = ""


def understand(message: Message, places: list[int]) -> Read:
    """The document of a message whose segments were matched; KeyError if it is of a type that has none."""
    bgm = next((each for each in message.segments if each[0][0] == "BGM"), (("BGM",),))
    mapped = mappings()[kind_of(message.type, part(bgm, 1))]
    root, strange = tree(message, places)
    filled = fill(_each_bill(root), mapped.plan)
    values, gone = _settled(filled)
    values["document"] = mapped.kind
    found = neutral.read(msgspec.json.encode(_typed(values, neutral.KINDS[mapped.kind])))
    document, misread = (found, ()) if isinstance(found, neutral.Document) else (None, tuple(found))
    kept = (*filled.kept, *strange, *gone)
    return Read(mapped.kind, filled.function, document, misread, filled.places, kept, part(bgm, 2))


def place_of(read: Read, path: str) -> Place | None:
    """Where a value stands, or what it is part of."""
    while path:
        if path in read.places:
            return read.places[path]
        path = path.rpartition("/")[0]
    return None


def body(document: neutral.Document, function: str = ORIGINAL) -> list[Segment]:
    """The segments of a document between UNH and UNT; KeyError if its kind has no message."""
    values = msgspec.to_builtins(document, builtin_types=())
    values.setdefault("direction", document.direction)
    return pour(_equipped(values), mappings()[neutral.kind_of(document)], function)


def identifier(kind: str) -> tuple[str, str, str, str]:
    """S009 of the message that a kind of document is written as."""
    mapped = mappings()[kind]
    return mapped.type, "D", mapped.release, "UN"


def _each_bill(root: Branch) -> Branch:
    """The same message with a consignment for each of its bills."""
    parts: list[Segmented | Branch] = []
    for each in root.parts:
        bills = each.branches("8") if isinstance(each, Branch) and each.group == "7" else []
        if isinstance(each, Branch) and len(bills) > 1:
            shared = [part for part in each.parts if part not in bills]
            parts += [Branch("7", [*shared, bill]) for bill in bills]
        else:
            parts.append(each)
    return Branch(root.group, parts)


def _settled(filled: Filled) -> tuple[dict[str, Any], list[Segmented]]:
    """Containers to their bills; numbers that only count are left out."""
    values = filled.values
    rows = values.pop("%equipment", [])
    equipment = {row.get("number", ""): row for row in reversed(rows)}
    used: set[str] = set()
    for bill in values.get("bills", ()):
        bill.pop("#", None)
        named: dict[str, None] = {}
        for row in bill.get("goods", ()):
            named |= dict.fromkeys(row.pop("%containers", ()))
        if named:
            bill["containers"] = [equipment.get(number, {"number": number}) for number in named]
        if "goods" in bill:
            bill["goods"] = [row for row in bill["goods"] if row.pop("#", "") != "0" or row]
        used |= named.keys()
    lost = [filled.places[f"/%equipment/{at}"] for at, row in enumerate(rows) if row.get("number", "") not in used]
    return values, [Segmented(place.segment, (("EQD",),)) for place in lost]


def _equipped(values: dict[str, Any]) -> dict[str, Any]:
    """The same with equipment, and bills whose goods name it."""
    equipment: dict[str, Any] = {}
    for bill in values.get("bills", ()):
        held = bill.get("containers", [])
        for row in held:
            equipment.setdefault(row.get("number", ""), row)
        numbers = [row.get("number", "") for row in held]
        goods = list(bill.get("goods", ()))
        needed = max(1, -(-len(numbers) // MOST_IN_GOODS))
        goods += [{"%none": True} for _ in range(needed - len(goods))]
        parts = [numbers[start : start + MOST_IN_GOODS] for start in range(0, len(numbers), MOST_IN_GOODS)]
        parts += [[] for _ in range(len(goods) - len(parts))]
        bill["goods"] = [{**row, "%containers": named} for row, named in zip(goods, parts, strict=True)]
    return {**values, "%equipment": list(equipment.values())}


_Types = Mapping[type[msgspec.Struct], Mapping[str, tuple[str, Any]]]


def _learn() -> _Types:
    """For each struct of the documents, which of its fields are whole numbers, yes or no, or structs."""
    learned: dict[type[msgspec.Struct], dict[str, tuple[str, Any]]] = {}
    waiting: list[type[msgspec.Struct]] = list(neutral.KINDS.values())
    while waiting:
        kind = waiting.pop()
        if kind in learned:
            continue
        fields = learned[kind] = {}
        for field in msgspec.structs.fields(kind):
            options = (field.type, *get_args(field.type))
            inner = [each for each in options if isinstance(each, type) and issubclass(each, msgspec.Struct)]
            if inner:
                fields[field.name] = "struct", inner[0]
                waiting.append(inner[0])
            elif bool in options or int in options:
                fields[field.name] = ("yes" if bool in options else "whole"), None
    return learned


_TYPES = _learn()


def _typed(values: Mapping[str, Any], kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {name: _value(value, *_TYPES[kind].get(name, ("", None))) for name, value in values.items()}


def _value(value: Any, what: str, inner: Any) -> Any:
    if what == "struct":
        return [_typed(each, inner) for each in value] if isinstance(value, list) else _typed(value, inner)
    if what == "whole" and value.isascii() and value.isdigit() and len(value) <= 18:  # noqa: PLR2004
        return int(value)
    return value == "1" if what == "yes" and value in ("0", "1") else value
