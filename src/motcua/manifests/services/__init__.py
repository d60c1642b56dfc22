"""What is done with calls: vessels registered, calls announced, documents submitted, dossiers decided on."""

from motcua.manifests.domain.registers import Carrier, Vessel
from motcua.manifests.services.acts import (
    Doing,
    accept,
    accept_document,
    answer,
    arrive,
    berth,
    cancel,
    clear_in,
    clear_out,
    do_many,
    finish_cargo,
    plan,
    request,
    withdraw,
)
from motcua.manifests.services.moving import move_deadlines, remind
from motcua.manifests.services.opening import open_call
from motcua.manifests.services.registering import register_carriers, register_vessels
from motcua.manifests.services.staying import note_stays
from motcua.manifests.services.submit import Submission, Submitted, check_out, submit, submit_many

__all__ = [
    "Carrier", "Doing", "Submission", "Submitted", "Vessel", "accept", "accept_document", "answer", "arrive", "berth",
    "cancel", "check_out", "clear_in", "clear_out", "do_many", "finish_cargo", "move_deadlines", "note_stays",
    "open_call", "plan", "register_carriers", "register_vessels", "remind", "request", "submit", "submit_many",
    "withdraw",
]  # fmt: skip
