"""The columns of this room's tables, in the order in which rows are built, stored and committed to the log."""

from motcua.ground.services import log

STANDING = (
    "state", "office", "assignee", "domain", "nature", "level", "priority", "budget_s", "used_s", "since", "due_at",
    "again", "stars", "answered_at",
)  # fmt: skip
_IDENTITY = ("number", "channel", "party", "account", "asked_at", "meeting")
QUESTION = ("id", *_IDENTITY, "title", "answer", "leaf", *STANDING)
OPENING = ("leaf", "number", "at", "actor", "channel", "party", "account", "asked_at", "meeting")
STEP = ("leaf", "question_id", "verb", "at", "actor", "account", "note", *STANDING)
MESSAGE = ("leaf", "question_id", "at", "side", "actor", "commitment")
TEXT = ("leaf", "question_id", "title", "body", "salt")
ATTACHMENT = ("leaf", "no", "question_id", "name", "media_type", "size", "file")
ANSWER = (
    "leaf", "question_id", "version", "at", "actor", "account", "body", "basis", "procedures", "lines", "entry",
)  # fmt: skip
ASKER = ("question_id", "leaf", "salt", "sealed")
ASKER_STEP = ("leaf", "question_id", "at", "actor", "verb", "commitment", "reason")
MAIL = ("leaf", "message_id", "incoming", "question_id", "at", "outcome")
ENTRY_STANDING = ("state", "version", "proposed")
ENTRY = ("id", "code", *ENTRY_STANDING, "leaf")
ENTRY_VERSION = (
    "leaf", "entry_id", "version", "code", "at", "actor", "account", "origin_id", "domain", "question_vi",
    "question_en", "answer_vi", "answer_en", "basis", "procedures", "lines", "since", "until", "uncertain", "note_vi",
    "note_en",
)  # fmt: skip
ENTRY_STEP = ("leaf", "entry_id", "verb", *ENTRY_STANDING, "at", "actor", "account", "note")
VOTE = ("leaf", "entry_id", "at", "said")

T_QUESTION, T_TEXT, T_ASKER, T_ENTRY = "helpdesk_question", "helpdesk_text", "helpdesk_asker", "helpdesk_entry"
T_OPENING, T_STEP, T_MESSAGE, T_ANSWER = (
    "helpdesk_opening", "helpdesk_step", "helpdesk_message", "helpdesk_answer",
)  # fmt: skip
T_ATTACHMENT, T_ASKER_STEP, T_MAIL = "helpdesk_attachment", "helpdesk_asker_step", "helpdesk_mail"
T_ENTRY_VERSION, T_ENTRY_STEP, T_VOTE = "helpdesk_entry_version", "helpdesk_entry_step", "helpdesk_vote"

_STANDING_MOMENTS = ("since", "due_at", "answered_at")
COVERED = (
    log.CoveredTable(T_OPENING, "leaf", ("leaf",), OPENING, moments=("at", "asked_at")),
    log.CoveredTable(T_STEP, "leaf", ("leaf",), STEP, moments=("at", *_STANDING_MOMENTS)),
    log.CoveredTable(T_MESSAGE, "leaf", ("leaf",), MESSAGE, moments=("at",)),
    log.CoveredTable(T_ATTACHMENT, "leaf", ("no",), ATTACHMENT),
    log.CoveredTable(T_ANSWER, "leaf", ("leaf",), ANSWER, moments=("at",)),
    log.CoveredTable(T_ASKER_STEP, "leaf", ("leaf",), ASKER_STEP, moments=("at",)),
    log.CoveredTable(T_MAIL, "leaf", ("leaf",), MAIL, moments=("at",)),
    log.CoveredTable(T_ENTRY_VERSION, "leaf", ("leaf",), ENTRY_VERSION, moments=("at",), days=("since", "until")),
    log.CoveredTable(T_ENTRY_STEP, "leaf", ("leaf",), ENTRY_STEP, moments=("at",)),
    log.CoveredTable(T_VOTE, "leaf", ("leaf",), VOTE, moments=("at",)),
)
ORDER = tuple((each.table, each.columns, tuple(map(each.columns.index, each.moments))) for each in COVERED)
"""Tables in the order of a leaf, with their columns and the positions of moments."""
QUESTION_MOMENTS = tuple(map(QUESTION.index, ("asked_at", *_STANDING_MOMENTS)))
CHANGING = ("title", "answer", "leaf", *STANDING)
"""What of a question changes."""
