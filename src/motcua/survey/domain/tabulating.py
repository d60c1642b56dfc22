"""The published table of a round as lines of text: what a package holds and what its script must find again."""

from collections.abc import Iterator, Sequence

from motcua.survey.domain.scoring import Coarse, OfficeScore, Rating, Results, Rule

HEAD = ("kind", "office", "code", "n", "value", "low", "high", "band", "best", "worst")


def lines(results: Results, coarse: Coarse, rule: Rule) -> Iterator[tuple[str, ...]]:
    """The table line by line. Scores in points of two decimals, shares in per cent of four, alpha of six."""
    yield HEAD
    for office in results.offices:
        yield from _office(office, coarse, rule)
    yield _satisfied("", results.satisfied_ppm, _answered(coarse.ratings, rule))
    for each in results.reliability:
        yield _line("alpha", "", each.component, _number(each.n), decimal(each.alpha_ppm, 6))
    for response in results.responses:
        yield _line(
            "response", response.office, response.stratum, _number(response.answered), decimal(response.rate_ppm, 4)
        )


def decimal(number: int | None, places: int) -> str:
    """A whole number of units of 10^-places as a plain decimal; nothing where there is none."""
    if number is None:
        return ""
    whole, rest = divmod(abs(number), 10**places)
    return f"{'-' if number < 0 else ''}{whole}.{rest:0{places}d}"


def _office(found: OfficeScore, coarse: Coarse, rule: Rule) -> Iterator[tuple[str, ...]]:
    n, office = _number(found.n), found.office
    bounds = (decimal(found.low_e2, 2), decimal(found.high_e2, 2))
    ranks = (found.band, *(found.bands or (None, None)))
    yield _line("total", office, "", n, decimal(found.score_e2, 2), *bounds, *(_number(rank) for rank in ranks))
    if found.enterprise_e2 is not None:
        yield _line("enterprise", office, "", n, decimal(found.enterprise_e2, 2))
    if found.internal_e2 is not None:
        yield _line("department", office, "", "", decimal(found.internal_e2, 2))
    if found.n is None:
        return
    for each in found.components:
        bounds = (decimal(each.low_e2, 2), decimal(each.high_e2, 2))
        yield _line("component", office, each.component, _number(each.n), decimal(each.score_e2, 2), *bounds)
    own = [rating for rating in coarse.ratings if rating.office == office]
    yield _satisfied(office, found.satisfied_ppm, _answered(own, rule))


def _answered(ratings: Sequence[Rating], rule: Rule) -> int:
    return sum(1 for rating in ratings if rating.answers.get(rule.satisfaction) is not None)


def _satisfied(office: str, share_ppm: int | None, answered: int) -> tuple[str, ...]:
    return _line("satisfied", office, "", _number(answered if share_ppm is not None else None), decimal(share_ppm, 4))


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _line(*parts: str) -> tuple[str, ...]:
    return (*parts, *("" for _ in range(len(HEAD) - len(parts))))
