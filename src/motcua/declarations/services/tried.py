"""Tried: what a declaration that is not lodged yet would find at the earlier one that it closes."""

from datetime import date

import msgspec

from motcua.declarations.domain.linking import closing_of
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.process import Outcome
from motcua.declarations.services.originals import look


def with_links(outcome: Outcome, message: Declaration, day: date, besides: int = 0) -> Outcome:
    """The outcome with what is wrong with the earlier declaration as it stands now; nothing is locked or drawn.

    `besides` is the declaration that this one amends.
    """
    closing = closing_of(message)
    if closing is None:
        return outcome
    found = look(closing, day, besides)
    wrong = any(each.severity == "refuse" for each in found)
    return msgspec.structs.replace(
        outcome, accepted=outcome.accepted and not wrong, findings=(*outcome.findings, *found)
    )  # fmt: skip
