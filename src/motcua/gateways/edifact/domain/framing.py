"""Framing: which segments are a message, a group or an envelope, and whether counts and references agree."""

from collections.abc import Iterable
from typing import Protocol

import msgspec

from motcua.gateways.edifact.domain.cutting import Segment
from motcua.gateways.edifact.domain.faults import MOST_FAULTS, Fault, Level


class Message(msgspec.Struct):
    """A message: its segments from UNH to UNT. `at` is the place of UNH among the interchange's segments."""

    at: int
    segments: list[Segment]
    closed: bool = True
    group: int = -1
    faults: list[Fault] = []

    def identifier(self, component: int) -> str:
        """A component of S009: 0 the type, 1 the version, 2 the release, 3 the agency, 4 the association."""
        return _value(self.segments[0], 2, component)

    @property
    def reference(self) -> str:
        """The message reference, 0062."""
        return _value(self.segments[0], 1)

    @property
    def type(self) -> str:
        """CUSCAR, PAXLST, …"""
        return self.identifier(0)

    @property
    def directory(self) -> str:
        """The directory that it follows: D.96B."""
        return f"{self.identifier(1)}.{self.identifier(2)}"


class Group(msgspec.Struct):
    """A functional group: from UNG at `at` to UNE."""

    at: int
    header: Segment
    trailer: Segment | None = None
    messages: list[Message] = []
    faults: list[Fault] = []

    @property
    def reference(self) -> str:
        """The group reference, 0048."""
        return _value(self.header, 5)


class Framed(Protocol):
    """What is framed: an interchange."""

    segments: list[Segment]
    header: Segment | None
    trailer: Segment | None
    groups: list[Group]
    messages: list[Message]
    astray: list[int]
    faults: list[Fault]


def _value(segment: Segment, element: int, component: int = 0) -> str:
    if element < len(segment) and component < len(segment[element]):
        return segment[element][component]
    return ""


def frame(found: Framed, frames: Iterable[tuple[int, str]]) -> None:
    """Fill in header, groups, messages, trailer, what is astray, and the faults of them.

    `frames` are the service segments: which segment, and its tag.
    """
    _Frame(found).run(frames)


class _Frame:
    def __init__(self, found: Framed) -> None:
        self.found = found
        self.segments = found.segments
        found.groups, found.messages, found.astray, found.faults = [], [], [], []
        self.group: Group | None = None
        self.next = 0
        """The first segment that no frame has taken."""

    def run(self, frames: Iterable[tuple[int, str]]) -> None:
        opened = -1
        for at, tag in frames:
            if tag == "UNT" and opened >= 0:
                self._message(opened, at + 1, closed=True)
                opened = -1
                continue
            if opened >= 0:
                self._message(opened, at, closed=False)
                opened = -1
            elif self.next < at:
                self._stray(at)
            if tag == "UNH":
                opened = at
            else:
                self._envelope(tag, at)
            self.next = at if tag == "UNH" else at + 1
        end = len(self.segments)
        if opened >= 0:
            self._message(opened, end, closed=False)
        self._stray(end)
        self._close(end)

    def fault(self, code: str, tag: str, at: int, element: int = 0, *, value: str = "", missing: bool = False,
              level: Level = "interchange") -> None:  # fmt: skip
        self.found.faults.append(Fault(code, level, tag, at, element, value=value, missing=missing, envelope=True))

    def _stray(self, end: int) -> None:
        for at in range(self.next, end):
            self.found.astray.append(at)
            if len(self.found.astray) <= MOST_FAULTS:
                self.found.faults.append(Fault("33", "interchange", self.segments[at][0][0], at, envelope=True))
        self.next = max(self.next, end)

    def _message(self, start: int, end: int, *, closed: bool) -> None:
        message = Message(start, self.segments[start:end], closed)
        self.next = end
        if self.group is not None:
            message.group = len(self.found.groups) - 1
            self.group.messages.append(message)
        elif self.found.groups:
            self.fault("30", "UNH", start)
        self.found.messages.append(message)
        if closed:
            self._trailer(message, end - 1)
        else:
            self.fault("13", "UNT", end, missing=True, level="message")
            message.faults.append(self.found.faults[-1])

    def _trailer(self, message: Message, at: int) -> None:
        trailer, before = self.segments[at], len(self.found.faults)
        if not _counts(_value(trailer, 1), len(message.segments)):
            self.fault("29", "UNT", at, 2, value=_value(trailer, 1), level="message")
        if _value(trailer, 2) != message.reference:
            self.fault("28", "UNT", at, 3, value=_value(trailer, 2), level="message")
        message.faults += self.found.faults[before:]

    def _envelope(self, tag: str, at: int) -> None:
        segment = self.segments[at]
        if tag == "UNB" and self.found.header is None and at == 0:
            self.found.header = segment
        elif tag == "UNG":
            self._end_group(at)
            self.group = Group(at, segment)
            self.found.groups.append(self.group)
            if any(message.group < 0 for message in self.found.messages):
                self.fault("30", "UNG", at)
        elif tag == "UNE" and self.group is not None:
            self._trail_group(segment, at)
        elif tag == "UNZ" and self.found.trailer is None:
            self._end_group(at)
            self.found.trailer = segment
            self._trail(segment, at)
        else:
            self.found.astray.append(at)
            self.fault("33", tag, at)

    def _end_group(self, at: int) -> None:
        """A group that another begins after, or the interchange ends after, without its UNE."""
        if self.group is not None:
            self.fault("13", "UNE", at, missing=True, level="group")
            self.group.faults.append(self.found.faults[-1])
            self.group = None

    def _trail_group(self, trailer: Segment, at: int) -> None:
        group, before = self.group, len(self.found.faults)
        if group is None:
            return
        group.trailer, self.group = trailer, None
        if not _counts(_value(trailer, 1), len(group.messages)):
            self.fault("29", "UNE", at, 2, value=_value(trailer, 1), level="group")
        if _value(trailer, 2) != group.reference:
            self.fault("28", "UNE", at, 3, value=_value(trailer, 2), level="group")
        if not group.messages:
            self.fault("32", "UNG", group.at, level="group")
        group.faults += self.found.faults[before:]

    def _trail(self, trailer: Segment, at: int) -> None:
        within = len(self.found.groups) or len(self.found.messages)
        if not _counts(_value(trailer, 1), within):
            self.fault("29", "UNZ", at, 2, value=_value(trailer, 1))
        if self.found.header is not None and _value(trailer, 2) != _value(self.found.header, 5):
            self.fault("28", "UNZ", at, 3, value=_value(trailer, 2))

    def _close(self, end: int) -> None:
        """What is missing at the beginning and the end is told first."""
        self._end_group(end)
        if self.found.trailer is None:
            self.fault("13", "UNZ", end, missing=True)
            self.found.faults.insert(0, self.found.faults.pop())
        if self.found.header is None:
            self.fault("13", "UNB", 0, missing=True)
            self.found.faults.insert(0, self.found.faults.pop())
        elif not self.found.messages and not self.found.groups:
            self.fault("32", "UNB", 0)


def _counts(told: str, counted: int) -> bool:
    return told.isascii() and told.isdigit() and len(told) <= 10 and int(told) == counted
