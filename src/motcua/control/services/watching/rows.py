"""The columns of all that control watches by, in the order in which rows are built, stored and committed to the log."""

from typing import NamedTuple

from motcua.ground.services import log

TARGET = ("id", "year", "code", "vi", "en", "target", "setter")
NOTE = (
    "id", "number", "office", "source_class", "reliability", "credibility", "title", "content", "received_on",
    "recorder", "handler", "restricted", "party", "vehicle", "case_number", "state", "assessment", "assessed_on",
    "outcome", "processed_on",
)  # fmt: skip
HELD = (
    "id", "number", "kind", "office", "title", "words", "party", "from_note", "handler", "opened_on", "state",
    "closed_on", "outcome",
)  # fmt: skip
WATCH = (
    "id", "number", "what", "value", "origin", "reason", "from_note", "since", "until", "state", "asked_by",
    "decided_by", "told_from",
)  # fmt: skip
PLAN = (
    "id", "number", "office", "title", "first_on", "last_on", "places", "who", "hours", "state", "results",
    "hours_done", "checked", "found",
)  # fmt: skip
RETURN = ("id", "month", "edition", "figures", "digest")
STEP = ("leaf", "no", "verb", "at", "actor", "note")


class Kind(NamedTuple):
    """A kind of thing: the table of how it stands and that of its steps, its columns, and which hold days."""

    table: str
    steps: str
    columns: tuple[str, ...]
    days: tuple[str, ...] = ()

    @property
    def held(self) -> tuple[str, ...]:
        """The columns of how it stands."""
        return (*self.columns, "leaf")

    @property
    def stepped(self) -> tuple[str, ...]:
        """The columns of a step."""
        return (*STEP, "about", *self.columns[1:])


TARGETS = Kind("control_target", "control_target_step", TARGET)
NOTES = Kind("control_note", "control_note_step", NOTE, ("received_on", "assessed_on", "processed_on"))
REGISTER = Kind("control_held", "control_held_step", HELD, ("opened_on", "closed_on"))
WATCHES = Kind("control_watch", "control_watch_step", WATCH, ("since", "until", "told_from"))
PLANS = Kind("control_plan", "control_plan_step", PLAN, ("first_on", "last_on"))
RETURNS = Kind("control_return", "control_return_step", RETURN)
KINDS = (TARGETS, NOTES, REGISTER, WATCHES, PLANS, RETURNS)
"""In the order of a leaf."""
NULLABLE = frozenset({"assessed_on", "processed_on", "closed_on", "since", "told_from"})
COVERED = tuple(
    log.CoveredTable(each.steps, "leaf", ("no",), each.stepped, moments=("at",), days=each.days) for each in KINDS
)
T_READING = "control_note_reading"
READING = ("leaf", "note_id", "at", "account", "actor", "why")
READING_COVERED = log.CoveredTable(T_READING, "leaf", ("leaf",), READING, moments=("at",))
