"""Answers: what a bank is told, in JSON; the receipt is of the leaf that holds its notice."""

from typing import Any

import msgspec

from motcua.gateways.bank.domain.errors import Refused
from motcua.gateways.bank.events import MESSAGES
from motcua.gateways.bank.models import Notice
from motcua.ground.services import log, post
from motcua.kernel.refusals import NotAllowed, Refusal

KIND = "motcua-bank-answer-1"
JSON = "application/json"
OK = 200
FORBIDDEN, CONFLICT = 403, 409
encode = msgspec.json.Encoder().encode


def accepted(row: Notice) -> post.Reply:
    """The same answer to the same notice, whenever it is asked for."""
    told: dict[str, Any] = {
        "kind": KIND, "accepted": True, "bank": row.bank, "notice": row.notice, "outcome": row.outcome,
        "reason": row.reason, "declaration": row.number if row.kind == "payment" else "", "amount": row.amount,
        "held": row.held, "leaf": str(row.leaf), "receipt": _receipt(row.leaf),
    }  # fmt: skip
    name = MESSAGES[row.kind]
    return post.Reply(encode(told), JSON, OK, kind=name, reference=f"{row.bank} {row.notice}", subject=row.number)


def _receipt(leaf: int) -> dict[str, Any]:
    """The receipt as it was signed, without its place in the tree, which comes later."""
    found = log.group_receipts([leaf])[leaf]
    return {name: value for name, value in found.items() if name != "inclusion"}


def refused(refusal: Refusal, bank: str) -> post.Reply:
    """Why a notice is not taken."""
    told = {
        "kind": KIND, "accepted": False, "bank": bank[:11], "code": refusal.code,
        "message_vi": refusal.in_language("vi"), "message_en": refusal.in_language("en"),
    }  # fmt: skip
    return post.Reply(encode(told), JSON, _status(refusal), kind=MESSAGES[""], errors=1)


def _status(refusal: Refusal) -> int:
    if isinstance(refusal, Refused):
        return refusal.status
    return FORBIDDEN if isinstance(refusal, NotAllowed) else CONFLICT
