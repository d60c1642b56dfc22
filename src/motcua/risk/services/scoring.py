"""Scoring: the champion and what it knows of the past, held in memory and refreshed when either changes."""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from motcua.risk import models
from motcua.risk.domain import Facts
from motcua.risk.domain.features import FEATURES_NO, Matrix, matrix
from motcua.risk.domain.history import History
from motcua.risk.domain.learning import Model
from motcua.risk.domain.reasons import reasons
from motcua.risk.queries import learning
from motcua.risk.services.knowing import known


class BrokenModel(RuntimeError):
    """What is stored of a version is not what was trained: nothing is judged by it."""


class Scorer:
    """A version in force together with the history of the day."""

    __slots__ = ("history", "model", "no")

    def __init__(self, no: int, model: Model, history: History) -> None:
        self.no, self.model, self.history = no, model, history

    def values(self, facts: Sequence[Facts]) -> Matrix:
        """The features of declarations, a row each."""
        return matrix(facts, self.history)

    def scores(self, values: Matrix) -> list[int]:
        """The score of each row in whole millionths, 0 … 1,000,000."""
        return self.model.scores(values)

    def reasons(self, facts: Sequence[Facts], values: Matrix) -> list[str]:
        """The three largest reasons of each in words with their evidence, as JSON."""
        return reasons(self.model, facts, values, self.history)


_held: tuple[learning.Now, Scorer] | None = None
"""The scorer of this process and what it was made of."""


def scorer() -> Scorer | None:
    """The version in force and the present history; None while there is no version."""
    global _held
    now, held = learning.now(), _held
    if not now.champion or not now.history:
        return None
    if held is not None and held[0] == now:
        return held[1]
    same = held is not None and held[0][:2] == now[:2]
    model = held[1].model if held is not None and same else model_of(now.champion)
    made = Scorer(now.champion, model, known(now.history).history)
    _held = (now, made)
    return made


def history_now() -> History:
    """What is known today, with or without a version in force; an empty history before the first day."""
    digest = learning.now().history
    return known(digest).history if digest else History()


def model_of(no: int) -> Model:
    """A stored version, ready to judge. BrokenModel where its bytes or its features are not what was trained."""
    row = models.Model.objects.get(pk=no)
    blob = bytes(row.blob)
    if sha256(blob).hexdigest() != row.digest:
        raise BrokenModel(f"risk_model {no}: the stored model does not fit its digest")
    if row.features != FEATURES_NO:
        raise BrokenModel(f"risk_model {no}: trained on features {row.features}, not {FEATURES_NO}")
    return Model.read(blob)


def scores_of(no: int, values: Matrix) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """What a stored version makes of rows of features."""
    return np.array(model_of(no).scores(values), dtype=np.int64)
