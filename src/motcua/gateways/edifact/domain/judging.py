"""Judging: an interchange against what is agreed and the directory; every fault, none twice."""

from collections.abc import Callable, Iterator
from itertools import chain, islice

import msgspec

from motcua.gateways.edifact.domain.checking import Flaw, flaws
from motcua.gateways.edifact.domain.cutting import REPLACED, Segment
from motcua.gateways.edifact.domain.directory import structure, structures
from motcua.gateways.edifact.domain.envelopes import Interchange
from motcua.gateways.edifact.domain.faults import MOST_FAULTS, Fault, Level
from motcua.gateways.edifact.domain.framing import Message
from motcua.gateways.edifact.domain.matching import match


class Agreement(msgspec.Struct, frozen=True):
    """What is agreed with those who send: who they are, who we are, what they may send. None: anybody, anything.

    `seen` tells whether an interchange of this sender and reference came before.
    """

    knows: Callable[[str], bool] | None = None
    recipients: frozenset[str] | None = None
    types: frozenset[str] | None = None
    seen: Callable[[Interchange], bool] | None = None


ANYBODY = Agreement()


def judge(found: Interchange, agreed: Agreement = ANYBODY) -> list[list[int]]:
    """Add what is wrong to its faults. For each message the places of its segments; empty where it is not read.

    After many faults the messages that follow are not looked at, and rejected for that (18).
    """
    found.faults = [*_parties(found, agreed), *found.faults, *_frames(found)]
    places: list[list[int]] = []
    references: set[str] = set()
    for message in found.messages:
        if len(found.faults) > MOST_FAULTS:
            message.faults.append(Fault("18", "message", "UNH", message.at, envelope=True))
            places.append([])
            continue
        told = list(_opening(message, references, agreed))
        read = not any(fault.code == "14" for fault in told)
        where, more = match(message) if read else ([], list(_unread(message)))
        told += islice(chain(more, _elements(message) if read else ()), MOST_FAULTS)
        found.faults += told
        message.faults += told
        places.append(where)
    return places


def _parties(found: Interchange, agreed: Agreement) -> Iterator[Fault]:
    if found.header is None:
        return
    if agreed.recipients is not None and found.recipient not in agreed.recipients:
        yield Fault("7", "interchange", "UNB", 0, 4, 1, found.recipient, envelope=True)
    if agreed.knows is not None and not agreed.knows(found.sender):
        yield Fault("23", "interchange", "UNB", 0, 3, 1, found.sender, envelope=True)
    if agreed.seen is not None and agreed.seen(found):
        yield Fault("26", "interchange", "UNB", 0, 6, 0, found.reference, envelope=True)


def _frames(found: Interchange) -> Iterator[Fault]:
    if found.header is not None:
        yield from _flawed(found.header, 0, "interchange")
    if found.trailer is not None:
        yield from _flawed(found.trailer, len(found.segments) - 1, "interchange")
    for group in found.groups:
        faults = list(_flawed(group.header, group.at, "group"))
        group.faults += faults
        yield from faults


def _flawed(segment: Segment, at: int, level: Level) -> Iterator[Fault]:
    for flaw in flaws(segment, "D.96B"):
        yield _fault(flaw, segment, at, level, envelope=True)


def _fault(flaw: Flaw, segment: Segment, at: int, level: Level, *, envelope: bool = False) -> Fault:
    return Fault(
        flaw.code, level, segment[0][0], at, flaw.element, flaw.component, flaw.value[:70], envelope=envelope
    )  # fmt: skip


def _opening(message: Message, references: set[str], agreed: Agreement) -> Iterator[Fault]:
    """Whether a message is one that is read here, and its reference its own."""
    yield from _flawed(message.segments[0], message.at, "message")
    if message.closed:
        yield from _flawed(message.segments[-1], message.at + len(message.segments) - 1, "message")
    if message.reference in references:
        yield Fault("26", "message", "UNH", message.at, 2, 0, message.reference, envelope=True)
    references.add(message.reference)
    where = _unsupported(message, agreed)
    if where:
        value = message.identifier(where - 1)
        yield Fault("14", "message", "UNH", message.at, 3, where, value, envelope=True)


def _unsupported(message: Message, agreed: Agreement) -> int:
    """The component of S009 that is not supported; 0 if all is."""
    kinds = agreed.types if agreed.types is not None else {kind for kind, _, _ in structures()}
    if message.type not in kinds:
        return 1
    if message.identifier(1) != "D":
        return 2
    if structure(message.type, message.directory, message.identifier(4)) is None:
        return 3
    return 0 if message.identifier(3) == "UN" else 4


def _elements(message: Message) -> Iterator[Fault]:
    directory = message.directory
    until = len(message.segments) - (1 if message.closed else 0)
    known: dict[int, tuple[Flaw, ...]] = {}
    for at, segment in enumerate(message.segments[1:until], message.at + 1):
        same = id(segment)  # the same segment again is the same object: see cutting
        if same not in known:
            known[same] = flaws(segment, directory)
        for flaw in known[same]:
            yield _fault(flaw, segment, at, "message")


def _unread(message: Message) -> Iterator[Fault]:
    """What is wrong in a message of a kind that is not read here, as far as its bare syntax tells."""
    for at, segment in enumerate(message.segments[1:], message.at + 1):
        for number, element in enumerate(segment, 1):
            if len(element) > 1 and not element[-1]:
                yield Fault("45", "message", segment[0][0], at, number, len(element))
            for place, value in enumerate(element, 1):
                if REPLACED in value:
                    yield Fault("21", "message", segment[0][0], at, number, place, value[:70])
        if len(segment) > 1 and segment[-1] == ("",):
            yield Fault("45", "message", segment[0][0], at, len(segment))
