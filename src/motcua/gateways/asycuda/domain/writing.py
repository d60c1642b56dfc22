"""Writing: documents as AWMDS, and what is answered to one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from lxml import etree

from motcua.gateways.asycuda.domain.table import Spot, streams
from motcua.gateways.asycuda.domain.working import worked
from motcua.kernel.words import Words
from motcua.manifests.domain import message as neutral

KINDS = {"cargo": "Awmds", "house": "Awbolds"}


class Told(msgspec.Struct, frozen=True):
    """One thing that is wrong, or is to be noted: code, path of the element, line, what and where."""

    code: str
    xpath: str
    line: int
    value: str
    words: Words
    refuses: bool = True


def write(document: neutral.Document) -> bytes:
    """The file of a cargo manifest or of house bills; KeyError for another kind."""
    stream = streams()[KINDS[neutral.kind_of(document)]]
    way = document.direction or "I"
    values = worked(msgspec.to_builtins(document, builtin_types=()), way)
    root = etree.Element(stream.root)
    _fill(root, stream.spots, values, way)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def answer(kind: str, reference: str, number: str, call: str, faults: Iterable[Told]) -> bytes:
    """What is answered: our own small document, since AWMDS has none."""
    told = list(faults)
    root = etree.Element("Awmds_response")
    refused = any(each.refuses for each in told) or not number
    for name, value in (
        ("Result", "rejected" if refused else "accepted"), ("Document", kind), ("Reference_number", reference),
        ("Registration_number", number), ("Call_number", call),
    ):  # fmt: skip
        if value:
            etree.SubElement(root, name).text = _plain(value)
    for each in told:
        _told(etree.SubElement(root, "Error" if each.refuses else "Note"), each)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _told(element: Any, each: Told) -> None:
    for name, value in (("Code", each.code), ("Path", each.xpath), ("Line", str(each.line)), ("Value", each.value)):
        if value and value != "0":
            etree.SubElement(element, name).text = _plain(value)
    for language in ("vi", "en"):
        text = etree.SubElement(element, "Message", language=language)
        text.text = _plain(each.words.in_language(language))


def _fill(parent: Any, spots: Sequence[Spot], values: Mapping[str, Any], way: str) -> None:
    made: dict[tuple[str, ...], Any] = {}
    done: set[str] = set()
    for spot in spots:
        if spot.opens:
            held = values.get(spot.opens) or ()
            for row in held if spot.many else (held,):
                if isinstance(row, Mapping) and (row or spot.many):
                    _fill(_under(parent, spot.path, made, fresh=True), spot.inner, row, way)
        elif not spot.way or spot.way == way:
            value = values.get(spot.field)
            if value not in (None, "") and spot.field not in done:
                done.add(spot.field)
                _under(parent, spot.path, made, fresh=True).text = _plain(str(value), lines=spot.field == "%address")


def _under(parent: Any, path: tuple[str, ...], made: dict[tuple[str, ...], Any], *, fresh: bool) -> Any:
    """The element at a path; those on the way are made once, itself each time."""
    if len(path) > 1:
        way = path[:-1]
        parent = made[way] if way in made else made.setdefault(way, _under(parent, way, made, fresh=False))
    element = etree.SubElement(parent, path[-1])
    if not fresh:
        made[path] = element
    return element


def _plain(text: str, *, lines: bool = False) -> str:
    """A text that XML can hold: no control characters, one line unless lines are meant."""
    parts = text.splitlines() if lines else [" ".join(text.split())]
    return "\n".join("".join([c for c in part if " " <= c < "\ud800" or c >= "\ue000"]) for part in parts)
