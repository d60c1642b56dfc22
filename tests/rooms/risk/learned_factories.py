"""Months of inspected declarations of which two enterprises, and low values, are often violations."""

from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from tests.domain.risk.risk_factories import facts

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import SYSTEM
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_moment
from motcua.risk import services
from motcua.risk.domain import Facts, told

BEGUN = date(2023, 1, 1)
ONE = timedelta(days=1)
LEGAL = "L-INFORMATION"
FOUND, NOTHING = "TRIGIA", "KHOP"


def a_declaration(party: str, *, low: bool = False, tax: int = 20_000_000, scatter: float = 1.0) -> Facts:
    """An import of shirts on concrete information, so that it is inspected whatever the balance."""
    return facts(
        party=party, origins=("CN",), units=("PCE",), unit_values=(round(60_000 * scatter * (0.5 if low else 1)),),
        tax=tax, value=tax * 10, weight=4_000, flags=frozenset({"information"}),
    )  # fmt: skip


def register(each: list[Facts], at: datetime, first: int) -> list[services.Decision]:
    """Select and store a group as its caller would."""
    with transaction.atomic():
        candidates = [
            services.Candidate(subject, f"10{first + no:010d}", one.office, one.party, (LEGAL,), 3, at, told(one))
            for no, (subject, one) in enumerate(zip(ids.take(at, len(each)), each, strict=True))
        ]  # fmt: skip
        decisions = services.select(candidates, at=at)
        rows = [services.rows(decision) for decision in decisions]
        bulk.insert(services.T_DECISION, services.DECISION, rows, services.DECISION_MOMENTS)
        log.append([
            log.leaf("declaration.registered", id=row[0], subject=f"declaration/{row[5]}", at=row[2], by=SYSTEM,
                     rows=[row_bytes(services.T_DECISION, row)]) for row in rows
        ])  # fmt: skip
    return decisions


def some_months(days: int = 75, a_day: int = 4, begun: date = BEGUN, seed: int = 1, first: int = 0) -> int:
    """Declarations of some days, each inspected on the next; returns how many."""
    chance = Random(seed)
    for place in range(days):
        day = begun + timedelta(days=place)
        judged = []
        for _ in range(a_day):
            party, low = f"57{chance.randrange(12):08d}", chance.random() < 0.15
            one = a_declaration(party, low=low, tax=chance.randrange(5, 90) * 1_000_000, scatter=chance.gauss(1, 0.06))
            judged.append((one, chance.random() < (0.8 if low or party[-2:] in ("01", "02") else 0.02)))
        decisions = register([one for one, _ in judged], law_moment(day, 9), first + place * a_day)
        found = [
            services.Found(
                each.subject, FOUND if hit else NOTHING, law_moment(day + ONE, 9), one.tax // 2 if hit else 0
            )
            for each, (one, hit) in zip(decisions, judged, strict=True)
        ]
        services.record_outcomes(found, by=SYSTEM)
    return days * a_day
