"""Goods that stay: bills of ships that arrived long ago whose goods have not all left, with what holds them.

Followed are the bills that goods move under: house bills, and bills that have none. Goods in transit are followed by
their transport declarations. What stays was noted once a day, so that a year's bills need not be looked through; what
became long since then is looked for.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

import msgspec
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day, law_moment
from motcua.manifests.domain.asking import StayFilters
from motcua.manifests.domain.life import State
from motcua.manifests.domain.matching import fold
from motcua.manifests.domain.staying import ORDER, Where, age_class, where
from motcua.manifests.domain.terms import term, thresholds
from motcua.manifests.models import Bill, Call, Document, Named, StayNoted
from motcua.manifests.queries import matching, one


class Stay(msgspec.Struct, frozen=True):
    """A bill whose goods have not all left: its call, its balance, how far they are, and for how many days."""

    bill: Bill
    call: Call
    balance: matching.Balance
    where: Where
    days: int

    @property
    def numbers(self) -> list[str]:
        """The declarations that take of it."""
        return [each.number for each in self.balance.everything]


def staying(filters: StayFilters, actor: Actor, *, now: datetime) -> list[Stay]:
    """What has stayed to the first threshold, as an actor may see it, sorted."""
    bounds = thresholds(law_day(now))
    found = [
        each for each in held(_candidates(_calls(filters), now), now)
        if filters.age in (None, age_class(each.days, bounds)) and filters.where in ("", each.where)
        and _fits(each, filters.text)
    ]  # fmt: skip
    return ordered(list(_seen(found, actor)), filters.sort)


def everything(now: datetime) -> list[Stay]:
    """All that has stayed to the first threshold, whether it was noted or not."""
    return held(list(_open(_long(Call.objects.all(), now))), now)


def held(bills: list[Bill], now: datetime) -> list[Stay]:
    """Those of the bills that have not all left."""
    day = law_day(now)
    apart = term("weight apart", day)
    calls = {call.pk: call for call in matching.parts(Call.objects, "pk", {bill.call_id for bill in bills})}
    balances = matching.balances(bill.number for bill in bills)
    masters = matching.balances({bill.master for bill in bills if bill.master})
    found = []
    for bill in bills:
        call, balance = calls[bill.call_id], balances[bill.folded]
        far = _far(balance, masters.get(fold(bill.master)), apart)
        if far is not Where.GONE and call.arrived_at is not None:
            found.append(Stay(bill, call, balance, far, (day - law_day(call.arrived_at)).days))
    return found


def ordered(found: list[Stay], sort: str) -> list[Stay]:
    """In the order that is asked for."""
    keys = {
        "days": lambda each: each.days, "arrived": lambda each: -each.days, "bill": lambda each: each.bill.number,
        "packages": lambda each: each.balance.left.packages, "gross": lambda each: each.balance.left.gross_e4,
    }  # fmt: skip
    key = keys.get(sort.lstrip("-"), keys["days"])
    return sorted(sorted(found, key=lambda each: each.bill.number), key=key, reverse=sort.startswith("-"))


def _far(balance: matching.Balance, master: matching.Balance | None, apart: int) -> Where:
    """How far a bill's goods are: by itself, or because declarations name its master bill."""
    own = balance.where(apart)
    if master is None or master.announced is None or not master.declared:
        return own
    through = where(master.announced.goods, map(matching.take, master.declared), apart)
    return max(own, through, key=ORDER.index)


def _calls(filters: StayFilters) -> QuerySet[Call]:
    wanted = {name: value for name, value in (("office", filters.office), ("port", filters.port)) if value}
    return Call.objects.filter(**wanted)


def _long(calls: QuerySet[Call], now: datetime, since: datetime | None = None) -> QuerySet[Call]:
    """Calls on entry that arrived so long ago; only those that became long after `since`."""
    long = calls.filter(direction="I", arrived_at__lt=_bound(law_day(now))).exclude(state=str(State.CANCELLED))
    return long if since is None else long.filter(arrived_at__gte=_bound(law_day(since)))


def _bound(day: date) -> datetime:
    return law_moment(day - timedelta(days=thresholds(day)[0] - 1))


def _candidates(calls: QuerySet[Call], now: datetime) -> list[Bill]:
    """What was noted as staying, and what became long since then."""
    last = StayNoted.objects.filter(at__lte=now).aggregate(last=Max("at"))["last"]
    rows = list(_open(_long(calls, now, last)))
    if last is not None:
        noted = StayNoted.objects.filter(bill=OuterRef("folded"), call_id=OuterRef("call_id"))
        bills = Bill.objects.filter(Exists(noted), folded__in=StayNoted.objects.values("bill"))
        rows += _going(bills.filter(call_id__in=calls.values("pk")))
    return list({row.pk: row for row in rows}.values())


def _open(calls: QuerySet[Call]) -> QuerySet[Bill]:
    return _going(Bill.objects.filter(call_id__in=calls.values("pk")))


def _going(bills: QuerySet[Bill]) -> QuerySet[Bill]:
    """Those of the bills that stand, have no house bills, and were not taken whole by one declaration whose goods left
    and that names no other bill.
    """
    several = Named.objects.filter(declaration_id=OuterRef("declaration_id"), no=2)
    whole = Named.objects.filter(
        ~Exists(several), bill=OuterRef("folded"), no=1, left_at__isnull=False, packages__gte=OuterRef("packages"),
        gross_e4__gte=OuterRef("gross_e4"),
    )  # fmt: skip
    houses = matching.standing().filter(house=1, master=OuterRef("number"))
    return matching.stands(bills.filter(~Exists(whole), transit="")).filter(~Exists(houses))


def _seen(found: Iterable[Stay], actor: Actor) -> Iterator[Stay]:
    """What an actor may see: the department all, an announcer its calls, a consignee its own goods."""
    if actor.kind == "system" or is_staff(actor):
        yield from found
        return
    listed = list(found)
    calls = set(one.visible_to(actor).filter(pk__in={each.call.pk for each in listed}).values_list("pk", flat=True))
    lodged = Document.objects.filter(Q(party__in=sorted(actor.own)), pk__in={each.bill.document_id for each in listed})
    own = set(lodged.values_list("pk", flat=True))
    for each in listed:
        announces = each.call.pk in calls and (one.sees_all(each.call, actor) or each.bill.document_id in own)
        if announces or each.bill.consignee in actor.own:
            yield each


def _fits(each: Stay, text: str) -> bool:
    """Whether a text is of its bill, its declarations, its consignee or its ship."""
    plain = text.strip().casefold()
    if not plain:
        return True
    told = (each.bill.consignee_name, each.call.vessel_name, each.bill.description)
    exact = (each.call.number, each.bill.consignee, each.call.call_sign.casefold(), *each.numbers)
    return fold(text) in each.bill.folded or plain in exact or any(plain in one_.casefold() for one_ in told)
