"""POST /api/declarations/{number}/cancel: a trader asks, an officer decides."""

import msgspec

from motcua.declarations import services
from motcua.declarations.domain.errors import NoReasonToAsk
from motcua.declarations.domain.life import Wish
from motcua.declarations.domain.shown import Asked, Wished
from motcua.declarations.events import REQUEST
from motcua.declarations.queries import one
from motcua.design.domain.api import Call, Operation, Told
from motcua.design.domain.problems import Problem, error, problem
from motcua.ground.services import letters
from motcua.kernel.words import Words

LARGEST = 8_192
_decode = msgspec.json.Decoder(Asked).decode
_encode = msgspec.json.Encoder().encode


def cancel(call: Call, number: str) -> Told:
    """Kept in the post book first; the same request again is told what was told."""
    one.find(number, call.by)
    return letters.answered(call, number, lambda _: _ask(call, number), kind=REQUEST, subject=number)


def _ask(call: Call, number: str) -> letters.Done | Problem:
    asked = letters.read(call.body, _decode, "{“reason”, “note”}", "DCL-E01")
    try:
        wish = services.ask_to_cancel(number, reason=asked.reason, note=asked.note, by=call.by, at=call.at)
    except NoReasonToAsk as refusal:
        words = Words(refusal.in_language("vi"), refusal.in_language("en"))
        wrong = error(refusal.code, "/reason", words, asked.reason)
        return problem("refused", words, errors=[wrong], code=refusal.code)
    told = Wished(number, wish.reason, asked.note, wish.at, Wish.ASKED.value)
    return letters.Done(told, 202, reference=wish.reason)


OPERATIONS = (
    Operation(
        "cancelDeclaration", "post", "declarations/{number}/cancel", "cancel",
        Words("Đề nghị hủy tờ khai", "Ask for a declaration to be cancelled"), cancel, scope="declarations:cancel",
        takes=(Asked,), gives={202: Wished},
        parameters=(letters.KEY,),
        problems=("unreadable", "not-found", "conflict", "refused", "too-large"), largest=LARGEST,
        about=Words(
            "Lý do là mã E1 đến E4 của danh mục cancellation_reason. Công chức chi cục quyết định; kết quả có ở "
            "`requests` của tờ khai và trong lời nhắn của doanh nghiệp.",
            "The reason is a code E1 to E4 of list cancellation_reason. An officer of the branch decides; the outcome "
            "stands in the declaration's `requests` and in the enterprise's notices.",
        ),
    ),
)  # fmt: skip
