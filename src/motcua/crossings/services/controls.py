"""Control results: recorded with the person they concern, charged, paid at the gate, or the goods left behind."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

import msgspec
from django.db import IntegrityError, transaction

from motcua.crossings import events_people as events
from motcua.crossings import sealing
from motcua.crossings.covering_tables import CONTROL, END, GOODS, PERSON, T_CONTROL, T_END, T_GOODS, T_PERSON
from motcua.crossings.domain import persons
from motcua.crossings.domain.allowances import Decision, Item, Told, amount_e4, decide
from motcua.crossings.domain.people_data import gates, nations, papers
from motcua.crossings.domain.people_errors import NeedsGoods, NeedsPerson, NothingToRecord, NotOpen
from motcua.crossings.models import Control, GateEnd
from motcua.crossings.queries import controls as queries
from motcua.crossings.queries.duty import Reckoned, duty_on
from motcua.crossings.services.people_rights import need_officer
from motcua.ground.services import bulk, ids, keys, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import encode, row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.revenue import services as revenue
from motcua.tariff import queries as tariff

TRAVELLER = "KHACH"
"""As whom the ledger knows travellers: it names nobody."""
TILL = "GATE"
"""As which bank the ledger knows the till of a gate."""


class Case(msgspec.Struct, frozen=True):
    """What an officer found: on which gate and direction, of which kind, with what, and who it was."""

    gate: str
    direction: str
    kind: str
    nationality: str
    document: str
    person: persons.Person
    items: tuple[Item, ...] = ()


class Recorded(msgspec.Struct, frozen=True):
    """What was recorded."""

    id: int
    outcome: str
    duty: int
    repeated: bool = False


def reckon(items: Sequence[Item], direction: str, at: datetime) -> tuple[Decision, Reckoned]:
    """What becomes of baggage, and the duty on its part above; nothing is kept."""
    day = law_day(at)
    decision = decide(items, direction, day, tariff.book().on(day).exchange)
    return decision, duty_on(decision, day)


def record(case: Case, *, by: Actor, at: datetime, key: str = "") -> Recorded:
    """Record a control result with its person. The same key and case again is what was recorded.

    NotAllowed, NotFound for an unknown gate, kind, nationality or papers, NeedsPerson, NeedsGoods, NothingToRecord.
    """
    day = law_day(at)
    gate = gates(day).get(case.gate)
    if gate is None or case.direction not in ("in", "out"):
        raise NotFound(what=f"gate/{case.gate}")
    need_officer(by, gate.office)
    if case.kind not in persons.KINDS or case.nationality not in nations(day) or case.document not in papers(day):
        raise NotFound(what=f"{case.kind} {case.nationality} {case.document}")
    if not (case.person.name.strip() and case.person.document.strip()):
        raise NeedsPerson
    body = sha256(encode(msgspec.to_builtins(case))).digest()
    try:
        return _before(case, key, body) or _record(case, gate.office, by, at, key, body)
    except IntegrityError:
        before = _before(case, key, body)
        if before is None:
            raise
        return before


def _before(case: Case, key: str, body: bytes) -> Recorded | None:
    found = keys.find(case.gate, f"control {key}", body) if key else None
    if found is None:
        return None
    kept = Control.objects.get(pk=found.leaf)
    return Recorded(kept.leaf, kept.outcome, kept.duty, True)


@transaction.atomic
def _record(case: Case, office: str, by: Actor, at: datetime, key: str, body: bytes) -> Recorded:
    day = law_day(at)
    decision, reckoned = reckon(case.items, case.direction, at)
    outcome = _outcome(case, decision, reckoned)
    duty = reckoned.total if outcome == "due" else 0
    leaf, salt = ids.one(at), sealing.salt()
    row = (
        leaf, at, day.isoformat(), case.gate, office, case.direction, case.kind, case.nationality, case.document,
        outcome, sum(item.value for item in case.items), decision.dutiable, duty,
        persons.committed(case.person, salt), by.reference,
    )  # fmt: skip
    goods = [_goods(leaf, no, told, reckoned, outcome) for no, told in enumerate(decision.items)]
    charged = sorted(reckoned.by_kind.items()) if outcome == "due" else []
    booked_on = revenue.open_from(day)
    charges = revenue.charge_rows(leaf, at, booked_on, office, TRAVELLER, [pair for pair in charged if pair[1]])
    answers = [keys.Answer(case.gate, f"control {key}", body, leaf, leaf, at)] if key else []
    told = [row_bytes(T_CONTROL, row), *(row_bytes(T_GOODS, each) for each in goods)]
    told += [row_bytes(revenue.T_TRANSFER, each) for each in charges]
    told += [row_bytes(keys.COVERED.table, each) for each in answers]
    bulk.insert(T_CONTROL, CONTROL, [row], (1,))
    bulk.insert(T_GOODS, GOODS, goods)
    sealed = sealing.seal(persons.write(case.person), leaf)
    bulk.insert(T_PERSON, PERSON, [(leaf, salt, sealed, persons.erase_on(day).isoformat())])
    if charges:
        bulk.insert(revenue.T_TRANSFER, revenue.TRANSFER, charges, revenue.TRANSFER_MOMENTS)
        owed = revenue.obligation_row(leaf, TRAVELLER, office, duty, day)
        bulk.insert(revenue.T_OBLIGATION, revenue.OBLIGATION, [owed])
    keys.keep(answers)
    facts = {"gate": case.gate, "outcome": outcome, "duty": duty}
    log.append([log.leaf(events.RECORDED, id=leaf, subject=f"control/{leaf}", at=at, by=by, facts=facts, rows=told)])
    return Recorded(leaf, outcome, duty)


def _outcome(case: Case, decision: Decision, reckoned: Reckoned) -> str:
    if case.kind == "refused":
        return "refused"
    if not case.items:
        raise NeedsGoods
    if case.kind == "found":
        return "held"
    if decision.verdict == "within":
        raise NothingToRecord
    if decision.verdict == "declare":
        return "declared"
    if reckoned.missing:
        return "referred"
    return "due" if reckoned.total else "declared"


def _goods(leaf: int, no: int, told: Told, reckoned: Reckoned, outcome: str) -> tuple[object, ...]:
    item = told.item
    duty = reckoned.of.get(no, 0) if outcome == "due" else 0
    return (
        leaf, no, item.kind, " ".join(item.description.split())[:200], item.hs, item.origin, amount_e4(item),
        item.currency or item.unit, item.value, told.verdict, told.free_e4, told.above_e4, told.dutiable, duty,
    )  # fmt: skip


@transaction.atomic
def pay(subject: int, *, by: Actor, at: datetime) -> None:
    """Duty on a control result or a resident's goods was paid at the gate: booked and settled, with a receipt.

    NotFound, NotAllowed, NotOpen.
    """
    owed = _open(subject, by)
    revenue.receive(
        [revenue.Payment(subject, owed.duty, at, reference=f"{owed.gate}-{subject}", bank=TILL)], by=by
    )  # fmt: skip
    _end(subject, "paid", owed.duty, [], by, at)


@transaction.atomic
def leave(subject: int, *, by: Actor, at: datetime) -> None:
    """The goods above the allowance stay behind: nothing is charged any more. NotFound, NotAllowed, NotOpen."""
    _open(subject, by)
    leaf = ids.one(at)
    written = revenue.reverse(subject, leaf=leaf, at=at)
    told = [row_bytes(revenue.T_TRANSFER, row) for row in written.transfers]
    _end(subject, "left", 0, told, by, at, leaf)


def _open(subject: int, by: Actor) -> queries.Owed:
    owed = queries.owed(subject, by, lock=True)
    need_officer(by, owed.office)
    if owed.duty == 0 or GateEnd.objects.filter(subject_id=subject).exists():
        raise NotOpen(number=owed.name)
    return owed


def _end(
    subject: int, verb: str, amount: int, transfers: Sequence[bytes], by: Actor, at: datetime, leaf: int = 0
) -> None:  # fmt: skip
    leaf = leaf or ids.one(at)
    row = (leaf, subject, at, by.reference, verb, amount)
    bulk.insert(T_END, END, [row], (2,))
    facts = {"verb": verb, "amount": amount}
    told = [row_bytes(T_END, row), *transfers]
    log.append([log.leaf(events.ENDED, id=leaf, subject=f"control/{subject}", at=at, by=by, facts=facts, rows=told)])
