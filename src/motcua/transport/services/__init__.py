"""What is done with transports: registered, amended, decided on, let go, received."""

from motcua.transport.services.acts import approve, ask_time, cancel, check, deny_time, extend, refuse, settle
from motcua.transport.services.moving import move_deadlines
from motcua.transport.services.overdue import note_overdue
from motcua.transport.services.passing import arrive, cancel_departure, depart
from motcua.transport.services.register import Registered, amend, check_out, register

__all__ = [
    "Registered", "amend", "approve", "arrive", "ask_time", "cancel", "cancel_departure", "check", "check_out",
    "deny_time", "depart", "extend", "move_deadlines", "note_overdue", "refuse", "register", "settle",
]  # fmt: skip
