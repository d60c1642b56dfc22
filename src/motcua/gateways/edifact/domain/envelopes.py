"""Envelopes: bytes into interchanges, groups and messages, with what is wrong of their frames.

Everything that was cut lands somewhere: in a message, in an envelope, among what is astray, or in the tail.
"""

import re
from collections.abc import Iterator

import msgspec

from motcua.gateways.edifact.domain.cutting import Segment, cut
from motcua.gateways.edifact.domain.faults import Fault
from motcua.gateways.edifact.domain.framing import Group, Message, frame
from motcua.gateways.edifact.domain.marks import ADVICE, CHARSETS, UNA, USUAL, USUAL_4, VERSIONS, Marks, told

MOST_BYTES = 10 << 20
"""Bytes of a file at the most."""
MOST_SEGMENTS = 500_000
MOST_PARTS = 5_000_000
"""Elements and components of an interchange at the most."""
_BLANK = b" \t\r\n"
_LEVEL = re.compile(rb"UNB(.)([A-Z]{4})(.)([0-9A-Z])")


class TooLarge(Exception):
    """More than is read: `what` of it, `most`."""

    def __init__(self, what: str, most: int) -> None:
        super().__init__(what, most)
        self.what = what
        self.most = most


class Interchange(msgspec.Struct):
    """One interchange. `start` and `end` are its bytes in the file, `body` where its segments begin."""

    start: int
    body: int
    end: int
    marks: Marks
    level: str
    version: str
    segments: list[Segment]
    header: Segment | None = None
    trailer: Segment | None = None
    groups: list[Group] = []
    messages: list[Message] = []
    astray: list[int] = []
    """Segments that stand outside every message and envelope."""
    faults: list[Fault] = []
    rest: bytes = b""
    """What stands after the last terminator."""

    @property
    def charset(self) -> str:
        """How its bytes are read."""
        return CHARSETS.get(self.level, "iso8859-1")

    @property
    def rejected(self) -> bool:
        """Whether it is refused as a whole."""
        return any(fault.level == "interchange" for fault in self.faults)

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong with it."""
        return not self.faults

    def part(self, element: int, component: int = 0) -> str:
        """A value of UNB; the tag is element 0. Empty where it is not there."""
        return part(self.header or (), element, component)

    @property
    def reference(self) -> str:
        """The interchange control reference, 0020."""
        return self.part(5)

    @property
    def sender(self) -> str:
        """The sender's identification, 0004."""
        return self.part(2)

    @property
    def recipient(self) -> str:
        """The recipient's identification, 0010."""
        return self.part(3)


def part(segment: Segment, element: int, component: int = 0) -> str:
    """A component of a segment, the tag being element 0; empty where it is not there."""
    if element < len(segment) and component < len(segment[element]):
        return segment[element][component]
    return ""


def looks_like(raw: bytes) -> bool:
    """Whether bytes begin as an interchange, or as one whose envelope was forgotten."""
    begin = raw[:200].lstrip(b"\xef\xbb\xbf" + _BLANK)
    return begin[:3] == UNA and len(begin) > ADVICE or begin[:4] in (b"UNB+", b"UNH+") or begin[:3] == b"UNB"


def read(raw: bytes) -> list[Interchange]:
    """The interchanges of a file. TooLarge if it is beyond what is read."""
    if len(raw) > MOST_BYTES:
        raise TooLarge("bytes", MOST_BYTES)
    return list(_interchanges(raw))


def _interchanges(raw: bytes) -> Iterator[Interchange]:
    at = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    while True:
        at = _skip(raw, at)
        if at >= len(raw):
            return
        found = _one(raw, at)
        yield found
        at = found.end


def _skip(raw: bytes, at: int) -> int:
    while raw[at : at + 1] in (b" ", b"\t", b"\r", b"\n"):
        at += 1
    return at


def _one(raw: bytes, start: int) -> Interchange:
    advised = raw[start : start + 3] == UNA and len(raw) >= start + ADVICE
    body = _skip(raw, start + ADVICE) if advised else start
    opening = _LEVEL.match(raw, body)
    level, version = (opening[2].decode(), opening[4].decode()) if opening else ("", "")
    marks = told(raw[start : start + ADVICE]) if advised else USUAL_4 if version == "4" else USUAL
    if not marks.usable:
        fault = Fault("20", "interchange", "UNA", 0, value=marks.advice, envelope=True)
        return Interchange(start, body, len(raw), marks, level, version, [], faults=[fault], rest=raw[body:])
    end = _end(raw, body, marks)
    text = raw[body:end].decode(CHARSETS.get(level, "iso8859-1"), "replace")
    if text.count(marks.terminator) > MOST_SEGMENTS:
        raise TooLarge("segments", MOST_SEGMENTS)
    if text.count(marks.element) + text.count(marks.component) > MOST_PARTS:
        raise TooLarge("elements", MOST_PARTS)
    segments, frames = cut(text, marks)
    found = Interchange(start, body, end, marks, level, version, segments)
    _finish(found, raw, frames)
    return found


def _end(raw: bytes, body: int, marks: Marks) -> int:
    """Where the next interchange begins: with UNA or UNB after a terminator."""
    opening = b"UNB" + marks.element.encode()
    at = body
    while True:
        places = [place for place in (raw.find(UNA, at + 3), raw.find(opening, at + 3)) if place >= 0]
        if not places:
            return len(raw)
        at = min(places)
        if _begins(raw, at, body, marks):
            return at


def _begins(raw: bytes, at: int, body: int, marks: Marks) -> bool:
    """Whether the segment before is ended, and by a terminator that is not released."""
    before = at - 1
    while before > body and raw[before] in _BLANK:
        before -= 1
    if raw[before : before + 1] != marks.terminator.encode():
        return False
    if raw.startswith(UNA, at) and not told(raw[at : at + ADVICE].ljust(ADVICE)).usable:
        return False
    release, held = marks.release.encode(), 0
    while release != b" " and raw[before - 1 - held : before - held] == release:
        held += 1
    return held % 2 == 0


def _finish(found: Interchange, raw: bytes, frames: list[tuple[int, str]]) -> None:
    """Read the frames, and look at what stands after the last segment."""
    last = _last_terminator(raw, found)
    found.rest = raw[last : found.end].strip(_BLANK)
    frame(found, frames)
    if found.rest and found.trailer is None:
        found.faults.append(Fault("13", "interchange", "UNZ", len(found.segments), missing=True, envelope=True))
    if found.header is not None:
        if found.level not in CHARSETS:
            found.faults.insert(0, Fault("2", "interchange", "UNB", 0, 2, 1, found.part(1), envelope=True))
        elif found.version not in VERSIONS:
            found.faults.insert(0, Fault("2", "interchange", "UNB", 0, 2, 2, found.part(1, 1), envelope=True))


def _last_terminator(raw: bytes, found: Interchange) -> int:
    at = raw.rfind(found.marks.terminator.encode(), found.body, found.end)
    return at + 1 if at >= 0 else found.body
