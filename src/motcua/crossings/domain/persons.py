"""A person whom a control result concerns: as little as it needs, and what the log keeps in their place."""

from datetime import date, timedelta

import msgspec

from motcua.crossings.domain.people_data import limit
from motcua.kernel.canonical import commitment, encode
from motcua.kernel.words import Words

KINDS = {
    "baggage": Words("Hành lý vượt định mức", "Baggage above the allowance"),
    "currency": Words("Tiền, vàng phải khai", "Money or gold to be declared"),
    "refused": Words("Từ chối nhập cảnh, xuất cảnh", "Entry or exit refused"),
    "found": Words("Phát hiện hàng hóa khi kiểm tra", "Goods found by a check"),
}
"""Why a person is recorded at all."""
OUTCOMES = {
    "declared": Words("Đã khai, cho qua", "Declared, let pass"),
    "due": Words("Chờ nộp thuế", "Duty is waiting to be paid"),
    "paid": Words("Đã nộp thuế", "Duty paid"),
    "left": Words("Để lại hàng, không nộp thuế", "Goods left behind, no duty"),
    "referred": Words("Chuyển làm tờ khai", "Referred to a declaration"),
    "refused": Words("Từ chối", "Refused"),
    "held": Words("Tạm giữ hàng, lập hồ sơ", "Goods held, a file begun"),
}


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who it was. Nothing of this stands in the log."""

    name: str
    document: str
    born_on: date | None = None
    note: str = ""


_write = msgspec.json.Encoder().encode
_read = msgspec.json.Decoder(Person).decode


def write(person: Person) -> bytes:
    """As it is kept, before it is encrypted."""
    return _write(person)


def read(content: bytes) -> Person:
    """A person again. MsgspecError where somebody changed it."""
    return _read(content)


def committed(person: Person, salt: bytes) -> bytes:
    """What a leaf answers for: a salted hash that says nothing without the salt."""
    return commitment(salt, [encode(msgspec.to_builtins(person))])


def erase_on(day: date) -> date:
    """The day on which a person recorded that day is erased."""
    return day + timedelta(days=limit("person days", day).value)
