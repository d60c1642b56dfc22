"""How often the intervals hold the truth: a made-up department whose every opinion is known, surveyed again and again.

Strata differ in opinion, some are asked in full, one in four does not answer, answers crowd at the top of the scale,
and items are left open: everything that makes an interval too narrow in earnest.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random

import msgspec

from motcua.kernel.money import PPM
from motcua.survey.domain.scoring import Item, OfficeScore, Rating, Rule, Stratum, scored
from motcua.survey.domain.scoring.estimating import Office, estimated

OFFICES = {"A": (3.8, 160), "B": (2.6, 110), "C": (2.5, 60), "D": (1.4, 90), "E": (1.3, 30)}
"""Level of opinion (see `_answer`) and enterprises in the largest stratum; A is near the top, E is small."""
STRATA = {"1": (1.0, -0.25, 0.4), "2": (0.5, 0.0, 0.6), "3": (0.25, 0.35, 1.0)}
"""By volume: size against the largest, opinion against the office, share that is asked."""
ANSWERING = 0.75
EACH = 50
"""Rounds held in one department before another is made up, lest its people decide the count."""
OPEN = 0.08
COMPONENTS = {"C1": 300_000, "C2": 300_000, "C3": 250_000, "C4": 150_000}
BRANCHED = 0.45
"""Share of those who are asked the items that need some experience: one in six."""
ITEMS = tuple(
    Item(f"{component}.{number}", component, reverse=number == 3, branched=number == 6)
    for component in COMPONENTS
    for number in range(1, 7)
)
RULE = Rule(year=2023, enterprise_ppm=PPM, department_ppm=0, weights=COMPONENTS)


class Held(msgspec.Struct):
    """How often something held, of how many times."""

    held: int = 0
    times: int = 0

    def count(self, held: bool) -> None:
        """One time more."""
        self.held += held
        self.times += 1

    @property
    def percent(self) -> float:
        """Held of a hundred, for reading."""
        return 100 * self.held / self.times if self.times else 0.0


class Coverage(msgspec.Struct):
    """Coverage of the intervals of indexes (by office), of components, and of the ranks from best to worst."""

    index: Held
    offices: dict[str, Held]
    components: Held
    ranks: Held


class World(msgspec.Struct, frozen=True):
    """Everybody's opinion, by stratum, and the scores that a full answer would give."""

    strata: tuple[tuple[Stratum, tuple[Rating, ...]], ...]
    truth: Mapping[str, Office]


def world(seed: int) -> World:
    """A department of five offices; the same for the same seed."""
    draw = Random(f"{seed} world")  # noqa: S311
    strata = []
    for office, (level, size) in OFFICES.items():
        for volume, (share, shift, asked) in STRATA.items():
            frame = round(size * share)
            stratum = Stratum(f"{office}-{volume}", office, frame, round(frame * asked))
            strata.append((stratum, tuple(_opinion(draw, stratum, level + shift) for _ in range(frame))))
    return World(tuple(strata), {office: _truth(strata, office) for office in OFFICES})


def _truth(strata: Sequence[tuple[Stratum, Sequence[Rating]]], office: str) -> Office:
    own = [(stratum, everybody) for stratum, everybody in strata if stratum.office == office]
    ratings = [rating for _, everybody in own for rating in everybody]
    return estimated(ratings, [stratum for stratum, _ in own], ITEMS, RULE)


def _opinion(draw: Random, stratum: Stratum, level: float) -> Rating:
    mood = level + draw.gauss(0, 0.8)
    return Rating(stratum.office, stratum.code, {item.code: _answer(draw, item, mood) for item in ITEMS})


def _answer(draw: Random, item: Item, mood: float) -> int | None:
    if draw.random() < OPEN or (item.branched and draw.random() > BRANCHED):
        return None
    value = max(1, min(item.top, round(3 + 0.7 * mood + draw.gauss(0, 0.7))))
    return item.top + 1 - value if item.reverse else value


def surveyed(known: World, draw: Random) -> Iterator[Rating]:
    """One round: a sample of each stratum, of which some answer."""
    for stratum, everybody in known.strata:
        for rating in draw.sample(everybody, stratum.invited):
            if draw.random() < ANSWERING:
                yield rating


def coverage(rounds: int, seed: int, done: Callable[[int], None] = lambda _: None) -> Coverage:
    """Hold so many rounds, in a new department every EACH, and count what held. `done` is told of each round."""
    found = Coverage(Held(), {office: Held() for office in OFFICES}, Held(), Held())
    for first in range(0, rounds, EACH):
        known = world(seed + first)
        strata = [stratum for stratum, _ in known.strata]
        draw = Random(f"{seed} {first}")  # noqa: S311
        for number in range(first, min(first + EACH, rounds)):
            for score in scored(list(surveyed(known, draw)), strata, ITEMS, RULE, {}).offices:
                _compare(score, known, found)
            done(number + 1)
    return found


def _compare(score: OfficeScore, known: World, found: Coverage) -> None:
    if score.low_e2 is None or score.high_e2 is None or score.bands is None:
        return
    order = sorted(OFFICES, key=lambda office: -_index(known, office))
    held = score.low_e2 <= 100 * _index(known, score.office) <= score.high_e2
    found.index.count(held)
    found.offices[score.office].count(held)
    best, worst = score.bands
    found.ranks.count(best <= order.index(score.office) + 1 <= worst)
    for each in score.components:
        if each.low_e2 is not None and each.high_e2 is not None:
            truth = known.truth[score.office].components[each.component].score
            found.components.count(each.low_e2 <= 100 * truth <= each.high_e2)


def _index(known: World, office: str) -> Fraction:
    index = known.truth[office].index
    assert index is not None
    return index.score
