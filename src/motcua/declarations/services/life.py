"""The life after registration: checks, payment, clearance, passage, cancellation. Each takes many at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter

import msgspec
from django.db import transaction

from motcua.declarations import events
from motcua.declarations.domain.errors import NotYetLapsed, PassedBefore, UnknownDeclaration
from motcua.declarations.domain.gate_errors import PartlyPassed
from motcua.declarations.domain.life import MOVES, QUERIES, RECORDED_MOVES, State
from motcua.declarations.domain.passing import need_leave
from motcua.declarations.domain.terms import lapses_on
from motcua.declarations.queries import passages
from motcua.declarations.services import instructions, landgate, offers, rows, seaport
from motcua.declarations.services.deadlines import due_at, last_day
from motcua.declarations.services.deciding import TRADERS, refuse_own
from motcua.declarations.services.ties import Ties
from motcua.declarations.services.values import Cancellation, Inspection, Payment, Step
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.origin import services as origin
from motcua.reference import domain as reference
from motcua.revenue import services as revenue
from motcua.risk import services as risk

VERBS = {
    "accept documents": events.CHECKED,
    "order inspection": events.CHECKED,
    "record inspection": events.INSPECTED,
    "amend": events.AMENDED,
    "clear": events.CLEARED,
    "pass": events.PASSED,
    "cancel": events.CANCELLED,
    "lapse": events.CANCELLED,
    "clear passed": events.CLEARED,
    "extend inspection": events.EXTENDED,
    "spare inspection": events.CHECKED,
    "hold for analysis": events.INSPECTED,
    "instruct": events.INSTRUCTED,
    "answer": events.ANSWERED,
    "withdraw query": events.ANSWERED,
    "store": events.STORED,
    "end storage": events.STORED,
    "resume inspection": events.STORED,
    "release": events.RELEASED,
    "settle": events.SETTLED,
}
_CHANGED = (
    "state", "version", "tax_total", "items", "customs_value", "value_usd_e4", "due_at", "checked_at",
    "cleared_at", "passed_at", "cancelled_at", "leaf", "channel",
)  # fmt: skip
_CHANGED_MOMENTS = (7, 8, 9, 10, 11)
"""Positions in a row that begins with the key."""


class Standing(msgspec.Struct, gc=False):
    """Where one declaration stands while a group of steps is taken; locked until the group commits."""

    id: int
    number: str
    state: str
    version: int
    channel: int
    office: str
    party: str
    direction: str
    procedure: str
    tax_total: int
    items: int
    customs_value: int
    value_usd_e4: int
    due_at: datetime | None
    checked_at: datetime | None
    cleared_at: datetime | None
    passed_at: datetime | None
    cancelled_at: datetime | None
    leaf: int = 0

    def changed(self) -> tuple[object, ...]:
        """The key and the changeable columns, in the order of `_CHANGED`."""
        return _changed_of(self)


_changed_of: Callable[[Standing], tuple[object, ...]] = attrgetter("id", *_CHANGED)
_COLUMNS = Standing.__struct_fields__[:-1]
_MOMENTS = tuple(place for place, name in enumerate(_COLUMNS) if name.endswith("_at"))


_KEY = ("declaration_id",)


class Group:
    """Steps of many declarations in one transaction: rows, leaves and the new standings.

    `recorded` are those of another system: it decides about them, so no step of ours is possible.
    """

    def __init__(self, subjects: Iterable[int]) -> None:
        wanted = sorted(set(subjects))
        rows_ = bulk.held(rows.T_DECLARATION, _COLUMNS, "id", wanted, _MOMENTS, lock=True)
        self.standings: Mapping[int, Standing] = {values[0]: Standing(*values) for values in rows_}
        self.recorded = {subject for (subject,) in bulk.held(rows.T_RECORDED, _KEY, "declaration_id", wanted)}
        self._before = {
            each.id: landgate.Before(each.number, each.direction, each.state, each.passed_at is not None)
            for each in self.standings.values()
        }
        self.moves: list[tuple[object, ...]] = []
        self.leaves: list[log.Leaf] = []
        self._judged: set[str] = set()
        self.secured: set[int] = set()
        self.left: list[tuple[int, datetime]] = []
        """Declarations whose goods left under a guarantee, and when."""

    def settled(self) -> set[int]:
        """Which of them hold no goods back: taxes paid, guaranteed, deferred, or none."""
        found, self.secured = revenue.not_held_back(list(self.standings))
        return found

    def leave(self, standing: Standing, at: datetime) -> None:
        """The goods leave customs: interest on what a guarantee stands for begins."""
        if standing.id in self.secured:
            self.left.append((standing.id, at))

    def standing(self, subject: int) -> Standing:
        """Where a declaration stands. UnknownDeclaration if there is none."""
        try:
            return self.standings[subject]
        except KeyError:
            raise UnknownDeclaration(number=subject) from None

    def refuse_own(self, by: Actor) -> None:
        """Refuse with OwnDeclaration who would decide on what is of the own side; looked up once a group."""
        neutral = not (by.traded or by.own or by.acting or by.barred)
        if by.kind == "person" and not neutral and by.reference not in self._judged:
            parties = {each.id: each.party for each in self.standings.values()}
            refuse_own(by, parties, {each.id: each.number for each in self.standings.values()})
            self._judged.add(by.reference)

    def step(
        self, at_: Standing, verb: str, *, at: datetime, by: Actor, finding: str = "", amount: int = 0,
        note: str = "", covered: Sequence[bytes] = (), after: Sequence[bytes] = (), leaf_id: int = 0,
    ) -> int:  # fmt: skip
        """Move one declaration by the table and write the leaf; returns the leaf's id.

        `covered` are rows of tables before the move in the order of the log, `after` those behind it.
        Whatever is no step of a declarant is a decision: OwnDeclaration for who is on the declarant's side.
        """
        if verb not in TRADERS:
            self.refuse_own(by)
        at_.state = move(RECORDED_MOVES if at_.id in self.recorded else MOVES, State(at_.state), verb).value
        at_.due_at = due_at(State(at_.state), at, verb)
        leaf_id = leaf_id or ids.one(at)
        at_.leaf = leaf_id
        row = (
            leaf_id,
            at_.id,
            verb,
            at_.state,
            at,
            by.reference,
            at_.version,
            at_.channel,
            finding,
            amount,
            note[:400],
        )
        self.moves.append(row)
        self.leaves.append(
            log.leaf(
                VERBS[verb], id=leaf_id, subject=f"declaration/{at_.number}", at=at, by=by,
                facts={"state": at_.state}, rows=[*covered, row_bytes(rows.T_MOVE, row), *after],
            )
        )  # fmt: skip
        return leaf_id

    def write(self) -> None:
        """Store moves, leaves and standings in the caller's transaction, and tell the gates and the ports."""
        bulk.insert(rows.T_MOVE, rows.MOVE, self.moves, rows.MOVE_MOMENTS)
        bulk.update(
            rows.T_DECLARATION, "id", _CHANGED,
            [standing.changed() for standing in self.standings.values() if standing.leaf], _CHANGED_MOMENTS,
        )  # fmt: skip
        log.append(self.leaves)
        heard = landgate.heard(self._before, self.moves)
        landgate.tell(heard, self._before)
        seaport.moved(heard, self.moves)
        for subject, at in self.left:
            revenue.left_under_guarantee([subject], at)


def need_officer(by: Actor, office: str) -> None:
    """Only an officer of that branch decides, or the platform itself where nobody has to."""
    if by.kind != "system":
        by.need("officer", office)


def need_party(by: Actor, standing: Standing, act: str = "amend") -> None:
    """Whoever may do this for the party, also by mandate, may ask; an officer of the branch may act for customs."""
    bounds = {"direction": standing.direction, "procedure": standing.procedure, "office": standing.office}
    if not by.may(standing.party, act, **bounds):
        need_officer(by, standing.office)


def clear_if_done(group: Group, standing: Standing, at: datetime, settled: set[int]) -> None:
    """Clear what waits only for money, if it is settled, and is ours to clear."""
    if standing.id in group.recorded:
        return
    if standing.state == State.AWAITING_PAYMENT and (not standing.tax_total or standing.id in settled):
        group.step(standing, "clear passed" if standing.passed_at else "clear", at=at, by=SYSTEM)
        standing.cleared_at = at
        group.leave(standing, at)


@transaction.atomic
def accept_documents(steps: Sequence[Step], *, by: Actor) -> None:
    """Documents are in order; what owes nothing more is cleared in the same moment. Findings are told to selection."""
    group = Group(step.declaration_id for step in steps)
    settled = group.settled()
    for step in steps:
        standing = group.standing(step.declaration_id)
        need_officer(by, standing.office)
        leaf_id = ids.one(step.at)
        after = _ticked(step, leaf_id)
        group.step(
            standing, "accept documents", at=step.at, by=by, finding=step.finding, note=step.note, leaf_id=leaf_id,
            after=after,
        )  # fmt: skip
        standing.checked_at = step.at
        clear_if_done(group, standing, step.at, settled)
    group.write()
    found = [risk.Added(step.declaration_id, step.at, step.finding) for step in steps if step.finding]
    risk.add_to_outcomes(found, by=by)


def _ticked(step: Step, leaf: int) -> list[bytes]:
    """Store what of the checklist was ticked, where one was used; its row as bytes."""
    if not (step.ticked or step.left):
        return []
    row = (leaf, step.declaration_id, " ".join(step.ticked), " ".join(step.left))
    bulk.insert(rows.T_TICKED, rows.TICKED, [row])
    return [row_bytes(rows.T_TICKED, row)]


@transaction.atomic
def record_inspections(records: Sequence[Inspection], *, by: Actor) -> None:
    """Results of physical inspection; outcomes are told to selection. One that waits for an analysis goes back to the
    documents.
    """
    group = Group(record.declaration_id for record in records)
    settled = group.settled()
    for record in records:
        standing = group.standing(record.declaration_id)
        need_officer(by, standing.office)
        verb = "hold for analysis" if record.analysis else "record inspection"
        group.step(standing, verb, at=record.at, by=by, finding=record.finding, note=record.note)
        standing.checked_at = record.at
        clear_if_done(group, standing, record.at, settled)
    group.write()
    risk.record_outcomes([(record.declaration_id, record.finding, record.at) for record in records], by=by)


@transaction.atomic
def pay(payments: Sequence[Payment], *, by: Actor) -> None:
    """Money has arrived: it is booked once, and what is settled and checked is cleared at that moment."""
    group = Group(payment.declaration_id for payment in payments)
    settled = revenue.receive(
        [
            revenue.Payment(
                p.declaration_id, p.amount, p.at, p.reference, p.bank, None, p.named, p.paid_on, p.source
            )
            for p in payments
        ],
        by=by,
    )  # fmt: skip
    done = {found.declaration_id for found in settled}
    for payment in payments:
        clear_if_done(group, group.standing(payment.declaration_id), payment.at, done)
    group.write()


@transaction.atomic
def pass_supervision(steps: Sequence[Step], *, by: Actor) -> None:
    """Cleared goods have passed the supervised area."""
    group = Group(step.declaration_id for step in steps)
    for step in steps:
        standing = group.standing(step.declaration_id)
        need_officer(by, standing.office)
        if standing.passed_at is not None:
            raise PassedBefore(number=standing.number)
        need_leave(standing.number, standing.state, standing.direction)
        group.step(standing, "pass", at=step.at, by=by, note=step.note)
        standing.passed_at = step.at
    group.write()


@transaction.atomic
def lapse(steps: Sequence[Cancellation], *, by: Actor) -> None:
    """Cancel what has gone past its days without its procedures (cases of list cancellation_reason with days).

    NotYetLapsed, UnknownCode; NoReasonToAsk for a case of another kind or direction.
    """
    group = Group(step.declaration_id for step in steps)
    ties = Ended(group)
    registered = dict(bulk.held(rows.T_DECLARATION, ("id", "registered_on"), "id", sorted(group.standings)))
    for step in steps:
        standing = group.standing(step.declaration_id)
        need_officer(by, standing.office)
        last = last_day(lapses_on(registered[standing.id]))
        if law_day(step.at) <= last:
            raise NotYetLapsed(number=standing.number, day=last.isoformat())
        _end(group, standing, ties, "lapse", step, by)
    group.write()


@transaction.atomic
def cancel(steps: Sequence[Cancellation], *, by: Actor) -> None:
    """Cancel in a legal case: what was charged is reversed; a used inspection token is not given back.

    UnknownCode for a reason that is not in the list cancellation_reason on that day.
    """
    group = Group(step.declaration_id for step in steps)
    ties = Ended(group)
    for step in steps:
        standing = group.standing(step.declaration_id)
        need_officer(by, standing.office)
        _end(group, standing, ties, "cancel", step, by)
    group.write()


class Ended:
    """What ends with declarations of a group: their links, and what they use of certificates of origin."""

    def __init__(self, group: Group) -> None:
        self.ties = Ties(group.standings)
        self.claims = origin.Claims(group.standings)

    def ended(self, standing: Standing, leaf: int, at: datetime, by: Actor) -> list[bytes]:
        """Give back what it drew and used; the rows of its leaf."""
        told = self.ties.ended(standing.id, standing.number, leaf, at)
        declared = origin.Declared(standing.id, standing.number, standing.party, standing.office, at)
        return [*told, *self.claims.ended(declared, leaf=leaf, at=at, by=by)]


def _end(group: Group, standing: Standing, ties: Ended, verb: str, step: Cancellation, by: Actor) -> None:  # noqa: PLR0913
    """End a declaration with all that hangs on it."""
    reason = reference.entry("cancellation_reason", step.reason, law_day(step.at))
    left = passages.have_left(standing.id, standing.passed_at)
    if left and (standing.cleared_at is not None or not reason.says("after_passage")):
        raise PartlyPassed(number=standing.number)
    leaf_id = ids.one(step.at)
    after = revenue.reverse(standing.id, leaf=leaf_id, at=step.at).covered()
    if standing.state in QUERIES:
        after += instructions.ended(standing.id, leaf_id, verb=verb, words=step.reason, by=by, at=step.at)
    after += offers.ended(standing.id, leaf_id, note=step.reason, by=by, at=step.at)
    after += ties.ended(standing, leaf_id, step.at, by)
    group.step(standing, verb, at=step.at, by=by, note=step.reason, leaf_id=leaf_id, after=after)
    standing.cancelled_at = step.at
