"""POST /api/transports: a transport, tried out or registered."""

from motcua.design.domain import problems
from motcua.design.domain.api import Call, Operation, Parameter, Told, told
from motcua.design.domain.problems import Stopped, error, error_of, problem
from motcua.ground.services import letters
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


def lodge(call: Call) -> Told:
    """Kept in the post book first, unless tried out; the same again is told what was told."""
    wish = call.query.get("dry_run", "")
    if wish not in ("", "0", "1"):
        wrong = error("API-400", "?dry_run", Words("Chỉ nhận 0 hoặc 1.", "0 or 1 only."), wish)
        raise Stopped("unreadable", errors=[wrong])
    if wish == "1":
        return _try(call)
    return letters.answered(call, "transport", lambda letter: _register(call, letter.key), kind=MESSAGE)


def _try(call: Call) -> Told:
    try:
        findings = services.check_out(read(call.body), by=call.by, at=call.at)
    except Unreadable as refusal:
        raise Stopped("unreadable", errors=[_unreadable(refusal)]) from None
    except NotAllowed:
        return told(TransportTried(False, (_not_yours(),)))
    return told(TransportTried(not findings, tuple(map(error_of, findings))))


def _register(call: Call, key: str) -> letters.Done | problems.Problem:
    try:
        done = services.register(read(call.body), by=call.by, at=call.at, key=key[-100:])
    except Unreadable as refusal:
        return problem("unreadable", errors=[_unreadable(refusal)])
    except Faulty as refusal:
        return problem("refused", errors=[error_of(each) for each in refusal.findings], code=refusal.code)
    except NotAllowed:
        return problem("refused", errors=[_not_yours()])
    found = one.find(done.number, call.by)
    told = TransportRegistered(done.number, done.at, found.due_at, done.repeated, links(done.number))
    return letters.Done(told, 200 if done.repeated else 201, reference=found.from_place, subject=done.number)


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
            letters.KEY,
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
