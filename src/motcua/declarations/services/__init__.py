"""Every write of declarations. One use case a function; each takes many and is the same for one."""

from motcua.declarations.services.amend import amend
from motcua.declarations.services.kit import Kit, held, kit
from motcua.declarations.services.life import (
    accept_documents,
    cancel,
    pass_supervision,
    pay,
    record_inspections,
)
from motcua.declarations.services.prepare import prepare
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
from motcua.declarations.services.stream import in_order, lodge_stream
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
    "Answer", "Batch", "Cancellation", "Change", "Followed", "Inspection", "Kit", "Paid", "Payment", "Place", "Raw",
    "Registered", "Step", "Taken", "Unit", "accept_documents", "amend", "cancel", "held", "in_order", "kit",
    "lodge_stream", "need_recorder", "need_window", "pass_supervision", "pay", "prepare", "record",
    "record_inspections", "register", "submit",
]  # fmt: skip
