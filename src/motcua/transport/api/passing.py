"""POST /api/transports/{number}/departure and /arrival: recorded by the operator of the place."""

from collections.abc import Callable

import msgspec

from motcua.design.domain.api import Call, Operation, Told
from motcua.ground.services import letters
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

    def record(_: object) -> letters.Done:
        told = letters.read(call.body, _decode, "{“containers”, “note”}", "TRN-E01")
        found = service(number, told.containers, note=told.note, by=call.by, at=call.at)
        return letters.Done(shown(found, call.at), reference=what)

    return letters.answered(call, f"{root}-{what}", record, kind=MESSAGE, subject=number)


_PROBLEMS = ("unreadable", "not-found", "conflict", "too-large")
_ABOUT = Words(
    "Dành cho doanh nghiệp quản lý địa điểm; tại cầu cảng chỉ hải quan xác nhận. 409: vì sao không xác nhận được.",
    "For the enterprise that runs the place; at a berth customs alone records. 409: why it cannot be recorded.",
)
OPERATIONS = (
    Operation(
        "recordDeparture", "post", "transports/{number}/departure", "transport-departure",
        Words("Xác nhận hàng đi", "Record a departure"), departure, scope="transport:write", takes=(TransportPassing,),
        gives={200: TransportShown}, parameters=(letters.KEY,), problems=_PROBLEMS, largest=LARGEST, about=_ABOUT,
    ),
    Operation(
        "recordArrival", "post", "transports/{number}/arrival", "transport-arrival",
        Words("Xác nhận hàng đến", "Record an arrival"), arrival, scope="transport:write", takes=(TransportPassing,),
        gives={200: TransportShown}, parameters=(letters.KEY,), problems=_PROBLEMS, largest=LARGEST, about=_ABOUT,
    ),
)  # fmt: skip
