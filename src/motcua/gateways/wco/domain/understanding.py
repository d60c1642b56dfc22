"""Understanding: every message of a file as what can be lodged, or as all that speaks against it."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from motcua.declarations.domain.message import MOST_MISREAD, MOST_ROWS, Declaration, Misread
from motcua.declarations.domain.process import misread_findings
from motcua.gateways.wco.domain.asking import KINDS
from motcua.gateways.wco.domain.pointing import Sources, Spot
from motcua.gateways.wco.domain.reading import read
from motcua.gateways.wco.domain.recognising import Document, Refused, recognise
from motcua.gateways.wco.domain.shapes import Unread
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words


class Located(msgspec.Struct, frozen=True):
    """A finding with its place in the message, or in a file that is none."""

    finding: Finding
    spot: Spot | None = None
    line: int | None = None
    column: int | None = None
    expected: str = ""


class Understood(msgspec.Struct, frozen=True, gc=False):
    """One message. `declaration` is there where goods are declared, also where that cannot be lodged; `against`
    tells why it cannot."""

    kind: str
    function: str = ""
    type: str = ""
    reference: str = ""
    number: str = ""
    declaration: Declaration | None = None
    sources: Sources | None = None
    against: tuple[Located, ...] = ()
    document: Document | None = None

    @property
    def asks(self) -> bool:
        """Whether it amends or cancels a declaration that is registered."""
        return self.kind in KINDS and self.document is not None and self.document.declares

    @property
    def judged(self) -> bool:
        """Whether the rules are asked: of a declaration, unless one of its lists has no end."""
        endless = any(each.finding.code == "WCO-E08" for each in self.against)
        return self.kind == "declaration" and self.declaration is not None and not endless

    def located(self, findings: Iterable[Finding]) -> tuple[Located, ...]:
        """Findings of the rules with their places; a field that could not be read is told of once."""
        told = {each.finding.path for each in self.against}
        return tuple(_locate(found, self.sources) for found in findings if found.path not in told)


def understand(raw: bytes) -> tuple[Understood, ...]:
    """Every message in these bytes; at least one, which is refused where the bytes are no message of the WCO."""
    found = recognise(raw)
    if isinstance(found, Refused):
        return (_unreadable(found),)
    return tuple(map(_understood, found.documents))


def is_xml(raw: bytes) -> bool:
    """Whether bytes begin as XML does, in any of its encodings."""
    return raw[:400].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] == b"<"


def is_ours(raw: bytes) -> bool:
    """Whether bytes look like a message of the WCO, well-formed or not: by its namespace, or its first elements."""
    head = raw[:8192].replace(b"\0", b"")
    return is_xml(raw) and (b"urn:wco:datamodel" in head or _FIRST.search(head) is not None)


_FIRST = re.compile(rb"<(?:[\w.-]+:)?(?:_2|md)?(?:MetaData|Declaration|Response)[\s/>]")


def _unreadable(refused: Refused) -> Understood:
    kind = "not WCO" if refused.code == "WCO-E03" else "unreadable"
    remedy = Words(
        f"Cần: {refused.expected.vi}. {refused.remedy.vi}", f"Expected: {refused.expected.en}. {refused.remedy.en}"
    )
    finding = Finding(refused.code, "/", "refuse", refused.value or None, refused.message, remedy)
    return Understood(kind, against=(Located(finding, None, refused.line, refused.column, refused.expected.en),))


def _understood(document: Document) -> Understood:
    if not document.declares:
        return _plain(document, None, None, tuple(_not_lodged(document)))
    reading = read(document)
    against = [*_not_lodged(document)]
    against += [_too_long(name, rows, reading.sources) for name, rows in _endless(reading.declaration)]
    told = [
        each for each in reading.misread[:MOST_MISREAD] if document.kind == "declaration" or each.path != "/direction"
    ]
    against += sorted((_locate(unread(each), reading.sources) for each in told), key=_line)
    return _plain(document, reading.declaration, reading.sources, tuple(against))


_LISTS = tuple(
    field.name for field in msgspec.structs.fields(Declaration) if field.default == () and field.name != "kept"
)


def _endless(declaration: Declaration) -> Iterator[tuple[str, int]]:
    """Lists so long that judging them would hold others up; what is kept has its own bound."""
    held = [(f"/{name}", getattr(declaration, name)) for name in _LISTS]
    held += [(f"/items/{at}/other_taxes", item.other_taxes) for at, item in enumerate(declaration.items)]
    yield from ((path, len(rows)) for path, rows in held if len(rows) > MOST_ROWS)


def _too_long(path: str, rows: int, sources: Sources) -> Located:
    words = Words("Danh sách quá dài.", "The list is too long.")
    remedy = Words(f"Cần: không quá {MOST_ROWS} dòng.", f"Expected: at most {MOST_ROWS} rows.")
    return _locate(Finding("WCO-E08", path, "refuse", str(rows), words, remedy), sources)


def unread(found: Unread) -> Finding:
    """The finding that a value could not be read, as of any other message."""
    (finding,) = misread_findings([Misread(found.path, found.value, found.expected.en)])
    remedy = Words(f"Cần: {found.expected.vi}.", f"Expected: {found.expected.en}.")
    return msgspec.structs.replace(finding, remedy=remedy)


def _line(located: Located) -> int:
    return located.line or 0


def _plain(
    document: Document, declaration: Declaration | None, sources: Sources | None, against: tuple[Located, ...]
) -> Understood:
    return Understood(
        document.kind, document.function, document.type, document.reference, document.number, declaration, sources,
        against, document,
    )  # fmt: skip


def _not_lodged(document: Document) -> Iterator[Located]:
    """Why a message of another kind than a declaration is not lodged."""
    if document.kind == "declaration":
        return
    code, remedy = ("WCO-E11", _ANSWER) if document.kind == "notification" else ("WCO-E10", _REQUEST)
    if document.kind in KINDS:
        remedy = _SENT
    words = Words(
        f"Đây là {document.words.vi}, không phải tờ khai để đăng ký.",
        f"This is a {document.words.en}, not a declaration to be registered.",
    )
    finding = Finding(code, "/", "refuse", document.function or None, words, remedy)
    yield Located(finding, None, document.line)


_ANSWER = Words(
    "Anh/chị không cần gửi lại thông báo này; hệ thống không ghi gì.",
    "There is no need to send it here; nothing was stored.",
)
_SENT = Words(
    "Đề nghị này không chạy thử được; khi anh/chị gửi, hệ thống kiểm tra và trả lời.",
    "It cannot be tried; it is looked at and answered when you send it.",
)
_REQUEST = Words(
    "Anh/chị nộp đề nghị này trên trang của tờ khai đã đăng ký; hệ thống chưa ghi gì.",
    "Make this request on the page of the registered declaration; nothing was stored.",
)


def _locate(finding: Finding, sources: Sources | None) -> Located:
    spot = sources.at(finding.path) if sources else None
    return Located(finding, spot, spot.line if spot else None)
