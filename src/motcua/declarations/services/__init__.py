"""Every write of declarations. One use case a function; each takes many and is the same for one."""

from motcua.declarations.services.amend import amend
from motcua.declarations.services.assigning import claim, claim_next, hand_over
from motcua.declarations.services.checks import (
    answer,
    extend_inspection,
    instruct,
    order_inspection,
    spare_inspection,
    withdraw_query,
)
from motcua.declarations.services.conditions import end_storage, release, settle, store
from motcua.declarations.services.hits import Hit, hits
from motcua.declarations.services.inspections import sign_record, write_record
from motcua.declarations.services.intake import INTAKE, Arrival, Busy
from motcua.declarations.services.kit import Kit, KitVersion, held, kit
from motcua.declarations.services.life import (
    accept_documents,
    cancel,
    lapse,
    pass_supervision,
    pay,
    record_inspections,
)
from motcua.declarations.services.many import lodge_many
from motcua.declarations.services.money import Came, match_suspense, money_arrived
from motcua.declarations.services.moving import certify, move_deadlines
from motcua.declarations.services.operators import end_operator, name_operator
from motcua.declarations.services.papers import Sent as SentPaper
from motcua.declarations.services.papers import answer_with, attach
from motcua.declarations.services.passages import Passed, pass_part, take_back_part
from motcua.declarations.services.photographs import Picture, photograph
from motcua.declarations.services.prepare import prepare
from motcua.declarations.services.proposals import Asked as AmendmentAsked
from motcua.declarations.services.proposals import Proposed, amend_by_customs, propose
from motcua.declarations.services.proposals import decide as decide_proposal
from motcua.declarations.services.recorded import (
    Followed,
    Paid,
    Place,
    Registered,
    Taken,
    Unit,
    need_recorder,
    record,
)
from motcua.declarations.services.register import need_window, register, submit
from motcua.declarations.services.requests import ask_to_cancel, decide_request
from motcua.declarations.services.seeing import as_seen
from motcua.declarations.services.stream import in_order, lodge_stream
from motcua.declarations.services.trial import assessed, try_out
from motcua.declarations.services.values import (
    Answer,
    Batch,
    Cancellation,
    Change,
    Inspection,
    Payment,
    Raw,
    Step,
)

__all__ = [
    "INTAKE", "AmendmentAsked", "Answer", "Arrival", "Batch", "Busy", "Came", "Cancellation", "Change", "Followed",
    "Hit", "Inspection", "Kit", "KitVersion", "Paid", "Passed", "Payment", "Picture", "Place", "Proposed", "Raw",
    "Registered", "SentPaper", "Step", "Taken", "Unit", "accept_documents", "amend", "amend_by_customs", "answer",
    "answer_with", "as_seen", "ask_to_cancel", "assessed", "attach", "cancel", "certify", "claim", "claim_next",
    "decide_proposal", "decide_request", "end_operator", "end_storage", "extend_inspection", "hand_over", "held",
    "hits", "in_order", "instruct", "kit", "lapse", "lodge_many", "lodge_stream", "match_suspense",
    "money_arrived", "move_deadlines", "name_operator", "need_recorder", "need_window", "order_inspection",
    "pass_part", "pass_supervision", "pay", "photograph", "prepare", "propose", "record", "record_inspections",
    "register", "release", "settle", "sign_record", "spare_inspection", "store", "submit", "take_back_part",
    "try_out", "withdraw_query", "write_record",
]  # fmt: skip
