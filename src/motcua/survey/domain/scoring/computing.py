"""From sheets to results."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from motcua.kernel.money import PPM, half_up
from motcua.survey.domain.scoring.bands import Rank, Standing, ranked
from motcua.survey.domain.scoring.checking import check_internal, check_rule, check_sheets
from motcua.survey.domain.scoring.coarsening import Coarse, coarsened
from motcua.survey.domain.scoring.estimating import Estimate, Office, estimated
from motcua.survey.domain.scoring.intervals import bounds, half_width
from motcua.survey.domain.scoring.tables import reliability, responses, satisfied
from motcua.survey.domain.scoring.values import ComponentScore, Item, OfficeScore, Rating, Results, Rule, Stratum


def scored(
    ratings: Sequence[Rating],
    strata: Sequence[Stratum],
    items: Sequence[Item],
    rule: Rule,
    internal: Mapping[str, int],
    key: bytes = b"",
) -> Results:
    """The results of a round. `internal` is the department's own score by office, hundredths; {} where none counts.

    `key` is the round's secret (see `coarsening`); the package needs the same one. Made-up rounds need none.
    Refuses what does not fit: WrongRule, WrongSheet, NoInternalScore.
    """
    check_rule(rule, items)
    check_sheets(ratings, strata, items)
    return computed(coarsened(ratings, strata, items, rule, key), items, rule, internal)


class _Total(NamedTuple):
    """An office with everything known of it, and its standing where it is ranked."""

    office: str
    ratings: Sequence[Rating]
    estimates: Office
    standing: Standing | None


def computed(coarse: Coarse, items: Sequence[Item], rule: Rule, internal: Mapping[str, int]) -> Results:
    """The results of sheets that were coarsened before."""
    offices = list(dict.fromkeys(stratum.office for stratum in coarse.strata))
    check_internal(rule, offices, internal)
    totals = [_total(office, coarse, items, rule, internal) for office in offices]
    first = sorted(
        (total for total in totals if total.standing), key=lambda one: (-_standing(one).score_e2, one.office)
    )
    ranks = ranked([_standing(total) for total in first])
    shown = [_shown(total, rank, items, rule, internal) for total, rank in zip(first, ranks, strict=True)]
    shown += [_unranked(total, items, rule) for total in totals if total.standing is None]
    shown += [_withheld(office, rule) for office in coarse.withheld]
    return Results(
        offices=tuple(shown),
        n=len(coarse.ratings),
        satisfied_ppm=satisfied(coarse.ratings, items, rule),
        responses=responses(coarse.ratings, coarse.strata),
        reliability=reliability(coarse.ratings, items, rule),
    )


def _total(office: str, coarse: Coarse, items: Sequence[Item], rule: Rule, internal: Mapping[str, int]) -> _Total:
    own = [rating for rating in coarse.ratings if rating.office == office]
    found = estimated(own, [stratum for stratum in coarse.strata if stratum.office == office], items, rule)
    if found.index is None:
        return _Total(office, own, found, None)
    score = found.index.score * rule.enterprise_ppm / PPM
    if rule.department_ppm:
        score += Fraction(internal[office] * rule.department_ppm, 100 * PPM)
    variance = half_up(found.index.variance * rule.enterprise_ppm**2, PPM**2)
    return _Total(office, own, found, Standing(_e2(score), variance, found.index.freedom))


def _e2(points: Fraction) -> int:
    return half_up(points.numerator * 100, points.denominator)


def _standing(total: _Total) -> Standing:
    assert total.standing is not None
    return total.standing


def _shown(total: _Total, rank: Rank, items: Sequence[Item], rule: Rule, internal: Mapping[str, int]) -> OfficeScore:
    score_e2, variance, freedom = _standing(total)
    index = total.estimates.index
    assert index is not None
    low, high = bounds(score_e2, half_width(variance, freedom))
    return OfficeScore(
        office=total.office,
        n=total.estimates.n,
        score_e2=score_e2,
        low_e2=low,
        high_e2=high,
        band=rank.band,
        bands=(rank.best, rank.worst),
        components=_components(total.estimates, rule),
        suppressed=False,
        enterprise_e2=_e2(index.score),
        internal_e2=internal[total.office] if rule.department_ppm else None,
        satisfied_ppm=satisfied(total.ratings, items, rule),
    )


def _components(estimates: Office, rule: Rule) -> tuple[ComponentScore, ...]:
    return tuple(_component(name, estimates.components.get(name)) for name in rule.weights)


def _component(name: str, found: Estimate | None) -> ComponentScore:
    if found is None:
        return ComponentScore(name, None, None, None, None)
    score_e2 = _e2(found.score)
    return ComponentScore(name, found.n, score_e2, *bounds(score_e2, half_width(found.variance, found.freedom)))


def _unranked(total: _Total, items: Sequence[Item], rule: Rule) -> OfficeScore:
    """Enough sheets, and a component that too few answered: without it the index would be another one."""
    return _bare(
        total.office, total.estimates.n, _components(total.estimates, rule), satisfied(total.ratings, items, rule)
    )


def _withheld(office: str, rule: Rule) -> OfficeScore:
    return _bare(office, None, tuple(_component(name, None) for name in rule.weights), None)


def _bare(office: str, n: int | None, components: tuple[ComponentScore, ...], satisfied_ppm: int | None) -> OfficeScore:
    return OfficeScore(
        office, n, None, None, None, None, None, components, suppressed=True, satisfied_ppm=satisfied_ppm
    )
