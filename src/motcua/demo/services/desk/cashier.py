"""Cashier: payments that a bank tells, and what two revenue officers do about those that go wrong."""

from datetime import timedelta

from motcua.declarations import services as declarations
from motcua.demo.domain.chunks import moment
from motcua.demo.domain.desk import Act, Subject, given
from motcua.demo.domain.parameters import FIRST
from motcua.demo.services.desk.bank import BANK, Bank
from motcua.demo.services.desk.declarants import Declarants
from motcua.kernel.days import law_moment
from motcua.people import queries as people
from motcua.revenue import queries as ledger
from motcua.revenue import services as revenue

NOBODY = "999999999990"
"""A number that no declaration has."""
AGAIN = 2_400
"""Seconds after which a payment is made a second time."""


class Cashier:
    """Pays through the bank, has money matched and given back."""

    def __init__(self, declarants: Declarants) -> None:
        self.bank = Bank(law_moment(FIRST - timedelta(days=3), 8))
        first, second = sorted(people.holders("revenue", FIRST))[:2]
        self.first, self.second = people.actor_for(first, FIRST), people.actor_for(second, FIRST)
        self.declarants = declarants
        self.references: dict[int, str] = {}
        self.refunds: dict[int, int] = {}

    def pay(self, subject: Subject, way: str, other: Subject | None) -> None:
        """Have a declaration's taxes paid in one of the ways of `domain.paying`."""
        at = subject.lot.pays
        number = {"to another": other.number if other else "", "wrong number": NOBODY}.get(way, "")
        times = 2 if way == "again" else 1
        self.references[subject.id] = self.bank.pays(subject, at, number=number, times=times)
        if way == "twice":
            self.bank.pays(subject, at + AGAIN)

    def do(self, act: Act, subject: Subject) -> None:
        """Do what follows a payment that went wrong."""
        at, words = moment(act.at), given().refunds
        if act.verb == "match":
            waits = ledger.suspended_as(BANK, self.references[subject.id])
            assert waits is not None
            declarations.match_suspense(waits.leaf, subject.number, note=given().matched, by=self.first, at=at)
        elif act.verb == "ask refund":
            held = ledger.obligation(subject.id)
            by, amount = self.declarants.of(subject.party, act.at), held.held if held else 0
            self.refunds[subject.id] = revenue.ask_refund(
                subject.id, amount=amount, note=words[act.word], by=by, at=at
            )  # fmt: skip
        else:
            verb, _, _ = act.verb.partition(" ")
            by, note = (self.first, words["found"]) if verb == "propose" else (self.second, words["granted"])
            revenue.step_refund(self.refunds[subject.id], verb=verb, note=note, by=by, at=at)
