"""What is done with dialogue conferences and visits to enterprises."""

from motcua.helpdesk.services.meetings.guests import (
    Arrived,
    Registration,
    admit,
    decline,
    invite,
    register,
    register_many,
)
from motcua.helpdesk.services.meetings.raising import (
    Answer,
    Asked,
    answer_many,
    answer_on_spot,
    promise,
    raise_question,
    raise_questions,
    settle,
)
from motcua.helpdesk.services.meetings.rights import runs
from motcua.helpdesk.services.meetings.running import cancel, change, hold, minutes, plan, publish_results
from motcua.helpdesk.services.meetings.visiting import (
    action_done,
    cancel_visit,
    change_visit,
    close_visit,
    drop_action,
    extend_action,
    findings,
    follow_up,
    plan_visit,
)

__all__ = [
    "Answer", "Arrived", "Asked", "Registration", "action_done", "admit", "answer_many", "answer_on_spot", "cancel",
    "cancel_visit", "change", "change_visit", "close_visit", "decline", "drop_action", "extend_action", "findings",
    "follow_up", "hold", "invite", "minutes", "plan", "plan_visit", "promise", "publish_results", "raise_question",
    "raise_questions", "register", "register_many", "runs", "settle",
]  # fmt: skip
