"""Messages to read, ways to compare them, and declarations of every shape."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import msgspec
from hypothesis import strategies as st
from lxml import etree

from motcua.declarations.domain.message import Declaration
from motcua.gateways.wco.domain import Document, Reading, Recognised, read, recognise

MESSAGES = Path(__file__).resolve().parents[2] / "messages" / "wco"

Line = tuple[str, str, tuple[tuple[str, str], ...]]


def message(name: str) -> bytes:
    return (MESSAGES / f"{name}.xml").read_bytes()


def only(raw: bytes) -> Document:
    found = recognise(raw)
    assert isinstance(found, Recognised), found
    (document,) = found.documents
    return document


def reading(raw: bytes) -> Reading:
    return read(only(raw))


def canonical(root: Any) -> list[Line]:
    """Every element by its path with positions among those of its name, its value and its attributes."""
    found: list[Line] = []
    _lay(root, f"/{root.tag}", found)
    return sorted(found)


def _lay(element: Any, path: str, found: list[Line]) -> None:
    below = [child for child in element if isinstance(child.tag, str)]
    text = "".join([element.text or "", *(child.tail or "" for child in element if not isinstance(child.tag, str))])
    found.append((path, text.strip() if below else text, tuple(sorted(element.attrib.items()))))
    seen: Counter[str] = Counter()
    for child in below:
        seen[child.tag] += 1
        _lay(child, f"{path}/{child.tag}[{seen[child.tag]}]", found)


def schema(samples: Path, name: str) -> Any:
    return etree.XMLSchema(etree.parse(samples / "wco" / "schemas" / name))


def declaration_of(raw: bytes) -> Any:
    """The element of the declaration, as a document of its own."""
    root = etree.fromstring(raw)
    return etree.ElementTree(root.find("{*}Declaration"))


_TEXTS = st.one_of(
    st.just(""),
    st.sampled_from(["INS", "USD", "A11", "IM", "20BB", "KGM", "CN", "Công ty Hải Hà", "A" * 80, "1" * 10]),
    st.text(max_size=30),
    st.text(alphabet=" \n\t\rab\u00a0<&>\"'\\", max_size=6),
    st.text(alphabet="ab ", min_size=500, max_size=600),
)
_AMOUNTS = st.one_of(
    st.none(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.decimals(min_value=0, max_value=10**9, places=2),
)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    Decimal: _AMOUNTS, int: st.one_of(st.none(), st.integers(-5, 10**9)), date: st.one_of(st.none(), st.dates()),
}  # fmt: skip


def _strategy(kind: Any) -> st.SearchStrategy[Any]:
    origin, arguments = getattr(kind, "__origin__", None), getattr(kind, "__args__", ())
    if kind is str:
        return _TEXTS
    if kind is int:
        return st.integers(0, 99)
    if origin is tuple:
        return st.lists(_strategy(arguments[0]), max_size=4).map(tuple)
    if origin is Literal:
        return st.sampled_from(arguments)
    if isinstance(kind, type):
        return _struct(kind)
    return next(_PLAIN[argument] for argument in arguments if argument in _PLAIN)


def _struct(kind: Any) -> st.SearchStrategy[Any]:
    fields = [field for field in msgspec.structs.fields(kind) if field.name != "kept"]
    required = {field.name: _strategy(field.type) for field in fields if field.required}
    optional = {field.name: _strategy(field.type) for field in fields if not field.required}
    return st.fixed_dictionaries(required, optional=optional).map(lambda found: kind(**found))


declarations: st.SearchStrategy[Declaration] = _struct(Declaration)
"""Declarations of any shape that JSON can tell: also wrong, empty, too long, or with letters that XML changes."""
