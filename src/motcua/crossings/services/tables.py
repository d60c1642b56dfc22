"""The columns of vehicles' tables, in the order in which rows are built, stored and committed to the log."""

T_PERMIT, T_CROSSING, T_CARRIED = "crossings_permit", "crossings_crossing", "crossings_carried"
T_ANNOUNCEMENT = "crossings_announcement"
T_VERSION, T_STEP = "crossings_announcement_version", "crossings_announcement_step"
T_STAY, T_STAY_STEP, T_COUNT = "crossings_stay", "crossings_stay_step", "crossings_day_count"
T_VEHICLE = "crossings_vehicle"

PERMIT = (
    "root", "leaf", "declaration_id", "direction", "office", "party", "since", "until", "ended_at", "boxes", "count",
    "packages", "package_unit", "weight_e4", "weight_unit",
)  # fmt: skip
PERMIT_MOMENTS = (6, 7, 8)
VERSION = ("announcement_id", "version", "leaf", "number", "at", "actor", "party_name", "message")
VERSION_MOMENTS = (4,)
STEP = ("leaf", "no", "announcement_id", "verb", "state", "at", "actor", "version", "lane", "note")
STEP_MOMENTS = (5,)
CROSSING = (
    "leaf", "no", "at", "day", "gate", "lane", "direction", "kind", "country", "plate", "laden", "passengers",
    "announcement_id", "party", "effect", "due_at", "exit_gate", "elsewhere", "note",
)  # fmt: skip
CROSSING_MOMENTS = (2, 15)
CARRIED = ("leaf", "no", "root", "permit_leaf")
STAY = (
    "leaf", "no", "country", "plate", "kind", "way", "gate", "exit_gate", "announcement_id", "party", "since",
    "due_at", "extended", "asked_on", "marked", "ended_at", "ended_as", "ended_gate", "end_leaf", "end_no",
)  # fmt: skip
STAY_MOMENTS = (10, 11, 15)
STAY_END = ("ended_at", "ended_as", "ended_gate", "end_leaf", "end_no", "asked_on")
STAY_STEP = (
    "leaf", "no", "stay_leaf", "stay_no", "verb", "at", "actor", "due_at", "asked_on", "document", "agency",
    "issued_on", "reason", "note",
)  # fmt: skip
STAY_STEP_MOMENTS = (5, 7)
COUNT = ("gate", "day", "direction", "kind", "count")
VEHICLE = ("plate", "country", "last_at", "last_leaf", "last_no")
T_BACK = "crossings_taken_back"
BACK = ("leaf", "crossing_leaf", "crossing_no", "at", "actor", "note")
BACK_MOMENTS = (3,)
UNDONE = ("cancelled", "refused")
