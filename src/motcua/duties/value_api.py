"""How goods are to be valued, asked by programs without a token: the first lawful method, its value and its code."""

import msgspec

from motcua.design.domain.api import Call, Operation
from motcua.design.domain.api import Told as Answered
from motcua.design.domain.problems import Error, Stopped, error
from motcua.duties import queries
from motcua.duties.domain.figures import Problem
from motcua.duties.domain.methods import Case, Valued
from motcua.duties.domain.telling import DutyReason, Told, reason, said, written
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

LARGEST = 1 << 18
"""Bytes of one case."""
UNREADABLE, NO_DAY = "DUT-V50", "DUT-V51"
_case = msgspec.json.Decoder(Case).decode


class MethodTold(msgspec.Struct, frozen=True):
    """What became of a method: `chosen`, `fallen`, `unsettled` for want of an answer, or `later`: not reached."""

    method: str
    words: Told
    standing: str
    why: tuple[Told, ...]


class ValueAnswer(msgspec.Struct, frozen=True):
    """The method, the valuation code to declare and the value in dong; or, not settled, what to answer first."""

    settled: bool
    method: str
    valuation_code: str
    customs_value: int | None
    explanation: DutyReason | None
    methods: tuple[MethodTold, ...]
    errors: tuple[Error, ...]
    law: str
    verified: bool


def value(call: Call) -> Answered:
    """One case is one object."""
    try:
        case = _case(call.body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        words = Words(f"Không đọc được ({fault}).", f"Cannot be read ({fault}).")
        raise Stopped("unreadable", errors=[error(UNREADABLE, "/", words)]) from None
    try:
        found = queries.value_goods(case)
    except Refusal as refusal:
        words = Words(refusal.in_language("vi"), refusal.in_language("en"))
        raise Stopped("refused", errors=[error(NO_DAY, "/on", words, case.on)]) from None
    return Answered(written(_told(found)))


def _told(found: Valued) -> ValueAnswer:
    methods = tuple(
        MethodTold(each.method, said(each.words), each.standing, tuple(map(said, each.why))) for each in found.verdicts
    )
    explanation = reason(found.explanation) if found.explanation else None
    return ValueAnswer(
        found.settled, found.method, found.code, found.value, explanation, methods,
        tuple(map(_error, found.problems)), found.law, found.verified,
    )  # fmt: skip


def _error(found: Problem) -> Error:
    words, remedy = found.words, found.remedy
    return Error(
        found.code, found.path, "refuse", f"{words.vi} {remedy.vi}", f"{words.en} {remedy.en}", found.value, words.en,
        remedy.vi, remedy.en,
    )  # fmt: skip


OPERATIONS = (
    Operation(
        "valueGoods", "post", "duties/value", "value",
        Words("Phương pháp xác định trị giá hải quan", "How goods are to be valued"), value, takes=(Case,),
        gives={200: ValueAnswer}, problems=("unreadable", "refused", "too-large"), largest=LARGEST,
        about=Words(
            "Trả lời phương pháp hợp pháp đầu tiên theo thứ tự, mã phân loại khai trị giá, trị giá bằng đồng và vì sao "
            "các phương pháp trước không dùng được. Thiếu câu trả lời thì `settled` là false và `errors` nêu mục còn "
            "thiếu. Không lưu gì. Các quy định chưa được người nào đối chiếu với văn bản.",
            "Tells the first lawful method in its order, the valuation code to declare, the value in dong and why each "
            "earlier method fell away. Where an answer is missing, `settled` is false and `errors` names it. Nothing "
            "is kept. No person has compared these provisions with the acts.",
        ),
    ),
)  # fmt: skip
