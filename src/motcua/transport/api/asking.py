"""POST /api/transports/{number}/time: a declarant asks for more time, an officer decides."""

import msgspec

from motcua.design.domain import problems
from motcua.design.domain.api import JSON, Call, Operation, Parameter, Told
from motcua.design.domain.problems import Problem, error, of_refusal, problem
from motcua.ground.services import post
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.transport import services
from motcua.transport.api.told import shown
from motcua.transport.domain.shown import TransportShown, TransportTime
from motcua.transport.events import MESSAGE
from motcua.transport.queries import one

LARGEST = 8_192
_decode = msgspec.json.Decoder(TransportTime).decode
_encode = msgspec.json.Encoder().encode


def time(call: Call, number: str) -> Told:
    """Kept in the post book first; the same again is told what was told."""
    root = one.find(number, call.by).root
    letter = post.receive(
        call.body, by=call.by, medium="api", media_type=call.media_type or JSON, at=call.at, key=call.key,
        about=f"{root}-time",
    )  # fmt: skip
    if letter.answered:
        return Told(letter.answer, letter.status, letter.answer_type, {"Idempotent-Replayed": "true"})
    reply = _reply(call, number)
    post.answer(letter, reply, at=call.at)
    return Told(reply.content, reply.status, reply.media_type)


def _reply(call: Call, number: str) -> post.Reply:
    try:
        told = _decode(call.body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        words = Words(f"Cần {{“until”, “reason”}} ({fault}).", f"Expected {{“until”, “reason”}} ({fault}).")
        return _refused(number, problem("unreadable", errors=[error("TRN-E01", "/", words)]))
    try:
        found = services.ask_time(number, until=told.until, note=told.reason, by=call.by, at=call.at)
    except Refusal as refusal:
        return _refused(number, of_refusal(refusal, "conflict"))
    return post.Reply(_encode(shown(found, call.at)), JSON, 202, kind=MESSAGE, reference="time", subject=number)


def _refused(number: str, found: Problem) -> post.Reply:
    errors = found.errors_total or 1
    return post.Reply(_encode(found), problems.MEDIA_TYPE, found.status, kind=MESSAGE, subject=number, errors=errors)


OPERATIONS = (
    Operation(
        "askTransportTime", "post", "transports/{number}/time", "transport-time",
        Words("Đề nghị gia hạn vận chuyển", "Ask for more time for a transport"), time, scope="transport:write",
        takes=(TransportTime,), gives={202: TransportShown},
        parameters=(
            Parameter("Idempotency-Key", Words("Khóa của lần gửi", "Key of this sending"), place="header"),
        ),
        problems=("unreadable", "not-found", "conflict", "too-large"), largest=LARGEST,
        about=Words(
            "Dành cho người khai, khi đã được phê duyệt và chưa đến. `until`: thời điểm đến mới, có múi giờ. Chi cục "
            "nơi đi quyết định; kết quả có ở `steps` và trong lời nhắn. Gửi lại y hệt thì được trả lời như trước.",
            "For the declarant, once it is approved and before arrival. `until`: the new moment of arrival, with its "
            "zone. The office of departure decides; the outcome stands in `steps` and in the notices. The same request "
            "again is answered as before.",
        ),
    ),
)  # fmt: skip
