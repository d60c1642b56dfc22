"""Money: payments that another system received, booked once through revenue with their bank and reference."""

from collections.abc import Mapping, Sequence

from motcua.declarations.services.recorded.values import Paid
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import Refusal
from motcua.revenue import domain as revenue_domain
from motcua.revenue import services as revenue

Verdict = Refusal | bool
"""A refusal; or whether the payment is new."""


def book(payments: Sequence[tuple[Paid, int]], *, by: Actor) -> list[Verdict]:
    """Book payments with their declarations' ids. A known one changes nothing, a conflicting one is refused.

    One document of a bank may pay several declarations: the second and later ones are booked under the
    reference with the declaration's number behind it.
    """
    keys = [key for paid, _ in payments for key in ((paid.bank, paid.reference), _longer(paid))]
    held = dict(revenue.received(keys))
    obliged = revenue.obliged(subject for _, subject in payments)
    verdicts: list[Verdict] = []
    fresh: list[revenue.Payment] = []
    for paid, subject in payments:
        verdict, key = _judged(paid, subject, held, subject in obliged)
        if verdict is True:
            held[key] = subject, paid.amount
            fresh.append(revenue.Payment(subject, paid.amount, paid.at, key[1], key[0], paid.interest))
        verdicts.append(verdict)
    revenue.receive(fresh, by=by)
    return verdicts


def _longer(paid: Paid) -> tuple[str, str]:
    return paid.bank, f"{paid.reference[:27]}/{paid.number}"


def _judged(
    paid: Paid, subject: int, held: Mapping[tuple[str, str], tuple[int, int]], obliged: bool
) -> tuple[Verdict, tuple[str, str]]:
    key = (paid.bank, paid.reference)
    if key in held and held[key][0] != subject:
        key = _longer(paid)
    if key in held:
        same = held[key] == (subject, paid.amount)
        return False if same else revenue_domain.OtherPayment(bank=paid.bank, reference=paid.reference), key
    if not obliged:
        return revenue_domain.NoObligation(declaration=paid.number), key
    return True, key
