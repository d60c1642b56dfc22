"""POST /api/transports/{number}/departure and /arrival: recorded by the operator of the place."""

from collections.abc import Callable

import msgspec

from motcua.design.domain import problems
from motcua.design.domain.api import JSON, Call, Operation, Parameter, Told
from motcua.design.domain.problems import Problem, error, of_refusal, problem
from motcua.ground.services import post
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.transport import services
from motcua.transport.api.told import shown
from motcua.transport.domain.shown import TransportPassing, TransportShown
from motcua.transport.events import MESSAGE
from motcua.transport.models import Transport
from motcua.transport.queries import one

LARGEST = 65_536
_decode = msgspec.json.Decoder(TransportPassing).decode
_encode = msgspec.json.Encoder().encode


def departure(call: Call, number: str) -> Told:
    """The goods leave (BOA)."""
    return _passed(call, number, "departure", services.depart)


def arrival(call: Call, number: str) -> Told:
    """The goods come (BIA)."""
    return _passed(call, number, "arrival", services.arrive)


def _passed(call: Call, number: str, what: str, service: Callable[..., Transport]) -> Told:
    """Kept in the post book first; the same again is told what was told."""
    root = one.find(number, call.by).root
    letter = post.receive(
        call.body, by=call.by, medium="api", media_type=call.media_type or JSON, at=call.at, key=call.key,
        about=f"{root}-{what}",
    )  # fmt: skip
    if letter.answered:
        return Told(letter.answer, letter.status, letter.answer_type, {"Idempotent-Replayed": "true"})
    reply = _reply(call, number, what, service)
    post.answer(letter, reply, at=call.at)
    return Told(reply.content, reply.status, reply.media_type)


def _reply(call: Call, number: str, what: str, service: Callable[..., Transport]) -> post.Reply:
    try:
        told = _decode(call.body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        words = Words(f"Cần {{“containers”, “note”}} ({fault}).", f"Expected {{“containers”, “note”}} ({fault}).")
        return _refused(number, problem("unreadable", errors=[error("TRN-E01", "/", words)]))
    try:
        found = service(number, told.containers, note=told.note, by=call.by, at=call.at)
    except Refusal as refusal:
        return _refused(number, of_refusal(refusal, "conflict"))
    return post.Reply(_encode(shown(found, call.at)), JSON, 200, kind=MESSAGE, reference=what, subject=number)


def _refused(number: str, found: Problem) -> post.Reply:
    errors = found.errors_total or 1
    return post.Reply(_encode(found), problems.MEDIA_TYPE, found.status, kind=MESSAGE, subject=number, errors=errors)


_KEY = Parameter("Idempotency-Key", Words("Khóa của lần gửi", "Key of this sending"), place="header")
_PROBLEMS = ("unreadable", "not-found", "conflict", "too-large")
_ABOUT = Words(
    "Dành cho doanh nghiệp quản lý địa điểm; tại cầu cảng chỉ hải quan xác nhận. 409: vì sao không xác nhận được.",
    "For the enterprise that runs the place; at a berth customs alone records. 409: why it cannot be recorded.",
)
OPERATIONS = (
    Operation(
        "recordDeparture", "post", "transports/{number}/departure", "transport-departure",
        Words("Xác nhận hàng đi", "Record a departure"), departure, scope="transport:write", takes=(TransportPassing,),
        gives={200: TransportShown}, parameters=(_KEY,), problems=_PROBLEMS, largest=LARGEST, about=_ABOUT,
    ),
    Operation(
        "recordArrival", "post", "transports/{number}/arrival", "transport-arrival",
        Words("Xác nhận hàng đến", "Record an arrival"), arrival, scope="transport:write", takes=(TransportPassing,),
        gives={200: TransportShown}, parameters=(_KEY,), problems=_PROBLEMS, largest=LARGEST, about=_ABOUT,
    ),
)  # fmt: skip
