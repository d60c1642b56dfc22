"""One-stop dossiers of the demonstration: a year of them through the services, and what lies on the desks then.

Each dossier is planned by a draw, then lodged and worked on month by month, in the order of the acts.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path as File
from typing import Any, NamedTuple

import numpy as np
import yaml
from django.db import transaction

from motcua.demo.domain.world import World
from motcua.demo.services.border import uncollected
from motcua.demo.services.desk.papers import paper
from motcua.demo.services.represented import Shown
from motcua.demo.services.serving.filling import Filler
from motcua.demo.services.serving.planning import Hands, Made, Path, Planner, path_of
from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.dossiers.domain import clock as clocks
from motcua.dossiers.services import Attached, Decision, Lodging, Work
from motcua.ground.queries import outages
from motcua.ground.services import files
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day, law_moment
from motcua.people import queries as people
from motcua.procedures import queries as procedures
from motcua.procedures.queries.lists import codes_on
from motcua.reference import domain as reference

_FILE = File(__file__).resolve().parents[2] / "data" / "serving_dossiers.yaml"
_NAME = "giay-to-gia-dinh.pdf"
_NIGHT = 60
"""Of a thousand lodged in the evening: the site never closes."""


class Coming(NamedTuple):
    """A dossier that will be lodged."""

    at: datetime
    party: str
    office: str
    path: Path
    acts: list[Made]


def build(world: World, shown: Sequence[Shown]) -> int:
    """Every dossier of 2023 up to the opening; how many. Procedures have to be in force, accounts open."""
    given = yaml.safe_load(_FILE.read_text("utf-8"))
    opens = law_moment(world.given.opens_at.day, world.given.opens_at.hour)
    with uncollected(), transaction.atomic():
        year = _Year(given, world, shown, opens)
        coming = sorted(year.coming(), key=lambda each: each.at)
        year.live(coming)
        _sign_some(given["signed"], opens)
    return len(coming)


class _Year:
    """Draws the year's dossiers and has them lodged and worked on."""

    def __init__(self, given: Mapping[str, Any], world: World, shown: Sequence[Shown], opens: datetime) -> None:
        self.given, self.world, self.opens = given, world, opens
        self.dice = np.random.default_rng([world.seed, 36])
        self.clock = clocks.clock(reference.calendar(), outages.in_force())
        self.planner = Planner(given, self.clock, self.dice)
        self.traders = _traders(shown, law_day(opens))
        self.filler = Filler(codes_on(given["since"]), given["since"])
        sample = paper("ho-so", "ETC").content
        self.file = files.keep(sample, media_type="application/pdf", at=law_moment(given["since"], 7), by=SYSTEM)
        self.hands = {office: hands_of(office, law_day(opens)) for office in (reference.DEPARTMENT, *world.branches)}
        began = procedures.visible_to(SYSTEM).exclude(effective_from=None).values_list("effective_from", flat=True)
        self.begins = sorted(set(began))
        self._paths: dict[date, dict[str, Path]] = {}

    def coming(self) -> Iterator[Coming]:
        """The year's dossiers with all that is done with them up to the opening."""
        count = round(self.given["published"]["dossiers"] * self.world.scale)
        parties = self._parties(min(count, round(self.given["published"]["enterprises"] * self.world.scale)))
        names = sorted(self._in_force(self.given["since"]))
        chance = np.array([self.given["weights"].get(name, self.given["usual"]) for name in names], dtype=float)
        chosen = self.dice.choice(len(names), count, p=chance / chance.sum())
        for at, no, which in zip(self._moments(count), self._spread(len(parties), count), chosen, strict=True):
            path = self._in_force(law_day(at))[names[which]]
            code, home = parties[no]
            office = reference.DEPARTMENT if path.content.level == "B" else home
            by = self.traders.get(code, SYSTEM)
            acts = [made for made in self.planner.acts(path, at, self.hands[office], by) if made.asked.at <= self.opens]
            yield Coming(at, code, office, path, acts)

    def _in_force(self, day: date) -> dict[str, Path]:
        """Procedures that the province settles and whose form can be filled in, on that day."""
        begun = max(each for each in self.begins if each <= day)
        if begun not in self._paths:
            held = procedures.all_in_force(begun)
            self._paths[begun] = {
                code: path_of(each.content) for code, each in held.items()
                if each.content.kind == "administrative" and each.content.level in self.given["levels"]
                and self.filler.answers(each.content, "5700000001", begun) is not None
            }  # fmt: skip
        return self._paths[begun]

    def _parties(self, count: int) -> list[tuple[str, str]]:
        """Enterprises of the year with their branches: those that can be shown first, then by the draw."""
        roster = self.world.roster
        about = [no for no in range(roster.size) if roster.members[1][no]]
        order = [about[place] for place in self.dice.permutation(len(about))]
        told = [(roster.identity(no)[0], self.world.branches[int(roster.home[no])]) for no in order]
        return sorted(told, key=lambda each: each[0] not in self.traders)[:count]

    def _spread(self, parties: int, count: int) -> np.ndarray:
        """Which enterprise lodges each: every one once, the rest by how much they have to do with customs."""
        chance = 1 / np.arange(1, parties + 1) ** 0.6
        rest = self.dice.choice(parties, count - parties, p=chance / chance.sum())
        return self.dice.permutation(np.concatenate([np.arange(parties), rest]))

    def _moments(self, count: int) -> list[datetime]:
        """Working days of the year up to the opening; the last ones on its morning."""
        waiting = min(count, self.given["waiting"])
        day, days = self.given["since"], []
        calendar = reference.calendar()
        while law_moment(day, 8) < self.opens.replace(hour=0):
            days += [day] if calendar.open_on(day) else []
            day += timedelta(days=1)
        found = []
        for place, minute, night in zip(
            self.dice.integers(0, len(days), count - waiting), self.dice.integers(0, 8 * 60, count - waiting),
            self.dice.integers(0, 1000, count - waiting), strict=True,
        ):  # fmt: skip
            hour = 19 * 60 if night < _NIGHT else 8 * 60 + (60 if minute >= 240 else 0)  # noqa: PLR2004 - noon
            found.append(
                law_moment(days[place]) + timedelta(minutes=hour + int(minute) // (3 if night < _NIGHT else 1))
            )
        return found + [self.opens - timedelta(minutes=int(m)) for m in self.dice.integers(1, 100, waiting)]

    def live(self, coming: Sequence[Coming]) -> None:
        """Lodge a month's dossiers, then do every act up to its end."""
        waiting: list[Work] = []
        known = services.Procedures({each.path.content.code for each in coming})
        for _, group in groupby(coming, key=lambda each: law_day(each.at).replace(day=1)):
            month = list(group)
            made = services.lodge_many([self._lodging(each) for each in month], known=known)
            for each, dossier in zip(month, made, strict=True):
                waiting += [Work(dossier.number, it.asked, it.by, 0, it.sent, it.result) for it in each.acts]
            waiting.sort(key=lambda work: work.asked.at)
            until = law_moment((law_day(month[0].at).replace(day=1) + timedelta(days=32)).replace(day=1))
            now = [work for work in waiting if work.asked.at < until]
            services.work_many(now, tell=False, known=known)
            waiting = waiting[len(now) :]

    def _lodging(self, each: Coming) -> Lodging:
        content = each.path.content
        attached = [Attached(it.code, _NAME, file=self.file) for it in content.papers if it.required]
        answers = self.filler.answers(content, each.party, law_day(each.at)) or {}
        by = self.traders.get(each.party, SYSTEM)
        return Lodging(content.code, answers, attached, each.party, each.office, by, each.at)


def _traders(shown: Sequence[Shown], day: date) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for account in shown:
        if account.role == "trader" and account.party and account.party not in found:
            held = people.visible_to(SYSTEM).get(username=account.username)
            found[account.party] = people.actor_for(held, day)
    return found


def hands_of(office: str, day: date) -> Hands:
    """The officers and the head of an office; the leadership of the department signs where there is no head."""
    officers = [people.actor_for(each, day) for each in people.holders("officer", day, office)]
    heads = people.holders("head", day, office) or people.holders("leader", day)
    return Hands(officers, people.actor_for(heads[0], day))


def _sign_some(count: int, opens: datetime) -> None:
    """Some results carry a signed document, so that a signature can be looked at."""
    day, at = law_day(opens), opens - timedelta(minutes=20)
    rows = dossiers.visible_to(SYSTEM).filter(state="working", office="20BB", running_since__lt=at)
    found = rows.order_by("-lodged_at")[:count]
    head = hands_of("20BB", day).head
    for no, each in enumerate(found, start=1):
        decision = Decision(f"{4100 + no}/TB-HQ", "Chấp thuận theo đề nghị trong hồ sơ (giả định).")
        services.finish(each.number, decision, by=head, at=at + timedelta(minutes=no))
