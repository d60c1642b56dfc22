"""What control of the demonstration watches by: notes, registers, watch list, plans, targets, monthly returns.

All of it is invented and counted from rows. Targets stand a little below what rows give by the day on which the
demonstration opens, as the report says that all ten were ahead.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from django.db import transaction

from motcua.control.domain.watching.grading import RELIABILITY
from motcua.control.domain.watching.indicators import Setter, indicators
from motcua.control.domain.watching.told import Asked, NoteTold, Opened, Planned, Processed, Results
from motcua.control.queries.watching import figures
from motcua.control.services import watching
from motcua.demo.domain.dice import dice
from motcua.demo.domain.world import World
from motcua.demo.services.border import uncollected
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day, law_moment
from motcua.kernel.reading import yaml_reader
from motcua.people import queries as people
from motcua.reference.domain.calling import office as office_words

_FILE = Path(__file__).resolve().parents[2] / "data" / "control_watching.yaml"
_ROUNDED = 100_000_000
"""Targets in dong are whole hundreds of millions."""
BATCHES = 24


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parameters of `control_watching.yaml`."""

    years: dict[int, dict[str, int]]
    shares: dict[int, int]
    open: int
    dismissed_percent: int
    restricted_percent: int
    set_on: dict[int, date]
    reason: str
    setter: str
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    content: str
    assessment: str
    acted: str
    dismissed: str
    registers: dict[str, tuple[str, str]]
    closed_percent: int
    closed: str
    watches: dict[str, dict[str, Any]]
    plans: dict[str, Any]
    returns: tuple[str, ...]


_read = yaml_reader(Given)


class _Post:
    """One build: parameters, dice, the people."""

    def __init__(self, world: World) -> None:
        self.given = _read(_FILE.read_bytes())
        self.world, self.opens = world, law_moment(world.given.opens_at.day, world.given.opens_at.hour)
        self.day = law_day(self.opens)
        self.dice: np.random.Generator = dice(world.seed, "what control watches by")
        self.offices = tuple(world.given.branches)
        self.control = [self._actor(each) for each in people.holders("control", self.day)]
        self.leader = self._actor(people.holders("leader", self.day)[0])

    def _actor(self, account: int) -> Actor:
        return people.actor_for(account, self.day)

    def scaled(self, count: int) -> int:
        """So many in a department of this scale; at least one."""
        return max(1, round(count * self.world.scale))

    def chance(self, percent: int) -> bool:
        """Whether something falls that happens so often."""
        return bool(self.dice.integers(100) < percent)

    def office(self, no: int) -> str:
        """The offices in turn."""
        return self.offices[no % len(self.offices)]

    def named(self, office: str) -> str:
        """What an office is called."""
        return office_words(office, self.day).vi


def build(world: World) -> dict[str, int]:
    """All of it; how many notes, entries of registers, plans."""
    post = _Post(world)
    with uncollected(), transaction.atomic():
        notes = sum(_notes(post, year) for year in post.given.years)
        held = sum(_registers(post, year) for year in post.given.years)
        _waiting(post)
        _watches(post)
        plans = _plans(post)
        for year in post.given.years:
            _targets(post, year)
        for month in post.given.returns:
            watching.close_month(month, by=post.control[0], at=_after(month))
        return {"notes": notes, "registers": held, "plans": plans}


def _after(month: str) -> datetime:
    year, no = map(int, month.split("-"))
    return law_moment(figures.month_days(year, no)[1] + timedelta(days=2), 9)


def _spread(post: _Post, year: int, count: int) -> Iterator[tuple[int, date]]:
    """So many days, evenly over the year as far as the demonstration has come."""
    first, last = date(year, 1, 4), min(date(year, 12, 24), post.day - timedelta(days=4))
    for no in range(count):
        yield no, first + timedelta(days=(last - first).days * no // max(count, 1))


def _notes(post: _Post, year: int) -> int:
    """Notes of a year: written down and processed in batches of half a month."""
    told = [_note(post, no, day) for no, day in _spread(post, year, post.scaled(post.given.years[year]["notes"]))]
    size = -(-len(told) // BATCHES)
    for start in range(0, len(told), size):
        batch, by = told[start : start + size], post.control[start // size % len(post.control)]
        at = law_moment(batch[-1].received_on + timedelta(days=1), 9)
        made = watching.record_notes(batch, by=by, at=at)
        done = [_processed(post, each.number, no) for no, each in enumerate(made)]
        watching.process_many(done, by=by, at=at + timedelta(days=2))
    return len(told)


def _note(post: _Post, no: int, day: date) -> NoteTold:
    given = post.given
    return NoteTold(
        office=post.office(no), source_class=given.sources[no % len(given.sources)],
        reliability=list(RELIABILITY)[no % 4], credibility=no % 5 + 1, title=given.notes[no % len(given.notes)],
        content=given.content, received_on=day, restricted=post.chance(given.restricted_percent),
    )  # fmt: skip


def _processed(post: _Post, number: str, no: int) -> Processed:
    acted = not post.chance(post.given.dismissed_percent)
    outcome = post.given.acted if acted else post.given.dismissed
    return Processed(number, "B" if acted else "E", 2 if acted else 5, post.given.assessment, outcome, acted)


def _waiting(post: _Post) -> None:
    """Notes of the last days: one assessed, the others just received."""
    told = [_note(post, no, post.day - timedelta(days=3 - no % 3)) for no in range(max(2, post.given.open))]
    made = watching.record_notes(told, by=post.control[0], at=post.opens - timedelta(hours=20))
    watching.assess(
        made[0].number, post.given.assessment, reliability="B", credibility=3, by=post.control[0],
        at=post.opens - timedelta(hours=1),
    )  # fmt: skip


def _registers(post: _Post, year: int) -> int:
    """What stands in the registers, by month; some of it closed."""
    told: dict[tuple[int, int], list[Opened]] = {}
    for kind in post.given.registers:
        title, words = post.given.registers[kind]
        for no, day in _spread(post, year, post.scaled(post.given.years[year][kind])):
            office = post.office(no)
            made = Opened(
                kind=kind, office=office, title=title % {"office": post.named(office)}, words=words, opened_on=day
            )  # fmt: skip
            told.setdefault((day.year, day.month), []).append(made)
    for (_year, month), batch in sorted(told.items()):
        by = post.control[month % len(post.control)]
        last = max(each.opened_on for each in batch)
        rows = watching.enter_many(batch, by=by, at=law_moment(last, 16))
        at = min(law_moment(last + timedelta(days=60), 10), post.opens - timedelta(hours=2))
        for row in rows[:2]:
            if row.kind != "base" and post.chance(post.given.closed_percent):
                watching.close(row.number, post.given.closed, by=by, at=at)
    return sum(map(len, told.values()))


def _watches(post: _Post) -> None:
    """One entry that is over, told to the gates; one that stands, told to selection; one that waits."""
    over, standing = post.given.watches["expired"], post.given.watches["standing"]
    first, second = post.control[0], post.control[-1]
    asked = law_moment(date.fromisoformat(str(over["asked"])), 9)
    found = watching.propose(_asked(over), by=first, at=asked)
    watching.approve(found.number, by=post.leader, at=asked + timedelta(hours=3))
    found = watching.propose(_asked(standing), by=second, at=post.opens - timedelta(days=1))
    watching.approve(found.number, by=post.leader, at=post.opens - timedelta(hours=3))
    watching.propose(_asked({**standing, "value": "3304"}), by=first, at=post.opens - timedelta(hours=1))


def _asked(told: dict[str, Any]) -> Asked:
    until = date.fromisoformat(str(told["until"]))
    origin = str(told.get("origin", ""))
    return Asked(
        what=told["what"], value=str(told["value"]), origin=origin, reason=told["reason"], until=until
    )  # fmt: skip


def _plans(post: _Post) -> int:
    """A plan of each office for each month of the year in which the demonstration opens; past ones have results."""
    given, year, made = post.given.plans, post.day.year, 0
    for month in range(1, 13):
        first, last = figures.month_days(year, month)
        by = post.control[month % len(post.control)]
        asked = [
            Planned(
                office=office, title=given["title"] % {"month": f"tháng {month:02d}/{year}"}, first_on=first,
                last_on=last, places=given["places"] % {"office": post.named(office)},
                who=given["who"] % {"office": post.named(office)}, hours=given["hours"],
            )
            for office in post.offices[: post.scaled(len(post.offices))]
        ]  # fmt: skip
        plans = watching.plan_many(asked, by=by, at=law_moment(first - timedelta(days=5), 9))
        made += len(plans)
        for no, plan in enumerate(plans if last < post.day else ()):
            done = Results(given["results"], given["hours"] - 12 + (month * 7 + no * 5) % 25, 30 + no * 3, no % 3)
            watching.report(plan.number, done, by=by, at=law_moment(last + timedelta(days=1), 10))
    return made


def _targets(post: _Post, year: int) -> None:
    """Targets of a year, a share of what rows give by its end or by the day on which the demonstration opens."""
    until = min(date(year, 12, 31), post.day)
    targets = {}
    for each in indicators():
        done = figures.done(each.source, date(year, 1, 1), until) * post.given.shares[year] // 100
        targets[each.code] = max(1, done // _ROUNDED * _ROUNDED if each.unit == "VND" else done)
    watching.set_targets(
        year, targets, reason=post.given.reason, setter=Setter(post.given.setter), by=post.leader,
        at=law_moment(post.given.set_on[year], 9),
    )  # fmt: skip
