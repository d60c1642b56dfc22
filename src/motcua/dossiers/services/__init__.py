"""What is done with one-stop dossiers: lodged, received, handed over, supplemented, finished, returned, rated.

`lodge_many` and `work_many` do many at once; the others are the same functions for one.
"""

from motcua.dossiers.services.acts import (
    apologise,
    ask_payment,
    ask_supplement,
    finish_on_paper,
    give_result,
    hand_over,
    paid,
    rate,
    receive,
    refuse,
    stop,
    supplement,
    take_step,
    withdraw,
)
from motcua.dossiers.services.courses import Procedures
from motcua.dossiers.services.lodging import Attached, Lodging, lodge, lodge_many
from motcua.dossiers.services.results import Decision, finish
from motcua.dossiers.services.working import Result, Sent, Work, work_many

__all__ = [
    "Attached", "Decision", "Lodging", "Procedures", "Result", "Sent", "Work", "apologise", "ask_payment",
    "ask_supplement",
    "finish", "finish_on_paper", "give_result", "hand_over", "lodge", "lodge_many", "paid", "rate", "receive",
    "refuse", "stop", "supplement", "take_step", "withdraw", "work_many",
]  # fmt: skip
