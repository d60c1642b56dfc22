"""People at the gates of the demonstration: two years of counts, control results and residents' goods."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from django.db import transaction

from motcua.crossings.domain.allowances import Item
from motcua.crossings.domain.people_data import COMMUNES, GATES
from motcua.crossings.domain.persons import Person
from motcua.crossings.domain.residents import Declared, ResidentItem
from motcua.crossings.services import controls, passengers, residents
from motcua.demo.domain.border_people import Given, Now, days_of
from motcua.demo.domain.dice import dice, spread
from motcua.demo.domain.world import World
from motcua.demo.services.border import uncollected
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_moment
from motcua.kernel.reading import yaml_reader
from motcua.people import queries as people

_FILE = Path(__file__).resolve().parents[2] / "data" / "border_passengers.yaml"
_read = yaml_reader(Given)
SENT = passengers.Sent("demo")
LEAST_CONTROLS = 12


def given() -> Given:
    """The parameters."""
    return _read(_FILE.read_bytes())


def build(world: World) -> dict[str, int]:
    """Both years up to the opening; how many people, control results and residents' declarations."""
    held = given()
    with uncollected(), transaction.atomic():
        return {
            "passengers": count_people(world, held),
            "controls": record_controls(world, held),
            "residents": declare_residents(world, held),
        }


def _now(world: World) -> Now:
    return Now(world.given.opens_at.day, world.given.opens_at.hour)


def count_people(world: World, held: Given) -> int:
    """One call a day for all gates, at its end; on the day of the opening at the opening. How many people."""
    now, found = _now(world), 0
    for year in held.published:
        for day, rows in days_of(held, year, world.given.closures, seed=world.seed, scale=world.scale, now=now):
            at = law_moment(day, 23, 50) if day < now.day else law_moment(day, now.hour)
            found += passengers.count(rows, by=SYSTEM, at=at, sent=SENT).people
    return found


def record_controls(world: World, held: Given) -> int:
    """Results that concern a person, spread over the year; some paid, some left, a few waiting at the opening."""
    opens, desk = law_moment(*_now(world)), _Desk()
    count = max(LEAST_CONTROLS, round(held.controls.count * world.scale))
    span = (world.given.opens_at.day - held.controls.since).days
    for no in range(count):
        day = held.controls.since + timedelta(days=span * no // count)
        turn = held.controls.turns[no % len(held.controls.turns)]
        by, at = desk.officer("20BB", day), law_moment(day, 9 + no % 8, no * 7 % 60)
        _record(turn, no, held.controls.litre, by, at)
    waiting = {"kind": "baggage", "over": 0.2, "end": ""}
    for no in range(held.controls.waiting):
        at = opens - timedelta(minutes=25 + 40 * no)
        _record(waiting, count + no, held.controls.litre, desk.officer("20BB", world.given.opens_at.day), at)
    return count + held.controls.waiting


class _Desk:
    """Officers of the gates, by office."""

    def __init__(self) -> None:
        self._known: dict[str, Actor] = {}

    def officer(self, office: str, day: date) -> Actor:
        """An officer of the office, by account; the system where the office has none."""
        if office not in self._known:
            held = people.holders("officer", day, office)
            self._known[office] = people.actor_for(held[0], day) if held else SYSTEM
        return self._known[office]


def _record(turn: Mapping[str, Any], no: int, litre: int, by: Actor, at: datetime) -> None:
    person = Person(
        f"Người Minh Họa {no + 1}", f"GD{no:07d}", date(1960 + no % 40, 1 + no % 12, 1 + no % 28), "Giả định"
    )
    direction = "in" if turn["kind"] == "baggage" or no % 3 else "out"
    case = controls.Case(
        "VNMC1", direction, turn["kind"], ("VN", "CN")[no % 2], ("P", "T")[no % 2], person, tuple(_items(turn, litre))
    )
    done = controls.record(case, by=by, at=at)
    if done.outcome == "due" and turn["end"] == "paid":
        controls.pay(done.id, by=by, at=at + timedelta(minutes=6))
    elif done.outcome == "due" and turn["end"] == "left":
        controls.leave(done.id, by=by, at=at + timedelta(minutes=9))


def _items(turn: Mapping[str, Any], litre: int) -> Iterator[Item]:
    if "over" in turn:
        over = Decimal(str(turn["over"]))
        litres = Decimal("1.5") + over
        yield Item("spirits", litres, int(litres * litre), hs="22082050", description="Rượu brandy (giả định)")
    if "cigarettes" in turn:
        pieces = 200 + int(turn["cigarettes"])
        yield Item("cigarettes", Decimal(pieces), pieces * 1500, description="Thuốc lá điếu (giả định)")
    if "amount" in turn:
        dong = turn["currency"] == "VND"
        yield Item("dong" if dong else "foreign", Decimal(turn["amount"]), currency=turn["currency"])
    if "goods" in turn:
        yield Item("other", Decimal(1), int(turn["value"]), description=turn["goods"])


def declare_residents(world: World, held: Given) -> int:
    """One call a day for all gates; what lies above the allowance is referred, a few pay for it."""
    plans = list(_residents_of(world, held))
    for day, rows in plans:
        at = min(law_moment(day, 18), law_moment(*_now(world)))
        residents.declare(rows, by=SYSTEM, at=at)
    some = max(1, round(held.residents.taxed * world.scale))
    taxed = [rows[0] for _, rows in plans[-some:]]
    for no, row in enumerate(taxed):
        _pay_above(row, no, held, law_moment(*_now(world)))
    return sum(len(rows) for _, rows in plans) + len(taxed)


def _pay_above(row: Declared, no: int, held: Given, at: datetime) -> None:
    description, unit, hs, price = held.residents.goods[0]
    goods = ResidentItem(description, 95 * 10_000, unit, 95 * price, hs)
    card = f"GDMOI{no:05d}"
    [done] = residents.declare(
        [Declared(card, row.commune, row.gate, row.day, "in", (goods,))], by=SYSTEM, at=at, over="tax"
    )
    if done.duty:
        controls.pay(done.id, by=SYSTEM, at=at)


def _residents_of(world: World, held: Given) -> Iterator[tuple[date, list[Declared]]]:
    """Declarations by day: the published quarter is met exactly, the rest over the days on which gates open."""
    given_, now = held.residents, _now(world).day
    first, last = date(2023, 1, 8), given_.quarter.until
    spans = [
        ("VNMC1", date(2022, 11, 1), date(2022, 12, 31), given_.before),
        ("VNMC1", first, last, given_.quarter.declarations),
        ("VNMC1", last + timedelta(days=1), min(given_.until, now), given_.after),
        *((gate, date(2023, 2, 1), min(given_.until, now), count) for gate, count in given_.others.items()),
    ]
    by_day: dict[date, dict[str, int]] = {}
    for gate, since, until, count in spans:
        days = [since + timedelta(days=no) for no in range((until - since).days + 1)]
        weights = np.array([_open(world, gate, day) for day in days])
        for day, number in zip(days, spread(weights, round(count * world.scale)), strict=True):
            found = by_day.setdefault(day, {})
            found[gate] = found.get(gate, 0) + int(number)
    for day in sorted(by_day):
        rows = list(_declared(world, held, day, by_day[day]))
        if rows:
            yield day, rows


def _open(world: World, gate: str, day: date) -> float:
    office = GATES[gate].office
    shut = [each.factor for each in world.given.closures if each.branch == office and each.since <= day <= each.until]
    return min(shut, default=1.0) * (0.3 if day.weekday() == 6 else 1.0)  # noqa: PLR2004 - Sunday


def _declared(world: World, held: Given, day: date, wanted: Mapping[str, int]) -> Iterator[Declared]:
    given_ = held.residents
    for gate, count in wanted.items():
        communes = [code for code, commune in COMMUNES.items() if commune.gate == gate]
        draw = dice(world.seed, "residents", gate, day.toordinal())
        cards = draw.integers(0, max(40, round(given_.cards * min(1.0, world.scale * 1.2))), count)
        values = np.where(draw.random(count) < given_.above, 2_300_000, draw.integers(250_000, 1_950_000, count))
        kinds, ways = draw.integers(0, len(given_.goods), count), draw.random(count)
        for no in range(count):
            description, unit, hs, price = given_.goods[int(kinds[no])]
            pieces = max(1, int(values[no]) // price)
            goods = (ResidentItem(description, pieces * 10_000, unit, pieces * price, hs),)
            card = int(cards[no])
            way = "out" if ways[no] < given_.leaving else "in"
            yield Declared(f"{gate[2:]}{card:06d}", communes[card % len(communes)], gate, day, way, goods)
