"""Vehicles of the demonstration: two years of crossings, stays that ran out, and a queue that waits at the opening.

Drawn by numpy, recorded through the bulk services of the gates. A vehicle is used again only after its trip has ended.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from django.db import transaction
from numpy.typing import NDArray

from motcua.crossings.domain.passing import Passage
from motcua.crossings.queries import permits
from motcua.crossings.services import recording
from motcua.demo.domain.world import World
from motcua.demo.services.border import uncollected
from motcua.demo.services.border.waiting import Waiting
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment

_FILE = Path(__file__).resolve().parents[2] / "data" / "border_vehicles.yaml"
_DAY = 86_400
_TOGETHER = 40_000
_PLACES = "ABCDEFGHKLMNP"
Ints = NDArray[np.int64]


class Trip(NamedTuple):
    """Trips of one sort: when each begins (seconds since the epoch), how long it lasts, and what goes on it."""

    begins: Ints
    lasts: Ints
    gate: str
    kind: str
    foreign: bool
    carried: Sequence[str] = ()


def build(world: World, carrier: str) -> int:
    """Every crossing of both years up to the opening, and what waits then; how many crossed."""
    given: Mapping[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    opens = law_moment(world.given.opens_at.day, world.given.opens_at.hour)
    years = _Years(given, opens, world.scale, np.random.default_rng([world.seed, 7]))
    count = 0
    with uncollected():
        for many in years.groups():
            recording.record_passages(many, by=SYSTEM, at=many[-1].at)
            count += len(many)
    with transaction.atomic():
        return count + Waiting(given, opens, carrier).build()


class _Years:
    """Draws the trips of all periods."""

    def __init__(self, given: Mapping[str, Any], opens: datetime, scale: float, dice: np.random.Generator) -> None:
        self.given, self.opens, self.scale, self.dice = given, opens, scale, dice
        self.until = int(opens.timestamp())
        self.used: dict[str, int] = {}

    def groups(self) -> Iterator[list[Passage]]:
        """All crossings up to the opening, in their order, some at a time."""
        later: list[tuple[int, Passage]] = []
        permitted = [each for each in permits.used(self.opens) if each.office in self.given["laden"]]
        for period in self.given["periods"]:
            for trips in self._trips(period, permitted):
                later.extend(self._crossings(trips))
            later.sort(key=itemgetter(0))
            end = bisect_left(later, _seconds(period["until"] + timedelta(days=1)), key=itemgetter(0))
            for start in range(0, end, _TOGETHER):
                yield [passage for _, passage in later[start : min(start + _TOGETHER, end)]]
            later = later[end:]

    def _trips(self, period: Mapping[str, Any], permitted: Sequence[permits.Standing]) -> Iterator[Trip]:
        first, last = _seconds(period["since"]), _seconds(period["until"] + timedelta(days=1))
        wanted = round(period["crossings"] * self.scale)
        here = [each for each in permitted if first <= each.at.timestamp() < min(last, self.until)]
        most = int(wanted * self.given["laden"]["most"] / 2)
        if len(here) > most:
            here = [here[place] for place in np.sort(self.dice.permutation(len(here))[:most])]
        laden = list(self._laden(here))
        yield from laden
        left = wanted - sum(self._counted(trips) for trips in laden)
        yield from self._empty(period, left)

    def _counted(self, trips: Trip) -> int:
        """Crossings up to the opening."""
        return int((trips.begins <= self.until).sum() + (trips.begins + trips.lasts <= self.until).sum())

    def _laden(self, here: Sequence[permits.Standing]) -> Iterator[Trip]:
        by_gate: dict[tuple[str, str], list[permits.Standing]] = {}
        for no, each in enumerate(here):
            gates = self.given["laden"].get(each.office, {}).get(each.direction)
            if gates:
                by_gate.setdefault((gates[no % len(gates)], each.direction), []).append(each)
        for (gate, direction), held in sorted(by_gate.items()):
            begins = np.array([int(each.at.timestamp()) for each in held], dtype=np.int64)
            lasts = self.dice.integers(40 * 60, 9 * 3600, len(held))
            yield Trip(begins, lasts, gate, "goods", direction == "import", [each.root for each in held])

    def _empty(self, period: Mapping[str, Any], crossings: int) -> Iterator[Trip]:
        """Vehicles without declared goods: shares by gate, kind and country, days by month and closure."""
        days, weights = self._days(period)
        shares = {gate: told["share"] for gate, told in self.given["gates"].items()}
        whole, trips = sum(shares.values()), max(0, round(crossings / 2))
        for gate, share in shares.items():
            persons = self.given["gates"][gate]["persons"]
            for kind, part in (("persons", persons), ("goods", 1 - persons)):
                for foreign, of in ((True, self.given["foreign"]), (False, 1 - self.given["foreign"])):
                    count = round(trips * share / whole * part * of)
                    yield from self._drawn(gate, kind, foreign, self.dice.choice(days, count, p=weights))

    def _days(self, period: Mapping[str, Any]) -> tuple[Ints, NDArray[np.float64]]:
        since, until = period["since"], period["until"]
        days = [since + timedelta(days=no) for no in range((until - since).days + 1)]
        weights = np.array([self._weight(day) for day in days])
        return np.array([_seconds(day) for day in days]), weights / weights.sum()

    def _weight(self, day: date) -> float:
        found = float(self.given["months"][day.year][day.month - 1]) * (0.8 if day.weekday() == 6 else 1.0)  # noqa: PLR2004
        for closure in self.given["closures"]:
            if closure["since"] <= day <= closure["until"]:
                found *= closure["factor"]
        opening = (self.opens + timedelta(hours=7)).date()
        if day > opening:
            return 0.0
        return found * 0.3 if day == opening else found

    def _drawn(self, gate: str, kind: str, foreign: bool, days: Ints) -> Iterator[Trip]:
        if not len(days):
            return
        opens, closes = (self.given["hours"][name] * 3600 for name in ("opens", "closes"))
        begins = days + self.dice.integers(opens, closes - 3600, len(days)) // 60 * 60
        late = begins > self.until - 60
        begins[late] = days[late] + opens + (begins[late] - days[late] - opens) // 5
        lasts = self.dice.integers(30 * 60, 10 * 3600, len(days)) // 60 * 60
        touring = np.zeros(len(days), dtype=bool)
        if kind == "persons":
            touring = self.dice.random(len(days)) < self.given["tours"]
            lasts[touring] = self.dice.integers(2 * _DAY, 25 * _DAY, int(touring.sum())) // 60 * 60
        yield Trip(begins[~touring], lasts[~touring], gate, kind, foreign)
        yield Trip(begins[touring], lasts[touring], gate, "tour", foreign)

    def _crossings(self, trips: Trip) -> Iterator[tuple[int, Passage]]:
        """Both crossings of each trip, those after the opening left out."""
        order = np.argsort(trips.begins, kind="stable")
        begins, ends = trips.begins[order], (trips.begins + trips.lasts)[order]
        office = self.given["gates"][trips.gate]["office"]
        other = self.dice.random(len(begins)) < (self.given["other_gate"] if office == "20BB" and trips.foreign else 0)
        kind = "goods" if trips.kind == "goods" else "persons"
        first, second = ("in", "out") if trips.foreign else ("out", "in")
        for place, begin, end, away in zip(order.tolist(), begins.tolist(), ends.tolist(), other.tolist(), strict=True):
            if begin > self.until:
                continue
            plate, country = self._plate(trips, office), "CN" if trips.foreign else "VN"
            carried = (f"{trips.carried[place]}0",) if trips.carried else ()
            yield begin, Passage(
                _moment(begin), trips.gate, first, kind, country, plate, _lane(first, place), bool(carried),
                passengers=3 + place % 30 if kind == "persons" else 0, days=0, declarations=carried,
            )  # fmt: skip
            if end <= self.until:
                gate = ("VNMK1" if trips.gate == "VNMC0" else "VNMC0") if away else trips.gate
                yield end, Passage(_moment(end), gate, second, kind, country, plate, _lane(second, place))

    def _plate(self, trips: Trip, office: str) -> str:
        """The next of a fleet so large that its first is back before it goes again."""
        name = f"{trips.gate}{trips.kind}{trips.foreign}{bool(trips.carried)}"
        turn = self.used.get(name, 0)
        self.used[name] = turn + 1
        series = sorted(self.given["gates"]).index(trips.gate) * 4 + ("goods", "persons", "tour").index(trips.kind)
        letter = _PLACES[(series * 2 + bool(trips.carried)) % len(_PLACES)]
        if trips.kind == "tour":
            return f"GUIX{letter}{series:02d}{turn:04d}" if trips.foreign else f"30{letter}{series:02d}{turn:04d}"
        no = turn % _FLEET
        if trips.foreign:
            return f"GUI{letter}{series:02d}{no:04d}"
        provinces = self.given["provinces"]
        return f"{provinces[no % len(provinces)]}{letter}{series:02d}{no:04d}"


_FLEET = 2_400
"""Vehicles of a sort at a gate: more than go in two days."""


def _lane(direction: str, no: int) -> str:
    return f"{'V' if direction == 'in' else 'R'}{1 + no % 2}"


def _seconds(day: date) -> int:
    return int(law_moment(day).timestamp())


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
