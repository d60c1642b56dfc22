"""Refunds: asked for by the party or an officer, proposed by one officer, decided by another."""

from datetime import datetime

from django.db import transaction

from motcua.ground.services import bulk, ids, log, notices
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.revenue import events
from motcua.revenue.domain import NotHeld, NotPositive
from motcua.revenue.domain.errors import RefundWaits, SecondOfficer
from motcua.revenue.domain.refunds import OPEN_REFUNDS, REFUND_MOVES, RefundState, decision_days
from motcua.revenue.models import Refund, RefundStep
from motcua.revenue.services import debts
from motcua.revenue.services.held import refund as give_back
from motcua.revenue.services.rights import decides, need_revenue
from motcua.revenue.services.rows import REFUND, REFUND_STEP, T_REFUND, T_REFUND_STEP
from motcua.revenue.services.suspense import end_return, waiting


@transaction.atomic
def ask_refund(declaration_id: int, *, amount: int, note: str, by: Actor, at: datetime) -> int:
    """Ask for what is held on a declaration; returns the request's leaf. The party or a revenue officer.

    NotPositive, NotHeld; RefundWaits where a request for it waits. An officer's request is a proposal as well.
    """
    debt = debts.need(debts.lock([declaration_id]), declaration_id)
    if debt.party not in by.parties:
        need_revenue(by, debt.office)
    if amount <= 0:
        raise NotPositive(amount=amount)
    if amount > debt.sums.held:
        raise NotHeld(held=debt.sums.held, amount=amount)
    if any(state_of(each) in OPEN_REFUNDS for each in Refund.objects.filter(declaration_id=declaration_id)):
        raise RefundWaits
    return _ask(("refund", declaration_id, 0, debt.party, debt.office, amount), note, by, at)


@transaction.atomic
def ask_return(suspense: int, *, note: str, by: Actor, at: datetime) -> int:
    """Propose that money in suspense goes back to who paid it. SuspenseDone, RefundWaits."""
    found = waiting(suspense)
    need_revenue(by, found.office)
    if any(state_of(each) in OPEN_REFUNDS for each in Refund.objects.filter(suspense=suspense)):
        raise RefundWaits
    return _ask(("return", 0, suspense, found.payer, found.office, found.amount), note, by, at)


def _ask(facts: tuple[str, int, int, str, str, int], note: str, by: Actor, at: datetime) -> int:
    kind, declaration_id, suspense, party, office, amount = facts
    leaf, day = ids.one(at), law_day(at)
    due_on = reference.calendar().add_days(day, decision_days().on(day))
    row = (
        leaf, kind, declaration_id, suspense, party, office, amount, at, by.reference, due_on, note.strip()[:400],
    )  # fmt: skip
    bulk.insert(T_REFUND, REFUND, [row], (7,))
    told = {"amount": amount, "declaration": declaration_id, "suspense": suspense}
    covered = [row_bytes(T_REFUND, row)]
    name = events.REFUND_ASKED
    log.append([log.leaf(name, id=leaf, subject=f"refund/{leaf}", at=at, by=by, facts=told, rows=covered)])
    if decides(by, office):
        _step(leaf, RefundState.ASKED, "propose", note, by, at)
    return leaf


@transaction.atomic
def step_refund(refund: int, *, verb: str, note: str, by: Actor, at: datetime) -> RefundState:
    """Propose, grant, deny or send back. What is granted is paid out in the same moment.

    SecondOfficer for who asked or proposed; Impossible; NotHeld where less is held by now.
    """
    found = Refund.objects.select_for_update().filter(pk=refund).first()
    if found is None:
        raise NotFound(what=f"refund/{refund}")
    need_revenue(by, found.office)
    if verb != "propose" and by.reference in _involved(found):
        raise SecondOfficer
    after = _step(refund, RefundState(state_of(found)), verb, note, by, at)
    if after is RefundState.GRANTED:
        _pay_out(found, by, at)
    if found.party and after in (RefundState.GRANTED, RefundState.DENIED) and found.kind == "refund":
        words = _GRANTED if after is RefundState.GRANTED else _DENIED
        notices.tell(notices.party(found.party), words, f"/revenue/refunds/{refund}/", at=at)
    return after


def _pay_out(found: Refund, by: Actor, at: datetime) -> None:
    if found.kind == "return":
        end_return(found.suspense, note=f"refund/{found.leaf}", by=by, at=at)
    else:
        give_back(declaration_id=found.declaration_id, amount=found.amount, by=by, at=at)


def _step(refund: int, state: RefundState, verb: str, note: str, by: Actor, at: datetime) -> RefundState:
    after = move(REFUND_MOVES, state, verb)
    leaf = ids.one(at)
    row = (leaf, refund, at, by.reference, verb, after.value, note.strip()[:400])
    bulk.insert(T_REFUND_STEP, REFUND_STEP, [row], (2,))
    covered = [row_bytes(T_REFUND_STEP, row)]
    facts = {"state": after.value}
    subject = f"refund/{refund}"
    log.append([log.leaf(events.REFUND_STEP, id=leaf, subject=subject, at=at, by=by, facts=facts, rows=covered)])
    return after


def _involved(found: Refund) -> set[str]:
    """Who asked, and who proposed."""
    proposed = RefundStep.objects.filter(refund=found, verb="propose").values_list("actor", flat=True)
    return {found.actor, *proposed}


def state_of(found: Refund) -> str:
    """Where a request stands."""
    last = RefundStep.objects.filter(refund=found).order_by("-leaf").values_list("state", flat=True).first()
    return last or RefundState.ASKED.value


_GRANTED = Words("Đề nghị hoàn tiền nộp thừa đã được chấp nhận.", "Your refund was granted.")
_DENIED = Words("Đề nghị hoàn tiền nộp thừa không được chấp nhận.", "Your refund was denied.")
