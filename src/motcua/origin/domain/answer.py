"""What windows tell each other of a certificate after its issue: neutral, ours, as JSON.

The importing side answers receipt, technical refusal, use, refusal, and asks for clarification or verification; the
issuing side answers what was asked and withdraws. A certificate that replaces another is a certificate.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import msgspec

from motcua.kernel.words import Words
from motcua.origin.domain.misreading import Misread, reader

__all__ = ["FROM_ISSUER", "KINDS", "Answer", "Kind", "Misread", "Used", "read", "write"]

Kind = Literal[
    "received", "unreadable", "used", "accepted", "refused", "clarify", "verify", "clarified", "confirmed",
    "unconfirmed", "withdrawn",
]  # fmt: skip
KINDS = {
    "received": Words("Đã nhận", "Received"),
    "unreadable": Words("Không đạt kỹ thuật", "Not readable"),
    "used": Words("Đã sử dụng", "Used"),
    "accepted": Words("Chấp nhận cho hưởng ưu đãi", "Preference given"),
    "refused": Words("Từ chối cho hưởng ưu đãi", "Preference refused"),
    "clarify": Words("Đề nghị làm rõ", "Clarification asked for"),
    "verify": Words("Đề nghị xác minh", "Verification asked for"),
    "clarified": Words("Đã làm rõ", "Clarified"),
    "confirmed": Words("Xác nhận đúng xuất xứ", "Origin confirmed"),
    "unconfirmed": Words("Không xác nhận xuất xứ", "Origin not confirmed"),
    "withdrawn": Words("Cơ quan cấp thu hồi", "Withdrawn by its issuer"),
}
FROM_ISSUER = frozenset({"clarified", "confirmed", "unconfirmed", "withdrawn"})
"""What the issuing side tells; everything else is told by the importing side."""


class Used(msgspec.Struct, frozen=True, omit_defaults=True):
    """What of a line a declaration has used, in the line's unit; `remaining` after it. Restored where below zero."""

    line: int
    quantity: Decimal
    unit: str
    remaining: Decimal
    declaration: str = ""
    on: date | None = None


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """Told of the certificate `reference` that `country` issued, at a moment of the teller's clock.

    `reason` is a code of our list of reasons; `regards` is the message that is answered, where there is one.
    """

    kind: Kind
    reference: str
    country: str
    at: datetime
    reason: str = ""
    note: str = ""
    regards: str = ""
    uses: tuple[Used, ...] = ()


read = reader(Answer)
"""An answer from JSON, or every value that cannot be read."""
_encode = msgspec.json.Encoder(order="sorted").encode


def write(answer: Answer) -> bytes:
    """The answer as JSON, always the same bytes for the same values."""
    return _encode(answer)
