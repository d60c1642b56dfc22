"""POST /api/declarations/{number}/cancel: a trader asks, an officer decides."""

import msgspec

from motcua.declarations import services
from motcua.declarations.domain.errors import NoReasonToAsk
from motcua.declarations.domain.life import Wish
from motcua.declarations.domain.shown import Asked, Wished
from motcua.declarations.events import REQUEST
from motcua.declarations.queries import one
from motcua.design.domain import problems
from motcua.design.domain.api import JSON, Call, Operation, Parameter, Told
from motcua.design.domain.problems import Problem, error, of_refusal, problem
from motcua.ground.services import post
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

LARGEST = 8_192
_decode = msgspec.json.Decoder(Asked).decode
_encode = msgspec.json.Encoder().encode


def cancel(call: Call, number: str) -> Told:
    """Kept in the post book first; the same request again is told what was told."""
    one.find(number, call.by)
    letter = post.receive(
        call.body, by=call.by, medium="api", media_type=call.media_type or JSON, at=call.at, key=call.key, about=number
    )
    if letter.answered:
        return Told(letter.answer, letter.status, letter.answer_type, {"Idempotent-Replayed": "true"})
    reply = _reply(call, number)
    post.answer(letter, reply, at=call.at)
    return Told(reply.content, reply.status, reply.media_type)


def _reply(call: Call, number: str) -> post.Reply:
    try:
        asked = _decode(call.body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        words = Words(f"Cần {{“reason”, “note”}} ({fault}).", f"Expected {{“reason”, “note”}} ({fault}).")
        return _refused(number, problem("unreadable", errors=[error("DCL-E01", "/", words)]))
    try:
        wish = services.ask_to_cancel(number, reason=asked.reason, note=asked.note, by=call.by, at=call.at)
    except NoReasonToAsk as refusal:
        words = Words(refusal.in_language("vi"), refusal.in_language("en"))
        wrong = error(refusal.code, "/reason", words, asked.reason)
        return _refused(number, problem("refused", words, errors=[wrong], code=refusal.code))
    except Refusal as refusal:
        return _refused(number, of_refusal(refusal, "conflict"))
    content = _encode(Wished(number, wish.reason, asked.note, wish.at, Wish.ASKED.value))
    return post.Reply(content, JSON, 202, kind=REQUEST, reference=wish.reason, subject=number)


def _refused(number: str, found: Problem) -> post.Reply:
    errors = found.errors_total or 1
    return post.Reply(_encode(found), problems.MEDIA_TYPE, found.status, kind=REQUEST, subject=number, errors=errors)


OPERATIONS = (
    Operation(
        "cancelDeclaration", "post", "declarations/{number}/cancel", "cancel",
        Words("Đề nghị hủy tờ khai", "Ask for a declaration to be cancelled"), cancel, scope="declarations:cancel",
        takes=(Asked,), gives={202: Wished},
        parameters=(
            Parameter("Idempotency-Key", Words("Khóa của lần gửi", "Key of this sending"), place="header"),
        ),
        problems=("unreadable", "not-found", "conflict", "refused", "too-large"), largest=LARGEST,
        about=Words(
            "Lý do là mã E1 đến E4 của danh mục cancellation_reason. Công chức chi cục quyết định; kết quả có ở "
            "`requests` của tờ khai và trong lời nhắn của doanh nghiệp.",
            "The reason is a code E1 to E4 of list cancellation_reason. An officer of the branch decides; the outcome "
            "stands in the declaration's `requests` and in the enterprise's notices.",
        ),
    ),
)  # fmt: skip
