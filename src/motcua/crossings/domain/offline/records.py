"""A record: what an officer saw pass, or refused, bound to the record before it and signed by the gate."""

from datetime import datetime
from hashlib import sha256
from typing import Literal, NamedTuple

import msgspec

from motcua.crossings.domain.offline.errors import BadChain, BadDocument
from motcua.crossings.domain.offline.framing import Sign, hex_bytes, signed
from motcua.crossings.domain.passing import Passage
from motcua.kernel.canonical import encode

PURPOSE = b"motcua gate record\n"
FIRST = "0" * 64
"""What the first record follows."""
_SIGNATURE = 128


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`gate` is the installation, `list` the number of the list that was decided by (0: without list), `officer` the
    account. `part`: the goods come on several vehicles. What happened at `passage.at`, by the gate's clock."""

    gate: int
    number: int
    previous: str
    list: int
    officer: int
    verb: Literal["pass", "refuse"]
    passage: Passage
    part: bool = False
    announced: str = ""

    @property
    def at(self) -> datetime:
        """When, by the gate's clock."""
        return self.passage.at


class Signed(NamedTuple):
    """A record, the bytes that were signed, and the signature."""

    record: Record
    content: bytes
    signature: bytes

    @property
    def hash(self) -> str:
        """What the next record names as the one before it."""
        return sha256(PURPOSE + self.content).hexdigest()

    @property
    def line(self) -> bytes:
        """The record as it travels: signature and content."""
        return self.signature.hex().encode() + b" " + self.content


MOST_NUMBER = 2**31 - 1
_LONGEST = {"gate": 6, "direction": 3, "kind": 7, "country": 2, "plate": 20, "lane": 4, "party": 14, "exit_gate": 6,
            "elsewhere": 60, "note": 400}  # fmt: skip
_SINCE, _UNTIL = 2000, 2900
_MOST_TEXTS, _LONGEST_TEXT, _MOST_COUNT = 40, 20, 999


_decode = msgspec.json.Decoder(Record).decode


def sign(record: Record, key: Sign) -> Signed:
    """The record, signed."""
    content = encode(record)
    return Signed(record, content, key(PURPOSE + content))


def read(line: bytes) -> Signed:
    """A record from its line. BadDocument."""
    signature, _, content = line.partition(b" ")
    try:
        return Signed(_decode(content), content, hex_bytes(signature, _SIGNATURE))
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise BadDocument(why=fault) from None


def well_written(record: Record) -> bool:
    """Whether a record can be kept: texts and numbers no longer than their columns, a moment with its zone."""
    told = record.passage
    texts = (*told.boxes, *told.declarations, record.announced)
    return (
        0 < record.number <= MOST_NUMBER and 0 <= record.list <= MOST_NUMBER and 0 <= record.officer < 2**63
        and 0 <= told.announced < 2**63
        and told.at.tzinfo is not None and _SINCE <= told.at.year <= _UNTIL
        and all(len(getattr(told, name)) <= most for name, most in _LONGEST.items())
        and len(texts) <= _MOST_TEXTS and all(len(text) <= _LONGEST_TEXT for text in texts)
        and 0 <= told.passengers <= _MOST_COUNT and 0 <= told.days <= _MOST_COUNT
        and not any("\0" in text for text in (told.plate, told.note, told.elsewhere, *texts))
    )  # fmt: skip


def need_chain(many: list[Signed], public: bytes) -> None:
    """Refuse with BadChain the first record that is not signed by the gate or does not follow the one before it."""
    before: Signed | None = None
    for each in many:
        if not signed(public, each.signature, PURPOSE + each.content) or not well_written(each.record):
            raise BadChain(number=each.record.number)
        need_follows(before, each)
        before = each


def need_follows(before: Signed | None, each: Signed) -> None:
    """Refuse with BadChain a record that does not follow the one before it; the first follows nothing."""
    number, previous = each.record.number, each.record.previous
    if before is not None and (number != before.record.number + 1 or previous != before.hash):
        raise BadChain(number=number)
    if number < 1 or (number == 1) != (previous == FIRST):
        raise BadChain(number=number)
