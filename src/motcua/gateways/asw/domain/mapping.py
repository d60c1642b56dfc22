"""The boxes of form D and the fields of the neutral certificate: one table, read in both directions."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

import msgspec
from lxml import etree

from motcua.gateways.asw.domain import documents
from motcua.origin.domain.answer import Answer
from motcua.origin.domain.certificate import Certificate

T = TypeVar("T")


class Box(NamedTuple):
    """An element and the field that it holds. `inner`: it has elements of its own; `many`: it may repeat."""

    element: str
    field: str
    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str
    inner: "tuple[Box, ...]" = ()
    many: bool = False


for _kind in (Certificate, Answer):  # worked out now: two threads at once would end the process (kernel.reading)
    msgspec.json.Decoder(_kind)


def _number(value: Decimal) -> str:
    return format(value, "f")


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _day(field: str, element: str) -> Box:
    return Box(element, field, date.isoformat, date.fromisoformat)


def _decimal(element: str, field: str, *, many: bool = False) -> Box:
    return Box(element, field, _number, Decimal, many=many)


def _whole(element: str, field: str) -> Box:
    return Box(element, field, str, int)


TRADER = (Box("Name", "name"), Box("Address", "address"), Box("Country", "country"), Box("Code", "code"))
CERTIFICATION = (Box("Authority", "authority"), Box("Place", "place"), _day("issued_on", "Date"))
TRANSPORT = (
    Box("Mode", "mode"), Box("Vessel", "vessel"), Box("Voyage", "voyage"), _day("departed_on", "DepartureDate"),
    Box("PortOfLoading", "loading_place"), Box("PortOfDischarge", "discharge_place"),
    Box("Transit", "transit", many=True), Box("ThroughDocument", "through"),
)  # fmt: skip
ITEM = (
    _whole("ItemNumber", "no"), Box("Marks", "marks"), _whole("Packages", "packages"),
    Box("PackageUnit", "package_unit"), Box("Description", "description"), Box("HSCode", "hs_code"),
    Box("OriginCriterion", "criterion"), _decimal("RegionalValueContent", "rvc"), _decimal("Quantity", "quantity"),
    Box("QuantityUnit", "unit"), _decimal("GrossWeight", "gross_weight"), Box("WeightUnit", "weight_unit"),
    _decimal("FOBValue", "fob"), Box("FOBCurrency", "fob_currency"), Box("OriginCountry", "origin"),
    Box("InvoiceNumber", "invoice"),
)  # fmt: skip
INVOICE = (Box("Number", "number"), _day("on", "Date"))
ORIGINAL = (
    Box("Reference", "reference"), Box("IssuingCountry", "country"), _day("issued_on", "Date"),
    _day("valid_until", "ValidUntil"), _decimal("Quantity", "quantities", many=True),
)  # fmt: skip
USE = (
    _whole("ItemNumber", "line"), _decimal("Quantity", "quantity"), Box("QuantityUnit", "unit"),
    _decimal("Remaining", "remaining"), Box("Declaration", "declaration"), _day("on", "Date"),
)  # fmt: skip
BOXES: Mapping[type, tuple[Box, ...]] = {
    Certificate: (
        Box("Form", "form"), Box("Reference", "reference"), Box("IssuingCountry", "country"),
        Box("ImportingCountry", "partner"), Box("Certification", "", inner=CERTIFICATION),
        Box("Exporter", "exporter", inner=TRADER),
        Box("Consignee", "consignee", inner=TRADER), Box("MeansOfTransport", "", inner=TRANSPORT),
        Box("Item", "lines", inner=ITEM, many=True),
        Box("Invoice", "invoices", inner=INVOICE, many=True), Box("Tick", "flags", many=True),
        Box("ThirdParty", "third_party", inner=TRADER),
        Box("Original", "original", inner=ORIGINAL), Box("Replaces", "replaces"),
        Box("CopyOf", "copy_of"), Box("Remarks", "remarks"),
    ),
    Answer: (
        Box("Kind", "kind"), Box("Reference", "reference"), Box("IssuingCountry", "country"),
        Box("At", "at", _moment, datetime.fromisoformat), Box("Reason", "reason"), Box("Note", "note"),
        Box("Regards", "regards"), Box("Use", "uses", inner=USE, many=True),
    ),
    documents.Void: (Box("Message", "message"), Box("Reason", "reason")),
}  # fmt: skip


def told(document: msgspec.Struct) -> list[tuple[str, Any]]:
    """Elements and their texts, or what they hold in turn, in the order of the schema. Absent fields are left out."""
    return list(_elements(document, BOXES[type(document)]))


def _elements(value: msgspec.Struct, boxes: tuple[Box, ...]) -> Iterator[tuple[str, Any]]:
    for box in boxes:
        held: Any = getattr(value, box.field) if box.field else value
        if held is None or held == "":
            continue
        for each in held if box.many else (held,):
            yield box.element, list(_elements(each, box.inner)) if box.inner else box.write(each)


def read(kind: type[T], root: Any) -> T:
    """The value that elements of the schema hold. What they hold is checked once more against the fields' types."""
    return msgspec.convert(_values(root, BOXES[kind]), kind)


def _values(element: Any, boxes: tuple[Box, ...]) -> dict[str, Any]:
    """Fields by name, as plain values."""
    found: dict[str, Any] = {}
    known = {box.element: box for box in boxes}
    for child in element:
        box = known[etree.QName(child).localname]
        value = _values(child, box.inner) if box.inner else box.read(child.text or "")
        if not box.field:
            found |= value
        elif box.many:
            found.setdefault(box.field, []).append(value)
        else:
            found[box.field] = value
    return found
