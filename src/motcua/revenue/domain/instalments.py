"""Instalments: a debt paid in dated parts that a leader has granted, kept or failed by payment. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from motcua.kernel.dated import Dated
from motcua.kernel.days import months_after
from motcua.kernel.words import Words
from motcua.revenue.domain.accounts import table
from motcua.revenue.domain.closing_errors import PlanUnfit
from motcua.revenue.domain.interest import late_interest


class PlanState(StrEnum):
    """Where a plan stands."""

    ASKED = "asked"
    GRANTED = "granted"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"
    FAILED = "failed"


PLAN_WORDS: Mapping[str, Words] = {
    PlanState.ASKED: Words("Chờ quyết định", "Waits for a decision"),
    PlanState.GRANTED: Words("Đang nộp dần", "Runs"),
    PlanState.DENIED: Words("Không chấp thuận", "Denied"),
    PlanState.WITHDRAWN: Words("Đã rút", "Withdrawn"),
    PlanState.KEPT: Words("Đã nộp đủ", "Kept"),
    PlanState.FAILED: Words("Vi phạm kế hoạch", "Failed"),
}
PLAN_TONES: Mapping[str, str] = {
    PlanState.ASKED: "warn", PlanState.GRANTED: "", PlanState.DENIED: "", PlanState.WITHDRAWN: "",
    PlanState.KEPT: "good", PlanState.FAILED: "bad",
}  # fmt: skip
PLAN_MOVES = {
    (PlanState.ASKED, "grant"): PlanState.GRANTED,
    (PlanState.ASKED, "deny"): PlanState.DENIED,
    (PlanState.ASKED, "withdraw"): PlanState.WITHDRAWN,
    (PlanState.GRANTED, "keep"): PlanState.KEPT,
    (PlanState.GRANTED, "fail"): PlanState.FAILED,
}
"""`keep` and `fail` follow from payments; nobody decides them."""
VERB_WORDS: Mapping[str, Words] = {
    "ask": Words("Đề nghị nộp dần", "Asked for"), "grant": Words("Chấp thuận", "Grant"),
    "deny": Words("Không chấp thuận", "Deny"), "withdraw": Words("Rút đề nghị", "Withdraw"),
    "keep": Words("Đã nộp đủ", "Kept"), "fail": Words("Quá hạn một kỳ", "A part is overdue"),
}  # fmt: skip
OPEN_PLANS = (PlanState.ASKED.value, PlanState.GRANTED.value)
PART_WORDS: Mapping[str, Words] = {
    "paid": Words("Đã nộp", "Paid"), "due": Words("Chưa đến hạn", "Not yet due"), "late": Words("Quá hạn", "Overdue"),
}  # fmt: skip
PART_TONES = {"paid": "good", "due": "", "late": "bad"}


class Part(NamedTuple):
    """Dong of taxes to be paid by a day; interest comes on top."""

    due_on: date
    amount: int


class Shown(NamedTuple):
    """A part with what payments have covered of it, and its state (a key of PART_WORDS)."""

    part: Part
    covered: int
    state: str


class Limits(NamedTuple):
    """How long and in how many parts a debt may be paid."""

    months: int
    parts: int
    source: str
    verified: bool


@cache
def limits() -> Dated[Limits]:
    """The law's limits by day."""
    days = {
        date.fromisoformat(row["since"]): Limits(
            int(row["months"]), int(row["parts"]), row["source"], row["verified"] == "1"
        )
        for row in table("instalment_limits")
    }
    return Dated("nộp dần / instalments", days)


def monthly(amount: int, count: int, first: date) -> list[Part]:
    """Equal parts month by month; the first takes what cannot be divided."""
    share, rest = divmod(amount, count)
    return [Part(months_after(first, no), share + (rest if no == 0 else 0)) for no in range(count)]


def check(parts: Sequence[Part], owed: int, on: date) -> None:
    """Refuse a plan that does not pay exactly what is owed in rising days within the law's limits. PlanUnfit."""
    known = limits().on(on)
    wrong = (
        (not 2 <= len(parts) <= known.parts, Words(f"từ 2 đến {known.parts} kỳ", f"2 to {known.parts} parts")),
        (any(part.amount <= 0 for part in parts), Words("mỗi kỳ phải lớn hơn 0", "each part is above zero")),
        (sum(part.amount for part in parts) != owed,
         Words(f"tổng các kỳ phải bằng {owed} đồng đang nợ", f"the parts must add up to the {owed} dong owed")),
        (any(later.due_on <= earlier.due_on for earlier, later in zip(parts, parts[1:], strict=False)),
         Words("ngày các kỳ phải tăng dần", "the days must rise")),
        (any(not on < part.due_on <= months_after(on, known.months) for part in parts),
         Words(f"các kỳ phải sau hôm nay và trong {known.months} tháng",
               f"every part lies after today and within {known.months} months")),
    )  # fmt: skip
    for bad, words in wrong:
        if bad:
            raise PlanUnfit(why=f"{words.vi} / {words.en}")


def shown(parts: Sequence[Part], paid: int, on: date) -> list[Shown]:
    """The parts in order with what `paid` dong of taxes since the grant cover; the due day itself is in time."""
    found = []
    for part in parts:
        covered = min(part.amount, max(0, paid))
        paid -= covered
        state = "paid" if covered == part.amount else "late" if part.due_on < on else "due"
        found.append(Shown(part, covered, state))
    return found


def follows(parts: Sequence[Part], paid: int, open_: int, on: date) -> str:
    """What payments make of a granted plan on a day: `keep` where nothing is owed, `fail`, or nothing yet."""
    if open_ <= 0:
        return "keep"
    return "fail" if any(each.state == "late" for each in shown(parts, paid, on)) else ""


def interest_of(parts: Sequence[Part], late_since: date | None) -> int:
    """Late interest that comes on top where each part is paid on its last day; 0 where the debt bears none."""
    if late_since is None:
        return 0
    return sum(late_interest(part.amount, late_since, part.due_on) for part in parts)
