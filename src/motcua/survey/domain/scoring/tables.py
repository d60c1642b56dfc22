"""Tables beside the scores: who answered, who is satisfied, whether the items of a component go together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from motcua.kernel.money import PPM, half_up
from motcua.survey.domain.scoring.suppression import hidden
from motcua.survey.domain.scoring.values import Item, Rating, Reliability, Response, Rule, Stratum, counted


class Turnout(NamedTuple):
    """How many of so many asked answered. Answered and rate are None where they may not be told."""

    code: str
    asked: int
    answered: int | None
    rate_ppm: int | None


def share(part: int, whole: int) -> int | None:
    """A share in parts per million; None of nothing."""
    return half_up(part * PPM, whole) if whole else None


def turnout(cells: Mapping[str, tuple[int, int]], minimum: int) -> tuple[Turnout, ...]:
    """Rates of response of any grouping whose total is told, by code: (asked, answered). For enterprises, say."""
    kept = hidden({code: answered for code, (_, answered) in cells.items()}, minimum)
    return tuple(
        Turnout(code, asked, None, None) if code in kept else Turnout(code, asked, answered, share(answered, asked))
        for code, (asked, answered) in cells.items()
    )


def responses(ratings: Sequence[Rating], strata: Sequence[Stratum]) -> tuple[Response, ...]:
    """By joined stratum and by office; `strata` and `ratings` are coarsened ones, each large enough to be told."""
    answered = Counter(rating.stratum for rating in ratings)
    found = []
    for office in dict.fromkeys(stratum.office for stratum in strata):
        own = [stratum for stratum in strata if stratum.office == office]
        found += [_response(one, answered[one.code]) for one in own]
        frame, invited = sum(one.frame for one in own), sum(one.invited for one in own)
        found.append(_response(Stratum("", office, frame, invited), sum(answered[one.code] for one in own)))
    return tuple(found)


def _response(stratum: Stratum, answered: int) -> Response:
    return Response(
        stratum.office, stratum.code, stratum.frame, stratum.invited, answered, share(answered, stratum.invited)
    )


def satisfied(ratings: Iterable[Rating], items: Sequence[Item], rule: Rule) -> int | None:
    """Share of the sheets that say one of the two best levels among those that answer; None under the minimum."""
    item = next((item for item in items if item.code == rule.satisfaction), None)
    if item is None:
        return None
    given = [counted(item, value) for rating in ratings if (value := rating.answers.get(item.code)) is not None]
    return share(sum(1 for value in given if value >= item.top - 1), len(given)) if len(given) >= rule.minimum else None


def reliability(ratings: Sequence[Rating], items: Sequence[Item], rule: Rule) -> tuple[Reliability, ...]:
    """Cronbach's alpha by component: k/(k−1)·(1 − Σ variance of items / variance of their sum)."""
    return tuple(_alpha(component, ratings, items, rule) for component in rule.weights)


def _alpha(component: str, ratings: Sequence[Rating], items: Sequence[Item], rule: Rule) -> Reliability:
    own = [item for item in items if item.component == component and item.scored]
    full = [
        [counted(item, value) for item in own if (value := rating.answers.get(item.code)) is not None]
        for rating in ratings
    ]
    rows = [row for row in full if len(row) == len(own)]
    if len(rows) < max(rule.minimum, 2):
        return Reliability(component, None, None)
    whole = _spread([sum(row) for row in rows])
    if len(own) < 2 or not whole:
        return Reliability(component, len(rows), None)
    parts = sum(_spread(column) for column in zip(*rows, strict=True))
    alpha = Fraction(len(own), len(own) - 1) * (1 - Fraction(parts, whole))
    return Reliability(component, len(rows), half_up(alpha.numerator * PPM, alpha.denominator))


def _spread(values: Sequence[int]) -> int:
    """n² times the variance."""
    return len(values) * sum(value * value for value in values) - sum(values) ** 2
