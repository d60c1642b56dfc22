"""Every write of the survey. Each act is one transaction with its leaf; `submit_many` is `submit` of many."""

from motcua.survey.services.answering import Door, door, save, saved, submit, submit_many
from motcua.survey.services.closing import assess, close, close_days, close_due, publish
from motcua.survey.services.inviting import open_round, own_link, remind, remind_due
from motcua.survey.services.rights import leads, runs
from motcua.survey.services.running import cancel, change, draw, plan, sign

__all__ = [
    "Door", "assess", "cancel", "change", "close", "close_days", "close_due", "door", "draw", "leads", "open_round",
    "own_link", "plan", "publish", "remind", "remind_due", "runs", "save", "saved", "sign", "submit", "submit_many",
]  # fmt: skip
