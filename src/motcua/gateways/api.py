"""POST /api/messages: a message of any kind, kept, read, obeyed, answered in its own language."""

import msgspec

from motcua.declarations.services import Busy
from motcua.design.domain import problems
from motcua.design.domain.api import Call, Operation, Parameter, Told
from motcua.design.domain.problems import Stopped, error, of_refusal, problem
from motcua.gateways import reading
from motcua.ground.services import post
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.kernel.words import Words

LARGEST = 16 << 20
_encode = msgspec.json.Encoder().encode


def receive(call: Call) -> Told:
    """Kept in the post book before anybody reads it; the same message again gets the same answer, byte for byte."""
    if not call.body:
        wrong = error("API-400", "/", Words("Thông điệp trống.", "The message is empty."))
        raise Stopped("unreadable", errors=[wrong])
    letter = post.receive(call.body, by=call.by, medium="message", media_type=call.media_type, at=call.at, key=call.key)
    if letter.answered:
        return Told(letter.answer, letter.status, letter.answer_type, {"Idempotent-Replayed": "true"})
    reply = _reply(call, letter)
    post.answer(letter, reply, at=call.at)
    return Told(reply.content, reply.status, reply.media_type)


def _reply(call: Call, letter: post.Letter) -> post.Reply:
    reader = reading.reader_of(call.body)
    if reader is None:
        known = ", ".join(reading.names())
        why = Words(
            f"Đã lưu thông điệp số {letter.id} nhưng không nhận ra loại của nó. Các loại đọc được: {known}.",
            f"Message {letter.id} was kept, but its kind is not known. What can be read: {known}.",
        )
        return _refused(problem("media-type", why, errors=[error("API-415", "/", why, call.media_type)]), "unknown")
    try:
        return reader.obey(call.body, call.by, call.at, letter.key)
    except Busy:
        raise
    except NotAllowed as refusal:
        return _refused(of_refusal(refusal, "forbidden"), reader.name)
    except Refusal as refusal:
        return _refused(of_refusal(refusal, "conflict"), reader.name)


def _refused(found: problems.Problem, kind: str) -> post.Reply:
    return post.Reply(_encode(found), problems.MEDIA_TYPE, found.status, kind=kind, errors=found.errors_total or 1)


OPERATIONS = (
    Operation(
        "sendMessage", "post", "messages", "messages",
        Words("Gửi một thông điệp theo bất kỳ chuẩn nào", "Send a message of any standard"), receive,
        scope="messages:write", takes=(bytes,), gives={200: bytes, 201: bytes, 202: bytes, 422: bytes},
        parameters=(
            Parameter("Idempotency-Key", Words("Khóa của thông điệp; nếu không có, dùng mã băm của nội dung",
                                               "The message's key; the hash of its bytes if absent"), place="header"),
        ),
        problems=("unreadable", "media-type", "refused", "conflict", "too-large"), largest=LARGEST,
        medium="application/octet-stream",
        about=Words(
            "Thông điệp được lưu nguyên văn trước khi đọc; loại được nhận ra từ nội dung, không từ tiêu đề. Câu "
            "trả lời theo chính chuẩn của thông điệp. Gửi lại y nguyên thì nhận lại đúng câu trả lời đó.",
            "The message is kept byte for byte before it is read; its kind is known by its content, not by a header. "
            "The answer is in the message's own language. The same message again gets the same answer, byte for byte.",
        ),
    ),
)  # fmt: skip
