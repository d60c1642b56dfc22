"""Instalments: a plan is asked for, granted or denied by a leader, and then kept or failed by payment alone."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.ground.services import ids, notices
from motcua.ground.services.sheets import Sheet
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.kernel.words import Words
from motcua.reference.domain import DEPARTMENT
from motcua.revenue import events
from motcua.revenue.domain.closing_errors import PlanWaits
from motcua.revenue.domain.errors import NotOwed
from motcua.revenue.domain.instalments import OPEN_PLANS, PLAN_MOVES, Part, PlanState, check, follows
from motcua.revenue.models import InstalmentPlan
from motcua.revenue.queries import instalments as queries
from motcua.revenue.services import debts
from motcua.revenue.services.book_rows import ASKING, STEPPING, T_PART, T_PLAN, T_PLAN_STEP
from motcua.revenue.services.rights import need_revenue

_TOLD = {
    "grant": Words("Đề nghị nộp dần tiền thuế đã được chấp thuận.", "Your plan of instalments was granted."),
    "deny": Words("Đề nghị nộp dần tiền thuế không được chấp thuận.", "Your plan of instalments was denied."),
    "fail": Words("Một kỳ nộp dần đã quá hạn; kế hoạch hết hiệu lực.", "An instalment is overdue; the plan has ended."),
    "keep": Words("Kế hoạch nộp dần đã hoàn thành.", "Your plan of instalments is fulfilled."),
}


def decides_plans(by: Actor, office: str) -> bool:
    """Whether the actor grants instalments: a leader of the department or of that office."""
    return by.kind == "system" or by.holds("leader", DEPARTMENT) or by.holds("leader", office)


@transaction.atomic
def ask_plan(declaration_id: int, parts: Sequence[Part], *, note: str, by: Actor, at: datetime) -> int:
    """Ask to pay what a declaration owes in parts; returns the plan. The party, or a revenue officer for it.

    NotOwed; PlanUnfit; PlanWaits where one waits or runs. The same plan asked again returns the first.
    """
    debt = debts.need(debts.lock([declaration_id]), declaration_id)
    if debt.party not in by.parties:
        need_revenue(by, debt.office)
    owed = debt.sums.charged - debt.sums.settled
    if owed <= 0:
        raise NotOwed(declaration=declaration_id)
    known = _waiting(declaration_id, parts)
    if known:
        return known
    check(parts, owed, law_day(at))
    leaf = ids.one(at)
    return _asked(
        (leaf, declaration_id, debt.party, debt.office, owed, at, by.reference, note.strip()[:2000]), parts, by
    )


def _waiting(declaration_id: int, parts: Sequence[Part]) -> int:
    """The plan that waits with the same parts; 0 where none does. PlanWaits for another."""
    waiting = next((each for each in queries.of_declaration(declaration_id) if each.state in OPEN_PLANS), None)
    if waiting is None:
        return 0
    if waiting.state != PlanState.ASKED or list(waiting.parts) != list(parts):
        raise PlanWaits
    return waiting.found.leaf


def _asked(head: tuple[int, int, str, str, int, datetime, str, str], parts: Sequence[Part], by: Actor) -> int:
    leaf, _, _, _, owed, at, *_ = head
    rows = [(leaf, no, part.due_on.isoformat(), part.amount) for no, part in enumerate(parts, 1)]
    sheet = Sheet(ASKING)
    told = {T_PLAN: [head], T_PART: rows}
    facts = {"amount": owed, "parts": len(parts)}
    sheet.leaf(events.PLAN_ASKED, f"instalments/{leaf}", told, leaf=leaf, by=by, at=at, facts=facts)
    sheet.write()
    return leaf


@transaction.atomic
def decide_plan(plan: int, *, verb: str, note: str, by: Actor, at: datetime) -> PlanState:
    """Grant or deny (a leader who did not ask), or withdraw (the party or a revenue officer). Impossible.

    PlanUnfit where the debt has changed since it was asked.
    """
    found, debt = _locked(plan)
    if verb == "withdraw":
        if found.found.party not in by.parties:
            need_revenue(by, found.found.office)
    else:
        _need_decider(found, verb, by)
    if verb == "grant":
        check(found.parts, debt.sums.charged - debt.sums.settled, law_day(at))
    return _step(found, verb, debt.sums.settled, note, by, at)


def _need_decider(found: queries.Plan, verb: str, by: Actor) -> None:
    own = found.found.actor == by.reference and by.kind != "system"
    if own or verb not in ("grant", "deny") or not decides_plans(by, found.found.office):
        raise NotAllowed(who=by.name, act=verb)


def follow_plans(*, by: Actor, at: datetime) -> list[int]:
    """End each running plan whose debt is paid or of which a part is overdue; returns those. Done daily.

    Each in a transaction of its own, so that no two debts are held at once in whatever order.
    """
    return [leaf for leaf in queries.running() if _ended(leaf, by, at)]


@transaction.atomic
def _ended(plan: int, by: Actor, at: datetime) -> bool:
    found, debt = _locked(plan)
    open_, paid = debt.sums.charged - debt.sums.settled, debt.sums.settled - found.settled_before
    verb = follows(found.parts, paid, open_, law_day(at)) if found.state == PlanState.GRANTED else ""
    if verb:
        _step(found, verb, debt.sums.settled, "", by, at)
    return bool(verb)


def _locked(plan: int) -> tuple[queries.Plan, debts.Debt]:
    """A plan with its debt, whose lock keeps every step of its plans apart until the transaction ends. NotFound."""
    subject = InstalmentPlan.objects.filter(pk=plan).values_list("declaration_id", flat=True).first()
    if subject is None:
        raise NotFound(what=f"instalments/{plan}")
    debt = debts.need(debts.lock([subject]), subject)
    return queries.plans(InstalmentPlan.objects.filter(pk=plan))[0], debt


def _step(found: queries.Plan, verb: str, settled: int, note: str, by: Actor, at: datetime) -> PlanState:  # noqa: PLR0913
    after = move(PLAN_MOVES, found.state, verb)
    leaf, plan = ids.one(at), found.found.leaf
    row = (leaf, plan, at, by.reference, verb, after.value, settled, note.strip()[:2000])
    sheet = Sheet(STEPPING)
    facts = {"state": after.value}
    subject = f"instalments/{plan}"
    sheet.leaf(events.PLAN_STEP, subject, {T_PLAN_STEP: [row]}, leaf=leaf, by=by, at=at, facts=facts)
    sheet.write()
    if verb in _TOLD and found.found.party:
        notices.tell(notices.party(found.found.party), _TOLD[verb], f"/revenue/instalments/{plan}/", at=at)
    return after
