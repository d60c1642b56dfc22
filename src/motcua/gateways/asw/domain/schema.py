"""Our schema of an e-form D: bytes into elements, never with entities, and every fault with its line and column."""

from functools import cache
from threading import Lock
from typing import Any
from xml.parsers import expat

from lxml import etree

from motcua.gateways.asw.domain.errors import BadDocument
from motcua.gateways.asw.domain.limits import DATA

NAMESPACE = "urn:motcua:e-form-d:1"
FILE = "e-form-d-1.xsd"
MOST = 1 << 20
DEEPEST = 8
_lock = Lock()


def parse(raw: bytes) -> Any:
    """The root element of a document that obeys the schema. BadDocument with the first fault."""
    if len(raw) > MOST:
        raise BadDocument(line=0, column=0, why=f"> {MOST} bytes")
    try:
        root = etree.fromstring(raw, _parser())
    except etree.XMLSyntaxError as fault:
        line, column = fault.position
        raise BadDocument(line=line or 0, column=column or 0, why=str(fault.msg)[:300]) from None
    except ValueError as fault:
        raise BadDocument(line=0, column=0, why=str(fault)[:300]) from None
    if root.getroottree().docinfo.doctype:
        raise BadDocument(line=1, column=0, why="DOCTYPE")
    _need_valid(root, raw)
    return root


def valid(root: Any) -> bool:
    """Whether elements obey the schema."""
    with _lock:
        return bool(_schema().validate(root))


def _need_valid(root: Any, raw: bytes) -> None:
    with _lock:
        if _schema().validate(root):
            return
        faults = list(_schema().error_log)
    if not faults:
        raise BadDocument(line=1, column=0, why="schema")
    first = faults[0]
    line, column = _place(root, raw, first.path, first.line)
    raise BadDocument(line=line, column=column, why=first.message.replace(f"{{{NAMESPACE}}}", "")[:300])


def _place(root: Any, raw: bytes, path: str | None, line: int) -> tuple[int, int]:
    """Line and column of the element at a path, from 1. lxml knows the line alone; expat counts columns."""
    found = root.getroottree().xpath(path) if path else []
    if not found:
        return line, 0
    wanted = next((at for at, each in enumerate(root.iter("*")) if each is found[0]), -1)
    places: list[tuple[int, int]] = []
    reader = expat.ParserCreate()
    reader.StartElementHandler = lambda name, attributes: places.append(
        (reader.CurrentLineNumber, reader.CurrentColumnNumber + 1)
    )
    try:
        reader.Parse(raw, True)
    except expat.ExpatError:
        return line, 0
    return places[wanted] if 0 <= wanted < len(places) else (line, 0)


def _parser() -> Any:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


@cache
def _schema() -> Any:
    return etree.XMLSchema(etree.parse(str(DATA / FILE), _parser()))
