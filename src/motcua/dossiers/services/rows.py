"""The columns of this room's tables, in the order in which rows are built, stored and committed to the log."""

from motcua.ground.services import log

HEAD = (
    "id", "number", "office", "code", "version_id", "party", "party_name", "channel", "lodged_at", "originals",
)  # fmt: skip
STANDING = (
    "state", "step", "holder", "received_at", "promised_at", "due_at", "running_since", "left_us", "spent_us", "asked",
    "apology_at", "fee_dong", "done_at", "returned_at", "lateness", "rating",
)  # fmt: skip
DOSSIER = (*HEAD, *STANDING, "leaf")
DOSSIER_MOMENTS = (8, 13, 14, 15, 16, 20, 22, 23)
CHANGED_MOMENTS = tuple(place - len(HEAD) + 1 for place in DOSSIER_MOMENTS[1:])
"""Places of moments in a row of changes: the id, then the standing and the leaf."""
SENDING = (
    "leaf", "dossier_id", "no", "number", "office", "code", "version_id", "party", "party_name", "channel", "key",
    "originals", "at", "actor", "answers", "papers", "note",
)  # fmt: skip
ACT = (
    "leaf", "dossier_id", "verb", "at", "actor", "state", "step", "holder", "due_at", "running_since", "left_us",
    "spent_us", "left_step", "took_us", "until", "value", "lateness", "reference", "note",
)  # fmt: skip
RESULT = ("leaf", "dossier_id", "reference", "at", "actor", "favourable", "words", "file_id", "certificate")

T_DOSSIER, T_SENDING, T_ACT, T_RESULT = "dossiers_dossier", "dossiers_sending", "dossiers_act", "dossiers_result"
ORDER = (
    (T_SENDING, SENDING, (12,)), (T_ACT, ACT, (3, 8, 9, 14)), (T_RESULT, RESULT, (3,)),
)  # fmt: skip
"""Covered tables: columns and the places of moments."""
_ONE = ("leaf",)
COVERED = (
    log.CoveredTable(T_SENDING, "leaf", _ONE, SENDING, moments=("at",)),
    log.CoveredTable(T_ACT, "leaf", _ONE, ACT, moments=("at", "due_at", "running_since", "until")),
    log.CoveredTable(T_RESULT, "leaf", _ONE, RESULT, moments=("at",)),
)  # fmt: skip
