"""The desk: what officers and traders do to some declarations beside their plain life, planned beforehand."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec

from motcua.declarations.domain.terms import lapses_on
from motcua.demo.domain.chunks import Lot
from motcua.demo.domain.dice import dice
from motcua.demo.domain.life import DAY, NEVER
from motcua.demo.domain.parameters import FIRST as BEGINS
from motcua.demo.domain.parameters import day_index
from motcua.demo.domain.worktimes import WorkTimes
from motcua.demo.domain.world import World
from motcua.kernel.reading import yaml_reader

GREEN, YELLOW, RED = 1, 2, 3
FIRST, SECOND, TRADER = 0, 1, -1
"""Who acts: an officer of the branch by place (the first can sign in), or the declarant."""


class Every(msgspec.Struct, frozen=True):
    """One of how many declarations is dealt with, by tray. Never denser than one of `least` or `least_live`;
    of a shown enterprise it is one of `shown`, or `shown_live`, at every scale.
    """

    behind: dict[str, int]
    live: dict[str, int]
    least: dict[str, int]
    least_live: dict[str, int]
    shown: dict[str, int]
    shown_live: dict[str, int]


class Given(msgspec.Struct, frozen=True):
    """Parameters of the desk (`data/desk.yaml`); hours are working hours, words are in Vietnamese."""

    live_days: int
    lapsed_days: int
    stale_days: tuple[int, int]
    accounts: tuple[int, int]
    every: Every
    paid: dict[str, int]
    hours: dict[str, tuple[float, float]]
    questions: tuple[tuple[str, tuple[str, ...], str], ...]
    changes: tuple[str, ...]
    at_goods: tuple[str, ...]
    answers: tuple[str, ...]
    withdrawn: tuple[str, ...]
    handed: tuple[str, ...]
    stored: tuple[str, ...]
    results: tuple[str, ...]
    released: dict[str, str]
    settled: tuple[str, ...]
    cancelled: tuple[str, ...]
    denied: tuple[str, ...]
    gate: str
    taken_back: str
    granted: str
    proposed: tuple[str, str]
    refused: tuple[str, ...]
    guaranteed: str
    extended: tuple[str, ...]
    ordered: str
    spared: str
    basis: str
    returned: tuple[str, ...]
    places: tuple[str, ...]
    records: tuple[str, ...]
    pictures: tuple[str, ...]
    samples: str
    refunds: dict[str, str]
    matched: str
    strays: tuple[tuple[int, int, str, str], ...]
    closings: tuple[int, int]
    secured: tuple[str, ...]
    guarantees: tuple[tuple[str, str, int, date, date, str], ...]


_read = yaml_reader(Given)


@cache
def given() -> Given:
    """The parameters in force; there is one set."""
    path = Path(__file__).resolve().parent.parent / "data" / "desk.yaml"
    return _read(path.read_bytes())


@cache
def lapses_after(day: int) -> int:
    """Days after that day (counted from the first) for which a declaration registered on it is good, by the law."""
    registered = BEGINS + timedelta(days=day)
    return (lapses_on(registered) - registered).days


class Subject(msgspec.Struct, frozen=True, gc=False):
    """A registered declaration with its planned life; `charges` are dong by tax."""

    id: int
    number: str
    channel: int
    party: str
    taxed: bool
    lot: Lot
    charges: tuple[tuple[str, int], ...] = ()
    body: bytes = b""

    @property
    def export(self) -> bool:
        """Whether the goods go out."""
        return self.number.startswith("30")

    @property
    def amended(self) -> bool:
        """Whether its trader amends it."""
        return self.lot.amends != NEVER

    @property
    def paid(self) -> int:
        """When nothing is owed any more."""
        return self.lot.pays if self.taxed else self.lot.at


class Act(msgspec.Struct, frozen=True, gc=False):
    """Something that somebody does at a moment (seconds since the first day's midnight).

    `word` is a code, `no` picks one of the phrases of the parameters.
    """

    at: int
    verb: str
    who: int = FIRST
    word: str = ""
    no: int = 0


class Script(msgspec.Struct, gc=False):
    """What is done to one declaration. `plain`: its checks are taken as planned, beside this.

    `done` is when the check ends, NEVER where it stays open. `passes`: the goods leave as planned.
    """

    acts: list[Act] = []
    plain: bool = False
    done: int = NEVER
    passes: bool = True
    untouched: bool = False
    """Whether it lies on nobody's desk at the opening."""


class Hand:
    """The dice, the clock and the officers at hand while one script is written."""

    def __init__(self, world: World, times: WorkTimes, subject: Subject, place: int) -> None:
        self.given, self.times, self.subject, self.place = given(), times, subject, place
        self.rng = dice(world.seed, "desk", place)
        self.now = day_index(world.given.opens_at.day) * DAY + world.given.opens_at.hour * 3600
        self.clerk = place % world.given.branches[subject.lot.office].officers
        self.other = (self.clerk + 1) % world.given.branches[subject.lot.office].officers
        day = subject.lot.at // DAY
        lasts = (day_index(told.until) for told in world.given.published.values())
        self.until = next((last * DAY for last in lasts if last >= day), day * DAY)
        """Before this moment what is to end must have ended: the day of the year's published totals."""
        self.at = times.later(subject.lot.at, 0.02)
        self.acts: list[Act] = []

    def hours(self, name: str) -> float:
        """Some working hours of this name."""
        return float(self.rng.uniform(*self.given.hours[name]))

    def after(self, name: str, since: int = NEVER) -> int:
        """Go on by some working hours of this name, from `since` or from where it stands."""
        self.at = self.times.later(max(self.at, since), self.hours(name))
        return self.at

    def before_now(self, least: float, most: float) -> int:
        """Go on to so many working hours before the opening; no further back than where it stands."""
        wanted = self.times.later(self.now, -float(self.rng.uniform(least, most)))
        self.at = min(max(self.at + 120, wanted), self.now - 600)
        return self.at

    def do(self, verb: str, who: int = FIRST, word: str = "", at: int = NEVER) -> None:
        """Write down an act, where it stands or at another moment."""
        self.acts.append(Act(self.at if at == NEVER else at, verb, who, word, self.place))

    def ends(self, done: int = NEVER, *, plain: bool = False, passes: bool = True) -> Script:
        """The script as written."""
        self.acts.sort(key=lambda act: act.at)
        return Script(self.acts, plain, self.at if done == NEVER and not plain else done, passes)

    def stays(self, *, plain: bool = False) -> Script:
        """The script as written; what it leaves open stays so."""
        self.acts.sort(key=lambda act: act.at)
        return Script(self.acts, plain, NEVER, False)
