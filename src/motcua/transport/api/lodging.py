"""POST /api/transports: a transport, tried out or registered."""

import msgspec

from motcua.design.domain import problems
from motcua.design.domain.api import JSON, Call, Operation, Parameter, Told, told
from motcua.design.domain.problems import Stopped, error, error_of, of_refusal, problem
from motcua.ground.services import post
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.kernel.words import Words
from motcua.transport import services
from motcua.transport.api.told import links
from motcua.transport.domain.errors import Faulty, Unreadable
from motcua.transport.domain.message import Transport, read
from motcua.transport.domain.shown import TransportRegistered, TransportTried
from motcua.transport.events import MESSAGE
from motcua.transport.queries import one

LARGEST = 1 << 18
"""Bytes of a transport."""
REPLAYED = {"Idempotent-Replayed": "true"}
_encode = msgspec.json.Encoder().encode


def lodge(call: Call) -> Told:
    """Kept in the post book first, unless tried out; the same again is told what was told."""
    wish = call.query.get("dry_run", "")
    if wish not in ("", "0", "1"):
        wrong = error("API-400", "?dry_run", Words("Chỉ nhận 0 hoặc 1.", "0 or 1 only."), wish)
        raise Stopped("unreadable", errors=[wrong])
    if wish == "1":
        return _try(call)
    letter = post.receive(
        call.body, by=call.by, medium="api", media_type=call.media_type or JSON, at=call.at, key=call.key,
        about="transport",
    )  # fmt: skip
    if letter.answered:
        return Told(letter.answer, letter.status, letter.answer_type, REPLAYED)
    reply = _reply(call, letter.key)
    post.answer(letter, reply, at=call.at)
    return Told(reply.content, reply.status, reply.media_type)


def _try(call: Call) -> Told:
    try:
        findings = services.check_out(read(call.body), by=call.by, at=call.at)
    except Unreadable as refusal:
        raise Stopped("unreadable", errors=[_unreadable(refusal)]) from None
    except NotAllowed:
        return told(TransportTried(False, (_not_yours(),)))
    return told(TransportTried(not findings, tuple(map(error_of, findings))))


def _reply(call: Call, key: str) -> post.Reply:
    try:
        message = read(call.body)
        done = services.register(message, by=call.by, at=call.at, key=key[-100:])
    except Unreadable as refusal:
        return _refused(problem("unreadable", errors=[_unreadable(refusal)]))
    except Faulty as refusal:
        return _refused(problem("refused", errors=[error_of(each) for each in refusal.findings], code=refusal.code))
    except NotAllowed:
        return _refused(problem("refused", errors=[_not_yours()]))
    except Refusal as refusal:
        return _refused(of_refusal(refusal, "conflict"))
    found = one.find(done.number, call.by)
    content = _encode(TransportRegistered(done.number, done.at, found.due_at, done.repeated, links(done.number)))
    status = 200 if done.repeated else 201
    return post.Reply(content, JSON, status, kind=MESSAGE, reference=found.from_place, subject=done.number)


def _refused(found: problems.Problem) -> post.Reply:
    return post.Reply(
        _encode(found), problems.MEDIA_TYPE, found.status, kind=MESSAGE, errors=found.errors_total or 1
    )  # fmt: skip


def _unreadable(refusal: Refusal) -> problems.Error:
    return error(refusal.code, "/", Words(refusal.in_language("vi"), refusal.in_language("en")))


def _not_yours() -> problems.Error:
    words = Words("Mã kết nối không khai được cho doanh nghiệp này.", "The token does not declare for this enterprise.")
    return error("KRN-E01", "/party", words)


OPERATIONS = (
    Operation(
        "lodgeTransport", "post", "transports", "transports",
        Words("Đăng ký hoặc chạy thử tờ khai vận chuyển", "Register or try out a transport"), lodge,
        scope="transport:write", takes=(Transport,),
        gives={201: TransportRegistered, 200: TransportRegistered | TransportTried},
        parameters=(
            Parameter("dry_run", Words("1: chạy thử, không lưu gì", "1: try it out, nothing is kept")),
            Parameter("Idempotency-Key", Words("Khóa của lần gửi", "Key of this sending"), place="header"),
        ),
        problems=("unreadable", "refused", "conflict", "too-large"), largest=LARGEST,
        about=Words(
            "201: đã đăng ký, chờ công chức chi cục nơi đi phê duyệt trước `decide_by`. 200: chạy thử, hoặc đã đăng ký "
            "từ trước. 422: mọi lỗi theo quy tắc BTR-BTR.",
            "201: registered; an officer of the office of departure decides by `decide_by`. 200: tried out, or "
            "registered before. 422: everything that breaks a rule BTR-BTR.",
        ),
    ),
)  # fmt: skip
