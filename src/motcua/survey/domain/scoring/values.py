"""What scoring takes and gives. Scores are hundredths of a point (0 to 100 points), shares parts per million."""

from collections.abc import Mapping

import msgspec

SATISFACTION = "satisfaction"
"""Code of the item that asks for satisfaction as a whole, where a rule names no other."""


class Item(msgspec.Struct, frozen=True):
    """One question answered on a scale from 1 to `top`. A reversed one counts `top + 1` less its answer.

    A branched one is asked only of those who went through something that the department knows of (see `exchanging`).
    """

    code: str
    component: str
    reverse: bool = False
    scored: bool = True
    top: int = 5
    branched: bool = False


def counted(item: Item, value: int) -> int:
    """An answer as it counts: turned round where the item is reversed."""
    return item.top + 1 - value if item.reverse else value


class Rating(msgspec.Struct, frozen=True):
    """One sheet about one office: answers by item code. None, or no entry, is "don't know" or "not applicable"."""

    office: str
    stratum: str
    answers: Mapping[str, int | None]


class Stratum(msgspec.Struct, frozen=True):
    """A part of an office's frame. Strata are given in an order in which neighbours are alike: small ones are joined.

    `frame` counts the enterprises that used the office, `invited` those that were asked about it.
    """

    code: str
    office: str
    frame: int
    invited: int


class Rule(msgspec.Struct, frozen=True):
    """The rule of a round. Shares are parts per million and make one; `weights` by component also make one.

    `minimum`: a cell of fewer ratings is not published. `answers`: an item needs as many to count.
    `trim`: no weight is above so many times the mean of its office. `satisfaction`: code of the item of that name.
    """

    year: int
    enterprise_ppm: int
    department_ppm: int
    weights: Mapping[str, int]
    minimum: int = 5
    answers: int = 10
    trim: int = 4
    satisfaction: str = SATISFACTION


class ComponentScore(msgspec.Struct, frozen=True):
    """One component at one office. `score_e2` and its bounds are None where too few answered."""

    component: str
    n: int | None
    score_e2: int | None
    low_e2: int | None
    high_e2: int | None


class OfficeScore(msgspec.Struct, frozen=True):
    """One office's result. A suppressed one has no figures, no band and no ranks, and stands last.

    `low_e2` and `high_e2` are the 95 % interval of `score_e2`; `band` counts from 1; `bands` are the best and the
    worst rank that the answers allow. `enterprise_e2` is the enterprises' part, `internal_e2` the department's own.
    """

    office: str
    n: int | None
    score_e2: int | None
    low_e2: int | None
    high_e2: int | None
    band: int | None
    bands: tuple[int, int] | None
    components: tuple[ComponentScore, ...]
    suppressed: bool
    enterprise_e2: int | None = None
    internal_e2: int | None = None
    satisfied_ppm: int | None = None


class Response(msgspec.Struct, frozen=True):
    """How many of those asked about an office gave a rating, by stratum (as joined) or, with stratum "", in all.

    `answered` and `rate_ppm` are None where they would tell of a cell under the minimum.
    """

    office: str
    stratum: str
    frame: int
    invited: int
    answered: int | None
    rate_ppm: int | None


class Reliability(msgspec.Struct, frozen=True):
    """Cronbach's alpha of a component over the sheets that answered all of its items; parts per million."""

    component: str
    n: int | None
    alpha_ppm: int | None


class Results(msgspec.Struct, frozen=True):
    """What a round found: offices best first, those suppressed last.

    Everything counts the ratings of offices that are published, and no other; so no total gives another away.
    `satisfied_ppm`: sheets that say 4 or 5 among those that answer that item, not weighted.
    """

    offices: tuple[OfficeScore, ...]
    n: int
    satisfied_ppm: int | None
    responses: tuple[Response, ...]
    reliability: tuple[Reliability, ...]
