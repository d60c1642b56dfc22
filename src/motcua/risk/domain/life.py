"""The life of a version of a profile, and from which day each decision counts."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from motcua.kernel.days import law_day
from motcua.kernel.words import Words


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RETIRED = "retired"


MOVES = {
    (State.DRAFT, "propose"): State.PROPOSED,
    (State.DRAFT, "withdraw"): State.WITHDRAWN,
    (State.PROPOSED, "approve"): State.APPROVED,
    (State.PROPOSED, "refuse"): State.REFUSED,
    (State.PROPOSED, "withdraw"): State.WITHDRAWN,
    (State.APPROVED, "retire"): State.RETIRED,
}
"""Whoever wrote or proposed a version neither approves nor refuses it; only they withdraw it."""
AUTHORS = frozenset({"propose", "withdraw"})
SECOND = frozenset({"approve", "refuse"})

STATE_WORDS = {
    State.DRAFT: Words("Bản thảo", "Draft"),
    State.PROPOSED: Words("Chờ người thứ hai duyệt", "Waits for a second officer"),
    State.APPROVED: Words("Đã duyệt", "Approved"),
    State.REFUSED: Words("Không duyệt", "Refused"),
    State.WITHDRAWN: Words("Đã rút", "Withdrawn"),
    State.RETIRED: Words("Ngừng áp dụng", "Retired"),
}
VERB_WORDS = {
    "propose": Words("Đề xuất", "Propose"),
    "withdraw": Words("Rút lại", "Withdraw"),
    "approve": Words("Duyệt", "Approve"),
    "refuse": Words("Không duyệt", "Refuse"),
    "retire": Words("Ngừng áp dụng", "Retire"),
}
MARGIN = timedelta(minutes=10)
"""What is decided so shortly before midnight counts a day later: declarations of the new day may be under way."""


def earliest(at: datetime, decided: date | None) -> date:
    """The first day whose book a decision of that moment may still change; `decided` is the last day of a selection."""
    day = law_day(at + MARGIN)
    return max(day, decided or day) + timedelta(days=1)


class Step(Protocol):
    """A decision on a version: what was done, by whom, where it stands since, and the first day on which it counts."""

    @property
    def verb(self) -> str: ...  # noqa: D102 - named in the class

    @property
    def state(self) -> State: ...  # noqa: D102 - named in the class

    @property
    def at(self) -> datetime: ...  # noqa: D102 - named in the class

    @property
    def actor(self) -> str: ...  # noqa: D102 - named in the class

    @property
    def day(self) -> date | None: ...  # noqa: D102 - named in the class


def lived(steps: Iterable[Step], authors: Iterable[str]) -> bool:
    """Whether these steps are those of a life: in their order, none from a day that had begun, no author deciding."""
    state, wrote = State.DRAFT, {each for author in authors for each in persons(author)}
    for step in steps:
        if MOVES.get((state, step.verb)) is not step.state:
            return False
        if step.day is not None and step.day <= law_day(step.at):
            return False
        if step.verb in SECOND and persons(step.actor) & wrote:
            return False
        state = step.state
    return True


def persons(reference: str) -> frozenset[str]:
    """Who stands behind a reference: a delegate and whom it stands in for are both meant."""
    return frozenset(re.findall(r"account/\d+", reference)) or frozenset({reference})
