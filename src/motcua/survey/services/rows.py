"""The columns of the survey, in the order in which rows are built, stored and committed to the log."""

from motcua.ground.services import log

ROUND = (
    "number", "year", "questionnaire", "opens_on", "closes_on", "inside", "outside", "rule", "state", "frame",
    "draw_key", "fingerprint", "enterprises", "drawn_by", "signed_by", "opened_on", "answers", "internal",
    "published_on",
)  # fmt: skip
T_ROUND, T_STEP, T_FRAME, T_DAY, T_ANSWER, T_SAID, T_RESULT, T_TOKEN, T_DRAFT, T_BOX = (
    "survey_round", "survey_round_step", "survey_frame", "survey_day", "survey_answer", "survey_said", "survey_result",
    "survey_token", "survey_draft", "survey_box",
)  # fmt: skip
STEP = ("leaf", "about", "verb", "at", "actor", "note", *ROUND)
FRAME = (
    "leaf", "no", "round_id", "party", "place", "office", "declarations", "inside", "stratum", "chosen",
)  # fmt: skip
DAY = ("leaf", "round_id", "day", "sheets", "inside", "ratings")
ANSWER = ("id", "leaf", "round_id", "office", "stratum", "flags", "answers")
SAID = ("id", "leaf", "round_id", "question", "content")
RESULT = ("leaf", "round_id", "content")
BOX = ("id", "round_id", "day", "kind", "office", "stratum", "flags", "content", "mark")
TOKEN = ("hash", "round_id", "party", "spent", "mark")
DAYS = ("opens_on", "closes_on", "opened_on", "published_on")
ORDER = (
    (T_STEP, STEP, (3,)), (T_FRAME, FRAME, ()), (T_DAY, DAY, ()), (T_ANSWER, ANSWER, ()), (T_SAID, SAID, ()),
    (T_RESULT, RESULT, ()),
)  # fmt: skip
"""In the order of a leaf."""
COVERED = (
    log.CoveredTable(T_STEP, "leaf", ("about",), STEP, moments=("at",), days=DAYS),
    log.CoveredTable(T_FRAME, "leaf", ("no",), FRAME),
    log.CoveredTable(T_DAY, "leaf", ("round_id",), DAY, days=("day",)),
    log.CoveredTable(T_ANSWER, "leaf", ("id",), ANSWER),
    log.CoveredTable(T_SAID, "leaf", ("id",), SAID),
    log.CoveredTable(T_RESULT, "leaf", ("round_id",), RESULT),
)
