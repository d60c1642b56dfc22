"""A scorer that follows from the declaration's number alone, for tests of what is done with scores."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from motcua.risk.domain import Facts
from motcua.risk.domain.history import History


class RoughScorer:
    """In place of a champion: the first feature is the score, `lift` raises all."""

    def __init__(self, no: int = 1, lift: float = 0.0) -> None:
        self.no, self.lift, self.asked = no, lift, 0
        self.history = History()

    def values(self, facts: Sequence[Facts]) -> np.ndarray:
        """One row of three features for each declaration."""
        self.asked += 1
        return np.array([[self._of(each), each.level, each.value] for each in facts], dtype=np.float32).reshape(-1, 3)

    def _of(self, facts: Facts) -> float:
        drawn = int.from_bytes(blake2b(facts.number.encode(), digest_size=4).digest(), "big") / 2**32
        return min(drawn**6 + self.lift, 1.0)

    def scores(self, matrix: np.ndarray) -> list[int]:
        """Whole millionths."""
        return [round(float(row[0]) * 1_000_000) for row in matrix]

    def reasons(self, facts: Sequence[Facts], rows: np.ndarray) -> list[str]:
        """A reason for each, that names its number."""
        return [f'[{{"en": "{each.number} {row[0]:.3f}"}}]' for each, row in zip(facts, rows, strict=True)]
