"""POST /api/press/check: a program of the department has a text checked; nothing is stored."""

import msgspec

from motcua.design.domain.api import Call, Operation, Told, told
from motcua.design.domain.problems import Stopped
from motcua.ground.services import letters
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.people.domain.tokens import PRESS
from motcua.reports import queries
from motcua.reports.api import whatif
from motcua.reports.domain.press.told import PressAsked, PressChecked
from motcua.reports.queries import press

LARGEST = 1 << 20
"""Bytes of a text with its escapes."""
_read = msgspec.json.Decoder(PressAsked).decode


def check(call: Call) -> Told:
    """Every quantity of a text with its verdict."""
    try:
        asked = letters.read(call.body, _read, "{“text”, “as_of”, “language”}", "REP-E16")
        found = press.check(asked.text, today=law_day(call.at), figures=queries.annual, as_of=asked.as_of)
    except letters.Unreadable as fault:
        raise Stopped("unreadable", errors=fault.problem.errors) from None
    except Refusal as refusal:
        raise _stopped(refusal) from None
    told_of = PressChecked(tuple(found.claims(asked.language)), tuple(found.places), found.contradicted, found.as_of)
    return told(told_of)


def _stopped(refusal: Refusal) -> Stopped:
    return Stopped("refused", Words(refusal.in_language("vi"), refusal.in_language("en")))


OPERATIONS = (
    Operation(
        "checkPressText", "post", "press/check", "press-check",
        Words("Kiểm tra con số trong một văn bản", "Check the figures of a text"), check, scope=PRESS,
        takes=(PressAsked,), gives={200: PressChecked}, problems=("unreadable", "refused", "too-large"),
        largest=LARGEST,
        about=Words(
            "Không ghi lại gì. Chỉ quản trị viên cấp được mã có phạm vi này.",
            "Nothing is stored. Only an administrator gives tokens of this scope.",
        ),
    ),
    *whatif.OPERATIONS,
)  # fmt: skip
