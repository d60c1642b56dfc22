"""Selection under the cap: law, office profiles and the keyed draw, in this order, from one bucket."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from motcua.kernel.days import law_day, law_moment
from motcua.kernel.money import PPM
from motcua.risk.domain.bucket import Bucket
from motcua.risk.domain.decision import DRAW, GREEN, RED, YELLOW, Candidate, Decision
from motcua.risk.domain.draws import urn
from motcua.risk.domain.law import Law, needed
from motcua.risk.domain.profiles import ProfileBook, Weight

_NEVER = datetime.min.replace(tzinfo=UTC)


class Terms:
    """What is in force on a law day: numbers, profiles, and the secret of the day that draws."""

    __slots__ = (
        "book", "cap", "day", "draw_needs", "drawn_on", "law", "maximum",
        "profile_needs", "random_ppm", "threshold", "urn", "yellow_threshold",
    )  # fmt: skip

    def __init__(self, *, day: date, law: Law, book: ProfileBook, drawn_on: date, secret: bytes) -> None:
        self.day, self.law, self.book, self.drawn_on, self.urn = day, law, book, drawn_on, urn(secret)
        self.cap, self.maximum = law.cap_ppm, law.maximum
        self.draw_needs, self.profile_needs = needed(law, "random"), needed(law, "profile")
        self.random_ppm, self.threshold = law.random_ppm, law.random_threshold
        self.yellow_threshold = law.yellow_threshold


Choice = tuple[int, str, str, str, str, int]
"""What is chosen of a decision: channel, source, rule, reason_class, unserved, probability_ppm."""


def decide(
    candidates: Iterable[Candidate], bucket: Bucket, terms_of: Callable[[date], Terms], *, at: datetime
) -> list[Decision]:
    """Decide in the order given; the bucket earns and spends as it goes.

    `terms_of` is asked once for each run of candidates of one law day.
    """
    begin = end = _NEVER
    decided = []
    for candidate in candidates:
        moment = candidate.at or at
        if not begin <= moment < end:
            day = law_day(moment)
            terms, begin = terms_of(day), law_moment(day)
            end = begin + timedelta(days=1)
        decided.append(_decide_one(candidate, bucket, terms, moment))
    return decided


def _decide_one(candidate: Candidate, bucket: Bucket, terms: Terms, at: datetime) -> Decision:
    weight = terms.book.weigh(candidate.hits)
    bucket.earn(terms.cap, terms.maximum)
    first, second, third = terms.urn(candidate.number)
    channel, source, rule, reason_class, unserved, chance = choose(weight, bucket, terms, first, second, third)
    if channel == RED:
        bucket.spend()
    return Decision(
        candidate.subject, bucket.turn, at, terms.day, terms.drawn_on, candidate.number, candidate.office,
        candidate.party, candidate.level, weight.hits, channel, source, rule, reason_class, unserved,
        chance, first, terms.threshold, second, third, bucket.balance,
    )  # fmt: skip


def choose(weight: Weight, bucket: Bucket, terms: Terms, first: int, second: int, third: int) -> Choice:
    """The channel of one declaration; the bucket has earned for it and is not yet spent from."""
    if weight.legal:
        return RED, "legal", weight.legal, "legal", "", PPM
    wanted, drawn = second < weight.office_threshold, first < terms.threshold
    for_profile, for_draw = bucket.balance >= terms.profile_needs, bucket.balance >= terms.draw_needs
    chance = terms.random_ppm if for_draw else 0
    if weight.office_ppm and for_profile:
        chance = _either(weight.office_ppm, chance)
    if wanted and for_profile:
        return RED, "profile", weight.office, "risk", "", chance
    if drawn and for_draw:
        return RED, "random", DRAW, "random", "", chance
    if wanted:
        return YELLOW, "profile", weight.office, "risk", weight.office, chance
    if drawn:
        return YELLOW, "random", DRAW, "random", DRAW, chance
    return _documents(weight, terms, third, chance)


def _documents(weight: Weight, terms: Terms, third: int, chance: int) -> Choice:
    if third < weight.yellow_threshold:
        return YELLOW, "profile", weight.yellow, weight.yellow_class, "", chance
    if third < terms.yellow_threshold:
        return YELLOW, "random", DRAW, "random", "", chance
    return GREEN, "none", "", "none", "", chance


def _either(profile_ppm: int, random_ppm: int) -> int:
    """The chance that at least one of two independent draws takes it, in ppm, rounded down."""
    return profile_ppm + random_ppm - profile_ppm * random_ppm // PPM
