"""Files as texts: plain text in UTF-8 or UTF-16, and the words of a .docx document."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from motcua.reports.domain.errors import NoText, TextTooLong, UnreadableText
from motcua.reports.domain.press.checking import LARGEST

LARGEST_FILE = 2 << 20
"""Bytes of a file."""
_LARGEST_PART = 16 << 20
"""Bytes of a document's text when it is unpacked."""
_PART = "word/document.xml"
_SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _CELL = f"{_SPACE}p", f"{_SPACE}tc"
_MARKS = {f"{_SPACE}tab": " ", f"{_SPACE}br": "\n", f"{_SPACE}cr": "\n", f"{_SPACE}noBreakHyphen": "-"}
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def text_of(content: bytes) -> str:
    """The text of a file, whatever its name. NoText, TextTooLong, UnreadableText."""
    if len(content) > LARGEST_FILE:
        raise TextTooLong(most=LARGEST)
    return fit(_document(content) if content.startswith(b"PK\x03\x04") else _plain(content))


def fit(text: str) -> str:
    """A text that can be checked. NoText, TextTooLong, UnreadableText."""
    if len(text) > LARGEST:
        raise TextTooLong(most=LARGEST)
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UnreadableText
    if not text.strip():
        raise NoText
    return text


def _plain(content: bytes) -> str:
    coding = next((name for mark, name in _BOMS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(coding)
    except UnicodeDecodeError:
        raise UnreadableText from None


def _document(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as packed:
            if packed.getinfo(_PART).file_size > _LARGEST_PART:
                raise TextTooLong(most=LARGEST)
            with packed.open(_PART) as part:
                raw = part.read(_LARGEST_PART + 1)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        raise UnreadableText from None
    if len(raw) > _LARGEST_PART:
        raise TextTooLong(most=LARGEST)
    return "".join(_words(_tree(raw)))


def _tree(raw: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)  # noqa: S320 - no entities, no DTD, no network
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableText from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableText
    return root


def _words(root: Any) -> Iterator[str]:
    """The words of every paragraph, the cells of a row between bars; deleted ones are left out."""
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "end" and node.tag in (_PARAGRAPH, _CELL):
            yield _end(node)
        elif event == "start" and node.tag == f"{_SPACE}t":
            yield node.text or ""
        elif event == "start" and node.tag in _MARKS:
            yield _MARKS[node.tag]


def _end(node: Any) -> str:
    """What ends a paragraph or a cell: the last paragraph of a cell ends with it."""
    follows = next(node.itersiblings(node.tag), None) is not None
    if node.tag == _CELL:
        return " | " if follows else "\n"
    parent = node.getparent()
    return "\n" if follows or parent is None or parent.tag != _CELL else ""
