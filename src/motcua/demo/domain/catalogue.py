"""Catalogue: everything that can stand on a goods line, with what it is taxed on each day.

The rates are not repeated here: every combination is assessed by `duties` on two probe lines for each
span of days in which no rate changes, and so a line's tax is `alpha` x value + `beta` x quantity.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import msgspec
import numpy as np
from numpy.typing import NDArray

from motcua.declarations.domain.message import Declaration, Item
from motcua.demo.domain.dice import dice
from motcua.demo.domain.parameters import FIRST, LAST, Flow, Parameters, weighted
from motcua.duties.domain import assess
from motcua.tariff.domain import Book, DayBook

VALUE = 10_000_000_000
QUANTITIES = (Decimal(1), Decimal(100_001))
Floats = NDArray[np.float64]


class Option(msgspec.Struct, frozen=True):
    """One thing that a line may be: goods of a code, from or to a partner, under a tariff table.

    `place` is its number; `segment` names flow and partner; `plain` is the same goods without preference
    and `truly` what such goods pass for, both as places (-1: none).
    """

    place: int
    segment: int
    flow: int
    partner: str
    goods: str
    code: str
    table: str
    weight: float
    plain: int = -1
    truly: int = -1


def spans(book: Book) -> list[date]:
    """First days of the spans in which no rate and no line changes."""
    marks = {FIRST}
    for schedule in book.schedules:
        marks.update(book.changes_in(schedule))
    for known in book.lines_of.values():
        for line in known:
            marks.add(line.since)
            if line.until:
                marks.add(line.until + timedelta(days=1))
    return sorted(day for day in marks if FIRST <= day <= LAST)


class Catalogue:
    """Options with their taxes by span, grouped in segments (flow and partner)."""

    def __init__(self, given: Parameters, book: Book, seed: int) -> None:
        self.flows = [(branch, flow) for branch, flows in given.flows.items() for flow in flows]
        self.segments = [
            (at, partner, weight)
            for at, (_, flow) in enumerate(self.flows)
            for partner, weight in weighted(flow.partners).items()
        ]
        self.options: list[Option] = []
        self._later: dict[str, str] = {}
        for segment in range(len(self.segments)):
            self._add(given, segment)
        self.spans = spans(book)
        self.span_of = np.searchsorted(
            [(day - FIRST).days for day in self.spans], np.arange((LAST - FIRST).days + 1), side="right"
        ) - 1  # fmt: skip
        shape = (len(self.spans), len(self.options))
        self.alpha, self.beta = np.zeros(shape), np.zeros(shape)
        self.valid = np.zeros(shape, dtype=bool)
        for at, day in enumerate(self.spans):
            self._probe(given, at, book.on(day))
        self.price = self._prices(given, seed)
        self.pick = [self._cumulated(at) for at in range(len(self.spans))]
        self.open_segment = np.array([
            [bool(len(part)) and bool((self.valid[at, part] & (self.weights[part] > 0)).any()) for part in self._parts]
            for at in range(len(self.spans))
        ])  # fmt: skip

    def _add(self, given: Parameters, segment: int) -> None:
        flow_at, partner, _ = self.segments[segment]
        _, flow = self.flows[flow_at]
        claim = given.claims.get(partner, "") if flow.direction == "import" else ""
        codes = given.goods[flow.goods].codes.split()
        truly = given.goods[given.disguises[flow.goods]].codes.split() if flow.goods in given.disguises else []
        table = "B01" if flow.direction == "import" else ""
        for rank, code in self._editions(codes):
            weight = 1 / (1 + rank) ** 0.7
            base = len(self.options)
            hidden = base + 1 if truly and flow.direction == "import" else -1
            self._option(segment, flow_at, partner, flow.goods, code, table, weight, base, hidden)
            if hidden >= 0:
                other = truly[rank % len(truly)].split("/")[-1]
                self._option(segment, flow_at, partner, given.disguises[flow.goods], other, "B01", 0.0, -1, -1)
            if claim and flow.claims:
                self._option(segment, flow_at, partner, flow.goods, code, claim, weight, base, hidden)

    def _editions(self, words: list[str]) -> Iterator[tuple[int, str]]:
        """Codes with their rank; `old/new` are the same goods before and after a change of the nomenclature."""
        for rank, word in enumerate(words):
            *old, new = word.split("/")
            self._later.update(dict.fromkeys(old, new))
            yield from ((rank, code) for code in (*old, new))

    def _option(
        self, segment: int, flow: int, partner: str, goods: str, code: str, table: str, weight: float,
        plain: int, truly: int,
    ) -> None:  # fmt: skip
        place = len(self.options)
        self.options.append(Option(place, segment, flow, partner, goods, code, table, weight, plain, truly))

    def _probe(self, given: Parameters, at: int, book: DayBook) -> None:
        known: dict[tuple[str, ...], tuple[float, float] | None] = {}
        for option in self.options:
            _, flow = self.flows[option.flow]
            unit, kg = given.goods[flow.goods].unit, given.goods[flow.goods].kg
            key = (flow.direction, option.code, option.table, option.partner, unit)
            if key not in known:
                known[key] = probe(flow, option, unit, kg, book)
            found = known[key]
            if found is not None:
                self.valid[at, option.place] = True
                self.alpha[at, option.place], self.beta[at, option.place] = found

    def _prices(self, given: Parameters, seed: int) -> Floats:
        """A usual price in USD a unit for each code: the same for all who trade it, spread over the span."""
        prices: dict[tuple[str, str], float] = {}
        for option in self.options:
            _, flow = self.flows[option.flow]
            low, high = given.goods[flow.goods].price
            key = (flow.goods, self._later.get(option.code, option.code))
            if key not in prices:
                share = dice(seed, "price", *key).uniform(0.15, 0.85)
                prices[key] = float(np.exp(np.log(low) + share * (np.log(high) - np.log(low))))
        return np.array([prices[self.flows[o.flow][1].goods, self._later.get(o.code, o.code)] for o in self.options])

    @property
    def _parts(self) -> list[NDArray[np.int64]]:
        segment = np.array([option.segment for option in self.options])
        return [np.flatnonzero(segment == at) for at in range(len(self.segments))]

    @property
    def weights(self) -> Floats:
        """Weights of options before claims and validity."""
        return np.array([option.weight for option in self.options])

    def _cumulated(self, at: int) -> Floats:
        """For each option the upper end of its stretch of the number line; segment s fills s to s + 1."""
        weight = np.zeros(len(self.options))
        for option in self.options:
            _, flow = self.flows[option.flow]
            if not option.weight or not self.valid[at, option.place]:
                continue
            claimed = option.table not in ("", "B01")
            share = flow.claims if claimed else 1 - flow.claims * self._claimable(at, option)
            weight[option.place] = option.weight * max(share, 1e-6)
        ends = np.zeros(len(self.options))
        for segment, part in enumerate(self._parts):
            total = weight[part].sum()
            ends[part] = segment + (np.cumsum(weight[part]) / total if total else 0)
        return np.maximum.accumulate(ends)

    def _claimable(self, at: int, option: Option) -> bool:
        """Whether the same goods have an option with the agreement's rate on those days."""
        return any(
            self.valid[at, other.place]
            for other in self._near(option.place)
            if other.plain == option.place and other.place != option.place
        )

    def _near(self, place: int) -> Iterator[Option]:
        yield from self.options[place + 1 : place + 3]


def probe(flow: Flow, option: Option, unit: str, kg: float, book: DayBook) -> tuple[float, float] | None:
    """Tax in dong as (part of the value, amount per unit); None where the line may not be declared so."""
    totals = []
    if book.line(option.code) is None:
        return None
    for quantity in QUANTITIES:
        found = assess(_probe_message(flow, option, unit, kg, quantity), book, taxed=True)
        if found.problems:
            return None
        totals.append(found.total)
    per_unit = (totals[1] - totals[0]) / float(QUANTITIES[1] - QUANTITIES[0])
    return (totals[0] - per_unit * float(QUANTITIES[0])) / VALUE, per_unit


def _probe_message(flow: Flow, option: Option, unit: str, kg: float, quantity: Decimal) -> Declaration:
    item = Item(
        hs_code=option.code, origin=option.partner if flow.direction == "import" else "VN", quantity=quantity,
        unit=unit, quantity2=None if unit == "KGM" else quantity * Decimal(str(kg)),
        unit2="" if unit == "KGM" else "KGM", invoice_value=Decimal(VALUE), tariff_table=option.table,
    )  # fmt: skip
    return Declaration(
        direction=flow.direction, incoterm="CIF" if flow.direction == "import" else "FOB", currency="VND",  # type: ignore[arg-type]
        valuation_code="6" if flow.direction == "import" else "", items=(item,),
        destination_place=f"{option.partner}ZZZ" if flow.direction == "export" else "",
    )  # fmt: skip
