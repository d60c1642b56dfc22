"""Writing: segments into bytes, with what must be released, and without separators that nothing follows."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from motcua.gateways.edifact.domain.cutting import REPLACED, Segment
from motcua.gateways.edifact.domain.marks import CHARSETS, USUAL, Marks

Element = str | Sequence[str]


class Address(msgspec.Struct, frozen=True):
    """Who sends or receives: identification, and what kind of identification it is."""

    id: str
    qualifier: str = ""


class Envelope(msgspec.Struct, frozen=True):
    """What stands around messages: who to whom, when, under which reference, in which characters."""

    sender: Address
    recipient: Address
    at: datetime
    reference: str
    level: str = "UNOW"
    version: str = "4"
    test: bool = False


def segment(tag: str, *elements: Element) -> Segment:
    """A segment. Empty components and elements at the end are left out."""
    parts = [(tag,), *((each,) if isinstance(each, str) else tuple(each) for each in elements)]
    trimmed = [_trim(part) for part in parts]
    while len(trimmed) > 1 and trimmed[-1] == ("",):
        trimmed.pop()
    return tuple(trimmed)


def message(reference: str, identifier: Sequence[str], body: Iterable[Segment]) -> list[Segment]:
    """A message: UNH, its segments, and UNT with their count."""
    inside = list(body)
    return [segment("UNH", reference, identifier), *inside, segment("UNT", str(len(inside) + 2), reference)]


def interchange(envelope: Envelope, messages: Sequence[Sequence[Segment]]) -> bytes:
    """An interchange of these messages."""
    date = envelope.at.strftime("%Y%m%d" if envelope.version == "4" else "%y%m%d")
    head = segment(
        "UNB", (envelope.level, envelope.version), (envelope.sender.id, envelope.sender.qualifier),
        (envelope.recipient.id, envelope.recipient.qualifier), (date, envelope.at.strftime("%H%M")),
        envelope.reference, "", "", "", "", "", "1" if envelope.test else "",
    )  # fmt: skip
    tail = segment("UNZ", str(len(messages)), envelope.reference)
    every = [head, *(each for one in messages for each in one), tail]
    return encode(write(every, _marks(envelope.version)), envelope.level)


def write(segments: Iterable[Segment], marks: Marks = USUAL) -> str:
    """The text of segments, each ended. What divides is released where it is meant as itself."""
    release, table = marks.release, dict.fromkeys(range(32), " ")
    if release != " ":
        protected = marks.dividing + (marks.repetition if marks.repetition != " " else "")
        table |= {ord(mark): release + mark for mark in protected}
    lines = []
    for each in segments:
        elements = [marks.component.join([part.translate(table) for part in element]) for element in each]
        lines.append(marks.element.join(elements) + marks.terminator)
    return "\n".join(lines) + "\n" if lines else ""


def encode(text: str, level: str) -> bytes:
    """The text in the characters of a level; letters that it lacks lose their marks, the rest becomes a question."""
    charset = CHARSETS.get(level, "ascii")
    try:
        return text.encode(charset)
    except UnicodeEncodeError:
        return "".join([_plainer(letter, charset) for letter in text]).encode(charset)


def _plainer(letter: str, charset: str) -> str:
    plain = unicodedata.normalize("NFD", letter.replace("đ", "d").replace("Đ", "D"))
    for candidate in (letter, "".join(each for each in plain if not unicodedata.combining(each))):
        try:
            candidate.encode(charset)
        except UnicodeEncodeError:
            continue
        return candidate
    return "_"


def clean(text: str, most: int = 0) -> str:
    """A text that may stand in a component: one line, no control characters, at most so long."""
    line = " ".join(text.replace(REPLACED, " ").split())
    return line[:most].rstrip() if most else line


def _marks(version: str) -> Marks:
    return Marks(repetition="*") if version == "4" else USUAL


def _trim(part: tuple[str, ...]) -> tuple[str, ...]:
    end = len(part)
    while end > 1 and not part[end - 1]:
        end -= 1
    return part[:end] or ("",)
