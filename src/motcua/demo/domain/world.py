"""The world: all that is drawn once for a seed and scale, shared by planning and writing."""

import numpy as np
from numpy.typing import NDArray

from motcua.demo.domain.catalogue import Catalogue
from motcua.demo.domain.parameters import DAYS, FIRST, Parameters, day_index, weighted
from motcua.demo.domain.roster import Roster, phase_of
from motcua.demo.domain.shape import Shape, days
from motcua.demo.domain.truth import honesty, waves
from motcua.reference.domain import entry
from motcua.tariff.domain import Book

CURRENCIES = ("USD", "CNY", "EUR", "VND")
COUNTED = frozenset({"PCE", "SET", "PR"})
Floats = NDArray[np.float64]


class World:
    """Everything that does not change from day to day, as arrays ready for drawing."""

    def __init__(self, given: Parameters, book: Book, *, seed: int, scale: float) -> None:
        self.given, self.seed, self.scale = given, seed, scale
        self.branches = tuple(given.branches)
        self.shape = Shape(given, scale)
        self.catalogue = Catalogue(given, book, seed)
        self.flows = [flow for _, flow in self.catalogue.flows]
        self.roster = Roster(given, self.shape, [branch for branch, _ in self.catalogue.flows], seed, scale)
        self._by_flow()
        self._by_segment()
        self._by_option(seed)
        self.honesty = honesty(given, self.roster.size, seed)
        self.exchange = np.array([[book.on(day).exchange[name] / 10_000 for name in CURRENCIES] for day in days()])
        """Dong a unit of each currency, shape (DAYS, currencies)."""
        self.usd_e4 = np.array([book.on(day).exchange["USD"] for day in days()])
        self.period_of = np.full(DAYS, len(given.periods))
        for at, period in enumerate(given.periods):
            self.period_of[day_index(period.since) : day_index(period.until) + 1] = at
        """The period of each day; the days after the published totals are the last one."""

    def _by_flow(self) -> None:
        flows, given = self.flows, self.given
        self.flow_branch = self.roster.flow_branch
        shares = np.array([flow.share for flow in flows])
        self.flow_ends = np.zeros(len(flows))
        for branch in range(len(self.branches)):
            here = np.flatnonzero(self.flow_branch == branch)
            self.flow_ends[here] = branch + np.cumsum(shares[here]) / shares[here].sum()
        self.flow_value = np.array([flow.value for flow in flows])
        self.flow_lines = np.array([flow.lines for flow in flows])
        self.flow_import = np.array([flow.direction == "import" for flow in flows])
        self.flow_unit = [given.goods[flow.goods].unit for flow in flows]
        self.flow_counted = np.array([unit in COUNTED for unit in self.flow_unit])
        self.flow_bulk = np.array([given.goods[flow.goods].bulk for flow in flows])
        self.flow_kg = np.array([given.goods[flow.goods].kg for flow in flows])
        self._procedures()

    def _procedures(self) -> None:
        self.procedures: list[str] = []
        ends: list[float] = []
        taxed: list[bool] = []
        for at, flow in enumerate(self.flows):
            options = weighted(flow.procedures)
            total = sum(options.values())
            running = 0.0
            for code, weight in options.items():
                running += weight
                self.procedures.append(code)
                ends.append(at + running / total)
                extra = entry(f"procedure_{flow.direction}", code, FIRST).extra
                taxed.append(extra["taxed"] == "1")
        self.procedure_ends, self.procedure_taxed = np.array(ends), np.array(taxed)

    def _by_segment(self) -> None:
        segments = self.catalogue.segments
        flow = np.array([at for at, _, _ in segments])
        weight = np.array([weight for _, _, weight in segments])
        self.segment_partner = [partner for _, partner, _ in segments]
        self.segment_ends = []
        for span in range(len(self.catalogue.spans)):
            live = weight * self.catalogue.open_segment[span]
            ends = np.zeros(len(segments))
            for at in range(len(self.flows)):
                here = np.flatnonzero(flow == at)
                total = live[here].sum()
                if not total:
                    raise ValueError(f"{self.flows[at].goods} cannot be declared from {self.catalogue.spans[span]}")
                ends[here] = at + np.cumsum(live[here]) / total
            self.segment_ends.append(ends)

    def _by_option(self, seed: int) -> None:
        options = self.catalogue.options
        codes = sorted({option.code for option in options})
        self.option_code = np.array([codes.index(option.code) for option in options])
        self.option_plain = np.array([option.plain for option in options])
        self.option_truly = np.array([option.truly for option in options])
        self.option_claims = np.array([option.table not in ("", "B01") for option in options])
        self.waves = waves(self.given, codes, seed)

    def phase(self, day: int) -> int:
        """The roster's phase of a day."""
        return phase_of(self.given, day)
