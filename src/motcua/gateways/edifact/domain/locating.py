"""Locating: the byte at which a segment, an element or a component stands. Slow and exact, for what is wrong."""

import re
from functools import lru_cache

from motcua.gateways.edifact.domain.envelopes import Interchange
from motcua.gateways.edifact.domain.faults import Fault
from motcua.gateways.edifact.domain.marks import Marks

_BLANK = b" \t\r\n"


def offset(raw: bytes, found: Interchange, fault: Fault) -> int:
    """Where in the file the fault is; of something missing, where it was expected."""
    starts = _starts(raw, found.body, found.end, found.marks)
    if fault.segment >= len(starts):
        return found.end
    start = starts[fault.segment]
    if fault.missing or fault.element <= 1:
        return start
    end = starts[fault.segment + 1] if fault.segment + 1 < len(starts) else found.end
    start = _nth(raw, start, end, found.marks.element, fault.element - 1, found.marks)
    return _nth(raw, start, end, found.marks.component, fault.component - 1, found.marks)


@lru_cache(maxsize=2)
def _starts(raw: bytes, body: int, end: int, marks: Marks) -> list[int]:
    starts, at = [], body
    for mark in _unreleased(marks.terminator, marks).finditer(raw, body, end):
        starts.append(_skip(raw, at))
        at = mark.end()
    return starts


def _skip(raw: bytes, at: int) -> int:
    while at < len(raw) and raw[at] in _BLANK:
        at += 1
    return at


def _nth(raw: bytes, start: int, end: int, mark: str, wanted: int, marks: Marks) -> int:
    """After the mark so many times further on; the end of the segment where there are fewer."""
    stop = _unreleased(marks.terminator, marks).search(raw, start, end)
    end = stop.end() - 1 if stop else end
    for _ in range(wanted):
        found = _unreleased(mark, marks).search(raw, start, end)
        if found is None:
            return end
        start = found.end()
    return start


@lru_cache(maxsize=64)
def _unreleased(mark: str, marks: Marks) -> re.Pattern[bytes]:
    """Up to the next mark that is not released."""
    own = re.escape(mark.encode())
    if marks.release == " ":
        return re.compile(rb"[^%s]*%s" % (own, own), re.DOTALL)
    release = re.escape(marks.release.encode())
    return re.compile(rb"(?:[^%s%s]|%s.)*%s" % (own, release, release, own), re.DOTALL)
