"""Adapters: how a certificate or an answer is written for the line, and read from it.

`OURS` is our own open schema. Another one, such as ASEAN's should it be given to us, takes its place here and nothing
else changes: the rest of the window knows documents as values and as bytes.
"""

from collections.abc import Mapping
from typing import Any, Protocol

import msgspec
from lxml import etree

from motcua.gateways.asw.domain import mapping
from motcua.gateways.asw.domain.documents import Void
from motcua.gateways.asw.domain.errors import BadDocument
from motcua.gateways.asw.domain.schema import NAMESPACE, parse, valid
from motcua.origin.domain.answer import Answer
from motcua.origin.domain.certificate import Certificate

VERSION = "1"


Document = Certificate | Answer | Void


class Adapter(Protocol):
    """What a schema of documents must be able to do."""

    name: str

    def write(self, document: Document) -> bytes:
        """The document as bytes. BadDocument where it cannot be said in this schema."""

    def read(self, raw: bytes) -> Document:
        """The document in these bytes. BadDocument with line and column."""


class Ours:
    """urn:motcua:e-form-d:1: after the boxes of the paper form, ours and not ASEAN's."""

    name = NAMESPACE

    def write(self, document: Document) -> bytes:
        """Written in the order of the schema, which it obeys."""
        root = etree.Element(_q(_ROOTS[type(document)]), {"version": VERSION}, nsmap={None: NAMESPACE})
        try:
            for name, text in mapping.told(document):
                _put(root, name, text)
        except ValueError as fault:
            raise BadDocument(line=0, column=0, why=str(fault)[:300]) from None
        raw: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
        if not valid(root):
            parse(raw)
        return raw

    def read(self, raw: bytes) -> Document:
        """Checked against the schema, then read."""
        root = parse(raw)
        kind = _KINDS[etree.QName(root).localname]
        try:
            return mapping.read(kind, root)
        except (ValueError, ArithmeticError, msgspec.ValidationError) as fault:
            raise BadDocument(line=root.sourceline or 0, column=0, why=str(fault)[:300]) from None


OURS: Adapter = Ours()
ADAPTER: Adapter = OURS
"""The schema in use."""
_ROOTS: Mapping[type, str] = {Certificate: "EFormD", Answer: "EFormDAnswer", Void: "PlaceLeftEmpty"}
_KINDS = {name: kind for kind, name in _ROOTS.items()}


def _q(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _put(parent: Any, name: str, value: Any) -> None:
    element = etree.SubElement(parent, _q(name))
    if isinstance(value, list):
        for inner, text in value:
            _put(element, inner, text)
    else:
        element.text = value
