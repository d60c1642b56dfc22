"""Securing: what a declaration that is not lodged yet would find at the guarantee that it names."""

from datetime import date

import msgspec

from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.process import Outcome
from motcua.declarations.domain.securing import findings, wanted
from motcua.declarations.domain.terms import PRIORITY, due_on, payment_term
from motcua.declarations.services.kit import kit
from motcua.duties.domain.paying import Payable
from motcua.kernel.words import Words
from motcua.revenue import queries as revenue


def with_guarantee(outcome: Outcome, message: Declaration, day: date) -> Outcome:
    """The outcome with what is wrong with the guarantee as it stands now; nothing is locked or deducted."""
    named = wanted(message)
    total = outcome.assessment.total if outcome.assessment else 0
    if named is None or not total or not named.reference.bank:
        return outcome
    wrong = findings(revenue.guarantee_faults(named, total, day), named)
    return msgspec.structs.replace(
        outcome, accepted=outcome.accepted and not wrong, findings=(*outcome.findings, *wrong)
    )


def as_priority(found: tuple[Payable, ...], day: date) -> tuple[Payable, ...]:
    """The same taxes, as a priority enterprise pays them."""
    last = due_on(day, PRIORITY)
    return tuple(
        msgspec.structs.replace(each, due_on=last, before_release=False, words=_PRIORITY) for each in found
    )  # fmt: skip


_PRIORITY = Words(
    "Doanh nghiệp ưu tiên: thông quan trước, nộp trong tháng sau",
    "A priority enterprise: cleared first, paid in the next month",
)


def term_of(message: Declaration) -> str:
    """The term of payment that would count, were it lodged now."""
    party = kit().parties.get(message.party_id)
    return payment_term(message.payment_term, priority=party is not None and party.priority)
