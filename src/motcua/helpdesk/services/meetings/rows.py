"""The columns of conferences and visits, in the order in which rows are built, stored and committed to the log."""

from typing import NamedTuple

from motcua.ground.services import log

CONFERENCE = (
    "id", "number", "level", "office", "title", "topics", "partners", "place", "begins_at", "ends_at", "ask_until",
    "seats", "open_to_all", "state", "held_at", "chair", "secretary", "said", "concluded", "results", "published_at",
)  # fmt: skip
GUEST = (
    "id", "conference_id", "party", "party_name", "state", "people", "code", "queued_at", "came_at", "came",
)  # fmt: skip
RAISED = (
    "id", "conference_id", "place", "party", "party_name", "domain", "text", "before", "asked_at", "state", "answer",
    "basis", "answered_at", "due_at", "question",
)  # fmt: skip
VISIT = (
    "id", "number", "office", "party", "party_name", "planned_on", "purpose", "members", "state", "made_on", "met",
    "found", "settled",
)  # fmt: skip
ACTION = ("id", "visit_id", "place", "words", "owner", "due_on", "state", "outcome", "done_on")
STEP = ("leaf", "no", "verb", "at", "actor", "note")


class Kind(NamedTuple):
    """A kind of thing: the table of how it stands and that of its steps, its columns, and which hold moments, days."""

    table: str
    steps: str
    columns: tuple[str, ...]
    moments: tuple[str, ...] = ()
    days: tuple[str, ...] = ()

    @property
    def held(self) -> tuple[str, ...]:
        """The columns of how it stands."""
        return (*self.columns, "leaf")

    @property
    def stepped(self) -> tuple[str, ...]:
        """The columns of a step."""
        return (*STEP, "about", *self.columns[1:])

    def places(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """Where moments stand among these columns."""
        return tuple(no for no, name in enumerate(names) if name in {"at", *self.moments})


CONFERENCES = Kind(
    "helpdesk_conference", "helpdesk_conference_step", CONFERENCE,
    ("begins_at", "ends_at", "ask_until", "held_at", "published_at"),
)  # fmt: skip
GUESTS = Kind("helpdesk_guest", "helpdesk_guest_step", GUEST, ("queued_at", "came_at"))
QUESTIONS = Kind("helpdesk_raised", "helpdesk_raised_step", RAISED, ("asked_at", "answered_at", "due_at"))
VISITS = Kind("helpdesk_visit", "helpdesk_visit_step", VISIT, days=("planned_on", "made_on"))
ACTIONS = Kind("helpdesk_action", "helpdesk_action_step", ACTION, days=("due_on", "done_on"))
KINDS = (CONFERENCES, GUESTS, QUESTIONS, VISITS, ACTIONS)
"""In the order of a leaf."""
COVERED = tuple(
    log.CoveredTable(each.steps, "leaf", ("no",), each.stepped, moments=("at", *each.moments), days=each.days)
    for each in KINDS
)
