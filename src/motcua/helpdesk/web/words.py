"""Words and tones of this room's pages."""

from datetime import datetime
from typing import Any

from motcua.design.templatetags.figures import language
from motcua.helpdesk.domain import tables
from motcua.helpdesk.domain.life import RUNNING, STATES, VERBS, EntryState, State
from motcua.helpdesk.models import Question
from motcua.helpdesk.queries import questions as queries
from motcua.kernel.days import law_day
from motcua.kernel.words import Words

TONES = {
    State.NEW: "info", State.ASSIGNED: "info", State.ANSWERING: "info", State.PASSED_UP: "warn", State.WAITING: "warn",
    State.ANSWERED: "good", State.CLOSED: "",
}  # fmt: skip
ENTRY_TONES = {
    EntryState.PROPOSED: "warn", EntryState.PUBLISHED: "good", EntryState.REFUSED: "bad", EntryState.WITHDRAWN: "",
}  # fmt: skip
TURN = {True: Words("Đến lượt anh/chị", "It is your turn"), False: Words("Hải quan đang làm", "Customs is at work")}


def row(found: Question, now: datetime, names: dict[str, str] | None = None) -> dict[str, Any]:
    """A question as a line of a list."""
    state = State(found.state)
    due = queries.due(found)
    return {
        "it": found, "state": STATES[state], "tone": TONES[state], "due": due, "late": due is not None and due < now,
        "domain": tables.DOMAINS[found.domain], "nature": tables.NATURES[found.nature].words,
        "closed": found.nature in tables.CLOSED, "level": tables.LEVELS[found.level].words,
        "priority": tables.PRIORITIES[found.priority], "channel": tables.CHANNELS[found.channel],
        "name": (names or {}).get(found.party, found.party), "running": state in RUNNING,
        "turn": TURN[state is State.WAITING] if state in (*RUNNING, State.WAITING) else None,
    }  # fmt: skip


def hours(seconds: int) -> str:
    """Working time as it is read: `3,5` hours."""
    told = f"{seconds / 3600:.1f}"
    return told.replace(".", ",") if language() == "vi" else told


def limit(found: Question) -> dict[str, Any]:
    """The limit of a question's class, its source and how sure it is."""
    told = tables.limit_of(found.nature, found.priority, found.level, law_day(found.asked_at))
    return {"limit": told, "mark": tables.MARKS[told.mark]}


def step(each: Any) -> dict[str, Any]:
    """An act as it is shown among the events."""
    return {"it": each, "words": VERBS[each.verb]}
