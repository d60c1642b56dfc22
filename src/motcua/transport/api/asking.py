"""POST /api/transports/{number}/time: a declarant asks for more time, an officer decides."""

import msgspec

from motcua.design.domain.api import Call, Operation, Told
from motcua.ground.services import letters
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
    return letters.answered(call, f"{root}-time", lambda _: _ask(call, number), kind=MESSAGE, subject=number)


def _ask(call: Call, number: str) -> letters.Done:
    told = letters.read(call.body, _decode, "{“until”, “reason”}", "TRN-E01")
    found = services.ask_time(number, until=told.until, note=told.reason, by=call.by, at=call.at)
    return letters.Done(shown(found, call.at), 202, reference="time")


OPERATIONS = (
    Operation(
        "askTransportTime", "post", "transports/{number}/time", "transport-time",
        Words("Đề nghị gia hạn vận chuyển", "Ask for more time for a transport"), time, scope="transport:write",
        takes=(TransportTime,), gives={202: TransportShown},
        parameters=(letters.KEY,),
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
