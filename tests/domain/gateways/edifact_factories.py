"""Messages made up from the directory itself: any structure, with values that fit."""

import random
from datetime import datetime
from pathlib import Path

from motcua.gateways.edifact.domain.cutting import Segment
from motcua.gateways.edifact.domain.directory import Shape, Slot, Structure, segments, structure
from motcua.gateways.edifact.domain.envelopes import Interchange, read
from motcua.gateways.edifact.domain.writing import Address, Envelope, interchange, message, segment

MESSAGES = Path(__file__).parents[2] / "messages" / "edifact"
NOON = datetime(2026, 3, 1, 12, 0)  # noqa: DTZ001 - an interchange tells local time
LETTERS = "ABCXYZ 0189'+:?*.,-/()ăđệÔ"


def envelope(level: str = "UNOW", version: str = "4", reference: str = "R1") -> Envelope:
    return Envelope(Address("AGENT", "ZZ"), Address("VNQN"), NOON, reference, level, version)


def only(raw: bytes) -> Interchange:
    (found,) = read(raw)
    return found


def around(body: list[Segment], kind: str = "CUSCAR", release: str = "96B") -> bytes:
    return interchange(envelope(), [message("1", (kind, "D", release, "UN"), body)])


def known(kind: str, directory: str = "D.96B") -> Structure:
    found = structure(kind, directory)
    assert found is not None
    return found


def made_up(found: Structure, draw: random.Random, chance: float = 0.5) -> list[Segment]:
    """The segments between UNH and UNT of a message of this structure, at random."""
    body: list[Segment] = []
    _walk(found, 1, len(found.nodes) - 1, body, draw, chance)
    return body


def _walk(found: Structure, start: int, end: int, body: list[Segment], draw: random.Random, chance: float) -> None:
    place = start
    while place < end:
        node = found.nodes[place]
        most = min(node.most, 2)
        for _ in range(draw.randint(1, most) if node.required else draw.randint(0, most) * (draw.random() < chance)):
            body.append(one(node.tag, found.directory, draw))
            if node.opens:
                _walk(found, place + 1, node.end, body, draw, chance)
        place = node.end


def one(tag: str, directory: str, draw: random.Random) -> Segment:
    if tag == "UNS":
        return segment("UNS", draw.choice("DS"))
    return segment(tag, *[_element(slot, draw) for slot in segments(directory)[tag]])


def _element(slot: Slot, draw: random.Random) -> tuple[str, ...]:
    if not slot.required and draw.random() < 0.4:
        return ("",)
    said = [_value(shape, draw) if shape.required or draw.random() < 0.6 else "" for shape in slot.shapes]
    return tuple(said if any(said) or not slot.required else [_value(slot.shapes[0], draw), *said[1:]])


def _value(shape: Shape, draw: random.Random) -> str:
    length = shape.most if shape.fixed else draw.randint(1, min(shape.most, 40))
    if shape.kind == "n":
        return "".join(draw.choice("123456789") for _ in range(length))
    text = "".join(draw.choice("ABC" if shape.kind == "a" else LETTERS) for _ in range(length))
    return "X" + text[1:-1].replace("  ", " ") + "X" if len(text) > 1 and not shape.fixed else "X" * length
