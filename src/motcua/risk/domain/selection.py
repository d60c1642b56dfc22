"""Selection under the caps: law, office profiles, the keyed draw and the model, in this order, from one bucket."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import repeat

from motcua.kernel.days import law_day, law_moment
from motcua.kernel.money import PPM
from motcua.risk.domain.bucket import ONE, Bucket
from motcua.risk.domain.decision import (
    DRAW,
    GREEN,
    MODEL,
    NOT_ASKED,
    PROFILES,
    RED,
    YELLOW,
    Candidate,
    Decision,
    Judged,
)
from motcua.risk.domain.draws import urn
from motcua.risk.domain.law import Law, needed
from motcua.risk.domain.profiles import ProfileBook, Weight
from motcua.risk.domain.window import Seen, Window

_NEVER = datetime.min.replace(tzinfo=UTC)


class Terms:
    """What is in force on a law day: numbers, profiles, and the secret of the day that draws."""

    __slots__ = (
        "book", "cap", "day", "documents", "documents_maximum", "documents_need", "draw_needs", "drawn_on", "law",
        "maximum", "model_needs", "profile_needs", "random_ppm", "threshold", "urn", "yellow_threshold",
    )  # fmt: skip

    def __init__(self, *, day: date, law: Law, book: ProfileBook, drawn_on: date, secret: bytes) -> None:
        self.day, self.law, self.book, self.drawn_on, self.urn = day, law, book, drawn_on, urn(secret)
        self.cap, self.maximum = law.cap_ppm, law.maximum
        self.draw_needs, self.profile_needs = needed(law, "random"), needed(law, "profile")
        self.model_needs = needed(law, "model")
        self.documents, self.documents_maximum = law.documents_ppm, law.documents_maximum
        self.documents_need = ONE + law.documents_kept
        self.random_ppm, self.threshold = law.random_ppm, law.random_threshold
        self.yellow_threshold = law.yellow_threshold


Choice = tuple[int, str, str, str, str, int]
"""What is chosen of a decision: channel, source, rule, reason_class, unserved, probability_ppm."""
Draws = tuple[int, int, int]


def decide(
    candidates: Iterable[Candidate], bucket: Bucket, terms_of: Callable[[date], Terms], *, at: datetime,
    judged: Sequence[Judged] | None = None, window: Window | None = None,
) -> list[Decision]:  # fmt: skip
    """Decide in the order given; the bucket earns and spends, and the window moves on, as it goes.

    `terms_of` is asked once for each run of candidates of one law day. `judged` says what a model made of each
    candidate; without it the model is not asked. Without a `window` nothing is known of what came before.
    """
    begin = end = _NEVER
    decided = []
    window = Window() if window is None else window
    pairs = zip(candidates, repeat(NOT_ASKED)) if judged is None else zip(candidates, judged, strict=True)
    for candidate, opinion in pairs:
        moment = candidate.at or at
        if not begin <= moment < end:
            day = law_day(moment)
            terms, begin = terms_of(day), law_moment(day)
            end = begin + timedelta(days=1)
        decision = decide_one(candidate, opinion, bucket, window, terms, moment)
        window.add(seen(decision), terms.law.window)
        decided.append(decision)
    return decided


def decide_one(
    candidate: Candidate, judged: Judged, bucket: Bucket, window: Window, terms: Terms, at: datetime
) -> Decision:
    """One decision; the bucket has earned and spent, the window knows nothing of it yet."""
    weight = terms.book.weigh(candidate.hits)
    bucket.earn(terms.cap, terms.maximum)
    bucket.earn_documents(terms.documents, terms.documents_maximum)
    draws, missing, mark, bounded = terms.urn(candidate.number), None, -1, False
    if not judged.model:
        judged = NOT_ASKED
    else:
        bounded = window.profiles_bound(terms.law)
        mark = window.threshold(judged.model, terms.law, bucket.balance)
        if judged.score >= mark:
            missing = _missing(candidate, bucket, window, terms)
    channel, source, rule, reason_class, unserved, chance = choose(weight, bucket, terms, draws, missing, bounded)
    if channel == RED:
        bucket.spend()
    elif channel == YELLOW:
        bucket.spend_documents()
    return Decision(
        candidate.subject, bucket.turn, at, terms.day, terms.drawn_on, candidate.number, candidate.office,
        candidate.party, candidate.level, weight.hits, channel, source, rule, reason_class, unserved,
        chance, draws[0], terms.threshold, draws[1], draws[2], bucket.balance,
        judged.model, judged.score, mark, bucket.documents,
    )  # fmt: skip


def seen(decision: Decision) -> Seen:
    """What the window keeps of a decision."""
    return Seen(
        decision.turn, decision.subject, decision.office, decision.party, decision.channel, decision.source,
        decision.model, decision.score,
    )  # fmt: skip


def _missing(candidate: Candidate, bucket: Bucket, window: Window, terms: Terms) -> str:
    """What keeps the model from inspecting a declaration whose score suffices; empty where nothing does."""
    bound = window.bound(candidate.party, candidate.office, terms.law)
    return bound or ("" if bucket.balance >= terms.model_needs else MODEL)


def choose(
    weight: Weight, bucket: Bucket, terms: Terms, draws: Draws, missing: str | None, bounded: bool = False
) -> Choice:
    """The channel of one declaration; the bucket has earned for it and is not yet spent from.

    `missing` is None where the model does not want it, empty where it takes it, else what it lacks. `bounded` says
    that office profiles have had their share beside the model: what they want has its documents checked.
    """
    if weight.legal:
        return RED, "legal", weight.legal, "legal", "", PPM
    wanted, drawn = draws[1] < weight.office_threshold, draws[0] < terms.threshold
    for_profile = bucket.balance >= terms.profile_needs and not bounded
    for_draw = bucket.balance >= terms.draw_needs
    chance = PPM if missing == "" else _chance(weight.office_ppm if for_profile else 0, terms, for_draw)
    if wanted and for_profile:
        return RED, "profile", weight.office, "risk", "", chance
    if drawn and for_draw:
        return RED, "random", DRAW, "random", "", chance
    if missing == "":
        return RED, "model", MODEL, "risk", "", chance
    if wanted and not bounded:
        return YELLOW, "profile", weight.office, "risk", weight.office, chance
    if drawn:
        return YELLOW, "random", DRAW, "random", DRAW, chance
    return _documents(weight, bucket, terms, draws[2], missing or (PROFILES if wanted else ""), chance)


def _documents(weight: Weight, bucket: Bucket, terms: Terms, third: int, missing: str, chance: int) -> Choice:
    """Documents: by law always; for the model, a profile and the draw while their own budget lasts."""
    if third < weight.papers_threshold:
        return YELLOW, "profile", weight.papers, "legal", missing, chance
    if bucket.documents >= terms.documents_need:
        if missing == PROFILES:
            return YELLOW, "profile", weight.office, "risk", missing, chance
        if missing:
            return YELLOW, "model", MODEL, "risk", missing, chance
        if third < weight.yellow_threshold:
            return YELLOW, "profile", weight.yellow, weight.yellow_class, "", chance
    if third < terms.yellow_threshold and bucket.documents >= ONE:
        return YELLOW, "random", DRAW, "random", missing, chance
    return GREEN, "none", "", "none", missing, chance


def _chance(profile_ppm: int, terms: Terms, for_draw: bool) -> int:
    """The chance that a profile's share or the draw takes it, each where its token is there."""
    random_ppm = terms.random_ppm if for_draw else 0
    return profile_ppm + random_ppm - profile_ppm * random_ppm // PPM if profile_ppm else random_ppm
