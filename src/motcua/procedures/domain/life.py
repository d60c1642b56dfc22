"""The life of a version: written, reviewed, approved, put in force, replaced or withdrawn.

Days alone say what is in force: a version counts from `effective_from` to `effective_to`, both included, so that no
job has to run at midnight, and two versions of a procedure never count on one day.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from motcua.kernel.words import Words


class State(StrEnum):
    """What a version is, by the last act on it."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({State.DRAFT, State.REVIEWED, State.APPROVED})
"""Not yet put in force: at most one version of a procedure is so."""
ISSUED = frozenset({State.IN_FORCE, State.REPLACED, State.WITHDRAWN})

MOVES: Mapping[tuple[State, str], State] = MappingProxyType(
    {
        (State.DRAFT, "revise"): State.DRAFT,
        (State.DRAFT, "review"): State.REVIEWED,
        (State.DRAFT, "withdraw"): State.WITHDRAWN,
        (State.REVIEWED, "approve"): State.APPROVED,
        (State.REVIEWED, "give back"): State.DRAFT,
        (State.REVIEWED, "withdraw"): State.WITHDRAWN,
        (State.APPROVED, "put in force"): State.IN_FORCE,
        (State.APPROVED, "give back"): State.DRAFT,
        (State.APPROVED, "withdraw"): State.WITHDRAWN,
        (State.IN_FORCE, "replace"): State.REPLACED,
        (State.IN_FORCE, "withdraw"): State.WITHDRAWN,
        (State.REPLACED, "restore"): State.IN_FORCE,
    }
)

STATE_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "draft": Words("Đang soạn thảo", "Draft"),
        "reviewed": Words("Đã xem xét, chờ phê duyệt", "Reviewed, waiting for approval"),
        "approved": Words("Đã phê duyệt, chờ ban hành", "Approved, waiting to be put in force"),
        "to_come": Words("Đã ban hành, chưa đến ngày hiệu lực", "Issued, not yet in force"),
        "in_force": Words("Đang có hiệu lực", "In force"),
        "replaced": Words("Đã được thay thế", "Replaced"),
        "withdrawn": Words("Đã hủy bỏ", "Withdrawn"),
    }
)
VERB_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "write": Words("Soạn thảo", "Written"),
        "revise": Words("Sửa bản thảo", "Draft changed"),
        "review": Words("Xem xét", "Reviewed"),
        "give back": Words("Trả lại người soạn thảo", "Given back"),
        "approve": Words("Phê duyệt", "Approved"),
        "put in force": Words("Ban hành", "Put in force"),
        "replace": Words("Bị thay thế", "Replaced"),
        "restore": Words("Có hiệu lực trở lại", "In force again"),
        "withdraw": Words("Hủy bỏ", "Withdrawn"),
    }
)


def stands(state: str, effective_from: date | None, effective_to: date | None, day: date) -> str:
    """How a version stands on a day, a key of STATE_WORDS: its state, seen by its days where it was issued."""
    if State(state) not in ISSUED or effective_from is None:
        return state
    if effective_to is not None and effective_to < max(day, effective_from):
        return "withdrawn" if state == State.WITHDRAWN else "replaced"
    return "to_come" if day < effective_from else "in_force"


def day_before(day: date) -> date:
    """The last day of what a version that begins on `day` replaces."""
    return day - timedelta(days=1)


_PERSON = re.compile(r"account/(\d+)")


def persons(reference: str) -> frozenset[int]:
    """The accounts that a reference of the log names: who acted, and for whom."""
    return frozenset(map(int, _PERSON.findall(reference)))
