"""What is done with targets, intelligence notes, registers, the watch list, plans and monthly returns."""

from motcua.control.services.watching.lists import approve, propose, refuse, stop, withdraw
from motcua.control.services.watching.notes import act, assess, assign, dismiss, process_many, record_note, record_notes
from motcua.control.services.watching.plans import cancel, change, plan, plan_many, report
from motcua.control.services.watching.registers import add_to, close, enter, enter_many
from motcua.control.services.watching.returns import close_month, correct_month
from motcua.control.services.watching.targets import set_targets

__all__ = [
    "act", "add_to", "approve", "assess", "assign", "cancel", "change", "close", "close_month", "correct_month",
    "dismiss", "enter", "enter_many", "plan", "plan_many", "process_many", "propose", "record_note", "record_notes",
    "refuse", "report", "set_targets", "stop", "withdraw",
]  # fmt: skip
