"""CONTRL: the answer to an interchange, that says what of it was taken and where what is wrong stands.

UCI speaks of the interchange, UCF of a group, UCM of a message, UCS of a segment and UCD of an element; positions
count the tag of a segment as 1 and UNH as segment 1, as ISO 9735 has it. A segment that is missing is told at the
segment before the place where it was expected.
"""

from collections.abc import Iterator, Sequence

from motcua.gateways.edifact.domain.cutting import Segment
from motcua.gateways.edifact.domain.envelopes import Interchange
from motcua.gateways.edifact.domain.faults import Fault
from motcua.gateways.edifact.domain.framing import Group, Message
from motcua.gateways.edifact.domain.marks import CHARSETS, VERSIONS
from motcua.gateways.edifact.domain.writing import Address, Envelope, interchange, message, segment

REJECTED = "4"
ACKNOWLEDGED = "7"
MOST_SEGMENTS = 999
MOST_ELEMENTS = 99
UNKNOWN = "UNKNOWN"
"""What stands for a sender or recipient that an interchange does not name."""
IDENTIFIERS = {"4": ("CONTRL", "4", "1", "UN"), "3": ("CONTRL", "D", "3", "UN")}


def contrl(found: Interchange) -> list[Segment]:
    """The segments between UNH and UNT."""
    faults = [fault for fault in found.faults if fault.level == "interchange"]
    body = [_uci(found, faults[0] if faults else None)]
    for one in found.messages:
        if one.group < 0 and one.faults:
            body += _ucm(one)
    for number, group in enumerate(found.groups):
        within = [one for one in found.messages if one.group == number and one.faults]
        if group.faults or within:
            body.append(_ucf(group))
            body += [each for one in within for each in _ucm(one)]
    return body


def answer(found: Interchange, envelope: Envelope, reference: str = "1") -> bytes:
    """The CONTRL as an interchange of its own."""
    version = "4" if envelope.version == "4" else "3"
    return interchange(envelope, [message(reference, IDENTIFIERS[version], contrl(found))])


def _uci(found: Interchange, fault: Fault | None) -> Segment:
    sender, recipient = _party(found, 2), _party(found, 3)
    reference = found.reference or "0"
    return segment("UCI", reference, sender, recipient, *_verdict(fault, REJECTED if fault else ACKNOWLEDGED))


def _party(found: Interchange, element: int) -> tuple[str, ...]:
    return tuple(found.header[element]) if found.header and found.part(element) else (UNKNOWN,)


def _verdict(fault: Fault | None, action: str) -> Sequence[str | tuple[str, ...]]:
    if fault is None:
        return (action,)
    return (action, fault.code, fault.tag, _position(fault))


def _position(fault: Fault) -> tuple[str, ...]:
    if not fault.element:
        return ("",)
    return (str(fault.element), str(fault.component) if fault.component else "")


def _ucf(group: Group) -> Segment:
    header = group.header
    sender = header[2] if len(header) > 2 else ("",)
    recipient = header[3] if len(header) > 3 else ("",)
    fault = group.faults[0] if group.faults else None
    return segment("UCF", group.reference or "0", sender, recipient,
                   *_verdict(fault, REJECTED if fault else ACKNOWLEDGED))  # fmt: skip


def _ucm(one: Message) -> Iterator[Segment]:
    """A message that is rejected: its own envelope's first fault, and its segments'."""
    own = next((fault for fault in one.faults if fault.envelope), None)
    identifier = one.segments[0][2] if len(one.segments[0]) > 2 else ("",)
    yield segment("UCM", one.reference or "0", identifier, *_verdict(own, REJECTED))
    inside: dict[int, list[Fault]] = {}
    for fault in one.faults:
        if not fault.envelope:
            inside.setdefault(fault.segment - one.at + (0 if fault.missing else 1), []).append(fault)
    for position in sorted(inside)[:MOST_SEGMENTS]:
        yield from _ucs(position, inside[position])


def _ucs(position: int, faults: Sequence[Fault]) -> Iterator[Segment]:
    """A segment: each fault of the whole for itself, then those of its elements."""
    for fault in faults:
        if not fault.element:
            yield segment("UCS", str(position), fault.code)
    elements = [fault for fault in faults if fault.element]
    if elements:
        yield segment("UCS", str(position))
        for fault in elements[:MOST_ELEMENTS]:
            yield segment("UCD", fault.code, _position(fault))


def addressed(found: Interchange, us: Address, envelope: Envelope) -> Envelope:
    """An envelope back to who sent it, in its characters and version where they are known."""
    known = found.header is not None and found.version in VERSIONS
    return Envelope(
        us, Address(found.sender or UNKNOWN, found.part(2, 1)), envelope.at, envelope.reference,
        found.level if CHARSETS.get(found.level, "ascii") != "ascii" else "UNOA",
        ("4" if found.version == "4" else "3") if known else envelope.version, found.part(11) == "1",
    )  # fmt: skip
