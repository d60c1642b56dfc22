"""Rules of the steps: their numbers, who answers for them, what comes out, and how their times make the limit."""

from collections.abc import Sequence
from decimal import Decimal
from typing import get_args

from motcua.procedures.domain.content import Content, Role, Step, Unit
from motcua.procedures.domain.rulebook import Found, rule

HOURS: dict[Unit, Decimal] = {"wh": Decimal(1), "wd": Decimal(8)}
"""Working hours in a unit of working time."""


def running(steps: Sequence[Step], unit: Unit) -> Decimal | None:
    """The sum of the steps that run, in `unit`; pauses are left out. None where some unit does not go with it."""
    total = Decimal(0)
    for step in steps:
        if step.pauses or not step.amount:
            continue
        if step.unit == unit:
            total += step.amount
        elif step.unit in HOURS and unit in HOURS:
            total += step.amount * HOURS[step.unit] / HOURS[unit]
        else:
            return None
    return total


@rule(
    "P08",
    "Các bước được đánh số liên tục từ 1; tại đây cần số %(expected)s, đang là %(value)s. Hãy đánh số lại.",
    "Steps are numbered from 1 without gaps; %(expected)s is expected here, not %(value)s. Number them again.",
)
def _numbers(content: Content) -> Found:
    for index, step in enumerate(content.steps):
        if step.no != index + 1:
            yield f"steps[{index}].no", {"expected": index + 1, "value": step.no}


@rule(
    "P09",
    "Mỗi bước có đúng một vai trò chịu trách nhiệm; %(value)r không phải là một vai trò. Hãy chọn trong: %(roles)s.",
    "Each step has exactly one role that answers for it; %(value)r is none. Choose among: %(roles)s.",
)
def _role(content: Content) -> Found:
    for index, step in enumerate(content.steps):
        if step.role not in get_args(Role):
            yield f"steps[{index}].role", {"value": step.role, "roles": ", ".join(get_args(Role))}


@rule(
    "P10",
    "Mỗi bước có đúng một kết quả; bước %(no)s chưa ghi. Hãy ghi văn bản hoặc dữ liệu mà bước này tạo ra.",
    "Each step has exactly one output; step %(no)s names none. Write the paper or the data that it makes.",
)
def _output(content: Content) -> Found:
    for index, step in enumerate(content.steps):
        if not step.output.vi.strip() and not step.output.en.strip():
            yield f"steps[{index}].output", {"no": step.no}


@rule(
    "P11",
    "Thời gian của bước %(no)s (%(amount)s %(unit)s) không hợp với thời hạn tính bằng %(limit)s: ngày lịch đi với ngày"
    " lịch, giờ và ngày làm việc đi với nhau, không có đơn vị thì là 0. Hãy đổi đơn vị.",
    "The time of step %(no)s (%(amount)s %(unit)s) does not go with a limit in %(limit)s: calendar days go with"
    " calendar days, working hours with working days, and what has no unit is 0. Change the unit.",
)
def _step_unit(content: Content) -> Found:
    for index, step in enumerate(content.steps):
        if not _unit_fits(step, content.limit.unit):
            facts = {"no": step.no, "amount": step.amount, "unit": step.unit or "–", "limit": content.limit.unit or "–"}
            yield f"steps[{index}].unit", facts


def _unit_fits(step: Step, limit: Unit) -> bool:
    if step.unit == "":
        return not step.amount
    return step.pauses or limit == "" or running([step], limit) is not None


@rule(
    "P12",
    "Thời gian của bước %(no)s không thể âm (%(amount)s). Hãy sửa.",
    "The time of step %(no)s cannot be negative (%(amount)s). Correct it.",
)
def _not_negative(content: Content) -> Found:
    for index, step in enumerate(content.steps):
        if step.amount < 0:
            yield f"steps[{index}].amount", {"no": step.no, "amount": step.amount}


@rule(
    "P13",
    "Tổng thời gian các bước phải bằng thời hạn %(limit)s %(unit)s, không tính bước dừng đồng hồ; đang là %(total)s."
    " Hãy sửa thời gian các bước.",
    "The times of the steps add up to the limit, %(limit)s %(unit)s, pauses left out; they make %(total)s."
    " Correct the times of the steps.",
)
def _sum(content: Content) -> Found:
    limit = content.limit
    total = running(content.steps, limit.unit) if content.steps and limit.unit else None
    if total is not None and total != limit.amount:
        yield "steps", {"limit": limit.amount, "unit": limit.unit, "total": total.normalize()}
