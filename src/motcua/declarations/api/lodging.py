"""POST /api/declarations: one declaration or many, tried out or lodged."""

from collections.abc import Sequence
from datetime import date

import msgspec

from motcua.declarations import services
from motcua.declarations.domain.changing import Expected
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.telling import Outcome, Outcomes, Registered, Tried, TriedMany
from motcua.declarations.events import MESSAGE
from motcua.declarations.services import Answer, Arrival, Raw, telling
from motcua.declarations.services.kit import known_on
from motcua.design.domain import problems
from motcua.design.domain.api import JSON, Call, Operation, Parameter, Told, told
from motcua.design.domain.problems import Stopped, error
from motcua.ground.services import letters, post
from motcua.kernel.days import law_day
from motcua.kernel.words import Words

NDJSON = "application/x-ndjson"
MOST = 500
"""Declarations in one call."""
LARGEST = 1 << 20
"""Bytes of one declaration."""
LARGEST_CALL = 16 << 20
"""Bytes of one call."""
_ARRIVAL = Arrival("api", JSON, telling.refusal)
_split = msgspec.json.Decoder(list[msgspec.Raw]).decode


def lodge(call: Call) -> Told:
    """One object is one declaration; an array, or one object a line, are many."""
    wish = call.query.get("dry_run", "")
    if wish not in ("", "0", "1"):
        wrong = error("API-400", "?dry_run", Words("Chỉ nhận 0 hoặc 1.", "0 or 1 only."), wish)
        raise Stopped("unreadable", errors=[wrong])
    expected = _expected(call)
    many = call.media_type == NDJSON or call.body.lstrip()[:1] == b"["
    if wish == "1":
        return _try_many(call, expected) if many else _try_one(call, expected)
    return _lodge_many(call, expected) if many else _lodge_one(call, expected)


def _expected(call: Call) -> Expected | None:
    """The day on which the sums were tried, if the sender says so; Stopped where it is no day that can be told of."""
    text = call.query.get("prepared_on", "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.max
    if day > law_day(call.at) or not known_on(day):
        words = Words("Ngày chạy thử, viết 2023-12-22, không sau hôm nay.",
                      "The day of the dry run, as 2023-12-22, not after today.")  # fmt: skip
        raise Stopped("unreadable", errors=[error("API-400", "?prepared_on", words, text)])
    return Expected(day)


def _lodge_one(call: Call, expected: Expected | None) -> Told:
    _fits(call.body, "/")
    answer = services.INTAKE.lodge(Raw(call.body, call.at, call.key, expected), by=call.by, arrival=_ARRIVAL)
    if not answer.accepted:
        reply = telling.refusal(answer)
        return Told(reply.content, reply.status, reply.media_type)
    found = telling.registered(answer)
    headers = letters.REPLAYED if answer.repeated else {}
    place = found.links["self"]
    return Told(telling.encode(found), 200 if answer.repeated else 201, JSON, {"Location": place, **headers})


def _try_one(call: Call, expected: Expected | None) -> Told:
    _fits(call.body, "/")
    return told(services.try_out(Raw(call.body, call.at, call.key, expected), by=call.by))


def _try_many(call: Call, expected: Expected | None) -> Told:
    found = tuple(services.try_out(Raw(body, call.at, "", expected), by=call.by) for body in bodies(call))
    accepted = sum(each.accepted for each in found)
    return told(TriedMany(accepted, len(found) - accepted, found))


def _lodge_many(call: Call, expected: Expected | None) -> Told:
    """Kept in the post book first; a repetition is told what was told. Each declaration has a key of its own."""
    letter = post.receive(
        call.body, by=call.by, medium="api", media_type=call.media_type or JSON, at=call.at, key=call.key
    )
    mixed = letter.status == 207 and not call.key  # noqa: PLR2004 - as in HTTP
    if letter.answered and not mixed:
        return letters.told_again(letter)
    try:
        answers = _lodged(call, letter, expected)
    except Stopped as stopped:
        if stopped.wait:
            raise
        _answer(call, letter, telling.encode(stopped.problem), stopped.problem.status, problems.MEDIA_TYPE, 1)
        raise
    outcomes = tuple(_outcome(place, answer) for place, answer in enumerate(answers))
    accepted = sum(answer is not None and answer.accepted for answer in answers)
    refused = len(answers) - accepted
    content = telling.encode(Outcomes(accepted, refused, outcomes))
    status = 200 if not refused else 207 if accepted else 422
    subject = next((answer.number for answer in answers if answer and answer.accepted), "")
    _answer(call, letter, content, status, JSON, refused, subject)
    return Told(content, status)


def _lodged(call: Call, letter: post.Letter, expected: Expected | None) -> Sequence[Answer | None]:
    raws = [Raw(body, call.at, f"{letter.key}/{place}", expected) for place, body in enumerate(bodies(call))]
    return services.lodge_many(raws, by=call.by)


def _answer(
    call: Call, letter: post.Letter, content: bytes, status: int, media_type: str, errors: int, subject: str = ""
) -> None:
    kept = post.Reply(content, media_type, status, kind=MESSAGE, subject=subject, errors=errors)
    post.answer(letter, kept, at=call.at)


def _outcome(place: int, answer: Answer | None) -> Outcome:
    if answer is None:
        return Outcome(place, 503, problem=problems.problem("busy"))
    if answer.accepted:
        status = 200 if answer.repeated else 201
        return Outcome(place, status, registered=telling.registered(answer), repeated=answer.repeated)
    found = telling.refused(answer)
    return Outcome(place, found.status, problem=found)


def bodies(call: Call) -> list[bytes]:
    """The declarations of a call, each as its bytes came. Stopped where they are too many, too large or no list."""
    if call.media_type == NDJSON:
        found = [line for line in call.body.splitlines() if line.strip()]
    else:
        try:
            found = [bytes(each) for each in _split(call.body)]
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
            words = Words(f"Không phải mảng JSON ({fault}).", f"Not a JSON array ({fault}).")
            raise Stopped("unreadable", errors=[error("DCL-E01", "/", words)]) from None
    if not 1 <= len(found) <= MOST:
        words = Words(f"Mỗi lần gửi từ 1 đến {MOST} tờ khai.", f"1 to {MOST} declarations in one call.")
        raise Stopped("too-large" if found else "unreadable", words, errors=[error("API-413", "/", words, len(found))])
    call.spend(len(found) - 1)
    for place, body in enumerate(found):
        _fits(body, f"/{place}")
    return found


def _fits(body: bytes, path: str) -> None:
    if len(body) > LARGEST:
        words = Words(f"Một tờ khai dài tối đa {LARGEST} byte.", f"A declaration has {LARGEST} bytes at the most.")
        raise Stopped("too-large", words, errors=[error("API-413", path, words, len(body))])


OPERATIONS = (
    Operation(
        "lodgeDeclarations", "post", "declarations", "declarations",
        Words("Nộp hoặc chạy thử tờ khai", "Lodge or try out declarations"), lodge, scope="declarations:write",
        takes=(Declaration, list[Declaration]),
        gives={201: Registered, 200: Registered | Outcomes | Tried | TriedMany, 207: Outcomes, 422: Outcomes},
        parameters=(
            Parameter("dry_run", Words("1: chạy thử, không lưu gì", "1: try it out, nothing is kept")),
            Parameter(
                "prepared_on",
                Words("Ngày chạy thử; nếu số tiền ngày nộp đã khác thì từ chối (DEC-VAL-12), không nộp gì",
                      "Day of the dry run; refused (DEC-VAL-12) and not lodged if the sums of today differ"),
                date,
            ),
            Parameter(
                "Idempotency-Key",
                Words("Khóa của lần gửi, 1 đến 100 ký tự ASCII; gửi lại cùng khóa và nội dung nhận cùng câu trả lời",
                      "Key of this sending, 1 to 100 ASCII characters; the same key and body get the same answer"),
                place="header",
            ),
        ),
        problems=("unreadable", "refused", "too-large"), largest=LARGEST_CALL,
        about=Words(
            f"Một đối tượng JSON là một tờ khai; một mảng, hoặc {NDJSON} mỗi dòng một đối tượng, là nhiều tờ khai "
            f"(tối đa {MOST} tờ, mỗi tờ tối đa {LARGEST} byte). 201: đã đăng ký. 200: đã đăng ký từ trước và được "
            "trả lời như lần đầu (`Idempotent-Replayed: true`), hoặc chạy thử, hoặc mọi tờ khai trong lần gửi đều đạt. "
            "207: có tờ đạt, có tờ không. Chạy thử không lưu gì, không dùng số, không hỏi phân luồng.",
            f"A JSON object is one declaration; an array, or {NDJSON} with an object a line, are many (up to {MOST}, "
            f"each up to {LARGEST} bytes). 201: registered. 200: registered before, and told as then "
            "(`Idempotent-Replayed: true`); or tried out; or all of many accepted. 207: some accepted, some refused. "
            "Trying out keeps nothing, uses no number and never asks the selection.",
        ),
    ),
)  # fmt: skip
