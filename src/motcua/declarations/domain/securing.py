"""Securing: which guarantee a declaration names, and what is wrong with it as findings."""

from collections.abc import Iterable

from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.terms import GUARANTEED
from motcua.kernel.rules import Finding
from motcua.revenue.domain.guarantees import Fault, Reference, Wanted


def wanted(message: Declaration, number: str = "") -> Wanted | None:
    """The guarantee under which it asks to pay later; None under another term. `number` is the declaration's own."""
    if message.payment_term not in GUARANTEED:
        return None
    return Wanted(
        "individual" if message.payment_term == "A" else "general",
        Reference(
            message.guarantee_bank, message.guarantee_year or 0, message.guarantee_symbol, message.guarantee_number
        ),
        message.party_id, message.office, message.procedure, message.declared_on, message.agent_id, number,
        message.bills, tuple(filter(None, (message.invoice_number, message.einvoice_number))),
    )  # fmt: skip


def findings(faults: Iterable[Fault], named: Wanted) -> tuple[Finding, ...]:
    """What is wrong with a guarantee, as a declarant is told it."""
    value = named.reference.number or None
    return tuple(
        Finding(fault.code, fault.path, "refuse", value, fault.words, fault.remedy) for fault in faults
    )  # fmt: skip
