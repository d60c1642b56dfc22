"""POST /api/passengers and /api/residents: what the department's own programs at the gates count and take."""

from collections.abc import Callable

import msgspec

from motcua.crossings.domain import passengers as counting
from motcua.crossings.domain import residents as declaring
from motcua.crossings.domain.people_errors import FaultyRows, UnreadableCount
from motcua.crossings.events_people import MESSAGE, RESIDENT_MESSAGE
from motcua.crossings.services import passengers, residents
from motcua.crossings.services.passengers import Sent
from motcua.design.domain import problems
from motcua.design.domain.api import JSON, Call, Operation, Parameter, Told
from motcua.design.domain.problems import error, error_of, of_refusal, problem
from motcua.ground.services import post
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.people.domain.tokens import PASSENGERS

LARGEST = 2 << 20
"""Bytes of a message."""
_encode = msgspec.json.Encoder().encode


class PassengersCounted(msgspec.Struct, frozen=True):
    """What was written: the leaf of the log, rows and people."""

    leaf: str
    rows: int
    people: int


class ResidentTaken(msgspec.Struct, frozen=True):
    """What became of a declaration: dong within and above the allowance; `why` it was referred."""

    number: str
    outcome: str
    within: int
    above: int
    why: str


class ResidentsTaken(msgspec.Struct, frozen=True):
    """What became of each declaration, in the order in which they were sent."""

    declarations: tuple[ResidentTaken, ...]


def count(call: Call) -> Told:
    """Counts of a gate: kept in the post book first; the same again is told what was told."""
    return _answered(call, MESSAGE, lambda: _count(call))


def _count(call: Call) -> post.Reply:
    rows, note = counting.read(call.body)
    write = passengers.correct if any(row.count < 0 for row in rows) else passengers.count
    done = write(rows, by=call.by, at=call.at, sent=Sent("api", note=note))
    content = _encode(PassengersCounted(str(done.leaf), done.rows, done.people))
    return post.Reply(content, JSON, 201, kind=MESSAGE, reference=str(done.leaf))


def declare(call: Call) -> Told:
    """Residents' declarations: what lies above the allowance is referred."""
    return _answered(call, RESIDENT_MESSAGE, lambda: _declare(call))


def _declare(call: Call) -> post.Reply:
    done = residents.declare(declaring.read(call.body), by=call.by, at=call.at)
    told = tuple(ResidentTaken(each.number, each.outcome, each.within, each.above, each.why) for each in done)
    return post.Reply(_encode(ResidentsTaken(told)), JSON, 201, kind=RESIDENT_MESSAGE, subject=told[0].number)


def _answered(call: Call, kind: str, do: Callable[[], post.Reply]) -> Told:
    """The answer that was given before, or the one that is given now and kept.

    A resident's card stands in what is sent: of such a message only its answer is kept, never its bytes.
    """
    letter = post.receive(
        _kept(call.body, kind), by=call.by, medium="api", media_type=call.media_type or JSON, at=call.at,
        key=call.key, about=kind,
    )  # fmt: skip
    if letter.answered:
        return Told(letter.answer, letter.status, letter.answer_type, {"Idempotent-Replayed": "true"})
    try:
        reply = do()
    except UnreadableCount as refusal:
        words = Words(refusal.in_language("vi"), refusal.in_language("en"))
        reply = _refused(kind, problem("unreadable", errors=[error(refusal.code, "/", words)]))
    except FaultyRows as refusal:
        told = problem("refused", errors=[error_of(each) for each in refusal.findings], code=refusal.code)
        reply = _refused(kind, told)
    except Refusal as refusal:
        reply = _refused(kind, of_refusal(refusal, "conflict"))
    post.answer(letter, reply, at=call.at)
    return Told(reply.content, reply.status, reply.media_type)


def _kept(body: bytes, kind: str) -> bytes:
    """What of a message is kept: all of it, or where it names residents a keyed hash alone."""
    return body if kind == MESSAGE else residents.print_of(body)


def _refused(kind: str, found: problems.Problem) -> post.Reply:
    return post.Reply(_encode(found), problems.MEDIA_TYPE, found.status, kind=kind, errors=found.errors_total or 1)


_KEY = Parameter("Idempotency-Key", Words("Khóa của lần gửi", "Key of this sending"), place="header")
_PROBLEMS = ("unreadable", "refused", "conflict", "too-large")
OPERATIONS = (
    Operation(
        "countPassengers", "post", "passengers", "passengers",
        Words("Ghi số hành khách", "Write counts of passengers"), count, scope=PASSENGERS, takes=(counting.CountsTold,),
        gives={201: PassengersCounted}, parameters=(_KEY,), problems=_PROBLEMS, largest=LARGEST,
        about=Words(
            "Dành cho máy của đơn vị tại cửa khẩu. Ghi tất cả hoặc không dòng nào; số âm là điều chỉnh và cần `note`. "
            "`at`: thời điểm bất kỳ trong khung 15 phút, có múi giờ. Giấy tờ: P, T, L, C, O.",
            "For the department's programs at the gates. All rows are written or none; one below zero corrects and "
            "needs a `note`. `at`: any moment of the quarter hour, with its zone. Papers: P, T, L, C, O.",
        ),
    ),
    Operation(
        "declareResidents", "post", "residents", "residents",
        Words("Nhận tờ khai cư dân biên giới", "Take residents' declarations"), declare, scope=PASSENGERS,
        takes=(declaring.ResidentsTold,), gives={201: ResidentsTaken}, parameters=(_KEY,), problems=_PROBLEMS,
        largest=LARGEST,
        about=Words(
            "Dành cho máy của đơn vị tại cửa khẩu. Phần vượt định mức được chuyển khai thông thường. Số giấy tờ cư dân "
            "không được lưu, kể cả trong sổ công văn.",
            "For the department's programs at the gates. What lies above the allowance is referred. Cards are stored "
            "nowhere, not in the post book either.",
        ),
    ),
)  # fmt: skip
