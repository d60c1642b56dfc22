"""Transports under customs control of the demonstration: invented, through the services of their room."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import yaml
from django.db import transaction

from motcua.declarations import services as declarations
from motcua.demo.domain.world import World
from motcua.demo.services.desk import guarantee_of
from motcua.demo.services.represented import Shown
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day, law_moment
from motcua.parties import queries as parties
from motcua.people import queries as people
from motcua.reference import domain as reference
from motcua.revenue.domain.guarantees import Reference
from motcua.transport import services
from motcua.transport.domain.message import Box, Cargo, Transport

_FILE = Path(__file__).resolve().parent.parent / "data" / "transports.yaml"
HOUR = timedelta(hours=1)
GENERAL = "B"
"""Of list transport_security."""
_TOLD = {
    "extend": "Xe hỏng dọc đường (giả định)", "refuse": "Thiếu hợp đồng vận chuyển (giả định)",
    "settle": "Thay chì theo biên bản của hải quan dọc đường (giả định)",
}  # fmt: skip


class Plan(msgspec.Struct, frozen=True):
    """A transport to be: its place in the series, when it is registered, and how far it comes."""

    no: int
    at: datetime
    reach: str
    seals: bool = True
    amended: bool = False
    extended: bool = False
    secured: int = 0
    """Dong for which it rests on a general guarantee, where its declarant has one."""


def move_goods(world: World, shown: Sequence[Shown]) -> int:
    """Transports over the year and some that are open at the opening, of the enterprises that are shown. How many."""
    codes = dict.fromkeys(each.party for each in shown if each.username.startswith("doanh-nghiep"))
    traders = [(code, parties.find(code).name) for code in codes]
    if not traders:
        return 0
    given: Mapping[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    opens = law_moment(world.given.opens_at.day, world.given.opens_at.hour)
    plans = sorted([*_of_the_year(given, opens), *_at_opening(given, opens)], key=lambda plan: plan.at)
    with transaction.atomic():
        for place, which in given["operators"].items():
            party = traders[which % len(traders)][0]
            declarations.name_operator(place, party, note="Giả định (invented)", by=SYSTEM, at=plans[0].at)
        desk = _Desk(given["routes"], traders, sorted(code for code, _ in traders))
        for plan in plans:
            desk.conduct(plan, opens)
        services.note_overdue(opens)
    return len(plans)


def _of_the_year(given: Mapping[str, Any], opens: datetime) -> Iterator[Plan]:
    """One every few days, all of them ended before the week of the opening."""
    day, no, last = given["since"], 0, law_day(opens) - timedelta(days=7)
    while day < last:
        reach = "arrived"
        if no % given["refused_every"] == given["refused_every"] - 1:
            reach = "refused"
        elif no % given["cancelled_every"] == given["cancelled_every"] - 1:
            reach = "cancelled"
        found = reference.calendar().last_open_before(day)
        yield Plan(
            no, law_moment(found, 8, 30 + no % 25), reach, (no + 1) % given["seals_differ_every"] != 0,
            (no + 1) % given["amended_every"] == 0, (no + 1) % given["extended_every"] == 0,
            _secured(given, no) if no % given["secured_every"] == 0 else 0,
        )  # fmt: skip
        day, no = day + timedelta(days=given["every_days"]), no + 1


def _at_opening(given: Mapping[str, Any], opens: datetime) -> Iterator[Plan]:
    for place, told in enumerate(given["at_opening"]):
        at, reach = opens - told["ago"] * HOUR, told["reach"]
        secured = _secured(given, place) if told.get("secured") else 0
        yield Plan(900 + place, at, reach, reach != "differing", secured=secured)


def _secured(given: Mapping[str, Any], no: int) -> int:
    amounts = given["secured"]
    return int(amounts[no % len(amounts)])


class _Desk:
    """Who moves and who decides."""

    def __init__(
        self, routes: Sequence[Mapping[str, Any]], traders: Sequence[tuple[str, str]], shown: Sequence[str]
    ) -> None:  # fmt: skip
        self.routes, self.traders, self.shown = routes, traders, shown
        self.officers: dict[str, Actor] = {}

    def officer(self, office: str, day: date) -> Actor:
        """An officer of the branch, by account."""
        if office not in self.officers:
            self.officers[office] = people.actor_for(people.holders("officer", day, office)[0], day)
        return self.officers[office]

    def conduct(self, plan: Plan, opens: datetime) -> None:
        """Register the transport and take it as far as it comes."""
        route = self.routes[plan.no % len(self.routes)]
        message = self.message(plan, route)
        number = services.register(message, by=SYSTEM, at=plan.at).number
        if plan.amended:
            changed = msgspec.structs.replace(message, route="QL18, cao tốc")
            number = services.amend(number, changed, by=SYSTEM, at=plan.at + HOUR / 4).number
        here = self.officer(route["office"], law_day(plan.at))
        there = self.officer(route["to"][:4], law_day(plan.at))
        for act in _steps(plan, message, here, there):
            act(number)

    def message(self, plan: Plan, route: Mapping[str, Any]) -> Transport:
        """What is declared."""
        party, name = self.traders[plan.no % len(self.traders)]
        start = plan.at + 3 * HOUR
        importing = route["direction"] != "E"
        who = {"importer" if importing else "exporter": party, f"{'im' if importing else 'ex'}porter_name": name}
        cargo = Cargo(
            number=f"GIADINH{plan.no:05d}", bill_on=law_day(plan.at) - timedelta(days=2), description=route["goods"],
            heading=route["heading"], origin="CN" if importing else "VN", loading_place=route["from_place"],
            arrival_place=route["port"], packages=40 + plan.no % 60, package_unit="CT",
            gross_weight=Decimal(8_000 + 37 * (plan.no % 90)), weight_unit="KGM", **who,
        )  # fmt: skip
        made = Transport(
            direction=route["direction"], office=route["office"], party=party, transporter=party, means=route["means"],
            purpose=route["purpose"], kind="NR", start_on=law_day(start), start_hour=13,
            end_on=law_day(start) + timedelta(days=1), end_hour=17, from_area=route["from"], to_area=route["to"],
            route="QL18", notes="Giả định (invented)", cargo=(cargo,), containers=_boxes(plan.no),
        )  # fmt: skip
        named = guarantee_of(party, self.shown, law_day(plan.at)) if plan.secured else None
        return made if named is None else _under(made, named, plan.secured)


def _under(message: Transport, named: Reference, amount: int) -> Transport:
    """The same under a general guarantee."""
    return msgspec.structs.replace(
        message, security=GENERAL, guarantee_bank=named.bank, guarantee_year=named.year,
        guarantee_symbol=named.symbol, guarantee_number=named.number, guarantee_amount=amount,
    )  # fmt: skip


def _boxes(no: int, seal: str = "GD") -> tuple[Box, ...]:
    return (Box(f"GIDU{no:07d}", (f"{seal}{no:05d}A", f"GD{no:05d}B")),)


_FAR = ("registered", "checking", "approved", "under_way", "differing", "arrived")


def _steps(plan: Plan, message: Transport, here: Actor, there: Actor) -> Iterator[Callable[[str], object]]:
    """What officers do, in order, as far as the transport comes."""
    at = plan.at
    if plan.reach == "refused":
        yield lambda n: services.refuse(n, note=_TOLD["refuse"], by=here, at=at + HOUR)
    elif plan.reach == "cancelled":
        yield lambda n: services.cancel(n, by=SYSTEM, at=at + HOUR)
    elif plan.reach == "checking":
        yield lambda n: services.check(n, by=here, at=at + HOUR)
    elif plan.reach != "registered":
        yield lambda n: services.approve(n, by=here, at=at + HOUR)
        yield from _on_the_way(plan, message, here, there)


def _on_the_way(plan: Plan, message: Transport, here: Actor, there: Actor) -> Iterator[Callable[[str], object]]:
    at, far = plan.at, _FAR.index(plan.reach)
    if far >= _FAR.index("under_way"):
        yield lambda n: services.depart(n, _boxes(plan.no), by=here, at=at + 4 * HOUR)
    if plan.extended and message.end_at is not None:
        until = message.end_at + 24 * HOUR
        yield lambda n: services.extend(n, until=until, note=_TOLD["extend"], by=here, at=at + 9 * HOUR)
    if far >= _FAR.index("differing"):
        came = _boxes(plan.no) if plan.seals else _boxes(plan.no, "XX")
        yield lambda n: services.arrive(n, came, by=there, at=at + 25 * HOUR)
    if plan.reach == "arrived" and not plan.seals:
        yield lambda n: services.settle(n, verdict="explained", note=_TOLD["settle"], by=there, at=at + 27 * HOUR)
