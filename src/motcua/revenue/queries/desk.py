"""What a revenue officer looks at: accounts of parties, money in suspense, refunds; bounded in what is counted."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from django.db import connection
from django.db.models import Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import Page, page
from motcua.ground.domain.moments import day_of
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.revenue.domain.classes import class_of
from motcua.revenue.domain.refunds import OPEN_REFUNDS, RefundState
from motcua.revenue.models import DebtClass, Refund, RefundStep, Suspense
from motcua.revenue.queries.instalments import protected

COUNTED = 1_000
REACH = 20_000
"""So many open or held obligations are looked through."""

_OPEN = """
SELECT declaration_id, party, office, charged - settled, penalty - penalty_settled, held, due_on, secured
FROM revenue_obligation WHERE charged > settled
UNION SELECT declaration_id, party, office, charged - settled, penalty - penalty_settled, held, due_on, secured
FROM revenue_obligation WHERE held > 0
UNION SELECT declaration_id, party, office, charged - settled, penalty - penalty_settled, held, due_on, secured
FROM revenue_obligation WHERE penalty > penalty_settled
LIMIT %s
"""


class Open(msgspec.Struct, frozen=True):
    """A declaration on which something is owed or held."""

    declaration_id: int
    party: str
    office: str
    owed: int
    penalty: int
    held: int
    due_on: date
    secured: int
    debt: str = ""
    """Class of what is owed; empty where nothing is."""


class Account(msgspec.Struct):
    """A party's account: what it owes by class, and what is held for it."""

    party: str
    owed: int = 0
    overdue: int = 0
    coerced: int = 0
    penalty: int = 0
    held: int = 0
    declarations: int = 0
    oldest: date | None = None


class Asked(msgspec.Struct, frozen=True):
    """What the list of accounts is narrowed to. Empty values narrow nothing."""

    text: str = ""
    office: str = ""
    debt: str = ""
    sort: str = "-owed"


SORTS = ("owed", "overdue", "coerced", "penalty", "held", "oldest", "party")


def open_rows(on: date, *, party: str = "", office: str = "") -> list[Open]:
    """Every declaration on which something is owed or held, with the class of its debt on that day."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [REACH])
        found = [
            Open(row[0], row[1], row[2], int(row[3]), int(row[4]), int(row[5]), day_of(row[6]), int(row[7]))
            for row in cursor.fetchall()
        ]
    rows = [each for each in found if party in ("", each.party) and office in ("", each.office)]
    given = classes((each.declaration_id for each in rows if each.owed), on)
    return [_classed(each, on, given) for each in rows]


def _classed(each: Open, on: date, given: Mapping[int, str]) -> Open:
    if not each.owed:
        return each
    return msgspec.structs.replace(each, debt=class_of(each.due_on, on, given.get(each.declaration_id, "")))


def accounts(asked: Asked, on: date, names: Mapping[str, str]) -> list[Account]:
    """Accounts with something owed or held, sorted. `names` are those of parties, for the search."""
    found: dict[str, Account] = {}
    wanted = asked.text.strip().casefold()
    for each in open_rows(on, office=asked.office):
        if asked.debt and asked.debt not in (each.debt, "held" if each.held else ""):
            continue
        if wanted and wanted not in each.party and wanted not in names.get(each.party, "").casefold():
            continue
        _add(found.setdefault(each.party, Account(each.party)), each)
    key = asked.sort.lstrip("-")
    return sorted(found.values(), key=lambda one: _key(one, key), reverse=asked.sort.startswith("-"))


def _add(account: Account, each: Open) -> None:
    account.owed += each.owed
    account.penalty += each.penalty
    account.held += each.held
    account.declarations += 1
    if each.debt and each.debt != "in_term":
        account.overdue += each.owed
    if each.debt == "over_90":
        account.coerced += each.owed
    if each.owed and (account.oldest is None or each.due_on < account.oldest):
        account.oldest = each.due_on


def _key(account: Account, key: str) -> tuple[object, str]:
    if key == "oldest":
        return account.oldest or date.max, account.party
    return (account.party if key == "party" else getattr(account, key if key in SORTS else "owed")), account.party


def by_class(rows: Iterable[Open]) -> dict[str, tuple[int, int]]:
    """Declarations and dong owed by class of debt."""
    found: dict[str, tuple[int, int]] = {}
    for each in rows:
        if each.owed:
            count, amount = found.get(each.debt, (0, 0))
            found[each.debt] = count + 1, amount + each.owed
    return found


def classes(declarations: Iterable[int], on: date | None = None) -> dict[int, str]:
    """The classes that officers have set; the last one counts. Given a day, also debts with a plan that is kept."""
    wanted = list(declarations)
    rows = DebtClass.objects.filter(declaration_id__in=wanted).order_by("leaf") if wanted else DebtClass.objects.none()
    found = dict(rows.values_list("declaration_id", "code"))
    given = {subject: code for subject, code in found.items() if code}
    return given if on is None else {**dict.fromkeys(protected(wanted, on), "instalments"), **given}


class SuspenseAsked(msgspec.Struct, frozen=True):
    """What the list of money in suspense is narrowed to."""

    text: str = ""
    state: str = "waiting"
    reason: str = ""
    office: str = ""
    sort: str = "at"


def suspense(asked: SuspenseAsked) -> QuerySet[Suspense]:
    """Money in suspense that fits, sorted."""
    rows = Suspense.objects.select_related("ended")
    if asked.state == "waiting":
        rows = rows.filter(ended=None)
    elif asked.state:
        rows = rows.filter(ended__verb=asked.state)
    equal = {"reason": asked.reason, "office": asked.office}
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    text = asked.text.strip()
    if text:
        rows = rows.filter(Q(number__icontains=text) | Q(reference__icontains=text) | Q(payer=text) | Q(bank=text))
    name = {"at": "leaf", "amount": "amount", "payer": "payer"}.get(asked.sort.lstrip("-"), "leaf")
    return rows.order_by(f"-{name}" if asked.sort.startswith("-") else name, "leaf")


def suspense_one(leaf: int) -> Suspense:
    """One entry in suspense. NotFound if there is none."""
    found = Suspense.objects.select_related("ended").filter(pk=leaf).first()
    if found is None:
        raise NotFound(what=f"suspense/{leaf}")
    return found


def suspense_of(party: str, number: str) -> list[Suspense]:
    """What a party paid for a declaration and waits to be matched."""
    return list(Suspense.objects.filter(payer=party, number=number, ended=None).order_by("leaf"))


class RefundAsked(msgspec.Struct, frozen=True):
    """What the list of refunds is narrowed to."""

    text: str = ""
    state: str = ""
    kind: str = ""
    sort: str = "-at"


class Refunding(msgspec.Struct, frozen=True):
    """A request with its steps."""

    found: Refund
    steps: tuple[RefundStep, ...]

    @property
    def state(self) -> RefundState:
        """Where it stands."""
        return RefundState(self.steps[-1].state) if self.steps else RefundState.ASKED

    def late(self, on: date) -> bool:
        """Whether it should have been decided before that day."""
        return self.state.value in OPEN_REFUNDS and self.found.due_on < on


def refunds_visible_to(actor: Actor) -> QuerySet[Refund]:
    """Requests an actor may see: the department all, a trader its own."""
    if actor.kind == "system" or is_staff(actor):
        return Refund.objects.all()
    own = sorted(actor.parties)
    return Refund.objects.filter(party__in=own, kind="refund") if own else Refund.objects.none()


def refunds(asked: RefundAsked, actor: Actor) -> list[Refunding]:
    """Requests that fit, sorted; bounded."""
    rows = refunds_visible_to(actor)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.text.strip():
        rows = rows.filter(party=asked.text.strip())
    name = {"at": "leaf", "amount": "amount", "due": "due_on", "party": "party"}.get(asked.sort.lstrip("-"), "leaf")
    order = f"-{name}" if asked.sort.startswith("-") else name
    found = _with_steps(rows.order_by(order, "leaf")[: COUNTED + 1])
    states = OPEN_REFUNDS if asked.state == "open" else (asked.state,)
    return [each for each in found if not asked.state or each.state.value in states]


def refund_one(leaf: int, actor: Actor) -> Refunding:
    """One request. NotFound where there is none that this actor may see."""
    found = _with_steps(refunds_visible_to(actor).filter(pk=leaf))
    if not found:
        raise NotFound(what=f"refund/{leaf}")
    return found[0]


def refunds_of(declarations: Iterable[int]) -> dict[int, Refunding]:
    """The open requests of these declarations."""
    held = _with_steps(Refund.objects.filter(declaration_id__in=list(declarations), kind="refund").order_by("leaf"))
    return {each.found.declaration_id: each for each in held if each.state.value in OPEN_REFUNDS}


def return_of(suspense_leaf: int) -> Refunding | None:
    """The last request to return an entry of the suspense account."""
    held = _with_steps(Refund.objects.filter(suspense=suspense_leaf, kind="return").order_by("-leaf")[:1])
    return held[0] if held else None


def _with_steps(rows: Iterable[Refund]) -> list[Refunding]:
    held = list(rows)
    steps: dict[int, list[RefundStep]] = {}
    for step in RefundStep.objects.filter(refund__in=[each.leaf for each in held]).order_by("leaf"):
        steps.setdefault(step.refund_id, []).append(step)
    return [Refunding(each, tuple(steps.get(each.leaf, ()))) for each in held]


def paged(found: list[object], number: int, size: int = 50) -> Page:
    """Where in a bounded list a reader is."""
    return page(number, size, min(len(found), COUNTED), more=len(found) > COUNTED)


def waiting_counts() -> tuple[int, int]:
    """How many entries wait in suspense, and how many refunds wait for a decision."""
    steps = RefundStep.objects.filter(verb__in=("grant", "deny")).values("refund")
    return Suspense.objects.filter(ended=None).count(), Refund.objects.exclude(leaf__in=steps).count()
