"""Exchange: a file of interchanges, judged and understood, each message with all that speaks against it."""

from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from motcua.gateways.edifact.domain import documents
from motcua.gateways.edifact.domain.documents import Read
from motcua.gateways.edifact.domain.envelopes import Interchange, part, read
from motcua.gateways.edifact.domain.faults import MOST_FAULTS, Fault
from motcua.gateways.edifact.domain.framing import Message
from motcua.gateways.edifact.domain.judging import ANYBODY, Agreement, judge
from motcua.gateways.edifact.domain.locating import offset
from motcua.gateways.edifact.domain.mapping import mappings
from motcua.gateways.edifact.domain.writing import write
from motcua.gateways.ships.domain.told import Spot, Told
from motcua.kernel.words import Words

FUNCTIONS = {"": "", "9": "register", "4": "correct", "5": "correct", "1": "cancel"}
"""What 1225 asks for."""
TYPES = frozenset(mapped.type for mapped in mappings().values())
"""The messages that are read as documents."""
ANSWERS = ("CONTRL", "CUSRES")
UNMAPPED = Words("Loại thông điệp này chưa đọc thành chứng từ.", "A message of this type is not read as a document.")
OTHER_FUNCTION = Words(
    "Mã chức năng (1225) phải là 9 (mới), 4 hoặc 5 (sửa), 1 (hủy).",
    "The function (1225) has to be 9 (original), 4 or 5 (change), 1 (cancel).",
)


class Letter(msgspec.Struct, frozen=True):
    """A message of an interchange: what it was read as, if it could be, and what is wrong with it."""

    message: Message
    kind: str
    against: tuple[Told, ...]
    read: Read | None = None
    function: str = ""
    code: str = ""
    """What its BGM calls it."""


class Exchange(msgspec.Struct, frozen=True):
    """An interchange of a file, and its messages. `against` is what is wrong with the whole."""

    interchange: Interchange
    letters: tuple[Letter, ...]
    against: tuple[Told, ...]


def examine(raw: bytes, agreed: Agreement = ANYBODY) -> list[Exchange]:
    """Read, judge and understand a file. TooLarge if it is beyond what is read."""
    lines = Lines(raw)
    return [_exchange(raw, lines, found, agreed) for found in read(raw)]


def answers_us(found: Interchange) -> bool:
    """Whether it is nothing but answers, which nobody answers."""
    return bool(found.messages) and all(each.type in ANSWERS for each in found.messages)


def _exchange(raw: bytes, lines: "Lines", found: Interchange, agreed: Agreement) -> Exchange:
    places = judge(found, agreed)
    faults = [fault for fault in found.faults if fault.level != "message"][:MOST_FAULTS]
    whole = tuple(_told(raw, lines, found, fault) for fault in faults)
    letters = [
        _letter(raw, lines, found, message, where)
        for message, where in zip(found.messages, places, strict=True)
    ]  # fmt: skip
    return Exchange(found, tuple(letters), whole)


def _letter(raw: bytes, lines: "Lines", found: Interchange, message: Message, where: list[int]) -> Letter:
    against = [_told(raw, lines, found, fault, message) for fault in message.faults]
    bgm = next((each for each in message.segments if each[0][0] == "BGM"), ())
    code = part(bgm, 1)
    if not where or len(where) != len(message.segments):
        return Letter(message, message.type, tuple(against), code=code)
    if message.type not in TYPES:
        return Letter(message, message.type, (*against, Told("EDI-E02", UNMAPPED, value=message.type)), code=code)
    understood = documents.understand(message, where)
    if understood.function not in FUNCTIONS:
        spot = locate(raw, lines, found, message, understood, "/%function")
        against.append(Told("EDI-E03", OTHER_FUNCTION, value=understood.function, spot=spot))
    return Letter(
        message, understood.kind, tuple(against), understood, FUNCTIONS.get(understood.function, ""), code
    )  # fmt: skip


def kept_of(letter: Letter) -> Iterator[str]:
    """What was read and has no field: each segment with its number."""
    for each in letter.read.kept if letter.read else ():
        yield f"{each.at - letter.message.at + 1} {write([each.segment]).strip()}"


def locate(raw: bytes, lines: "Lines", found: Interchange, message: Message, read: Read, path: str) -> Spot:
    """Where the value of a path stands."""
    place = documents.place_of(read, path)
    if place is None:
        return Spot()
    segment = found.segments[place.segment]
    alone = place.element < len(segment) and len(segment[place.element]) == 1
    component = 0 if alone else place.component + 1
    fault = Fault("12", "message", segment[0][0], place.segment, place.element + 1, component)
    return _spot(raw, lines, found, fault, message)


def _told(raw: bytes, lines: "Lines", found: Interchange, fault: Fault, message: Message | None = None) -> Told:
    words = fault.words
    return Told(f"EDI-{fault.code}", words, value=fault.value, spot=_spot(raw, lines, found, fault, message))


def _spot(raw: bytes, lines: "Lines", found: Interchange, fault: Fault, message: Message | None) -> Spot:
    at = offset(raw, found, fault)
    number = fault.segment - message.at + 1 if message else fault.segment + 1
    where = f"{fault.tag} {number}"
    if fault.element:
        where += f", {fault.element}" + (f":{fault.component}" if fault.component else "")
    line, column = lines.of(at)
    return Spot(where, line, column, at, number, fault.tag, fault.element, fault.component)


class Lines:
    """Lines and columns of bytes, worked out when the first is asked for."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.starts: list[int] = []

    def of(self, at: int) -> tuple[int, int]:
        if not self.starts:
            self.starts = [0]
            place = self.raw.find(b"\n")
            while place >= 0:
                self.starts.append(place + 1)
                place = self.raw.find(b"\n", place + 1)
        line = bisect_right(self.starts, at)
        return line, at - self.starts[line - 1] + 1
