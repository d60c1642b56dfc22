"""Factories: declarations as the ledger sees them, registered with their leaf, and faults told by checks."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day, law_moment
from motcua.kernel.words import Words
from motcua.revenue import covering, services
from motcua.revenue.models import Obligation
from motcua.revenue.services.rows import COVERED

DAY = date(2023, 5, 2)
NOON = law_moment(DAY, 12)
OFFICE, PARTY = "20BB", "5700000001"
CLERK = Actor(9, "clerk", posts=frozenset({Post("revenue", OFFICE)}))
STRANGER = Actor(8, "stranger", posts=frozenset({Post("revenue", "20CF")}))

CHARGED = log.verb("trial.charged", Words("Thử: phát sinh", "Trial: charged"))
log.cover(log.Covered("trial revenue", (CHARGED,), (COVERED,)))


def charge(
    charges: Mapping[str, int], *, at: datetime = NOON, term: int = 0, office: str = OFFICE, party: str = PARTY
) -> int:
    """Register a declaration that owes `charges`, due `term` days later; returns its id."""
    day = law_day(at)
    subject = ids.one(at)
    due_on = day + timedelta(days=term)
    charged = [(tax, dong) for tax, dong in charges.items() if dong]
    with transaction.atomic():
        rows = services.charge_rows(subject, at, services.open_from(day), office, party, charged)
        bulk.insert(services.T_TRANSFER, services.TRANSFER, rows, services.TRANSFER_MOMENTS)
        total = sum(charges.values())
        if total:
            obligation = services.obligation_row(subject, party, office, total, due_on)
            bulk.insert(services.T_OBLIGATION, services.OBLIGATION, [obligation])
        _leaf(subject, subject, at, rows)
    return subject


def amend(declaration: int, charges: Mapping[str, int], *, at: datetime = NOON) -> None:
    """Bring a declaration's charges to `charges`, with a leaf of its own."""
    with transaction.atomic():
        leaf = ids.one(at)
        _leaf(leaf, declaration, at, services.adjust(
            declaration, leaf=leaf, at=at, charges=charges, office=OFFICE, party=PARTY).transfers)  # fmt: skip


def cancel(declaration: int, *, at: datetime = NOON) -> None:
    """Take all charges of a declaration back, with a leaf of its own."""
    with transaction.atomic():
        leaf = ids.one(at)
        _leaf(leaf, declaration, at, services.reverse(declaration, leaf=leaf, at=at).transfers)


def payment(declaration: int, amount: int, reference: str = "R1", *, at: datetime = NOON, bank: str = "VCB"):
    """A payment of one declaration."""
    return services.Payment(declaration, amount, at, reference, bank)


def pay(declaration: int, amount: int, reference: str = "R1", *, at: datetime = NOON):
    """Receive one payment."""
    return services.receive([payment(declaration, amount, reference, at=at)], by=SYSTEM)


def sums(declaration: int) -> tuple[int, int, int, int, int]:
    """charged, settled, penalty, penalty_settled, held."""
    found = Obligation.objects.get(pk=declaration)
    return found.charged, found.settled, found.penalty, found.penalty_settled, found.held


def faults() -> list[str]:
    """The places at which the room's checks find something wrong."""
    return [fault.place for check in (covering.check_obligations, covering.check_payments) for fault in check()]


def _leaf(leaf: int, declaration: int, at: datetime, rows) -> None:
    covered = [row_bytes(services.T_TRANSFER, row) for row in rows]
    log.append([log.leaf(CHARGED, id=leaf, subject=f"declaration/{declaration}", at=at, by=SYSTEM, rows=covered)])
