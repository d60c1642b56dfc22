"""What is due, asked by programs without a token: one question or many, and which agreement is the cheapest."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

import msgspec

from motcua.design.domain import problems
from motcua.design.domain.api import Call, Operation, Parameter, Told
from motcua.design.domain.problems import Error, Stopped, error
from motcua.duties import queries, value_api
from motcua.duties.domain.advising import AdviceQuestion
from motcua.duties.domain.answering import Refused
from motcua.duties.domain.asking import DutyQuestion
from motcua.duties.domain.figures import Problem
from motcua.duties.domain.telling import DutyAnswer, written
from motcua.duties.domain.telling_advice import DutyAdvice, advice_told
from motcua.kernel.days import law_day
from motcua.kernel.words import Words

NDJSON = "application/x-ndjson"
MOST = 500
"""Questions in one call."""
LARGEST = 1 << 20
"""Bytes of one question."""
LARGEST_CALL = 8 << 20
"""Bytes of one call."""
UNREADABLE, NO_LIST, TOO_MUCH = "DUT-50", "DUT-51", "DUT-52"
_question = msgspec.json.Decoder(DutyQuestion).decode
_split = msgspec.json.Decoder(list[msgspec.Raw]).decode
_PLACE = re.compile(r" - at `\$?(.*?)`$")
_PIECE = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")
_SHAPE = Words("Xem cấu trúc DutyQuestion trong tài liệu.", "See DutyQuestion in the description.")


def assess(call: Call) -> Told:
    """One object is one question; an array, or one object a line, are many, answered in their order."""
    if call.media_type == NDJSON or call.body.lstrip()[:1] == b"[":
        return _many(call)
    _fits(call.body, "/")
    found = _answer(call.body, call)
    if isinstance(found, problems.Problem):
        return Told(written(found), found.status, problems.MEDIA_TYPE)
    return Told(written(found))


def _many(call: Call) -> Told:
    answers = [_answer(body, call) for body in _bodies(call)]
    wrong = sum(isinstance(each, problems.Problem) for each in answers)
    return Told(written(answers), 200 if not wrong else 207 if wrong < len(answers) else 422)


def _answer(body: bytes, call: Call) -> DutyAnswer | problems.Problem:
    try:
        question = _question(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        return problems.problem("unreadable", errors=[_misread(str(fault))])
    found = queries.work_out(question, law_day(call.at))
    return _problem(found) if isinstance(found, Refused) else found


def _problem(found: Refused) -> problems.Problem:
    return problems.problem("refused", errors=[error_of(each) for each in found.problems])


def error_of(found: Problem) -> Error:
    """A problem of the desk as an error: with what was expected, and what to do apart and in the message."""
    words, remedy = found.words, found.remedy
    return Error(
        found.code, found.path, "refuse", f"{words.vi} {remedy.vi}", f"{words.en} {remedy.en}", found.value, words.en,
        remedy.vi, remedy.en,
    )  # fmt: skip


def _misread(fault: str) -> Error:
    place = _PLACE.search(fault)
    path = "".join(f"/{name or number}" for name, number in _PIECE.findall(place[1])) if place else "/"
    told = fault[: place.start()] if place else fault
    words = Words(f"Không đọc được ({told}). {_SHAPE.vi}", f"Cannot be read ({told}). {_SHAPE.en}")
    return error(UNREADABLE, path or "/", words)


def _bodies(call: Call) -> list[bytes]:
    """The questions of a call. Stopped where they are too many, too large or no list."""
    if call.media_type == NDJSON:
        found = [line for line in call.body.splitlines() if line.strip()]
    else:
        try:
            found = [bytes(each) for each in _split(call.body)]
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
            words = Words(f"Không phải mảng JSON ({fault}).", f"Not a JSON array ({fault}).")
            raise Stopped("unreadable", errors=[error(NO_LIST, "/", words)]) from None
    if not 1 <= len(found) <= MOST:
        words = Words(f"Mỗi lần hỏi từ 1 đến {MOST} câu.", f"1 to {MOST} questions in one call.")
        raise Stopped("too-large" if found else "unreadable", words, errors=[error(TOO_MUCH, "/", words, len(found))])
    call.spend(len(found) - 1)
    for place, body in enumerate(found):
        _fits(body, f"/{place}")
    return found


def _fits(body: bytes, path: str) -> None:
    if len(body) > LARGEST:
        words = Words(f"Một câu hỏi dài tối đa {LARGEST} byte.", f"A question has {LARGEST} bytes at the most.")
        raise Stopped("too-large", words, errors=[error(TOO_MUCH, path, words, len(body))])


def advise(call: Call) -> Told:
    """Every schedule side by side for a code, origin and day."""
    query = call.query
    question = AdviceQuestion(
        query.get("hs", ""), query.get("origin", ""), _day(query.get("on", "")), _number(query, "value"),
        _number(query, "quantity"), query.get("unit", ""),
    )  # fmt: skip
    found = queries.advise_on(question, law_day(call.at))
    if isinstance(found, Refused):
        raise Stopped("refused", errors=[error_of(each) for each in found.problems])
    return Told(written(advice_told(found.advice, found.rates)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        words = Words("Ngày viết như 2023-05-02.", "A day is written as 2023-05-02.")
        raise Stopped("unreadable", errors=[error(UNREADABLE, "?on", words, text)]) from None


def _number(query: object, name: str) -> Decimal | None:
    text = query.get(name, "")  # type: ignore[attr-defined]
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        words = Words("Số viết như 1000000 hoặc 12.5.", "A number is written as 1000000 or 12.5.")
        raise Stopped("unreadable", errors=[error(UNREADABLE, f"?{name}", words, text)]) from None


OPERATIONS = (
    Operation(
        "assessDuties", "post", "duties/assess", "assess",
        Words("Tính thử thuế của hàng hóa", "What is due on goods"), assess, takes=(DutyQuestion, list[DutyQuestion]),
        gives={
            200: DutyAnswer | list[DutyAnswer | problems.Problem], 207: list[DutyAnswer | problems.Problem],
            422: list[DutyAnswer | problems.Problem],
        },
        problems=("unreadable", "refused", "too-large"), largest=LARGEST_CALL,
        about=Words(
            f"Một đối tượng là một câu hỏi; một mảng, hoặc {NDJSON} mỗi dòng một đối tượng, là nhiều câu hỏi (tối đa "
            f"{MOST}), được trả lời theo thứ tự bằng một mảng gồm câu trả lời hoặc bản mô tả lỗi. Tính bằng chính hàm "
            "dùng khi đăng ký tờ khai. Không lưu gì. Số tiền là đồng nguyên; `rate` là số chính xác kèm đơn vị.",
            f"An object is one question; an array, or {NDJSON} with an object a line, are many (up to {MOST}), "
            "answered in their order by an array of answers or problems. Worked out by the very function that "
            "registration uses. Nothing is kept. Money is whole dong; `rate` is an exact number with its unit.",
        ),
    ),
    Operation(
        "adviseDuties", "get", "duties/advice", "advice",
        Words("So sánh các biểu thuế cho một mã hàng và xuất xứ", "All schedules for a code and origin, side by side"),
        advise, gives={200: DutyAdvice},
        parameters=(
            Parameter("hs", Words("Mã hàng", "Code of goods")),
            Parameter("origin", Words("Nước xuất xứ, hai chữ", "Origin, two letters")),
            Parameter("on", Words("Ngày, mặc định hôm nay", "Day, today unless said"), date),
            Parameter(
                "value", Words("Trị giá hải quan, đồng; mặc định 1 tỷ", "Customs value in dong"), int
            ),
            Parameter("quantity", Words("Số lượng, cho thuế theo đơn vị", "Quantity, for taxes per unit")),
            Parameter("unit", Words("Đơn vị tính", "Its unit")),
        ),
        problems=("unreadable", "refused"),
    ),
    *value_api.OPERATIONS,
)  # fmt: skip
