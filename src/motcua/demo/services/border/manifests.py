"""Ships of the demonstration: the year's calls with bills that match the seaports' declarations, and what is open.

Calls are spread over a year as the declared arrivals are; each inbound declaration finds its bill on the last ship that
came before its goods did, each outbound one on the first that left afterwards.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml

from motcua.declarations.queries.seaborne import Seaborne, seaborne
from motcua.demo.domain.world import World
from motcua.demo.services.border import ships, uncollected
from motcua.demo.services.border.harbour import Harbour
from motcua.demo.services.border.ships import Ship, Voyage
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day, law_moment
from motcua.manifests import services
from motcua.manifests.domain import shapes as s
from motcua.manifests.domain.registers import Carrier, Vessel

_FILE = Path(__file__).resolve().parents[2] / "data" / "border_manifests.yaml"
HOUR = timedelta(hours=1)


class Call(NamedTuple):
    """A ship's visit: on entry and, where it has left, on exit, with the bills of each way."""

    entry: Voyage
    leaves: datetime | None
    inbound: list[s.Bill]
    outbound: list[s.Bill]


def build(world: World, agent: Actor, party: str, officers: Mapping[str, Sequence[Actor]]) -> int:
    """All calls of the year up to the opening and those that are open then; how many movements were cleared."""
    given: Mapping[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    opens = law_moment(world.given.opens_at.day, world.given.opens_at.hour)
    year = _Year(given, opens, world, np.random.default_rng([world.seed, 11]))
    year.register(party)
    harbour = Harbour(given, opens, agent, {office: held[0] for office, held in officers.items()}, year.dice)
    with uncollected():
        for port in year.ports:
            port.calls = year.visits(port)
        count = sum(harbour.conduct(calls) for calls in _in_turn(year.ports, given["fleet"]))
        for port in year.ports:
            harbour.leave_open(year.opening(port), port.calls[-3:])
        return count


def _in_turn(ports: "Sequence[_Port]", fleet: int) -> Iterator[list[Call]]:
    """Calls at all ports, so many at a time that a ship leaves before it comes again."""
    for start in range(0, max((len(port.calls) for port in ports), default=0), fleet):
        yield [call for port in ports for call in port.calls[start : start + fleet]]


class _Port:
    """A port of a branch: its fleet, and what is declared to come and go by it."""

    def __init__(self, office: str, place: str, no: int, given: Mapping[str, Any], dice: np.random.Generator) -> None:
        self.office, self.place, self.no = office, place, no
        self.coming: list[Seaborne] = []
        self.going: list[Seaborne] = []
        self.entries = self.exits = 0
        self.calls: list[Call] = []
        carriers, names, flags = list(given["agent"]["carriers"]), given["names"], given["flags"]
        self.fleet = [
            Ship(
                f"XV{chr(65 + no)}{each:03d}", f"{names[(each + 5 * no) % len(names)]} {each + 1:02d}",
                flags[each % len(flags)], carriers[(each + no) % len(carriers)], int(dice.integers(*given["crew"])),
                int(dice.integers(3_000, 42_000)),
            )
            for each in range(given["fleet"])
        ]  # fmt: skip

    @property
    def declared(self) -> int:
        """How many declarations name it."""
        return len(self.coming) + len(self.going)


class _Year:
    """Draws the calls of the year."""

    def __init__(self, given: Mapping[str, Any], opens: datetime, world: World, dice: np.random.Generator) -> None:
        self.given, self.opens, self.scale, self.dice = given, opens, world.scale, dice
        self.seen: set[str] = set()
        self.ports = self._ports()

    def register(self, party: str) -> None:
        """The carriers of the agent and all vessels, before the first of them comes."""
        at = law_moment(self.given["since"] - timedelta(days=20), 9)
        told = self.given["agent"]["carriers"]
        services.register_carriers([Carrier(code, name, party) for code, name in told.items()], by=SYSTEM, at=at)
        services.register_vessels(
            [
                Vessel(
                    ship.call_sign, ship.name, ship.flag, imo=f"{9_100_000 + 500 * port.no + no}", type="CGO",
                    gross=ship.tonnes, net=ship.tonnes // 2, operator=ship.carrier,
                )
                for port in self.ports
                for no, ship in enumerate(port.fleet)
            ],
            by=SYSTEM, at=at,
        )  # fmt: skip

    def _ports(self) -> list[_Port]:
        rows = seaborne(self.given["since"], law_day(self.opens))
        found: dict[tuple[str, str], _Port] = {}
        for row in rows:
            if row.office in self.given["offices"]:
                key = (row.office, row.here)
                if key not in found:
                    found[key] = _Port(*key, len(found), self.given, self.dice)
                (found[key].coming if row.direction == "import" else found[key].going).append(row)
        ports = [port for port in found.values() if port.coming]
        self._share(ports)
        return ports

    def _share(self, ports: Sequence[_Port]) -> None:
        """Movements over the ports by what is declared there; they add up to the published figure."""
        total = round(self.given["movements"] * self.scale)
        lying = min(total, max(1, round(self.given["in_port"] * self.scale)))
        lying += (total - lying) % 2
        for name, wanted in (("exits", (total - lying) // 2), ("entries", lying)):
            left, weight = wanted, sum(port.declared for port in ports)
            for port in ports:
                part = round(left * port.declared / weight) if weight else 0
                setattr(port, name, part)
                left, weight = left - part, weight - port.declared
        for port in ports:
            port.entries += port.exits

    def visits(self, port: _Port) -> list[Call]:
        """All calls at a port, in the order of their arrival."""
        arrivals, leaves = self._moments(port)
        inbound: list[list[s.Bill]] = [[] for _ in arrivals]
        outbound: list[list[s.Bill]] = [[] for _ in arrivals]
        days = [law_day(each) for each in arrivals]
        for row in port.coming:
            self._bill(row, inbound[max(0, bisect_right(days, row.moves_on) - 1)] if inbound else [])
        gone = sorted((at, no) for no, at in enumerate(leaves) if at is not None)
        for row in port.going:
            place = bisect_left(gone, (law_moment(row.moves_on), 0))
            if place < len(gone):
                self._bill(row, outbound[gone[place][1]])
        found = []
        for no, (arrival, leaving) in enumerate(zip(arrivals, leaves, strict=True)):
            if self.dice.random() < self.given["undeclared"] * max(1, len(inbound[no])):
                inbound[no].append(ships.nobodys(self._voyage(port, no, arrival, leaving), 100_000 * port.no + no))
            transit = self.dice.random() < self.given["transit"] and not inbound[no]
            entry = self._voyage(port, no, arrival, leaving)._replace(transit=transit)
            found.append(Call(entry, leaving, inbound[no], outbound[no]))
        return found

    def _moments(self, port: _Port) -> tuple[list[datetime], list[datetime | None]]:
        """When each ship comes, as the declared goods do, and when it goes; the last ones are still there."""
        days = sorted(row.moves_on for row in port.coming)
        count, latest = port.entries, self.opens - 9 * HOUR
        drawn = [
            min(law_moment(max(days[no * len(days) // count], self.given["since"])) + self._hours(0, 23), latest)
            for no in range(count)
        ]
        arrivals = sorted(drawn)
        leaves: list[datetime | None] = [
            min(at + self._hours(*self.given["stay_hours"]), max(self.opens - HOUR, at + 6 * HOUR))
            for at in arrivals[: port.exits]
        ]
        return arrivals, [*leaves, *([None] * (count - port.exits))]

    def _hours(self, least: int, most: int) -> timedelta:
        return timedelta(minutes=int(self.dice.integers(least * 60, most * 60)))

    def _bill(self, row: Seaborne, into: list[s.Bill]) -> None:
        if row.bill in self.seen or self.dice.random() < self.given["silent"]:
            return
        self.seen.add(row.bill)
        less = int(row.packages * 0.1) + 1 if self.dice.random() < self.given["differs"] else 0
        into.append(ships.bill_of(row, self._abroad(row), less, self.given))

    def _abroad(self, row: Seaborne) -> str:
        told: str = self.given["abroad"].get(row.abroad[:2] or row.foreign_country, self.given["otherwise"])
        return told

    def _voyage(self, port: _Port, no: int, arrival: datetime, leaves: datetime | None) -> Voyage:
        berths = self.given["offices"][port.office]["berths"]
        abroad = list(self.given["abroad"].values())
        return Voyage(
            port.fleet[no % len(port.fleet)], f"{no:04d}N", "I", port.office, port.place, berths[no % len(berths)],
            arrival, leaves or arrival + 40 * HOUR, abroad[no % len(abroad)], self.given["days_under_way"],
        )  # fmt: skip

    def opening(self, port: _Port) -> list[tuple[Voyage, str, list[s.Bill]]]:
        """Ships that are expected or have just come at the opening, and how far their dossiers are."""
        found = []
        for turn, told in enumerate(self.given["opening"]):
            if turn % len(self.ports) != port.no % len(self.ports):
                continue
            no = port.entries + turn
            voyage = self._voyage(port, no, self.opens + told["hours"] * HOUR, None)
            bills = [ships.nobodys(voyage, 9_000_000 + 100 * no + each + 1_000_000 * port.no) for each in range(4)]
            found.append((voyage, told["reach"], bills))
        return found
