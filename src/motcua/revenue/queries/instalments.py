"""Plans of instalments: how they stand, and which debts they keep from coercion."""

from collections.abc import Iterable
from datetime import date

import msgspec
from django.db.models import QuerySet

from motcua.design.domain.access import is_staff
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.revenue.domain.instalments import Part, PlanState, Shown, follows, shown
from motcua.revenue.models import InstalmentPart, InstalmentPlan, InstalmentStep, Obligation

COUNTED = 1_000
_ENDS = ("deny", "withdraw", "keep", "fail")


class Plan(msgspec.Struct, frozen=True):
    """A plan with its parts and steps, and what is owed and settled on its declaration now."""

    found: InstalmentPlan
    parts: tuple[Part, ...]
    steps: tuple[InstalmentStep, ...]
    open_: int
    settled: int

    @property
    def state(self) -> PlanState:
        """Where it stands."""
        return PlanState(self.steps[-1].state) if self.steps else PlanState.ASKED

    @property
    def settled_before(self) -> int:
        """What had been paid of the taxes when it was granted; what has been by now where it was not."""
        return next((step.settled for step in self.steps if step.verb == "grant"), self.settled)

    def shown(self, on: date) -> list[Shown]:
        """The parts with what payments cover of them."""
        return shown(self.parts, self.settled - self.settled_before, on)

    def holds(self, on: date) -> bool:
        """Whether it runs and no part is overdue: its debt is not coerced."""
        return self.state is PlanState.GRANTED and self.held_on(self.settled, self.open_, on)

    def held_on(self, settled: int, owed: int, on: date) -> bool:
        """Whether something was owed and no part of a granted plan overdue on a day, with so much settled by then."""
        return follows(self.parts, settled - self.settled_before, owed, on) == ""


class Asked(msgspec.Struct, frozen=True):
    """What the list is narrowed to. Empty values narrow nothing."""

    text: str = ""
    state: str = ""
    office: str = ""
    sort: str = "-at"


SORTS = ("at", "amount", "party", "next")


def visible_to(actor: Actor) -> QuerySet[InstalmentPlan]:
    """The plans an actor may see: the department all, a trader its own."""
    if actor.kind == "system" or is_staff(actor):
        return InstalmentPlan.objects.all()
    own = sorted(actor.parties)
    return InstalmentPlan.objects.filter(party__in=own) if own else InstalmentPlan.objects.none()


def listing(asked: Asked, actor: Actor, on: date) -> list[Plan]:
    """Plans that fit, sorted; bounded."""
    rows = visible_to(actor)
    if asked.office:
        rows = rows.filter(office=asked.office)
    if asked.text.strip():
        rows = rows.filter(party=asked.text.strip())
    found = [each for each in plans(rows.order_by("-leaf")[: COUNTED + 1]) if asked.state in ("", each.state.value)]
    key = asked.sort.lstrip("-")
    return sorted(found, key=lambda each: _key(each, key, on), reverse=asked.sort.startswith("-"))


def _key(each: Plan, key: str, on: date) -> tuple[object, int]:
    if key == "next":
        return next_due(each, on) or date.max, each.found.leaf
    held = {"amount": each.found.amount, "party": each.found.party}
    return held.get(key, each.found.leaf), each.found.leaf


def next_due(each: Plan, on: date) -> date | None:
    """The day of the first part that is not covered."""
    return next((one.part.due_on for one in each.shown(on) if one.state != "paid"), None)


def plan(leaf: int, actor: Actor) -> Plan:
    """One plan. NotFound where there is none that this actor may see."""
    found = plans(visible_to(actor).filter(pk=leaf))
    if not found:
        raise NotFound(what=f"instalments/{leaf}")
    return found[0]


def of_declaration(declaration_id: int) -> list[Plan]:
    """All plans of a declaration, the last first."""
    return plans(InstalmentPlan.objects.filter(declaration_id=declaration_id).order_by("-leaf"))


def running() -> list[int]:
    """Plans that were granted and have not ended."""
    ended = InstalmentStep.objects.filter(verb__in=_ENDS).values("plan")
    granted = InstalmentStep.objects.filter(verb="grant").exclude(plan__in=ended)
    return list(granted.order_by("plan_id").values_list("plan_id", flat=True))


def protected(declarations: Iterable[int], on: date) -> set[int]:
    """Which of these declarations have a plan that runs and is kept so far."""
    wanted = set(declarations)
    found = plans(InstalmentPlan.objects.filter(pk__in=running())) if wanted else []
    return {each.found.declaration_id for each in found if each.found.declaration_id in wanted and each.holds(on)}


def plans(rows: Iterable[InstalmentPlan]) -> list[Plan]:
    """Plans with their parts and steps, in the order given."""
    held = list(rows)
    leaves = [each.leaf for each in held]
    parts: dict[int, list[Part]] = {}
    for part in InstalmentPart.objects.filter(leaf__in=leaves).order_by("leaf", "no"):
        parts.setdefault(part.leaf, []).append(Part(part.due_on, part.amount))
    steps: dict[int, list[InstalmentStep]] = {}
    for step in InstalmentStep.objects.filter(plan__in=leaves).order_by("leaf"):
        steps.setdefault(step.plan_id, []).append(step)
    owed = Obligation.objects.in_bulk([each.declaration_id for each in held])
    return [
        Plan(
            each, tuple(parts.get(each.leaf, ())), tuple(steps.get(each.leaf, ())),
            owed[each.declaration_id].charged - owed[each.declaration_id].settled, owed[each.declaration_id].settled,
        )
        for each in held
    ]  # fmt: skip
