"""POST /api/messages: a message of any kind, kept, read, obeyed, answered in its own language."""

import msgspec

from motcua.declarations.services import Busy
from motcua.design.domain import problems
from motcua.design.domain.api import Call, Operation, Parameter, Told, whole_asked
from motcua.design.domain.problems import Error, Stopped, error, of_refusal, problem
from motcua.gateways import outgoing, reading
from motcua.ground.services import letters, post
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
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
        return letters.told_again(letter)
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


def document(call: Call, number: str, document: str, form: str) -> Told:
    """A document of a call as EDIFACT or AWMDS, as its page offers it."""
    if form not in outgoing.FORMS:
        raise NotFound(what=form[:20])
    wrong: list[Error] = []
    version = whole_asked(call, "version", 1, 999, wrong) if call.query.get("version") else 0
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    sent = outgoing.written(number, document, form, by=call.by, at=call.at, version=version)
    return Told(sent.content, 200, sent.media_type)


OPERATIONS = (
    Operation(
        "takeCallMessage", "get", "manifests/{number}/documents/{document}/message/{form}", "manifest-message",
        Words("Một chứng từ của chuyến tàu dưới dạng thông điệp", "A document of a call as a message"), document,
        scope="manifest:read", gives={200: bytes}, medium="application/octet-stream",
        parameters=(Parameter("version", Words("Phiên bản; để trống: bản hiện hành", "Version; that in force if empty"),
                              int),),
        problems=("not-found", "unreadable"),
        about=Words("`form`: edi (CUSCAR, CUSREP, PAXLST) hoặc xml (AWMDS).",
                    "`form`: edi (CUSCAR, CUSREP, PAXLST) or xml (AWMDS)."),
    ),
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
