"""What is done with certificates of origin: received, answered, consumed, restored, applied for, issued, sent.

A gateway takes jobs `SEND` out of the outbox: payload `{"outgoing": id}`. `queries.outgoing.one(id)` gives the
`message_id`, `partner` (country), `kind` (`certificate` or a kind of `domain.answer`), `reference`, `at` and the `body`
(JSON of a `Certificate` or an `Answer`); then the gateway calls `sent`. What comes in goes to `receive` and `answered`.
"""

from motcua.origin.services.acts import (
    Acceptance,
    accept,
    accept_many,
    accept_minor,
    clarify,
    end,
    keep,
    need_officer,
    refuse,
    verify,
)
from motcua.origin.services.answers import answered
from motcua.origin.services.applying import (
    answer_partner,
    apply,
    apply_again,
    approve,
    cancel,
    copy,
    give_back,
    issue,
    withdraw,
)
from motcua.origin.services.applying import refuse as refuse_application
from motcua.origin.services.book import Book, Declared
from motcua.origin.services.claims import Claims, look
from motcua.origin.services.deciding import accept_proofs, refuse_proofs
from motcua.origin.services.home import home
from motcua.origin.services.matching import match_again
from motcua.origin.services.receiving import Arrival, Received, receive, receive_many
from motcua.origin.services.rows import COVERED_CLAIM, COVERED_USE, T_CLAIM_STEP, T_USE
from motcua.origin.services.sending import sent, sent_many, undelivered
from motcua.origin.services.steps import FELL
from motcua.origin.services.writing import SEND

__all__ = [
    "Acceptance", "Arrival", "Book", "COVERED_CLAIM", "COVERED_USE", "Claims", "Declared", "FELL", "Received", "SEND",
    "T_CLAIM_STEP", "T_USE", "accept", "accept_many", "accept_minor", "accept_proofs", "answer_partner", "answered",
    "apply", "apply_again", "approve", "cancel", "clarify", "copy", "end", "give_back", "home", "issue", "keep",
    "look", "match_again", "need_officer", "receive", "receive_many", "refuse", "refuse_application", "refuse_proofs",
    "sent", "sent_many", "undelivered", "verify", "withdraw",
]  # fmt: skip
