"""Securing: declarations whose taxes are paid after the opening come to rest on a guarantee, and their goods leave.

Their declarants name it by amending, as they would once a bank has given it. What is charged stays, and was to be paid
after the days of the year's totals anyway: they do not move.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from motcua.declarations import services as declarations
from motcua.declarations.domain.life import State
from motcua.declarations.queries import amendments, one
from motcua.demo.domain import rewriting
from motcua.demo.domain.chunks import moment
from motcua.demo.domain.desk import given
from motcua.demo.services.conductor import Due
from motcua.demo.services.desk.bank import BANK
from motcua.demo.services.desk.conducting import DeskConductor
from motcua.demo.services.desk.treasury import SYMBOL, guarantee_of
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day, law_moment
from motcua.revenue.domain.guarantees import Reference
from motcua.revenue.queries import paying

TERMS = {"individual": "A", "general": "B"}
"""Codes of list payment_term."""
ASKED, DECIDED, APART = timedelta(minutes=75), timedelta(minutes=35), timedelta(minutes=3)
"""So long before the opening an amendment is proposed and accepted, and between two of them."""
GIVEN, LASTS = timedelta(days=2), timedelta(days=180)
ABOVE = 10_000_000
"""A bank promises whole parts of so many dong, above what is owed."""


class Debt(msgspec.Struct, frozen=True):
    """A declaration that waits for its payment, which is planned."""

    due: Due
    number: str
    party: str
    office: str
    body: bytes
    owed: int


def secure(conductor: DeskConductor) -> int:
    """Let some declarations rest on guarantees, of shown enterprises first. How many."""
    shown = conductor.dealer.shown
    waiting = sorted(_waiting(conductor), key=lambda debt: (debt.party not in shown, debt.due.at))
    kinds = given().secured
    for place, (debt, kind) in enumerate(zip(waiting, kinds, strict=False)):
        _rest(conductor, debt, kind, place)
    return min(len(waiting), len(kinds))


def _waiting(conductor: DeskConductor) -> Iterator[Debt]:
    """What waits only for a payment that comes after the opening, and may still be amended."""
    opens = conductor.dealer.world.given.opens_at.day
    dues = {due.declaration_id: due for due in conductor.rest() if due.kind == "pay"}
    for subject, number in one.numbers_of(list(dues)).items():
        found = one.find(number, SYSTEM)
        if found.state != State.AWAITING_PAYMENT or law_day(moment(dues[subject].at)) <= opens:
            continue
        if amendments.waiting_of(subject) is None and conductor.declarants.may_come(found.party):
            body = one.original(one.versions(subject)[-1])
            yield Debt(dues[subject], number, found.party, found.office, body, found.tax_total)


def _rest(conductor: DeskConductor, debt: Debt, kind: str, place: int) -> None:
    """Name a guarantee by an amendment, which the branch accepts; what will be paid then has its interest."""
    at = _opening(conductor) - ASKED + APART * place
    named = _named(conductor, debt, kind, place)
    body = rewriting.secured(
        debt.body, term=TERMS[kind], bank=named.bank, year=named.year, symbol=named.symbol, number=named.number
    )
    by = conductor.declarants.of(debt.party, debt.due.at)
    asked = declarations.AmendmentAsked(body, "6", given().guaranteed)
    told = declarations.propose(debt.number, asked, by=by, at=at)
    officer = conductor.officers[debt.office][place % len(conductor.officers[debt.office])]
    declarations.decide_proposal(
        debt.number, told.no, verdict="accept", note="", by=officer, at=at + ASKED - DECIDED
    )  # fmt: skip
    bill = paying.bill(debt.due.declaration_id, law_day(moment(debt.due.at)))
    assert bill is not None
    conductor.owed[debt.due.declaration_id] = bill.to_pay


def _named(conductor: DeskConductor, debt: Debt, kind: str, place: int) -> Reference:
    """The general guarantee of a shown enterprise, or one that the bank gives now."""
    opens = _opening(conductor)
    held = guarantee_of(debt.party, sorted(conductor.dealer.shown), opens.date()) if kind == "general" else None
    if held is not None:
        return held
    since = law_day(opens - GIVEN)
    named = Reference(BANK, since.year, SYMBOL, f"BL{900 + place:04d}")
    amount = (debt.owed // ABOVE + 2) * ABOVE
    only = {"declaration": debt.number, "office": debt.office} if kind == "individual" else {}
    conductor.cashier.bank.says(
        "guarantee", law_moment(since, 9), type=kind, year=named.year, symbol=named.symbol, number=named.number,
        party=debt.party, amount=amount, since=since.isoformat(), until=(since + LASTS).isoformat(), **only,
    )  # fmt: skip
    return named


def _opening(conductor: DeskConductor) -> datetime:
    opens = conductor.dealer.world.given.opens_at
    return law_moment(opens.day, opens.hour)
