"""Before anything is counted: small strata joined, thin cells blanked, telling answers exchanged, few kept back.

What is published (scores, tables, package) is computed from these sheets alone, so the package gives the same table.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from motcua.survey.domain.scoring.exchanging import exchanged
from motcua.survey.domain.scoring.values import Item, Rating, Rule, Stratum


class Coarse(msgspec.Struct, frozen=True):
    """Sheets and strata that may be published, and the offices that may not."""

    ratings: tuple[Rating, ...]
    strata: tuple[Stratum, ...]
    withheld: tuple[str, ...]


class Joined(NamedTuple):
    """New names of strata by their old ones, the strata that are kept, and the offices held back."""

    names: Mapping[str, str]
    strata: tuple[Stratum, ...]
    withheld: tuple[str, ...]


def coarsened(
    ratings: Sequence[Rating], strata: Sequence[Stratum], items: Sequence[Item], rule: Rule, key: bytes
) -> Coarse:
    """Join strata until each has `minimum` sheets, blank items that fewer answered there, exchange branched ones.

    `key`: a secret that the exchange is drawn with; the same one gives the same sheets again.
    """
    names, kept, withheld = joined(Counter(rating.stratum for rating in ratings), strata, rule.minimum)
    published = [
        Rating(rating.office, names[rating.stratum], rating.answers) for rating in ratings if rating.stratum in names
    ]
    return Coarse(tuple(exchanged(_blanked(published, items, rule.minimum), items, key)), kept, withheld)


def joined(answered: Mapping[str, int], strata: Sequence[Stratum], minimum: int) -> Joined:
    """Strata with so many sheets each joined within their office; an office of too few in all is held back."""
    names: dict[str, str] = {}
    kept: list[Stratum] = []
    withheld: list[str] = []
    for office, own in _by_office(strata):
        if sum(answered.get(stratum.code, 0) for stratum in own) < minimum:
            withheld.append(office)
            continue
        for group in _groups(own, answered, minimum):
            kept.append(_joined(group))
            names |= {stratum.code: kept[-1].code for stratum in group}
    return Joined(names, tuple(kept), tuple(withheld))


def kept_under(strata: Sequence[Stratum], minimum: int) -> Joined:
    """Strata under which answers are stored: joined until `minimum` are invited to each, or an office is one stratum.

    So whoever reads the stored answers beside the frame finds as many who may have given each of them.
    """
    names: dict[str, str] = {}
    kept: list[Stratum] = []
    for _, own in _by_office(strata):
        invited = {stratum.code: stratum.invited for stratum in own}
        for group in _groups(own, invited, min(minimum, sum(invited.values()))):
            kept.append(_joined(group))
            names |= {stratum.code: kept[-1].code for stratum in group}
    return Joined(names, tuple(kept), ())


def _by_office(strata: Sequence[Stratum]) -> Iterator[tuple[str, list[Stratum]]]:
    for office in dict.fromkeys(stratum.office for stratum in strata):
        yield office, [stratum for stratum in strata if stratum.office == office and stratum.frame]


def _groups(strata: Sequence[Stratum], answered: Mapping[str, int], minimum: int) -> list[list[Stratum]]:
    """The smallest group is joined to the smaller of its neighbours, until none is under the minimum."""
    groups = [[stratum] for stratum in strata]
    while len(groups) > 1:
        sizes = [sum(answered.get(stratum.code, 0) for stratum in group) for group in groups]
        small = min(range(len(groups)), key=lambda at: (sizes[at], at))
        if sizes[small] >= minimum:
            break
        beside = [at for at in (small - 1, small + 1) if 0 <= at < len(groups)]
        first = min(small, min(beside, key=lambda at: (sizes[at], at)))
        groups[first : first + 2] = [groups[first] + groups[first + 1]]
    return groups


def _joined(group: Sequence[Stratum]) -> Stratum:
    return Stratum(
        code="+".join(stratum.code for stratum in group),
        office=group[0].office,
        frame=sum(stratum.frame for stratum in group),
        invited=sum(stratum.invited for stratum in group),
    )


def _blanked(ratings: Sequence[Rating], items: Sequence[Item], minimum: int) -> list[Rating]:
    """Answers that fewer than the minimum gave are left out: at the office, of a branched item in the stratum."""
    branched = {item.code for item in items if item.branched}
    told = [[code for code, value in rating.answers.items() if value is not None] for rating in ratings]
    given = Counter(
        (rating.stratum if code in branched else rating.office, code)
        for rating, codes in zip(ratings, told, strict=True)
        for code in codes
    )
    kept = [
        {code for code in codes if given[rating.stratum if code in branched else rating.office, code] >= minimum}
        for rating, codes in zip(ratings, told, strict=True)
    ]
    codes = [item.code for item in items]
    return [
        Rating(rating.office, rating.stratum, {code: rating.answers[code] if code in own else None for code in codes})
        for rating, own in zip(ratings, kept, strict=True)
    ]
