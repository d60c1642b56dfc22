"""Every act on questions and published answers. Each is one transaction with its leaves.

`settle_many` takes many questions with all that became of them; it is made of the same acts as the singular ones.
"""

from motcua.helpdesk.domain.answers import Answer, Basis, Content
from motcua.helpdesk.domain.askers import Contact
from motcua.helpdesk.domain.attachments import Sent
from motcua.helpdesk.domain.standing import Class
from motcua.helpdesk.services.asking import New, ask, reply
from motcua.helpdesk.services.casework import Arrived
from motcua.helpdesk.services.personal import correct, erase, erase_due
from motcua.helpdesk.services.publishing import (
    approve,
    load_packaged,
    propose,
    publish,
    refuse,
    revise,
    say,
    withdraw_published,
)
from motcua.helpdesk.services.settling import Settled, settle_many
from motcua.helpdesk.services.telling import follow_key, followed
from motcua.helpdesk.services.working import (
    answer,
    ask_back,
    assign,
    classify,
    close,
    escalate,
    note_down,
    rate,
    take,
)

__all__ = [
    "Answer", "Arrived", "Basis", "Class", "Contact", "Content", "New", "Sent", "Settled", "answer", "approve", "ask",
    "ask_back", "assign", "classify", "close", "correct", "erase", "erase_due", "escalate", "follow_key", "followed",
    "load_packaged", "note_down", "propose", "publish", "rate", "refuse", "reply", "revise", "say", "settle_many",
    "take", "withdraw_published",
]  # fmt: skip
