"""Recognising: whether bytes are well-formed XML of the WCO, and what kind of messages are in them."""

from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree

from motcua.gateways.wco.domain.tables import kinds
from motcua.kernel.words import Words

MOST_BYTES = 10 * 1024 * 1024
"""Bytes of a message at the most."""
DEEPEST = 64
"""Elements inside one another at the most. The model needs eleven."""
MOST_ELEMENTS = 200_000
"""Elements of a message at the most."""
ENVELOPE = 4
"""How deep inside another system's envelope a WCO message is looked for."""


class Refused(msgspec.Struct, frozen=True):
    """Bytes that are no message: why, where, what stood there, what was expected and what to do."""

    code: str
    message: Words
    expected: Words
    remedy: Words
    value: str = ""
    line: int | None = None
    column: int | None = None


class Document(msgspec.Struct, frozen=True, gc=False):
    """One message: its kind and what it says of itself. `element` and `metadata` are of lxml."""

    kind: str
    words: Words
    function: str
    type: str
    reference: str
    number: str
    line: int
    element: Any
    metadata: Any = None

    @property
    def declares(self) -> bool:
        """Whether it is made of a declaration, whatever is asked with it."""
        return local(self.element.tag) == "Declaration"


class Recognised(msgspec.Struct, frozen=True):
    """The messages of a file, in their order; at least one."""

    documents: tuple[Document, ...]


_OPTIONS = {
    "resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False, "dtd_validation": False,
    "remove_comments": True, "remove_pis": True, "recover": False,
}  # fmt: skip


def recognise(raw: bytes) -> Recognised | Refused:
    """Say what messages these bytes are; nothing outside them is ever opened."""
    if len(raw) > MOST_BYTES:
        return _too_large(len(raw))
    try:
        root = etree.fromstring(raw, etree.XMLParser(**_OPTIONS))  # noqa: S320 - no entities, no DTD, no network
    except etree.XMLSyntaxError as error:
        return _malformed(raw, error)
    except ValueError as error:
        return _unfit(WELL_FORMED, "WCO-E01", str(error)[:200], line=1)
    if root.getroottree().docinfo.internalDTD is not None:
        return _unfit(NO_DTD, "WCO-E02", root.getroottree().docinfo.doctype[:200] or "<!DOCTYPE", line=1)
    return _sized(root, len(raw)) or _found(root)


def local(tag: str) -> str:
    """An element's name without its namespace."""
    return tag.rpartition("}")[2]


_count = etree.XPath("count(//*)")
_deep = etree.XPath("/*" + "/*" * DEEPEST)


def _sized(root: Any, size: int) -> Refused | None:
    if found := _deep(root):
        return _unfit(TOO_DEEP, "WCO-E04", local(found[0].tag), line=found[0].sourceline)
    if size > MOST_ELEMENTS * len("<a/>") and _count(root) > MOST_ELEMENTS:
        return _unfit(TOO_MANY, "WCO-E05", local(root.tag), line=root.sourceline)
    return None


def _found(root: Any) -> Recognised | Refused:
    documents = tuple(_documents(root, None, 0))
    if documents:
        return Recognised(documents)
    if local(root.tag) in _WRAPPERS:
        return _unfit(EMPTY, "WCO-E06", local(root.tag), line=root.sourceline)
    return _unfit(NOT_WCO, "WCO-E03", root.tag[:200], line=root.sourceline)


_WRAPPERS = ("MetaData", "_2MetaData", "mdMetaData")
"""The element around a message; the last two are seen where a sender's tool mangled the prefix."""


def _documents(element: Any, metadata: Any, depth: int) -> Iterator[Document]:
    """Messages at the root or in a MetaData, which may stand in another system's envelope."""
    name = local(element.tag)
    if name in ("Declaration", "Response"):
        if (metadata is not None or depth == 0) and _is_message(element):
            yield _document(element, name, metadata)
    elif depth < ENVELOPE:
        for child in element:
            yield from _documents(child, element if name in _WRAPPERS else None, depth + 1)


def _is_message(element: Any) -> bool:
    """A declaration or an answer tells its function; something else of that name does not."""
    return any(local(child.tag) == "FunctionCode" for child in element)


def _document(element: Any, name: str, metadata: Any) -> Document:
    said = {local(child.tag): (child.text or "").strip() for child in reversed(element) if not len(child)}
    function, type_ = said.get("FunctionCode", ""), said.get("TypeCode", "")
    reference, number = said.get("FunctionalReferenceID", ""), said.get("ID", "")
    if name == "Response":
        told = next((child for child in element if local(child.tag) == "Declaration"), ())
        below = {local(child.tag): (child.text or "").strip() for child in told}
        reference, number = below.get("FunctionalReferenceID", ""), below.get("ID", "")
        kind, words = "notification", Words("thông báo trả lời", "notification")
    else:
        kind, words = _kind(function, type_)
    return Document(kind, words, function, type_, reference, number, element.sourceline or 1, element, metadata)


def _kind(function: str, type_: str) -> tuple[str, Words]:
    known = kinds()
    for key in (("", type_), (function, type_), (function, "")):
        if key in known:
            return known[key]
    return "unknown", Words("bản tin chưa rõ chức năng", "message of unknown function")


WELL_FORMED = (
    Words("Tệp không phải là XML đúng cú pháp.", "The file is not well-formed XML."),
    Words("XML đúng cú pháp", "well-formed XML"),
    Words(
        "Anh/chị sửa lỗi tại dòng và cột nêu trên rồi gửi lại.", "Correct it at that line and column; send it again."
    ),
)
NO_DTD = (
    Words("Bản tin có khai báo DOCTYPE hoặc thực thể; hệ thống không nhận.",
          "The message declares a document type or entities; these are not taken."),
    Words("XML không có DOCTYPE", "XML without a document type"),
    Words("Anh/chị bỏ khai báo DOCTYPE rồi gửi lại.", "Leave out the document type declaration; send it again."),
)  # fmt: skip
NOT_WCO = (
    Words("Bản tin XML này không phải là bản tin WCO.", "This XML is not a message of the WCO Data Model."),
    Words("phần tử gốc MetaData, Declaration hoặc Response", "a root MetaData, Declaration or Response"),
    Words("Anh/chị gửi bản tin theo WCO Data Model 3.6, hoặc dùng JSON.",
          "Send a message of WCO Data Model 3.6, or JSON."),
)  # fmt: skip
TOO_DEEP = (
    Words("Các phần tử lồng nhau quá sâu.", "Elements are nested too deeply."),
    Words(f"không quá {DEEPEST} tầng", f"at most {DEEPEST} levels"),
    Words("Anh/chị kiểm tra lại phần mềm đã tạo bản tin.", "Look at the program that made the message."),
)
TOO_MANY = (
    Words("Bản tin có quá nhiều phần tử.", "The message has too many elements."),
    Words(f"không quá {MOST_ELEMENTS} phần tử", f"at most {MOST_ELEMENTS} elements"),
    Words("Anh/chị chia thành nhiều bản tin.", "Divide it into several messages."),
)
TOO_LARGE = (
    Words("Bản tin quá lớn.", "The message is too large."),
    Words(f"không quá {MOST_BYTES} byte", f"at most {MOST_BYTES} bytes"),
    Words("Anh/chị chia thành nhiều bản tin.", "Divide it into several messages."),
)
EMPTY = (
    Words("Trong MetaData không có tờ khai hay thông báo nào.", "There is no declaration or response in MetaData."),
    Words("một Declaration hoặc Response có FunctionCode", "a Declaration or Response with a FunctionCode"),
    Words("Anh/chị thêm nội dung tờ khai rồi gửi lại.", "Put the declaration into it; send it again."),
)


def _unfit(
    said: tuple[Words, Words, Words], code: str, value: str, line: int | None = None, column: int | None = None
) -> Refused:
    return Refused(code, *said, value=value, line=line, column=column)


def _too_large(size: int) -> Refused:
    return _unfit(TOO_LARGE, "WCO-E07", f"{size} byte")


def _malformed(raw: bytes, error: etree.XMLSyntaxError) -> Refused:
    """Where the first fault is; a declared type or nesting that libxml refuses is told as such."""
    line, column = error.position if error.position else (1, 1)
    line, column = max(line or 1, 1), max(column or 1, 1)
    told = (error.msg or "").split(", line ")[0][:200]
    if b"<!DOCTYPE" in raw[:4096] or b"<!\0D\0O\0C\0T" in raw[:8192] or b"\0<\0!\0D\0O\0C\0T" in raw[:8192]:
        return _unfit(NO_DTD, "WCO-E02", told, line, column)
    if "depth" in told.lower():
        return _unfit(TOO_DEEP, "WCO-E04", told, line, column)
    return _unfit(WELL_FORMED, "WCO-E01", told, line, column)
