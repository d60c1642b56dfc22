"""Made-up streams of declarations with the scores of a model, each with its own kind of trouble."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta

from tests.domain.risk.risk_factories import HALF, LAW, NOON, OFFICE, PAPERS, number, terms

from motcua.risk.domain import ONE, RED, YELLOW, Bucket, Candidate, Decision, Judged, Window, decide
from motcua.risk.domain.decision import forced

LENGTH = 1_200
ORDERS = ("as they come", "best first", "worst first", "in waves")


class Stream:
    """A stream that follows from its number: hits, bursts of legal inspections, scores and their shifts."""

    def __init__(self, seed: int, length: int = LENGTH) -> None:
        chance = random.Random(seed)
        self.order = ORDERS[seed % len(ORDERS)]
        burst = chance.randrange(length) if chance.random() < 0.5 else length
        greed, shift, change = chance.random() ** 3 * 0.2, chance.randrange(length), chance.randrange(length)
        height = chance.choice([0.2, 1, 3, 20])
        scores = [self._score(chance, height if place > shift else 1) for place in range(length)]
        self._put_in_order(scores, chance)
        self.judged = [Judged(1 + (place > change), score) for place, score in enumerate(scores)]
        self.candidates = [
            Candidate(
                place + 1, number(seed * length + place), chance.choice(["20BB"] * 8 + ["20BC", "20CE"]),
                f"57{int(chance.paretovariate(0.6)) % 300:08d}",
                self._hits(chance, 0.3 if burst <= place < burst + 400 else 0.004, greed), 3,
                NOON + timedelta(minutes=place * chance.choice([1, 3])),
            )
            for place in range(length)
        ]  # fmt: skip

    @staticmethod
    def _score(chance: random.Random, height: float) -> int:
        return min(int(chance.betavariate(1, 15) * height * 1_000_000), 1_000_000)

    def _put_in_order(self, scores: list[int], chance: random.Random) -> None:
        if self.order == "in waves":
            chance.shuffle(scores)
            for begin in range(0, len(scores), 100):
                scores[begin : begin + 100] = sorted(scores[begin : begin + 100])
        elif self.order != "as they come":
            scores.sort(reverse=self.order == "best first")

    @staticmethod
    def _hits(chance: random.Random, legal: float, greed: float) -> tuple[str, ...]:
        asked = ((LAW, legal), (OFFICE, greed), (HALF, greed), (PAPERS, 0.25))
        return tuple(code for code, share in asked if chance.random() < share)

    def decided(self, bucket: Bucket | None = None, window: Window | None = None) -> list[Decision]:
        """The decisions on it, from an empty bucket unless another is given."""
        return decide(
            self.candidates, bucket or Bucket(), lambda day: terms(day), at=NOON, judged=self.judged, window=window
        )


def over(decisions: Sequence[Decision]) -> Iterator[int]:
    """The turns at which inspections by choice exceed a twentieth, or documents by choice three tenths."""
    chosen = papers = 0
    for decision in decisions:
        chosen += decision.channel == RED and decision.source != "legal"
        papers += decision.channel == YELLOW and not forced(YELLOW, decision.reason_class, decision.unserved)
        if chosen * 20 > decision.turn or papers * 10 > decision.turn * 3:
            yield decision.turn


def inspected_in_debt(decisions: Sequence[Decision]) -> Iterator[int]:
    """The turns at which something else than the law inspected without a token."""
    before = 0
    for decision in decisions:
        if decision.channel == RED and decision.source != "legal" and before + 50_000 < ONE:
            yield decision.turn
        before = decision.balance_millionths
