"""Every read of guarantees: as they stand, what rests on them, and what would be wrong with one."""

from collections.abc import Iterable
from datetime import date

import msgspec
from django.db.models import Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.revenue.domain.guarantees import Fault, Kind, Offer, Promise, Reference, Wanted, faults
from motcua.revenue.models import Guarantee, GuaranteeBalance, GuaranteeChange, GuaranteeUse

COUNTED = 1_000
SORTS = ("until", "amount", "free", "party")


class Standing(msgspec.Struct, frozen=True):
    """A guarantee with its balance."""

    found: Guarantee
    balance: GuaranteeBalance

    @property
    def free(self) -> int:
        """What may still be drawn."""
        return int(self.balance.amount - self.balance.used)

    def state(self, on: date) -> str:
        """`ended`, `expired`, `coming` or `valid` on a day."""
        if self.balance.ended:
            return "ended"
        if self.balance.until < on:
            return "expired"
        return "coming" if self.found.since > on else "valid"


class Asked(msgspec.Struct, frozen=True):
    """What the list is narrowed to. Empty values narrow nothing."""

    text: str = ""
    kind: str = ""
    state: str = ""
    sort: str = "until"


def visible_to(actor: Actor) -> QuerySet[Guarantee]:
    """The guarantees an actor may see: the department all, a trader its own and those that name it as broker."""
    if actor.kind == "system" or is_staff(actor):
        return Guarantee.objects.all()
    own = sorted(actor.parties)
    return Guarantee.objects.filter(Q(party__in=own) | Q(broker__in=own)) if own else Guarantee.objects.none()


def listing(asked: Asked, actor: Actor, *, on: date, number: int = 1, size: int = 50) -> tuple[list[Standing], Page]:
    """A page of guarantees."""
    found = _sorted(matching(asked, actor, on), asked.sort)
    place = page(number, size, min(len(found), COUNTED), more=len(found) > COUNTED)
    return found[:COUNTED][place.start : place.start + size], place


def matching(asked: Asked, actor: Actor, on: date) -> list[Standing]:
    """All that fit, bounded."""
    rows = visible_to(actor)
    text = asked.text.strip()
    if text:
        rows = rows.filter(Q(number__icontains=text) | Q(party=text) | Q(bank__iexact=text) | Q(bill=text))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    found = standings(rows.order_by("-leaf")[: COUNTED + 1])
    return [each for each in found if not asked.state or each.state(on) == asked.state]


def _sorted(found: list[Standing], sort: str) -> list[Standing]:
    keys = {
        "until": lambda each: each.balance.until, "amount": lambda each: each.balance.amount,
        "free": lambda each: each.free, "party": lambda each: each.found.party,
    }  # fmt: skip
    return sorted(found, key=keys.get(sort.lstrip("-"), keys["until"]), reverse=sort.startswith("-"))


def standings(rows: Iterable[Guarantee]) -> list[Standing]:
    """Guarantees with their balances, in the order given."""
    held = list(rows)
    balances = GuaranteeBalance.objects.in_bulk([each.leaf for each in held])
    return [Standing(each, balances[each.leaf]) for each in held]


def guarantee(leaf: int, actor: Actor) -> Standing:
    """One guarantee. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(pk=leaf).first()
    if found is None:
        raise NotFound(what=f"guarantee/{leaf}")
    return standings([found])[0]


def uses(leaf: int, most: int = 500) -> list[GuaranteeUse]:
    """What declarations drew of a guarantee and gave back, the newest first."""
    return list(GuaranteeUse.objects.filter(guarantee_id=leaf).order_by("-leaf")[:most])


def changes(leaf: int) -> list[GuaranteeChange]:
    """How a guarantee was changed, the first first."""
    return list(GuaranteeChange.objects.filter(guarantee_id=leaf).order_by("leaf"))


def resting_on(declaration: int) -> list[Standing]:
    """The guarantees on which a declaration rests or rested."""
    found = GuaranteeUse.objects.filter(declaration_id=declaration).values_list("guarantee_id", flat=True)
    return standings(Guarantee.objects.filter(leaf__in=set(found)).order_by("leaf"))


def named(reference: Reference) -> Guarantee | None:
    """The guarantee of that name; None where it is not registered."""
    return Guarantee.objects.filter(
        bank=reference.bank, year=reference.year, symbol=reference.symbol, number=reference.number
    ).first()  # fmt: skip


def guarantee_faults(wanted: Wanted, amount: int, on: date) -> list[Fault]:
    """What would be wrong with resting so much on a guarantee now; nothing is locked."""
    found = named(wanted.reference)
    if found is None:
        return faults(None, wanted, amount, on)
    held = standings([found])[0]
    used = held.balance.used > 0
    return faults(Offer(promise_of(found), held.balance.until, held.free, held.balance.ended, used), wanted, amount, on)


def promise_of(found: Guarantee) -> Promise:
    """A registered guarantee as the domain knows it."""
    kind: Kind = "general" if found.kind == "general" else "individual"
    return Promise(
        kind, Reference(found.bank, found.year, found.symbol, found.number), found.party, found.amount, found.since,
        found.until, found.broker, found.office, found.procedure, found.planned_on, found.declaration, found.bill,
        found.invoice,
    )  # fmt: skip
