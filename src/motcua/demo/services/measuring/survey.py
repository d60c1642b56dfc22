"""The survey of the demonstration: two rounds that are over, run through the services, and one that is planned."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from motcua.demo.domain import answering
from motcua.demo.domain.answering import Drawn
from motcua.demo.domain.dice import dice
from motcua.demo.domain.world import World
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_moment
from motcua.kernel.reading import yaml_reader
from motcua.people import queries as people
from motcua.survey import services
from motcua.survey.domain import frames
from motcua.survey.domain.plans import Plan, read_rule, usual_rule
from motcua.survey.domain.published import items, rule_of
from motcua.survey.domain.questionnaires import CURRENT, REFUSED, UNKNOWN, questionnaire
from motcua.survey.domain.sheets import Branch, Sheet
from motcua.survey.queries import framing
from motcua.survey.services.running import twelve_months

_FILE = Path(__file__).resolve().parents[2] / "data" / "measuring_survey.yaml"
DAY = timedelta(days=1)
MINUTES = 16
"""How long a sheet takes."""


class Held(msgspec.Struct, frozen=True):
    """A round of the demonstration."""

    year: int
    opens: date
    closes: date
    inside: int
    outside: int
    planned: date | None = None
    published: date | None = None
    sheets: int = 0
    best_e2: int = 0


class Given(msgspec.Struct, frozen=True):
    """The parameters of `measuring_survey.yaml`."""

    rounds: tuple[Held, ...]
    first: str
    least: dict[str, int]
    days: tuple[int, ...]
    reminded: tuple[int, ...]
    coming: Held
    open_percent: int
    texts: dict[str, tuple[str, ...]]


_read = yaml_reader(Given)
_FORM = questionnaire(CURRENT)
_NEEDS = {item.code: item.needs for _, item in _FORM.items()}
_TOUCHY = {item.code for component in _FORM.components if component.may_refuse for item in component.items}


def build(world: World) -> int:
    """Hold the rounds; how many sheets came."""
    return sum(_Year(world, held).run() for held in _read(_FILE.read_bytes()).rounds) + _plan_next(world)


def _actor(role: str, day: date) -> Actor:
    return people.actor_for(people.holders(role, day)[0], day)


def _plan_next(world: World) -> int:
    """The next round is planned and not drawn yet."""
    opens = law_moment(world.given.opens_at.day, world.given.opens_at.hour)
    held = _read(_FILE.read_bytes()).coming
    plan = Plan(held.year, held.opens, held.closes, held.inside, held.outside, usual_rule(held.year))
    services.plan(plan, by=_actor("support", opens.date()), at=opens - 2 * DAY)
    return 0


class _Year:
    """A round with its dice."""

    def __init__(self, world: World, held: Held) -> None:
        self.world, self.held, self.given = world, held, _read(_FILE.read_bytes())
        self.dice: np.random.Generator = dice(world.seed, "survey rounds", held.year)
        self.support, self.leader = _actor("support", held.opens), _actor("leader", held.opens)

    def run(self) -> int:
        """From the plan to the publication; how many sheets came."""
        held, at = self.held, law_moment(self.held.planned or self.held.opens, 9)
        inside, outside = self._sizes()
        plan = Plan(held.year, held.opens, held.closes, inside, outside, usual_rule(held.year))
        made = services.plan(plan, by=self.support, at=at)
        key = f"{self.world.seed}-{held.year}"
        drawn = services.draw(made.number, key=key, by=self.support, at=law_moment(held.opens - 5 * DAY, 9))
        signed = services.sign(made.number, drawn.fingerprint, by=self.leader, at=law_moment(held.opens - 3 * DAY, 15))
        links = dict(services.open_round(made.number, by=self.support, at=law_moment(held.opens, 8)))
        sheets = self._sheets(signed, links)
        self._answer(made.number, [(links[party], sheet) for party, sheet in sheets.items()])
        services.close(made.number, by=self.support, at=law_moment(held.closes + DAY, 8))
        services.publish(made.number, by=self.leader, at=law_moment(held.published or held.closes, 9))
        return len(sheets)

    def _sizes(self) -> tuple[int, int]:
        """How many are invited: as published at full scale, else in proportion and a few at least."""
        if self.world.scale >= 1:
            return self.held.inside, self.held.outside
        rows = frames.framed(framing.used(*twelve_months(self.held.opens)))
        have = Counter("inside" if row.inside else "outside" for row in rows if row.place == 1)
        wanted = {"inside": self.held.inside, "outside": self.held.outside}
        sizes = [
            min(have[where], max(round(size * self.world.scale), self.given.least[where]))
            for where, size in wanted.items()
        ]
        return sizes[0], sizes[1]

    def _sheets(self, found: Any, links: Mapping[str, str]) -> dict[str, Sheet]:
        """Who answers, and what: the sheets come out at the scores asked for."""
        whole = self.held.inside + self.held.outside
        count = self.held.sheets if self.world.scale >= 1 else max(1, len(links) * self.held.sheets // whole)
        parties = sorted(links)
        chosen = {parties[no] for no in self.dice.choice(len(parties), count, replace=False).tolist()}
        asked = {party: places for party, places in _asked(found).items() if party in chosen}
        drawn = self._drawn(found, asked)
        return {
            party: self._sheet({office: drawn[stratum].pop() for office, stratum in places})
            for party, places in asked.items()
        }

    def _drawn(self, found: Any, asked: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, list[Drawn]]:
        counts = Counter(stratum for places in asked.values() for _, stratum in places)
        strata = framing.strata_kept(found).strata
        rule = rule_of(found.year, read_rule(found.rule), _FORM)
        form = answering.Form(tuple(items(_FORM)), strata, rule, {k: v for k, v in _NEEDS.items() if v})
        offices = sorted({each.office for each in strata}, key=lambda code: (code != self.given.first, code))
        aims = answering.targets(self.world.seed, found.year, offices, self.held.best_e2)
        by_stratum: dict[str, list[Drawn]] = defaultdict(list)
        for each in answering.ratings(self.world.seed, form, counts, aims):
            by_stratum[each.rating.stratum].append(each)
        return by_stratum

    def _sheet(self, drawn: Mapping[str, Drawn]) -> Sheet:
        texts = {}
        if self.dice.integers(100) < self.given.open_percent:
            code = list(self.given.texts)[int(self.dice.integers(len(self.given.texts)))]
            texts[code] = self.given.texts[code][int(self.dice.integers(len(self.given.texts[code])))]
        profile = {each.code: int(self.dice.integers(1, len(each.choices) + 1)) for each in _FORM.profile}
        return Sheet({office: _branch(each) for office, each in drawn.items()}, profile, texts)

    def _answer(self, number: str, sent: list[tuple[str, Sheet]]) -> None:
        """Sheets come on some days, most of them early; each day's are counted on the next."""
        order = self.dice.permutation(len(sent)).tolist()
        marks = [round(len(sent) * (no / len(self.given.days)) ** 0.8) for no in range(len(self.given.days) + 1)]
        batches = {day: order[a:b] for day, a, b in zip(self.given.days, marks, marks[1:], strict=False)}
        for day in sorted({*batches, *self.given.reminded}):
            at = law_moment(self.held.opens + day * DAY, 15)
            if day in self.given.reminded:
                services.remind(number, by=self.support, at=at)
            if batches.get(day):
                services.submit_many(list(_begun([sent[no] for no in batches[day]], at)), at=at)
                services.close_days(number, until=at.date(), at=at + DAY)


def _begun(sent: Sequence[tuple[str, Sheet]], at: datetime) -> Iterator[tuple[str, Sheet]]:
    for secret, sheet in sent:
        sheet.begun = int(at.timestamp()) - MINUTES * 60
        yield secret, sheet


def _asked(found: Any) -> dict[str, list[tuple[str, str]]]:
    """The branches that each invited enterprise is asked about, with the strata under which answers are stored."""
    names = framing.strata_kept(found).names
    asked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in framing.rows(found.frame):
        if row.chosen:
            asked[row.party].append((row.office, names[row.stratum]))
    return asked


def _branch(drawn: Drawn) -> Branch:
    """A sheet about a branch: what is open was not known, or not told where the question is touchy."""
    uses = set(drawn.uses)
    answers = {}
    for code, value in drawn.rating.answers.items():
        needs = _NEEDS.get(code, ())
        if not needs or uses & set(needs):
            answers[code] = value or (REFUSED if code in _TOUCHY else UNKNOWN)
    return Branch(list(drawn.uses), answers)
