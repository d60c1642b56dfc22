"""Reading: AWMDS into the neutral documents, tolerantly, and every path that is not known is told.

Real files carry `<null/>` for nothing, blanks and line ends in values, and more elements than the description has.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from lxml import etree

from motcua.gateways.asycuda.domain.table import Spot, Stream, streams
from motcua.gateways.asycuda.domain.working import NATURES, settled
from motcua.kernel.words import Words
from motcua.manifests.domain import message as neutral
from motcua.manifests.domain.misread import Misread

MOST_BYTES = 10 << 20
MOST_ELEMENTS = 500_000
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:Awmds|Awbolds)[\s/>]")
_OPTIONS = {
    "resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False, "dtd_validation": False,
    "remove_comments": True, "remove_pis": True, "recover": False,
}  # fmt: skip


class Refused(msgspec.Struct, frozen=True):
    """Bytes that are no manifest: why, and where."""

    code: str
    message: Words
    line: int = 1
    column: int = 1


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a value stands: the path of its element, and the line."""

    xpath: str
    line: int


class Unknown(msgspec.Struct, frozen=True, gc=False):
    """An element that is not known here."""

    xpath: str
    line: int
    value: str


class Read(msgspec.Struct, frozen=True):
    """A document of a file. Where `misread` is not empty there is none."""

    kind: str
    document: neutral.Document | None
    misread: tuple[Misread, ...]
    places: Mapping[str, Place]
    unknown: tuple[Unknown, ...]
    reference: str = ""


def looks_like(raw: bytes) -> bool:
    """Whether bytes begin as a manifest of ASYCUDA."""
    return _ROOT.search(raw[:4096].replace(b"\0", b"")) is not None


def read(raw: bytes) -> Read | Refused:
    """The document of a file; nothing outside it is ever opened."""
    if len(raw) > MOST_BYTES:
        return Refused("AWM-E02", Words("Tệp quá lớn: tối đa 10 MB.", "The file is too large: 10 MB at most."))
    try:
        root = etree.fromstring(raw, etree.XMLParser(**_OPTIONS))  # noqa: S320 - no entities, no DTD, no network
    except etree.XMLSyntaxError as error:
        line, column = error.position or (1, 1)
        return Refused("AWM-E01", NOT_XML, max(line or 1, 1), max(column or 1, 1))
    except ValueError:
        return Refused("AWM-E01", NOT_XML)
    if root.getroottree().docinfo.internalDTD is not None:
        return Refused("AWM-E03", NO_DTD)
    stream = streams().get(_local(root.tag))
    if stream is None or _count(root) > MOST_ELEMENTS:
        return Refused("AWM-E04", NOT_AWMDS if stream is None else TOO_MANY, root.sourceline or 1)
    return _read(root, stream)


NOT_XML = Words("Tệp không phải là XML đúng cú pháp.", "The file is not well-formed XML.")
NO_DTD = Words("Tệp có khai báo DOCTYPE; hệ thống không nhận.", "The file declares a document type; that is not taken.")
NOT_AWMDS = Words("Tệp XML không phải là bản khai ASYCUDA (Awmds).", "The XML is no ASYCUDA manifest (Awmds).")
TOO_MANY = Words("Tệp có quá nhiều phần tử.", "The file has too many elements.")
_count = etree.XPath("count(//*)")


def _read(root: Any, stream: Stream) -> Read:
    reader = _Reader(direction(root))
    reader.element(root, stream.spots, (), reader.values, "", f"/{stream.root}")
    settled(reader.values, reader.direction)
    values = {**reader.values, "document": stream.kind, "direction": reader.direction}
    found = neutral.read(msgspec.json.encode(values))
    document, misread = (found, ()) if isinstance(found, neutral.Document) else (None, tuple(found))
    return Read(stream.kind, document, misread, reader.places, tuple(reader.unknown), str(values.get("reference", "")))


def direction(root: Any) -> str:
    """On exit if the bills say so, or there is a day of departure alone; else on entry."""
    natures = {(each.text or "").strip() for each in root.iter("{*}Bol_nature")}
    if natures:
        return "E" if natures == {NATURES["E"]} else "I"
    arrival, departure = ([each for each in root.iter(f"{{*}}{name}") if (each.text or "").strip()]
                          for name in ("Date_of_arrival", "Date_of_departure"))  # fmt: skip
    return "E" if departure and not arrival else "I"


def place_of(read: Read, path: str) -> Place | None:
    """Where a value stands, or what it is part of."""
    while path:
        if path in read.places:
            return read.places[path]
        path = path.rpartition("/")[0]
    return None


class _Reader:
    def __init__(self, way: str) -> None:
        self.direction = way
        self.values: dict[str, Any] = {}
        self.places: dict[str, Place] = {}
        self.unknown: list[Unknown] = []

    def element(
        self, element: Any, spots: list[Spot], above: tuple[str, ...], into: dict[str, Any], at: str, xpath: str
    ) -> None:  # fmt: skip
        """Read what stands in an element. `above` are the names since the list or part that `into` is."""
        counts: dict[str, int] = {}
        for child in element:
            name = _local(child.tag)
            if name == "null":
                continue
            counts[name] = counts.get(name, 0) + 1
            here, path = (*above, name), f"{xpath}/{name}" + (f"[{counts[name]}]" if counts[name] > 1 else "")
            spot = self._spot(spots, here)
            if spot is not None and spot.opens:
                self._open(child, spot, into, at, path)
            elif spot is not None:
                self._value(child, spot, into, at, path)
            elif any(each.path[: len(here)] == here for each in spots):
                self.element(child, spots, here, into, at, path)
            else:
                self.unknown += _leaves(child, path)

    def _spot(self, spots: list[Spot], here: tuple[str, ...]) -> Spot | None:
        return next((each for each in spots if each.path == here), None)

    def _open(self, child: Any, spot: Spot, into: dict[str, Any], at: str, path: str) -> None:
        if spot.many:
            rows = into.setdefault(spot.opens, [])
            rows.append({})
            inner, at = rows[-1], f"{at}/{spot.opens}/{len(rows) - 1}"
        else:
            inner, at = into.setdefault(spot.opens, {}), f"{at}/{spot.opens}"
        self.places[at] = Place(path, child.sourceline or 1)
        self.element(child, spot.inner, (), inner, at, path)

    def _value(self, child: Any, spot: Spot, into: dict[str, Any], at: str, path: str) -> None:
        text = _text(child, lines=spot.field == "%address")
        if not text or (spot.way and spot.way != self.direction) or into.get(spot.field):
            return
        self.places[f"{at}/{spot.field}"] = Place(path, child.sourceline or 1)
        whole = spot.field in _WHOLE and text.isascii() and text.isdigit() and len(text) < 10
        into[spot.field] = int(text) if whole else text


_WHOLE = ("packages", "transit_days", "days_under_way")


def _leaves(element: Any, path: str) -> Iterator[Unknown]:
    text = _text(element)
    if text:
        yield Unknown(path, element.sourceline or 1, text[:70])
    for child in element:
        if _local(child.tag) != "null":
            yield from _leaves(child, f"{path}/{_local(child.tag)}")


def _text(element: Any, *, lines: bool = False) -> str:
    text = element.text or ""
    if lines:
        return "\n".join(line.strip() for line in text.strip().splitlines())
    return " ".join(text.split())


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]
