"""The window: what the last decisions tell the next one: scores, rates, and how often whom the choice met.

Everything is a whole number and follows from the decisions alone, so a window restored from what is stored
equals the one that a process has kept since.
"""

from bisect import bisect_left, insort
from collections import deque
from typing import NamedTuple

from motcua.kernel.money import PPM
from motcua.risk.domain.decision import OFFICE, PARTY, RED
from motcua.risk.domain.law import Law

NO_SCORE = PPM + 1
"""A threshold that no score reaches."""


class Seen(NamedTuple):
    """What the window keeps of a decision."""

    turn: int
    subject: int
    office: str
    party: str
    channel: int
    source: str
    model: int
    score: int


class Window:
    """The last decisions of the stream, in the order of the bucket.

    `turn` and `subject` are those of the last one: a window is that of a bucket whose last decision is the same.
    """

    __slots__ = ("_at_office", "_by_office", "_by_party", "_model", "_models", "_of_party", "_profiles", "_rules",
                 "_scores", "_seen", "subject", "turn")  # fmt: skip

    def __init__(self) -> None:
        self.turn = self.subject = 0
        self._seen: deque[Seen] = deque()
        self._of_party: dict[str, int] = {}
        self._at_office: dict[str, int] = {}
        self._by_party: dict[str, int] = {}
        self._by_office: dict[str, int] = {}
        self._rules = self._profiles = self._models = self._model = 0
        self._scores: list[int] = []

    def __len__(self) -> int:
        return len(self._seen)

    def add(self, seen: Seen, size: int) -> None:
        """Take in one decision; what is older than the last `size` is forgotten."""
        self.turn, self.subject = seen.turn, seen.subject
        self._seen.append(seen)
        self._count(seen, 1)
        if seen.model and seen.model == self._model:
            insort(self._scores, seen.score)
        while len(self._seen) > size:
            old = self._seen.popleft()
            self._count(old, -1)
            if old.model and old.model == self._model:
                del self._scores[bisect_left(self._scores, old.score)]

    def _count(self, seen: Seen, by: int) -> None:
        _shift(self._of_party, seen.party, by)
        _shift(self._at_office, seen.office, by)
        if seen.channel != RED:
            return
        if seen.source == "model":
            self._models += by
            _shift(self._by_party, seen.party, by)
            _shift(self._by_office, seen.office, by)
        elif seen.source == "profile":
            self._rules += by
            self._profiles += by
            _shift(self._by_party, seen.party, by)
        elif seen.source == "legal":
            self._rules += by

    def known(self, model: int) -> list[int]:
        """The scores of this model within the window, in order of size; those of another do not count."""
        if model != self._model:
            self._model = model
            self._scores = sorted(seen.score for seen in self._seen if seen.model == model)
        return self._scores

    def share(self, law: Law, balance: int, scores: int) -> int:
        """What share of the declarations has scores high enough for an inspection now, in ppm.

        cap - random share - rate of rules + (balance - aim) / spread, never below `model_least_ppm`. The rate of
        rules is that of inspections by law and by office profiles within the window. The last part steers the
        balance: tokens above `aim` are worked off, missing ones made up, over `spread` declarations. While fewer
        than `scores_least` scores are known it only ever lowers the share, because the quantile is rough.
        """
        surplus = (balance - law.aim) // law.spread
        if scores < law.scores_least:
            surplus = min(surplus, 0)
        rules = self._rules * PPM // max(len(self._seen), 1)
        return min(max(law.cap_ppm - law.random_ppm - rules + surplus, law.model_least_ppm), PPM)

    def threshold(self, model: int, law: Law, balance: int) -> int:
        """What a score of this model must reach: the quantile that leaves `share` of the known scores above.

        NO_SCORE where nothing is known. Where so few are known that the share is less than one of them, a score
        must exceed all. Where equal scores would double the share, it must exceed them,
        unless they are the highest. A score of zero never reaches it.
        """
        scores = self.known(model)
        if not scores:
            return NO_SCORE
        count = len(scores) * self.share(law, balance, len(scores)) // PPM
        if not count:
            return scores[-1] + 1
        mark = scores[-count]
        if mark < scores[-1] and len(scores) - bisect_left(scores, mark) > 2 * count:
            mark += 1
        return max(mark, 1)

    def profiles_bound(self, law: Law) -> bool:
        """Whether office profiles have had their share of the budget: `profile_share_ppm` of the cap's inspections."""
        return self._profiles * PPM * PPM >= law.profile_share_ppm * law.cap_ppm * max(len(self._seen), law.window)

    def bound(self, party: str, office: str, law: Law) -> str:
        """PARTY or OFFICE where the model has had its share of an enterprise or an office; else nothing.

        An enterprise: its inspections by choice (profiles and model) have reached `party_least` and the share
        `party_share_ppm` of its declarations. An office: inspections by the model have reached `office_least`
        and `office_ratio_ppm` times the department's share of the office's declarations.
        """
        chosen = self._by_party.get(party, 0)
        if chosen >= law.party_least and chosen * PPM >= law.party_share_ppm * self._of_party.get(party, 0):
            return PARTY
        here = self._by_office.get(office, 0)
        fair = law.office_ratio_ppm * self._models * self._at_office.get(office, 0)
        if here >= law.office_least and here * PPM * len(self._seen) >= fair:
            return OFFICE
        return ""


def _shift(counts: dict[str, int], key: str, by: int) -> None:
    """Add to a count; one that comes to zero is forgotten."""
    count = counts.get(key, 0) + by
    if count:
        counts[key] = count
    else:
        del counts[key]
